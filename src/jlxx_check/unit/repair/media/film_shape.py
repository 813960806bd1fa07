"""How large a film's picture is to be, and how the source fits into that unstretched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from jlxx_check.checks.video.frame_shape import Aspects
from jlxx_check.checks.video.frame_size import FrameSize, Resolution
from jlxx_check.model.facts import FileFacts, Video
from jlxx_check.text import Text
from jlxx_check.unit.repair.media.film_demands import FilmWants

#: How far a pixel's width may be off its height to be called square, where it is kept.
_SQUARE = 0.01
#: Pixels of bars at either side that nobody sees, and that only rounding makes.
_HAIR = 2


@dataclass(frozen=True, slots=True)
class FilmShape:
    """Width and height in pixels, both even, and the width of a pixel over its height."""

    size: tuple[int, int]
    pixel_aspect: Fraction = Fraction(1)

    def fitted(self, shown: tuple[Fraction, Fraction]) -> tuple[int, int]:
        """The largest even size of a picture of that shape within this one.

        shown: width and height of the source in square pixels.
        """
        wide, high = self.size
        ratio = shown[0] / shown[1] / self.pixel_aspect
        if ratio * high > wide:
            high = min(high, _even(wide / ratio))
        else:
            wide = min(wide, _even(high * ratio))
        return self._filled(wide, high)

    def _filled(self, wide: int, high: int) -> tuple[int, int]:
        """Bars as thin as a hair are none."""
        if self.size[0] - wide <= 2 * _HAIR and self.size[1] - high <= 2 * _HAIR:
            return self.size
        return wide, high

    def bars(self, shown: tuple[Fraction, Fraction]) -> Text | None:
        """Where bars are left, in words; None where none are."""
        wide, high = self.fitted(shown)
        if wide < self.size[0]:
            return Text("两侧留黑边", "bars at the sides")
        return Text("上下留黑边", "bars at top and bottom") if high < self.size[1] else None


def wanted_shape(facts: FileFacts, video: Video, wants: FilmWants) -> FilmShape | None:
    """What the picture is to be like: as it is where that is right; None where nothing is known."""
    resolution, aspects = wants.asked(Resolution), wants.asked(Aspects)
    whole = replace(facts, body=replace(video, progressive=True))
    wrong = {fault.check for fault in wants.faults(whole)}
    if resolution is not None and "video.resolution" in wrong | _unknown(video):
        return _asked(resolution)
    if not video.width or not video.height:
        return None
    if aspects is not None and "video.aspect" in wrong:
        return _around((video.width, video.height), aspects.aspects[0])
    return _kept(video)


def _unknown(video: Video) -> set[str]:
    return set() if video.width and video.height else {"video.resolution"}


def _asked(size: FrameSize) -> FilmShape:
    even = (_even(Fraction(size.width)), _even(Fraction(size.height)))
    if size.aspect is None:
        return FilmShape(even)
    wide, high = map(int, size.aspect.split(":"))
    return FilmShape(even, Fraction(wide * size.height, high * size.width))


def _around(shown: tuple[int, int], aspect: str) -> FilmShape:
    """The smallest size of a shape that holds the picture as it is."""
    ratio = Fraction(*map(int, aspect.split(":")))
    wide, high = map(Fraction, shown)
    return FilmShape((_even(max(wide, high * ratio)), _even(max(high, wide / ratio))))


def _kept(video: Video) -> FilmShape:
    aspect = video.pixel_aspect or 1.0
    if video.stored is None or abs(aspect - 1) <= _SQUARE:
        wide, high = video.stored or (video.width or 0, video.height or 0)
        return FilmShape((wide + wide % 2, high + high % 2))
    wide, high = video.stored
    turned = round(wide * aspect) != video.width
    ratio = Fraction(aspect).limit_denominator(1000)
    return FilmShape((wide + wide % 2, high + high % 2), 1 / ratio if turned else ratio)


def _even(length: Fraction) -> int:
    return max(2, 2 * round(length / 2))
