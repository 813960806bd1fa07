"""A constant rate out of any: frames doubled and dropped by when they are shown."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any


class Pacer:
    """Gives each frame its places at a constant rate; the nearest, so at most half of one off."""

    def __init__(self, rate: Fraction, usual: Fraction, decoding_from: Fraction | None) -> None:
        """rate: places a second. usual: seconds that a frame stands where nothing says.

        decoding_from: when the track begins, where its container says only when frames are
        decoded; None: it says when they are shown.
        """
        self._rate, self._usual = rate, usual
        self._decoding_from, self._first_decoded = decoding_from, Fraction(0)
        #: Frames that were left out for coming before the one ahead of them.
        self.astray = 0
        #: When the first frame is shown, in seconds of the source's clock.
        self.start: Fraction | None = None
        self._at = Fraction(0)
        self._until = Fraction(0)
        self._held: tuple[int, Any] | None = None

    @property
    def seconds(self) -> Fraction:
        """How long the source's picture runs, as far as it was seen."""
        return self._until - (self.start or 0)

    def place(self, frame: Any) -> Iterator[tuple[int, Any]]:
        """The places of the frame before this one, now that it is known when it ends."""
        at = self._time(frame)
        if self.start is None:
            self.start = at
        elif at <= self._at:
            self.astray += 1
            return
        stood = (frame.duration or 0) * Fraction(frame.time_base or 0)
        self._at, self._until = at, at + (stood or self._usual)
        place = self._nearest(at)
        yield from self._places(place)
        self._held = (place, frame)

    def rest(self) -> Iterator[tuple[int, Any]]:
        """The places of the last frame; none where the film would become longer by it."""
        yield from self._places(max(self._nearest(self._until), 1))
        self._held = None

    def _time(self, frame: Any) -> Fraction:
        """Seconds of the source's clock. A frame without a time follows the one before it."""
        base = Fraction(frame.time_base or 0)
        if self._decoding_from is not None and frame.dts is not None:
            # They come out in the order in which they are shown, all with the same delay.
            at = Fraction(frame.dts) * base
            if self.start is None:
                self._first_decoded = at
            return self._decoding_from + at - self._first_decoded
        return self._until if frame.pts is None or not base else Fraction(frame.pts) * base

    def _nearest(self, at: Fraction) -> int:
        return math.floor((at - (self.start or 0)) * self._rate + Fraction(1, 2))

    def _places(self, until: int) -> Iterator[tuple[int, Any]]:
        if self._held is not None:
            first, frame = self._held
            for place in range(first, until):
                yield place, frame
