"""Whether two pictures are one and the same, though one was cropped, turned, framed or brightened.

A picture's look is its grey value on a grid and its colour on a coarser one, a border of one colour
left out; it is written in hexadecimal. Two looks are near
where one of them, perhaps mirrored or turned by quarters and cropped by up to an eighth a side,
agrees with the other in nearly every field once brightness and contrast are taken out. Other
pictures of one scene do not: whoever moved changes more fields than a mark in a corner does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from itertools import chain, product
from math import cos, pi
from operator import mul, sub
from statistics import median
from typing import NamedTuple

from jlxx_check.values.look_grids import (
    Profile,
    Window,
    dot,
    grid_of,
    of_length_one,
    places_of,
    resampled,
    standard,
    turned_about,
    window_of,
)

#: Fields a side of the grid of grey values, and of those of colour (Cb, Cr), whose rows follow.
SIDE, COLOUR_SIDE = 24, 12
_GREYS, _COLOURS = SIDE * SIDE, COLOUR_SIDE * COLOUR_SIDE
LENGTH = _GREYS + 2 * _COLOURS
#: How much may be cropped off a side, in steps as shares of it.
_CROPS = (0.0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12)
#: How the crop that the sums suggest is then bettered, side by side.
_STEPS = (0.02, 0.01)
#: Correlation of the sums along a side from which two looks are compared further at all, uncropped
#: and at the best crop.
_PROMISING, _FITTING = 0.35, 0.6
#: Mean distance, in standard deviations, beyond which no small change of the crop helps.
_HOPELESS = 0.5
#: How far a field may be off, in standard deviations of the picture's fields.
_OFF = 0.45
#: The share of the fields that may be off by more (a small mark in a corner), and the mean distance
#: of all. Of 528 copies of drawn pictures (cropped by up to a tenth a side, marked, framed, turned,
#: brightened, saved again) all but some twenty are within; the nearest of other people in the same
#: hall are 0.117 apart.
_MARKED, _MEAN = 0.03, 0.115
#: Too much light cuts off the brightest: every field is off by a little, none by much.
_OVEREXPOSED = 0.005, 0.19
#: Mean distance up to which two portraits, which resemble one another, are one picture. Of 11,175
#: pairs of drawn ones the nearest two are 0.056 apart; one that was saved again, made smaller,
#: mirrored or turned is up to 0.02. What was cropped may lie between: no one is accused then.
SURE = 0.035
#: Colour: mean distance from grey below which a picture counts as black and white and may be a
#: copy of one in colour; how far two mean colours may lie apart; and how far the fields may, as a
#: share of how far they are from grey.
_GREYISH, _MEAN_COLOUR, _FIELD_COLOUR = 4.0, 14.0, 0.55
#: Parts of a look, across and down, that have marks of their own.
_WHOLE, _INNER = (0.0, 1.0), (0.05, 0.95)
_MARKED_PARTS = (
    (_WHOLE, _WHOLE),
    (_INNER, _INNER),
    ((0.07, 1.0), _WHOLE),
    ((0.0, 0.93), _WHOLE),
    (_WHOLE, (0.07, 1.0)),
    (_WHOLE, (0.0, 0.93)),
)
#: Grey levels that a look must vary by to tell anything.
_LEAST_DEVIATION = 3.0
#: The slowest waves across a grid, by which a mark tells light from dark.
_WAVES = tuple(
    tuple(cos(pi * wave * (2 * place + 1) / (2 * SIDE)) for place in range(SIDE))
    for wave in range(8)
)
#: Looks kept ready to compare, some 35 kB each: one has hundreds of sums, those of its crops.
_KEPT_READY = 512

#: Whether the second of two looks is turned by a quarter, mirrored, and upside down.
_Way = tuple[bool, bool, bool]
#: Of the whole: left, right, top, bottom edge, as shares of its sides.
Crop = tuple[float, ...]


class _Seen(NamedTuple):
    """A look ready to compare: its rows, and the sums along both sides with their crops."""

    rows: tuple[tuple[float, ...], ...]
    across: tuple[tuple[Window, Profile], ...]
    down: tuple[tuple[Window, Profile], ...]
    colours: tuple[tuple[tuple[float, ...], ...], ...]  # Cb and Cr, 0 where there is no colour
    mean_colour: tuple[float, float]
    coloured: bool


@lru_cache(maxsize=4096)  # several rules ask of the same pictures
def distance(one: str, other: str) -> float | None:
    """How far apart two looks of one picture are, from 0; None where they are of two pictures.

    None, too, where a look is missing or so plain that it tells nothing.
    """
    if not (_telling(one) and _telling(other)):
        return None
    if one == other:
        return 0.0
    first, second = _seen(one), _seen(other)
    ways = _promising(first, second) if _like_colours(first, second) else []
    if not ways:
        return None
    # Turned back, what lay across lies down: what is mirrored and what is upside down change over.
    back = [
        (turned, upside, mirrored) if turned else (turned, mirrored, upside)
        for turned, mirrored, upside in ways
    ]
    found = [*_within(first, second, ways), *_within(second, first, back)]
    return min(found, default=None)


@lru_cache(maxsize=4096)
def _telling(look: str) -> bool:
    if len(look) != 2 * LENGTH:
        return False
    greys = bytes.fromhex(look)[:_GREYS]
    mean = sum(greys) / _GREYS
    return sum((value - mean) ** 2 for value in greys) >= _LEAST_DEVIATION**2 * _GREYS


def _promising(one: _Seen, other: _Seen) -> list[_Way]:
    """How the second may have to be turned so that the sums along its sides are the first's."""
    profiles = one.across[0][1], one.down[0][1]
    found = []
    for turned in (False, True):
        sides = (other.down, other.across) if turned else (other.across, other.down)
        across, down = (
            [
                reverse
                for reverse in (False, True)
                if dot(profile, side[0][1][:: -1 if reverse else 1]) >= _PROMISING
            ]
            for profile, side in zip(profiles, sides, strict=True)
        )
        found += [(turned, mirrored, upside) for mirrored in across for upside in down]
    return found


def _within(first: _Seen, second: _Seen, ways: Iterable[_Way]) -> Iterator[float]:
    """The distances where the second, turned in one of these ways, is the first or a crop of it."""
    sides = second.across[0][1], second.down[0][1]

    @cache  # two ways may have a side in common
    def fit(place: int, side: int, *, reverse: bool) -> Window | None:
        wanted = sides[side][:: -1 if reverse else 1]
        return _fitting((first.across, first.down)[place], tuple(wanted))

    for turned, mirrored, upside in ways:
        across = fit(0, int(turned), reverse=mirrored)
        down = across and fit(1, int(not turned), reverse=upside)
        if across and down:
            turn = partial(turned_about, turned=turned, mirrored=mirrored, upside=upside)
            found, crop = _agree(first.rows, (*across, *down), turn(second.rows))
            if found is not None and _agree_in_colour(first, second, crop, turn):
                yield found


def _fitting(profiles: Sequence[tuple[Window, Profile]], wanted: Profile) -> Window | None:
    """The crop whose profile is most like the one wanted; None where none is like it."""
    # As ``_dot``, which is called too often here to be called at all.
    likeness, window = max([(sum(map(mul, profile, wanted)), at) for at, profile in profiles])
    return window if likeness >= _FITTING else None


@lru_cache(maxsize=_KEPT_READY)
def _seen(look: str) -> _Seen:
    data = bytes.fromhex(look)
    rows = grid_of(data[:_GREYS], SIDE, 0)
    across = [sum(column) for column in zip(*rows, strict=True)]
    down = [sum(row) for row in rows]
    colours = tuple(
        grid_of(data[at : at + _COLOURS], COLOUR_SIDE, 128) for at in (_GREYS, _GREYS + _COLOURS)
    )
    flat = [[value for row in plane for value in row] for plane in colours]
    far = sum(abs(value) for plane in flat for value in plane) / _COLOURS
    blue, red = (sum(plane) / _COLOURS for plane in flat)
    return _Seen(
        rows, _cropped(across), _cropped(down), colours, (blue, red), coloured=far > _GREYISH
    )


def _like_colours(one: _Seen, other: _Seen) -> bool:
    """Whether the mean colours, which no crop or turn changes much, are alike."""
    if not (one.coloured and other.coloured):
        return True
    return all(
        abs(first - second) <= _MEAN_COLOUR
        for first, second in zip(one.mean_colour, other.mean_colour, strict=True)
    )


def _agree_in_colour(
    whole: _Seen,
    part: _Seen,
    crop: Crop,
    turn: Callable[[Sequence[Sequence[float]]], list[list[float]]],
) -> bool:
    if not (whole.coloured and part.coloured):
        return True
    apart = far = 0.0
    for plane, other in zip(whole.colours, part.colours, strict=True):
        fields = window_of(plane, (crop[0], crop[1]), (crop[2], crop[3]))
        for row, wanted in zip(fields, turn(other), strict=True):
            apart += sum(abs(a - b) for a, b in zip(row, wanted, strict=True))
            far += sum(abs(a) + abs(b) for a, b in zip(row, wanted, strict=True)) / 2
    return apart <= _FIELD_COLOUR * far


def _cropped(profile: Sequence[float]) -> tuple[tuple[Window, Profile], ...]:
    windows = [(low, 1 - high) for low, high in product(_CROPS, repeat=2)]
    return tuple(
        (window, of_length_one(resampled(profile, places_of(window, len(profile)))))
        for window in windows
    )


def _agree(
    whole: Sequence[Sequence[float]], crop: Crop, part: Sequence[Sequence[float]]
) -> tuple[float | None, Crop]:
    """The mean distance of the fields where they agree at this crop or one close by, and that."""
    wanted = standard([value for row in part for value in row])
    apart = _apart(whole, crop, wanted)
    if sum(apart) > _HOPELESS * len(apart):
        return None, crop
    for step in _STEPS:
        for side in range(4):
            for change in (step, -step):
                tried = tuple(
                    edge + change if place == side else edge for place, edge in enumerate(crop)
                )
                if 0 <= tried[0] < tried[1] <= 1 and 0 <= tried[2] < tried[3] <= 1:
                    found = _apart(whole, tried, wanted)
                    if sum(found) < sum(apart):
                        crop, apart = tried, found
    off = sum(value > _OFF for value in apart) / len(apart)
    mean = sum(apart) / len(apart)
    agree = any(
        off <= most_off and mean <= most for most_off, most in ((_MARKED, _MEAN), _OVEREXPOSED)
    )
    return mean if agree else None, crop


def _apart(whole: Sequence[Sequence[float]], crop: Crop, wanted: Sequence[float]) -> list[float]:
    fields = window_of(whole, (crop[0], crop[1]), (crop[2], crop[3]))
    found = standard(list(chain.from_iterable(fields)))
    return list(map(abs, map(sub, found, wanted)))


def marks(look: str) -> tuple[int, ...]:
    """64-bit numbers by which near looks are found among very many: most share one, or nearly so.

    Of the look, of its inner part, and of what is left when a strip goes off one side, each turned
    so that the light falls alike.
    """
    if not _telling(look):
        return ()
    rows = _seen(look).rows
    return tuple(dict.fromkeys(_mark(window_of(rows, *windows)) for windows in _MARKED_PARTS))


def _mark(rows: list[list[float]]) -> int:
    flat = standard([value for row in rows for value in row])
    fields: list[list[float]] = [flat[at : at + SIDE] for at in range(0, len(flat), SIDE)]
    ramp = [place - (SIDE - 1) / 2 for place in range(SIDE)]
    across = sum(dot(row, ramp) for row in fields)
    down = sum(sum(row) * weight for row, weight in zip(fields, ramp, strict=True))
    turned = abs(down) > abs(across)
    mirrored, upside = (down, across) if turned else (across, down)
    fields = turned_about(fields, turned=turned, mirrored=mirrored < 0, upside=upside < 0)
    halves = [[dot(wave, row) for wave in _WAVES] for row in fields]
    columns: list[tuple[float, ...]] = list(zip(*halves, strict=True))
    terms = [dot(wave, column) for wave in _WAVES for column in columns]
    middle = median(terms[1:])
    return sum(1 << bit for bit, term in enumerate(terms) if term > middle)
