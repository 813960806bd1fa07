"""How a picture fits into the size asked for, unstretched."""

from __future__ import annotations

from fractions import Fraction

from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: Pixels of bars at either side that nobody sees, and that only rounding makes.
_HAIR = 1


@frozen
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
            high = min(high, even(wide / ratio))
        else:
            wide = min(wide, even(high * ratio))
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


def even(length: Fraction) -> int:
    """The nearest even number of pixels."""
    return max(2, 2 * round(length / 2))
