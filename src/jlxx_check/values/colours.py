"""What people call the ground of a portrait: white, red, blue; and where that is open to doubt."""

from __future__ import annotations

import colorsys
from enum import StrEnum

from jlxx_check.text import Text


class GroundColour(StrEnum):
    """The grounds that notices ask for."""

    WHITE = "white"
    RED = "red"
    BLUE = "blue"

    @property
    def called(self) -> Text:
        """What people call it."""
        return _TITLES[self]


_TITLES = {
    GroundColour.WHITE: Text("白色", "white"),
    GroundColour.RED: Text("红色", "red"),
    GroundColour.BLUE: Text("蓝色", "blue"),
}
#: Degrees of the colour circle, inside which everybody calls it so, and outside which nobody does.
_SURE_HUES = {GroundColour.RED: (-18, 15), GroundColour.BLUE: (188, 240)}
_POSSIBLE_HUES = {GroundColour.RED: (-40, 32), GroundColour.BLUE: (170, 265)}
#: Saturation and brightness from which a hue shows (pale blue may pass for white), from which it
#: is plain (an office wall in shadow is bluish).
_SHOWS, _PLAIN = 0.08, 0.35
_DARK, _LIT = 0.2, 0.35
#: Darkest channel of what is surely white, and of what may be meant for it; spread of channels.
_WHITE, _WHITISH, _SPREAD, _TINGED = 225, 170, 18, 45


def surely(rgb: tuple[int, int, int], colour: GroundColour) -> bool:
    """Whether everybody would call it that."""
    if colour is GroundColour.WHITE:
        return min(rgb) >= _WHITE and max(rgb) - min(rgb) <= _SPREAD
    hue, saturation, value = _circle(rgb)
    return _between(hue, _SURE_HUES[colour]) and saturation >= _PLAIN and value >= _LIT


def possibly(rgb: tuple[int, int, int], colour: GroundColour) -> bool:
    """Whether somebody might: light, paper and telephones shift colours."""
    if colour is GroundColour.WHITE:
        return min(rgb) >= _WHITISH and max(rgb) - min(rgb) <= _TINGED
    hue, saturation, value = _circle(rgb)
    return _between(hue, _POSSIBLE_HUES[colour]) and saturation >= _SHOWS and value >= _DARK


def spoken_colour(rgb: tuple[int, int, int]) -> Text:
    """What a clerk would call it, roughly."""
    named = next((colour.called for colour in GroundColour if surely(rgb, colour)), None)
    if named is not None:
        return named
    hue, saturation, value = _circle(rgb)
    if value < _DARK:
        return Text("黑色", "black")
    if saturation < 0.15:
        return Text("灰色", "grey") if value < 0.85 else Text("灰白色", "off-white")
    pale = saturation < _PLAIN
    for end, zh, en in _HUES:
        if hue < end:
            return Text(f"浅{zh}", f"light {en}") if pale else Text(zh, en)
    return Text("红色", "red")


_HUES = (
    (15, "红色", "red"),
    (45, "橙色", "orange"),
    (70, "黄色", "yellow"),
    (165, "绿色", "green"),
    (188, "青色", "cyan"),
    (255, "蓝色", "blue"),
    (330, "紫色", "purple"),
)


def _circle(rgb: tuple[int, int, int]) -> tuple[float, float, float]:
    """Hue in degrees, saturation and value from 0 to 1."""
    hue, saturation, value = colorsys.rgb_to_hsv(*(channel / 255 for channel in rgb))
    return hue * 360, saturation, value


def _between(hue: float, span: tuple[int, int]) -> bool:
    low, high = span
    return low <= hue <= high or low <= hue - 360 <= high
