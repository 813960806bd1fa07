"""Films of high dynamic range toned down."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from jlxx_check.unit.repair.media.film_light import (
    HLG,
    PQ,
    is_dolby_alone,
    toned,
    write_table,
)


@pytest.mark.parametrize("transfer", [HLG, PQ])
def test_grey_stays_grey_and_never_becomes_darker_as_it_becomes_brighter(transfer: int) -> None:
    ramp = [toned((step / 40, step / 40, step / 40), transfer) for step in range(41)]
    assert all(max(grey) - min(grey) < 0.002 for grey in ramp)
    assert all(one[0] <= other[0] + 1e-9 for one, other in pairwise(ramp))
    assert ramp[0] == (0, 0, 0)
    assert ramp[-1][0] == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize(
    ("transfer", "coded", "low", "high"),
    [
        (PQ, 0.5807, 0.85, 0.95),  # white paper, 203 nits (BT.2408)
        (HLG, 0.75, 0.85, 0.95),
        (PQ, 0.4402, 0.55, 0.75),  # 50 nits: skin
        (PQ, 0.7518, 0.99, 1.0),  # 1,000 nits: the brightest that keeps its shades
        (PQ, 0.1500, 0.0, 0.15),  # 1 nit: shadow
    ],
)
def test_light_that_people_know_is_shown_as_bright_as_it_should_be(
    transfer: int, coded: float, low: float, high: float
) -> None:
    assert low <= toned((coded, coded, coded), transfer)[1] <= high


@pytest.mark.parametrize("transfer", [HLG, PQ])
@pytest.mark.parametrize("strongest", [0, 1, 2])
def test_a_pure_colour_keeps_its_hue(transfer: int, strongest: int) -> None:
    coded = [0.2, 0.2, 0.2]
    coded[strongest] = 0.7
    made = toned((coded[0], coded[1], coded[2]), transfer)
    assert made.index(max(made)) == strongest
    assert all(0 <= part <= 1 for part in made)


def test_the_table_is_one_that_ffmpeg_reads(tmp_path: Path) -> None:
    path = tmp_path / "hlg.cube"
    write_table(path, HLG)
    size, *rows = path.read_text(encoding="ascii").split("\n")[:-1]
    assert size == "LUT_3D_SIZE 33" and len(rows) == 33**3
    assert rows[0] == "0.00000 0.00000 0.00000" and rows[-1] == "1.00000 1.00000 1.00000"
    red = [float(part) for part in rows[16].split()]  # red changes fastest
    assert red[0] > red[1] >= 0 and red[0] > red[2] >= 0


@pytest.mark.parametrize(
    ("tag", "transfer", "alone"),
    [("dvh1", 2, True), ("dvhe", 2, True), ("dvh1", HLG, False), ("hvc1", 2, False)],
)
def test_dolby_vision_without_a_base_is_told(tag: str, transfer: int, alone: bool) -> None:
    assert is_dolby_alone(tag, transfer) is alone
