"""Whether a picture was blown up from few pixels: what a program interpolates has a period.

Between two original pixels the second difference of interpolated ones rises and falls, once for
each original pixel (A. C. Gallagher, "Detection of linear and cubic interpolation in JPEG
compressed images", 2005). No lens, no noise and no painter leaves such a period in both directions;
JPEG does, of 8 pixels, and what is told apart from it here is left alone.
"""

from __future__ import annotations

import cmath
import math
import operator
import struct
from collections.abc import Iterator, Mapping
from functools import lru_cache

from PIL import Image, ImageChops, ImageStat

#: The longer side, in pixels, from which a picture is halved (and so on) before it is looked at.
WORKING_SIDE = 1000
#: Pixels on either side that a pixel's second difference is taken over.
_BESIDE = 2
#: Columns on either side that a column is held against.
_AROUND = 15
#: Original pixels a pixel: from the slowest that is looked at to the fastest that is believed
#: (a picture 2.4 times as large); and the slowest that is believed, before any halving: the blocks
#: of a JPEG that was then enlarged a little are wider than 8 pixels.
_SEEN_SLOWEST, _SLOWEST, _FASTEST = 1 / 20, 1 / 7.9, 0.42
#: How much stronger than usual a period must be, in each direction and in both (as a geometrical
#: mean); where JPEG has a period of its own, four pixels, much stronger.
_STRONG, _STRONG_BOTH = 16.0, 24.0
_STRONG_ON_GRID, _STRONG_BOTH_ON_GRID = 25.0, 40.0
#: No other period may be as strong as this share of it: the edges of JPEG's blocks in a picture
#: that was resized afterwards have many.
_NEXT = 0.5
#: How well both directions agree, as a share.
_AGREE = 0.04
#: Detail finer than the original's pixels, as a share of what is left out at 0.6 of them. Sharp
#: pictures have 0.7, whatever they show.
_FINER, _COARSER, _EMPTY = 1.15, 0.6, 0.42
#: Asked of every picture first: what is finer than 0.45 of its own pixels, as a share of what is
#: finer than 0.12. And, where pixels were only repeated: the share of neighbours next to alike.
_SUSPECT, _REPEATED = 0.42, 0.55
#: Rows that a period is looked for in, and the side of what is brought down and up again: those of
#: the middle. More of a picture takes longer and tells no more.
_ROWS, _MIDDLE = 400, 640
#: A drawing, a screen or a code of black fields has few greys: it may have periods of its own.
_FEWEST_GREYS = 48
_LEVELS = 2
_QUARTER = 1 / 4
_SMOOTH = (Image.Resampling.LANCZOS, Image.Resampling.BICUBIC)
_REPEATING = (Image.Resampling.BOX, Image.Resampling.NEAREST)


def enlargement(grey: Image.Image) -> float:
    """How many times as large as its detail a grey picture is; 1.0 where nothing shows that it is.

    Its longer side should be WORKING_SIDE to twice that. What is in doubt is 1.0.
    """
    middle = _middle(grey, _MIDDLE, _MIDDLE)
    if min(grey.size) < 100 or _greys(grey) < _FEWEST_GREYS or not _is_suspect(middle):
        return 1.0
    level, shrunk = grey, 1
    for _ in range(_LEVELS):
        ways = list(_periods(_strengths(level), shrunk))
        if ways:  # what has no period one way need not be asked for one the other way
            turned = level.transpose(Image.Transpose.TRANSPOSE)
            others = list(_periods(_strengths(turned), shrunk))
        for across, strength in ways:
            for down, other in others:
                on_grid = across == down == _QUARTER
                enough = _STRONG_BOTH_ON_GRID if on_grid else _STRONG_BOTH
                if abs(across / down - 1) > _AGREE or strength * other < enough**2:
                    continue
                share = (across + down) / 2 / shrunk
                shares = (share, share / 2) if on_grid else (share,)
                for one in shares:
                    if _is_smooth_beyond(middle, one) or _is_repeated(grey, one):
                        return 1 / one
        level, shrunk = level.reduce(2), shrunk * 2
    return 1.0


def _is_suspect(grey: Image.Image) -> bool:
    """Whether fine detail is missing, or comes in steps: a sharp picture is done with soon."""
    if _lost(grey, 0.45, *_SMOOTH) <= _SUSPECT * _lost(grey, 0.12, *_SMOOTH):
        return True
    shifted = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0))
    counts = shifted.histogram()
    alike = int(ImageStat.Stat(shifted).rms[0] / 4)
    return sum(counts[: alike + 1]) >= _REPEATED * sum(counts)


def _greys(grey: Image.Image) -> int:
    """Grey values that are no rarity."""
    least = grey.width * grey.height / 5000
    return sum(count > least for count in grey.histogram())


def _strengths(grey: Image.Image) -> tuple[Mapping[float, float], float]:
    """How strong each period is, as a multiple of the usual, by frequency; and the tolerance."""
    logs = [math.log(value + 0.05) for value in _profile(grey)]
    count = len(logs)
    sums = [0.0]
    for value in logs:
        sums.append(sums[-1] + value)
    waves = []
    for place, (value, window) in enumerate(zip(logs, _window(count), strict=True)):
        first, last = max(0, place - _AROUND), min(count, place + _AROUND + 1)
        waves.append((value - (sums[last] - sums[first]) / (last - first)) * window)
    size = 1 << (count - 1).bit_length()
    first, last = int(size * _SEEN_SLOWEST), int(size * _FASTEST)
    heights = _heights(waves + [0.0] * (size - count), first, last)
    found = {place / size: height for place, height in enumerate(heights, first)}
    usual = sorted(found.values())[len(found) // 2] or 1.0
    return {frequency: value / usual for frequency, value in found.items()}, 2.5 / count


def _profile(grey: Image.Image) -> list[float]:
    """The mean second difference along the rows, without its sign, of each column."""
    grey = _middle(grey, grey.width, _ROWS)
    width, rows = grey.width - 2 * _BESIDE, (_BESIDE, grey.height - _BESIDE)
    before, own, behind = (
        grey.crop((left, rows[0], left + width, rows[1])) for left in (0, _BESIDE, 2 * _BESIDE)
    )
    # An 8-bit picture has no sign: what rises and what falls stay apart, each up to 255.
    rises, falls = (
        ImageChops.add(ImageChops.subtract(*first), ImageChops.subtract(*second))
        for first, second in (((before, own), (behind, own)), ((own, before), (own, behind)))
    )
    bent = ImageChops.difference(rises, falls)
    means = bent.convert("F").resize((width, 1), Image.Resampling.BOX)
    return list(struct.unpack(f"{width}f", means.tobytes()))


@lru_cache(maxsize=16)
def _window(count: int) -> tuple[float, ...]:
    """What makes as many values fade in and out."""
    return tuple(0.5 - 0.5 * math.cos(2 * math.pi * (n + 0.5) / count) for n in range(count))


def _heights(values: list[float], first: int, last: int) -> list[float]:
    """Fourier's transform of a power of two of real values: the heights from first to last."""
    size = len(values)
    # Of two real values one complex one: half of the work.
    turned = _transform(list(map(complex, values[::2], values[1::2])))
    mirrored = [value.conjugate() for value in (turned[0], *turned[:0:-1])]
    turns = _turns(size)
    return [
        abs(turned[place] + mirrored[place] - 1j * turns[place] * (turned[place] - mirrored[place]))
        / 2
        for place in range(first, last + 1)
    ]


def _transform(values: list[complex]) -> list[complex]:
    """Fourier's, of a power of two of values."""
    count = len(values)
    if count == 2:
        return [values[0] + values[1], values[0] - values[1]]
    even, odd = _transform(values[::2]), _transform(values[1::2])
    turned = list(map(operator.mul, _turns(count), odd))
    return [*map(operator.add, even, turned), *map(operator.sub, even, turned)]


@lru_cache(maxsize=16)
def _turns(count: int) -> tuple[complex, ...]:
    return tuple(cmath.exp(-2j * math.pi * n / count) for n in range(count // 2))


def _periods(
    seen: tuple[Mapping[float, float], float], shrunk: int
) -> Iterator[tuple[float, float]]:
    """The frequency that stands out, with its strength, and that on JPEG's grid where it does."""
    strengths, near = seen
    free = dict(strengths)
    for block in (n * shrunk / 8 for n in range(1, 4 // shrunk + 1)):
        for frequency in [one for one in free if abs(one - block) <= near]:
            del free[frequency]
    believed = {frequency: free[frequency] for frequency in free if frequency >= _SLOWEST * shrunk}
    if believed:
        best = max(believed, key=believed.__getitem__)
        own = [min(n * best % 1, -n * best % 1) for n in (1, 2, 3)]
        if free[best] >= _STRONG and not any(
            strength > _NEXT * free[best] and all(abs(place - one) > 1.6 * near for one in own)
            for place, strength in free.items()
        ):
            yield best, free[best]
    if shrunk == 1:
        quarter = _near(strengths, _QUARTER, near)
        if quarter >= _STRONG_ON_GRID and quarter > 1.3 * _near(strengths, 3 / 8, near):
            yield _QUARTER, quarter


def _near(strengths: Mapping[float, float], frequency: float, near: float) -> float:
    return max(value for place, value in strengths.items() if abs(place - frequency) <= near)


def _is_smooth_beyond(grey: Image.Image, share: float) -> bool:
    """Whether next to nothing is finer than so large a share of its pixels would show."""
    return _lost(grey, share * _FINER, *_SMOOTH) <= _EMPTY * _lost(grey, share * _COARSER, *_SMOOTH)


def _is_repeated(grey: Image.Image, share: float) -> bool:
    """Whether it is so large a share of its pixels, each repeated; of the picture as a whole."""
    coarser = _EMPTY * _lost(grey, share * _COARSER, *_REPEATING)
    step = 1 / max(grey.size)
    return any(_lost(grey, share + change, *_REPEATING) <= coarser for change in (0.0, -step, step))


def _lost(grey: Image.Image, share: float, down: Image.Resampling, up: Image.Resampling) -> float:
    """What a picture loses where it is brought down to this share of its size and up again."""
    size = (max(1, round(grey.width * share)), max(1, round(grey.height * share)))
    again = grey.resize(size, down).resize(grey.size, up)
    return float(ImageStat.Stat(ImageChops.difference(grey, again)).rms[0])


def _middle(grey: Image.Image, width: int, height: int) -> Image.Image:
    """The part in the middle, of this size at most."""
    left, top = max(0, (grey.width - width) // 2), max(0, (grey.height - height) // 2)
    return grey.crop((left, top, min(grey.width, left + width), min(grey.height, top + height)))
