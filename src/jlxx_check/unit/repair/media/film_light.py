"""Films of high dynamic range toned down to what every screen shows (BT.709).

FFmpeg as PyAV brings it has no ``zscale``, and its scaler takes half a second for a frame; a table
of colours costs a few milliseconds and is the same with every version.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import product
from pathlib import Path

#: Transfer characteristics as FFmpeg numbers them (ITU-T H.273, table 3).
PQ, HLG = 16, 18

#: Steps of each colour.
_STEPS = 33
#: Nits of white paper (BT.2408) and of the brightest highlight that keeps its shades.
_WHITE, _PEAK = 203.0, 1000.0
#: Share of white up to which nothing is toned down.
_KNEE = 0.5
_SCREEN_GAMMA = 2.4  # BT.1886
_HLG_GAMMA = 1.2  # of a screen of 1,000 nits (BT.2100)
#: Linear BT.2020 to BT.709 (BT.2087).
_TO_709 = (
    (1.660491, -0.587641, -0.072850),
    (-0.124550, 1.132900, -0.008349),
    (-0.018151, -0.100579, 1.118730),
)
_LUMA_2020 = (0.2627, 0.6780, 0.0593)

Colour = tuple[float, float, float]


def is_dolby_alone(tag: str, transfer: int) -> bool:
    """Whether a film's colours are Dolby Vision's own (profile 5), with no base to go by.

    tag: what an MP4 calls its coding (``hvc1``).
    """
    return tag in ("dvh1", "dvhe", "dav1") and transfer not in (PQ, HLG)


def write_table(path: Path, transfer: int) -> None:
    """Write the table from coded BT.2020 colours to coded BT.709 as a ``.cube`` file.

    transfer: ``PQ`` or ``HLG``. Raises OSError.
    """
    steps = [step / (_STEPS - 1) for step in range(_STEPS)]
    lines = [f"LUT_3D_SIZE {_STEPS}"]
    for blue, green, red in product(steps, repeat=3):  # red changes fastest
        lines.append(" ".join(f"{part:.5f}" for part in toned((red, green, blue), transfer)))
    path.write_text("\n".join([*lines, ""]), encoding="ascii")


def toned(coded: Colour, transfer: int) -> Colour:
    """A coded colour of a film of high dynamic range as BT.709 codes it, all from 0 to 1."""
    linear = _from_hlg(coded) if transfer == HLG else _from_pq(coded)
    # What BT.709 cannot show is cut off, as is usual (BT.2087): paling it would change its hue.
    red, green, blue = (max(0.0, _dot(row, linear)) for row in _TO_709)
    most = max(red, green, blue)
    scale = _curve(most) / most if most > 0 else 0.0
    red, green, blue = (_shown(part * scale) for part in (red, green, blue))
    return red, green, blue


def _from_pq(coded: Colour) -> Colour:
    """Light by SMPTE ST 2084, white paper 1."""
    red, green, blue = (_nits(part) / _WHITE for part in coded)
    return red, green, blue


@cache
def _nits(coded: float) -> float:
    power = coded ** (32 / 2523)
    below = 18.8515625 - 18.6875 * power
    return float(10000.0 * (max(power - 0.8359375, 0.0) / below) ** (16384 / 2610))


def _from_hlg(coded: Colour) -> Colour:
    """Light of a screen of 1,000 nits, white paper 1 (BT.2100, table 5)."""
    scene = tuple(_scene(part) for part in coded)
    luma = _dot(_LUMA_2020, (scene[0], scene[1], scene[2]))
    gain = luma ** (_HLG_GAMMA - 1) * _PEAK / _WHITE if luma > 0 else 0.0
    return scene[0] * gain, scene[1] * gain, scene[2] * gain


@cache
def _scene(coded: float) -> float:
    if coded <= 0.5:
        return coded * coded / 3
    return float((math.e ** ((coded - 0.55991073) / 0.17883277) + 0.28466892) / 12)


def _curve(light: float) -> float:
    """Light of 0 to the peak, brought to 0 to 1: as it is below the knee, then ever flatter."""
    if light <= _KNEE:
        return light
    peak, knee = _PEAK / _WHITE, _KNEE
    shift = -knee * knee * (peak - 1) / (knee * knee - 2 * knee + peak)
    bend = (knee * knee - 2 * knee * peak + peak) / (peak - 1)
    scale = (bend * bend + 2 * bend * knee + knee * knee) / (bend - shift)
    return min(1.0, scale * (light + shift) / (light + bend))


def _shown(light: float) -> float:
    return float(min(1.0, max(0.0, light)) ** (1 / _SCREEN_GAMMA))


def _dot(row: Colour, colour: Colour) -> float:
    return row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2]
