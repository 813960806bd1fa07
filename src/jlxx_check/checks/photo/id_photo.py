"""Whether a portrait has the print size and the colour that are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Self

from pydantic import Field, PositiveFloat, PositiveInt, model_validator

from jlxx_check.checks.families import PICTURE
from jlxx_check.checks.registry import Parameters, check
from jlxx_check.model.facts import Photo
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.outcome import Level, Outcome, failed, passed, review
from jlxx_check.model.pack_parts import Said, Words
from jlxx_check.model.package import SubjectFile
from jlxx_check.text import Text, joined
from jlxx_check.values.folding import fold_name
from jlxx_check.values.spans import within

#: Millimetres in an inch.
_INCH = 25.4
#: Pixels an inch from which a file means to be printed (72 and 96 are screens', and mean nothing);
#: and how far a side may be off the print's, in millimetres.
_PRINTED, _OFF = 200, 0.6

#: Not right behind these: 非1寸, 不是一寸.
_DENIED = "(?<!非)(?<!不是)(?<!不要)(?<!勿用)"
Millimetres = tuple[PositiveInt, PositiveInt]


class OtherPrint(Parameters):
    """A print that the photo must not be, whose proportions may be the same.

    size: what it is called. pixels: its exact sizes. mm: of the print, for pictures that state how
    many pixels an inch has. words: in a file's name they say that it is this; not_words: that it
    may be another.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "size": "这种规格的名称",
        "pixels": "它的准确像素，宽、高",
        "mm": "它的毫米，宽、高",
        "words": "文件名中表示这种规格的词",
        "not_words": "文件名中表示是别的规格的词",
    }

    size: Said
    pixels: tuple[tuple[PositiveInt, PositiveInt], ...]
    mm: Millimetres
    words: Words = ()
    not_words: Words = ()


class PrintSize(Parameters):
    """size: what the size is called. prints: accepted widths and heights, the usual one first.

    tolerance: how far width over height may be off, as a share. dpi: pixels an inch of a good
    print; fewer are a warning. smallest_width: pixels; narrower is what the rule says. not_print: a
    smaller print that is often handed in instead.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "size": "规格的名称，如2寸",
        "prints": "认可的宽、高，毫米，最常用的写在前面",
        "tolerance": "宽高比允许相差的比例，如0.03",
        "dpi": "每英寸多少像素才够清晰；不足为提醒",
        "smallest_width": "最少宽度，像素；再窄的按规则的级别",
        "not_print": "常被误交的较小规格",
    }

    size: Said
    prints: Annotated[tuple[Millimetres, ...], Field(min_length=1)]
    tolerance: PositiveFloat
    dpi: PositiveInt
    smallest_width: PositiveInt
    not_print: OtherPrint | None = None

    @property
    def usual(self) -> tuple[int, int]:
        """Pixels of the usual print at its ``dpi``."""
        return self.pixels[0]

    @property
    def pixels(self) -> tuple[tuple[int, int], ...]:
        """Pixels of each accepted print at its ``dpi``."""
        return tuple(
            (round(wide / _INCH * self.dpi), round(high / _INCH * self.dpi))
            for wide, high in self.prints
        )

    @model_validator(mode="after")
    def _widths_are_in_order(self) -> Self:
        if self.smallest_width > self.usual[0]:
            raise ValueError(
                Text(
                    "smallest_width大于这种规格按dpi应有的宽度",
                    "smallest_width is more than the print has at its dpi",
                )
            )
        return self


@check("photo.print-size", zh="照片（按显示方向）的宽高比符合规格，像素足够冲印。", family=PICTURE)
def print_size(photo: Photo, file: SubjectFile, want: PrintSize) -> Iterator[Outcome]:
    """The picture, as displayed, has the print's proportions and pixels enough for it."""
    if want.not_print is not None and _is_other(photo, file.facts.path, want, want.not_print):
        yield _other(photo, want, want.not_print.size)
        return
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


def _is_other(photo: Photo, path: str, want: PrintSize, other: OtherPrint) -> bool:
    name = fold_name(file_name(path)).replace("吋", "寸")
    named = (_DENIED + re.escape(fold_name(word)) for word in other.words)
    if any(re.search(word, name) for word in named):
        return not any(fold_name(word) in name for word in other.not_words)
    if any(
        abs(photo.width - wide) <= 1 and abs(photo.height - high) <= 1
        for wide, high in other.pixels
    ):
        return True
    if photo.dpi is None or photo.dpi < _PRINTED or photo.width >= want.usual[0]:
        return False
    sides = (photo.width, photo.height)
    return all(
        abs(side / photo.dpi * _INCH - mm) <= _OFF for side, mm in zip(sides, other.mm, strict=True)
    )


def _other(photo: Photo, want: PrintSize, size: Said) -> Outcome:
    pixels, mm = f"{photo.width}×{photo.height}", "×".join(map(str, want.prints[0]))
    usual = "×".join(map(str, want.usual))
    return failed(
        Text(
            f"这是{size.zh}照片（{pixels}像素），应为{want.size.zh}（{mm}毫米，{usual}像素）。",
            f"This is a {size.en} photo ({pixels} px); it has to be {want.size.en} "
            f"({mm} mm, {usual} px).",
        ),
        expected=Text(
            f"{want.size.zh}（{mm}毫米，{usual}像素）", f"{want.size.en} ({mm} mm, {usual} px)"
        ),
        observed=Text(f"{size.zh}（{pixels}像素）", f"{size.en} ({pixels} px)"),
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


#: A toned black-and-white picture strays so far at most, and the more, the stronger its tone:
#: of 556 that were made to be like that 1 in 100 by more; of 170 photos in colour none less.
_TONED, _TONED_MORE = 2.0, 0.02
_ONE_TONE = Text(
    "照片只有一种色调，像是染色（泛黄、泛蓝）的黑白照片，请核对是不是彩色照片。",
    "The picture has one tone, as a black-and-white one that was toned brown or blue: see whether "
    "it is in colour.",
)


class Colour(Parameters):
    """chroma: the least mean spread between the channels, 0 (grey) to 255."""

    zh: ClassVar[Mapping[str, str]] = {
        "chroma": "各像素红绿蓝之差的平均值至少多少，0（灰）至255",
    }

    chroma: PositiveFloat


@check("photo.colour", zh="照片是彩色的。", family=PICTURE)
def colour(photo: Photo, want: Colour) -> Iterator[Outcome]:
    """The picture is in colour; whether one that has but one tone is, a person says."""
    if photo.chroma >= want.chroma:
        toned = photo.stray < _TONED + _TONED_MORE * photo.chroma
        yield review(_ONE_TONE, observed=Text("只有一种色调", "one tone")) if toned else passed()
        return
    yield failed(
        Text("照片是黑白的，应为彩色。", "The picture is black and white; it has to be in colour."),
        expected=Text("彩色", "in colour"),
        observed=Text("黑白", "black and white"),
    )
