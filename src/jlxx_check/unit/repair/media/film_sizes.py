"""How large a film's picture is to be: as the notice asks, or as it is where that is right."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from jlxx_check.checks.video.frame_shape import Aspects
from jlxx_check.checks.video.frame_size import FrameSize, Resolution
from jlxx_check.model.facts import FileFacts, Video
from jlxx_check.unit.repair.media.film_demands import FilmWants
from jlxx_check.unit.repair.media.film_shape import FilmShape, even

#: How far a pixel's width may be off its height to be called square, where it is kept.
_SQUARE = 0.01


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
    whole = (even(Fraction(size.width)), even(Fraction(size.height)))
    if size.aspect is None:
        return FilmShape(whole)
    wide, high = map(int, size.aspect.split(":"))
    return FilmShape(whole, Fraction(wide * size.height, high * size.width))


def _around(shown: tuple[int, int], aspect: str) -> FilmShape:
    """The smallest size of a shape that holds the picture as it is."""
    ratio = Fraction(*map(int, aspect.split(":")))
    wide, high = map(Fraction, shown)
    return FilmShape((even(max(wide, high * ratio)), even(max(high, wide / ratio))))


def _kept(video: Video) -> FilmShape:
    aspect = video.pixel_aspect or 1.0
    if video.stored is None or abs(aspect - 1) <= _SQUARE:
        wide, high = video.stored or (video.width or 0, video.height or 0)
        return FilmShape((wide + wide % 2, high + high % 2))
    wide, high = video.stored
    turned = round(wide * aspect) != video.width
    ratio = Fraction(aspect).limit_denominator(1000)
    return FilmShape((wide + wide % 2, high + high % 2), 1 / ratio if turned else ratio)
