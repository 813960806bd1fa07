"""The print size and the colour of a portrait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, PositiveFloat, PositiveInt, model_validator

from jlxx_check.checks.parameters import Parameters
from jlxx_check.checks.registry import check
from jlxx_check.model.facts import Photo
from jlxx_check.model.outcome import Level, Outcome, failed, passed
from jlxx_check.model.pack import Said
from jlxx_check.model.text import Text, joined
from jlxx_check.values.spans import within

#: Millimetres in an inch.
_INCH = 25.4

Millimetres = tuple[PositiveInt, PositiveInt]


class PrintSize(Parameters):
    """size: what the size is called. prints: accepted widths and heights, the usual one first.

    tolerance: how far width over height may be off, as a share. dpi: pixels an inch of a good
    print; fewer are a warning. smallest_width: pixels; narrower is what the rule says.
    """

    size: Said
    prints: Annotated[tuple[Millimetres, ...], Field(min_length=1)]
    tolerance: PositiveFloat
    dpi: PositiveInt
    smallest_width: PositiveInt

    @property
    def usual(self) -> tuple[int, int]:
        """Pixels of the usual print at its ``dpi``."""
        wide, high = (round(side / _INCH * self.dpi) for side in self.prints[0])
        return wide, high

    @model_validator(mode="after")
    def _widths_are_in_order(self) -> Self:
        if self.smallest_width > self.usual[0]:
            raise ValueError("smallest_width is more than the print has at its dpi")
        return self


@check("photo.print-size")
def print_size(photo: Photo, want: PrintSize) -> Iterator[Outcome]:
    """The picture, as displayed, has the print's proportions and pixels enough for it."""
    shape = _shape_fault(photo, want)
    width = _width_fault(photo, want)
    faults = [fault for fault in (shape, width) if fault]
    if not faults:
        yield passed()
        return
    severe = shape is not None or photo.width < want.smallest_width
    said = joined(faults, "；", "; ")
    pixels = f"{photo.width}×{photo.height}"
    mm = "×".join(map(str, want.prints[0]))
    usual = "×".join(map(str, want.usual))
    yield failed(
        Text(
            f"照片为{pixels}像素，{said.zh}。",
            f"The picture has {pixels} px: {said.en}.",
        ),
        level=None if severe else Level.WARNING,
        expected=Text(
            f"{want.size.zh}（{mm}毫米，{usual}像素）", f"{want.size.en} ({mm} mm, {usual} px)"
        ),
        observed=Text(f"{pixels}像素", f"{pixels} px"),
    )


def _shape_fault(photo: Photo, want: PrintSize) -> Text | None:
    ratio = photo.width / photo.height
    low, high = 1 - want.tolerance, 1 + want.tolerance
    if any(within(ratio / (wide / tall), low, high) for wide, tall in want.prints):
        return None
    if photo.width > photo.height:
        return Text(
            f"是横幅的，{want.size.zh}照片应为竖幅",
            f"it lies on its side or is wide; {want.size.en} is upright",
        )
    prints = [f"{wide}:{high}" for wide, high in want.prints]
    return Text(
        f"宽高比不是{want.size.zh}的{'或'.join(prints)}",
        f"its sides are not as {' or '.join(prints)} ({want.size.en})",
    )


def _width_fault(photo: Photo, want: PrintSize) -> Text | None:
    width = want.usual[0]
    if photo.width >= width:
        return None
    if photo.width >= want.smallest_width:
        return Text(
            f"宽度不足{width}像素，冲印会不够清晰",
            f"narrower than {width} px, it will not print sharply",
        )
    return Text(
        f"宽度不足{want.smallest_width}像素，无法冲印{want.size.zh}",
        f"narrower than {want.smallest_width} px, it cannot be printed at {want.size.en}",
    )


class Colour(Parameters):
    """chroma: the least mean spread between the channels, 0 (grey) to 255."""

    chroma: PositiveFloat


@check("photo.colour")
def colour(photo: Photo, want: Colour) -> Iterator[Outcome]:
    """The picture is in colour."""
    if photo.chroma >= want.chroma:
        yield passed()
        return
    yield failed(
        Text("照片是黑白的，应为彩色。", "The picture is black and white; it has to be in colour."),
        expected=Text("彩色", "in colour"),
        observed=Text("黑白", "black and white"),
    )
