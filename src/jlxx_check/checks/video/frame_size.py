"""Whether a video's picture has the size, the shape and the scan that are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import Field, NonNegativeFloat, PositiveInt

from jlxx_check.checks.families import EXPORT
from jlxx_check.checks.registry import Parameters, check
from jlxx_check.checks.video.encoding import unknown
from jlxx_check.model.facts import Video
from jlxx_check.model.outcome import Outcome, failed, passed
from jlxx_check.text import Text, joined, same
from jlxx_check.values.spans import within

Aspect = Annotated[str, Field(pattern=r"^[1-9]\d*:[1-9]\d*$")]


class FrameSize(Parameters):
    """width, height: pixels as displayed.

    aspect: the shape, ``4:3``, in which a film that is stored in these pixels may be shown although
    they are not square, as on television.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "width": "显示宽度，像素",
        "height": "显示高度，像素",
        "aspect": "画面比例，如4:3；像素不是方形（电视制式）的，按存储的像素和这个比例认可",
    }

    width: PositiveInt
    height: PositiveInt
    aspect: Aspect | None = None

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height

    def __str__(self) -> str:
        return f"{self.width}×{self.height}"


class Resolution(FrameSize):
    """progressive: whether interlacing is a fault.

    square: how far a pixel's width may be off its height and still be called square, 0.01 for 1 %.
    others: other sizes that will do. at_least: whether larger pictures will do, too.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "progressive": "隔行扫描是否算错误",
        "square": "像素宽高相差不超过多大比例仍算方形，0.01即1 %",
        "others": "同样认可的其他尺寸",
        "at_least": "更大的画面是否也可以（即“不低于”）",
    }

    progressive: bool
    square: NonNegativeFloat = 0.0
    others: tuple[FrameSize, ...] = ()
    at_least: bool = False

    @property
    def shape(self) -> str:
        """The picture's width to its height: ``16:9``."""
        ratio = Fraction(self.width, self.height)
        return f"{ratio.numerator}:{ratio.denominator}"

    @property
    def sizes(self) -> tuple[FrameSize, ...]:
        """Every size that will do, the usual one first."""
        return (FrameSize(width=self.width, height=self.height, aspect=self.aspect), *self.others)

    @property
    def asked(self) -> Text:
        """The sizes in words."""
        said = joined((same(str(size)) for size in self.sizes), "或", " or ")
        return Text(f"{said.zh}以上", f"{said.en} or more") if self.at_least else said

    def holds(self, shown: tuple[int, int]) -> bool:
        """Whether a picture that is shown so large will do."""
        if self.at_least:
            return any(shown[0] >= s.width and shown[1] >= s.height for s in self.sizes)
        return any(shown == size.pixels for size in self.sizes)


def _as_resolution(want: Resolution) -> Text:
    lines = Text("（逐行扫描）", " progressive") if want.progressive else same("")
    return Text(f"分辨率{want.asked.zh}{lines.zh}", f"{want.asked.en}{lines.en}")


@check(
    "video.resolution",
    zh="视频（按显示方向）的尺寸符合要求，且为逐行扫描。",
    family=EXPORT,
    setting=_as_resolution,
)
def resolution(video: Video, want: Resolution) -> Iterator[Outcome]:
    """The picture, as displayed, has the size that is asked for, and is progressive.

    Example::

        scope: work.video
        check: video.resolution
        with:
          width: 1280
          height: 720
          progressive: true
          others: [{width: 720, height: 576, aspect: "4:3"}]
    """
    if video.width is None or video.height is None:
        yield unknown(video, Text("分辨率", "resolution"))
        return
    aspect = video.pixel_aspect or 1.0
    shown = (video.width, video.height)
    if video.stored is not None and within(aspect, 1 - want.square, 1 + want.square):
        shown = video.stored
    asked, size = want.asked, f"{shown[0]}×{shown[1]}"
    interlaced = want.progressive and video.progressive is False
    stored = next((item for item in want.sizes if item.pixels == video.stored), None)
    stretched = stored is not None and not want.holds(shown)
    faults = []
    if want.holds(shown) or (stored is not None and _as_on_television(video, stored)):
        stretched = False
    elif stretched:
        faults.append(
            Text(
                f"文件是{stored}，但像素不是方形（{_shape(aspect)}），播放时是{size}",
                f"is stored as {stored}, but its pixels are not square ({_shape(aspect)}), so that "
                f"it is shown as {size}",
            )
        )
    elif want.holds(shown[::-1]):
        faults.append(
            Text(
                f"是竖幅的（{size}），应为横幅{asked.zh}",
                f"is upright ({size}) and has to be wide, {asked.en}",
            )
        )
    else:
        faults.append(
            Text(f"分辨率是{size}，应为{asked.zh}", f"has {size} pixels and has to have {asked.en}")
        )
    if interlaced:
        faults.append(INTERLACED)
    if not faults:
        yield passed()
        return
    said = joined(faults, "；", "; it ")
    yield failed(
        Text(f"视频{said.zh}。", f"The video {said.en}."),
        expected=Text(f"{asked.zh}逐行", f"{asked.en} progressive") if interlaced else asked,
        observed=Text(f"{size}隔行", f"{size} interlaced") if interlaced else same(size),
        fix=_fitted(shown, want, square=not stretched),
    )


INTERLACED = Text("是隔行扫描，应为逐行扫描", "is interlaced and has to be progressive")
#: How far a picture on television may be off the shape that it is said to have: 720×576 is 4:3
#: with its pixels taken for 16:15, 12:11 or square.
_TELEVISION = 0.07


def _as_on_television(video: Video, size: FrameSize) -> bool:
    """Whether what is stored in a size's pixels is shown in the shape that goes with it."""
    if size.aspect is None or not video.width or not video.height:
        return False
    wide, high = map(int, size.aspect.split(":"))
    return within(video.width * high / (video.height * wide), 1 - _TELEVISION, 1 + _TELEVISION)


def _fitted(shown: tuple[int, int], want: Resolution, *, square: bool) -> Text | None:
    """How a picture of another shape gets into the one asked for; None where it has it."""
    wide, high = shown
    steps = [] if square else [_SQUARE]
    if not within(wide * want.height / (high * want.width), 1 - _ALIKE, 1 + _ALIKE):
        sides = Text("上下", "top and bottom") if wide * want.height > high * want.width else _SIDES
        steps.append(
            Text(
                f"画面比例设为{want.shape}（横幅），{sides.zh}留黑边，不要拉伸画面。",
                f"Set the shape to {want.shape} (wide) and leave bars at {sides.en}; do not "
                "stretch the picture.",
            )
        )
    return joined(steps, "", " ") if steps else None


#: How far two shapes may be apart that a person calls the same.
_ALIKE = 0.01
_SIDES = Text("两侧", "the sides")
_SQUARE = Text(
    "“像素长宽比”设为“方形像素（1.0）”。", "Set “pixel aspect ratio” to “square pixels (1.0)”."
)


def _shape(aspect: float) -> str:
    """A pixel's width to its height: 0.703125 is ``45:64``."""
    ratio = Fraction(aspect).limit_denominator(1000)
    return f"{ratio.numerator}:{ratio.denominator}"
