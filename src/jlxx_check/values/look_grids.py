"""Grids of values cropped, turned, and brought to one measure: what looks are compared by.

Plain lists: a few hundred values at a time, where nothing else is at hand.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import sqrt
from operator import add, itemgetter, mul
from typing import Any, NamedTuple

Profile = Sequence[float]
Window = tuple[float, float]


class CropPlaces(NamedTuple):
    """The two fields of the whole that each field of a crop lies between, and the share of each."""

    first: Callable[[Sequence[Any]], Sequence[Any]]
    second: Callable[[Sequence[Any]], Sequence[Any]]
    kept: tuple[float, ...]
    shares: tuple[float, ...]


def grid_of(data: bytes, side: int, zero: int) -> tuple[tuple[float, ...], ...]:
    """A square grid of so many fields a side, a byte each, by rows; zero: the byte that is 0."""
    return tuple(
        tuple(float(value - zero) for value in data[at : at + side])
        for at in range(0, side * side, side)
    )


@lru_cache(maxsize=4096)
def places_of(window: Window, side: int) -> CropPlaces:
    """Where the fields of a crop lie among those of the whole."""
    low, high = window
    firsts, shares = [], []
    for number in range(side):
        at = (low + (high - low) * (number + 0.5) / side) * side - 0.5
        first = min(max(int(at), 0), side - 2)
        firsts.append(first)
        shares.append(min(max(at - first, 0.0), 1.0))
    return CropPlaces(
        itemgetter(*firsts),
        itemgetter(*(first + 1 for first in firsts)),
        tuple(1 - share for share in shares),
        tuple(shares),
    )


def resampled(values: Sequence[float], places: CropPlaces) -> list[float]:
    """A row or a profile as its crop has it."""
    first, second, kept, shares = places
    return list(map(add, map(mul, first(values), kept), map(mul, second(values), shares)))


def window_of(rows: Sequence[Sequence[float]], across: Window, down: Window) -> list[list[float]]:
    """A crop of a grid, with as many fields."""
    columns = places_of(across, len(rows))
    first, second, kept, shares = places_of(down, len(rows))
    narrow = [resampled(row, columns) for row in rows]
    return [
        [one * keep + two * share for one, two in zip(row, next_row, strict=True)]
        for row, next_row, keep, share in zip(
            first(narrow), second(narrow), kept, shares, strict=True
        )
    ]


def turned_about(
    rows: Sequence[Sequence[float]], *, turned: bool, mirrored: bool, upside: bool
) -> list[list[float]]:
    """A grid turned by a quarter, upside down and mirrored, as told."""
    found = [list(row) for row in (zip(*rows, strict=True) if turned else rows)]
    if upside:
        found.reverse()
    return [row[::-1] for row in found] if mirrored else found


def standard(values: Sequence[float]) -> list[float]:
    """Mean 0, deviation 1."""
    mean = sum(values) / len(values)
    off = [value - mean for value in values]
    deviation = sqrt(dot(off, off) / len(off)) or 1.0
    return [value / deviation for value in off]


def of_length_one(values: Sequence[float]) -> Profile:
    """Mean 0, length 1; all 0 where nothing varies."""
    mean = sum(values) / len(values)
    off = [value - mean for value in values]
    length = sqrt(dot(off, off))
    # A quarter of what a tuple of them takes.
    return array("d", [value / length if length > 1e-6 else 0.0 for value in off])


def dot(one: Sequence[float], other: Sequence[float]) -> float:
    """The sum of the products."""
    return float(sum(map(mul, one, other)))
