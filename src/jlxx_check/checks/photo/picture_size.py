"""Whether a picture has the size and the orientation that are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, Self

from pydantic import Field, NonNegativeInt, PositiveInt, model_validator

from jlxx_check.checks.families import PICTURE
from jlxx_check.checks.registry import TURNED_ROUND, Parameters, check
from jlxx_check.model.facts import Photo
from jlxx_check.model.outcome import Outcome, failed, passed
from jlxx_check.text import Text, joined

Pixels = tuple[PositiveInt, PositiveInt]


class PictureSize(Parameters):
    """sizes: width and height in pixels, one of which it has exactly.

    at_least, at_most: width and height in pixels, both included. longer_at_least,
    longer_at_most: pixels of the longer side. off: pixels by which an exact size may be off.
    either_way: whether width and height may be exchanged.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "sizes": "准确的宽、高（像素），符合其中之一",
        "at_least": "宽、高至少多少像素",
        "at_most": "宽、高最多多少像素",
        "longer_at_least": "长边至少多少像素",
        "longer_at_most": "长边最多多少像素",
        "off": "准确尺寸允许相差的像素",
        "either_way": "横幅竖幅是否都可以（宽高可以互换）",
    }

    sizes: tuple[Pixels, ...] = Field((), examples=[[[413, 579]]])
    at_least: Pixels | None = None
    at_most: Pixels | None = None
    longer_at_least: PositiveInt | None = None
    longer_at_most: PositiveInt | None = None
    off: NonNegativeInt = 0
    either_way: bool = False

    @model_validator(mode="after")
    def _something_is_asked(self) -> Self:
        limits = (self.at_least, self.at_most, self.longer_at_least, self.longer_at_most)
        if not self.sizes and not any(limits):
            raise ValueError(
                Text(
                    "sizes、at_least、at_most和长边的要求至少写一个",
                    "sizes, at_least, at_most or a longer side has to be given",
                )
            )
        both = zip(self.at_least or (), self.at_most or (), strict=False)
        if any(low > high for low, high in both):
            raise ValueError(TURNED_ROUND)
        if (self.longer_at_least or 0) > (self.longer_at_most or float("inf")):
            raise ValueError(
                Text("longer_at_most小于longer_at_least", "longer_at_most is below longer_at_least")
            )
        return self

    def holds(self, width: int, height: int) -> bool:
        """Whether a picture of this width and height is as asked, as it lies."""
        low, high = self.at_least or (0, 0), self.at_most or (width, height)
        return (
            (
                not self.sizes
                or any(
                    abs(width - wide) <= self.off and abs(height - tall) <= self.off
                    for wide, tall in self.sizes
                )
            )
            and low[0] <= width <= high[0]
            and low[1] <= height <= high[1]
            and (self.longer_at_least or 0) <= max(width, height)
            and max(width, height) <= (self.longer_at_most or width + height)
        )

    def asked(self) -> Text:
        """What is asked for, in words."""
        sizes = joined((_pixels(size) for size in self.sizes), "或", " or ")
        said = [sizes] if self.sizes else []
        for size, zh, en in (
            (self.at_least, "不小于", "or more"),
            (self.at_most, "不大于", "or less"),
        ):
            if size:
                said.append(Text(f"{zh}{_pixels(size).zh}", f"{_pixels(size).en} {en}"))
        for side, zh, en in (
            (self.longer_at_least, "不少于", "or more"),
            (self.longer_at_most, "不超过", "or less"),
        ):
            if side:
                said.append(Text(f"长边{zh}{side}", f"longer side {side} {en}"))
        whole = joined(said, "，")
        return Text(f"{whole.zh}像素", f"{whole.en} px")


def _pixels(size: Pixels) -> Text:
    return Text(f"{size[0]}×{size[1]}", f"{size[0]}×{size[1]}")


@check("photo.size", zh="照片（按显示方向）的像素符合要求。", family=PICTURE)
def size(photo: Photo, want: PictureSize) -> Iterator[Outcome]:
    """The picture, as displayed, has one of the sizes, or as many pixels, as asked.

    Example::

        scope: person.id-photo
        check: photo.size
        with: {sizes: [[413, 579], [360, 480]]}
    """
    width, height = photo.width, photo.height
    if want.holds(width, height) or (want.either_way and want.holds(height, width)):
        yield passed()
        return
    found, asked = f"{width}×{height}", want.asked()
    turned = want.holds(height, width)
    lies = Text("，横竖放反了", ", and it is turned") if turned else Text("", "")
    yield failed(
        Text(
            f"照片为{found}像素{lies.zh}，应为{asked.zh}。",
            f"The picture has {found} px{lies.en}; it has to have {asked.en}.",
        ),
        expected=asked,
        observed=Text(f"{found}像素", f"{found} px"),
        fix=_TURN if turned else _fitted(photo, want),
    )


_TURN = Text("请把照片转正后另存。", "Turn the picture upright and save it.")


def _fitted(photo: Photo, want: PictureSize) -> Text | None:
    """How the picture gets to a size asked for; None where only the pack knows."""
    if not want.sizes:
        return None
    wide, high = want.sizes[0]
    if photo.width < wide or photo.height < high:
        return Text(
            f"请用更大的原图裁剪、缩小到{wide}×{high}像素；把小图放大不算。",
            f"Crop and shrink a larger original to {wide}×{high} px; a small picture blown up is "
            "none.",
        )
    return Text(
        f"请先按{wide}:{high}的比例裁剪，再缩小到{wide}×{high}像素，不要拉伸变形。",
        f"Crop it to the proportions {wide}:{high}, then shrink it to {wide}×{high} px, without "
        "stretching it.",
    )


class Orientation(Parameters):
    """orientation: portrait (higher than wide) or landscape (wider than high)."""

    zh: ClassVar[Mapping[str, str]] = {"orientation": "portrait竖幅，landscape横幅"}

    orientation: Literal["portrait", "landscape"]


@check("photo.orientation", zh="照片（按显示方向）是要求的横幅或竖幅。", family=PICTURE)
def orientation(photo: Photo, want: Orientation) -> Iterator[Outcome]:
    """The picture, as displayed, is upright or wide as asked; a square one is neither.

    Example::

        scope: work.photo
        check: photo.orientation
        with: {orientation: landscape}
    """
    found = _lies(photo.width, photo.height)
    asked = _ORIENTATIONS[want.orientation]
    if found == asked:
        yield passed()
        return
    pixels = f"{photo.width}×{photo.height}"
    yield failed(
        Text(
            f"照片是{found.zh}（{pixels}像素），应为{asked.zh}。",
            f"The picture is {found.en} ({pixels} px); it has to be {asked.en}.",
        ),
        expected=asked,
        observed=found,
        fix=Text(
            f"请换一张{asked.zh}的照片，或裁成{asked.zh}；照片放倒了的，转正后另存。",
            f"Hand in one that is {asked.en}, or crop it; one that lies on its side is turned and "
            "saved.",
        ),
    )


_ORIENTATIONS = {
    "portrait": Text("竖幅", "upright"),
    "landscape": Text("横幅", "wide"),
}
_SQUARE = Text("方形", "square")


def _lies(width: int, height: int) -> Text:
    if width == height:
        return _SQUARE
    return _ORIENTATIONS["landscape" if width > height else "portrait"]
