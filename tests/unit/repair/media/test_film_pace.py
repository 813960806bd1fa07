"""A constant rate out of any."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from jlxx_check.unit.repair.media.film_pace import Pacer

MS = Fraction(1, 1000)


def paced(times: list[int | None], lasts: int = 0, rate: int = 25) -> list[tuple[int, int]]:
    """Place and number of the frame for each frame of the result. times: milliseconds."""
    pacer = Pacer(Fraction(rate), Fraction(1, 25), None)
    found: list[tuple[int, Any]] = []
    for number, at in enumerate(times):
        frame = SimpleNamespace(pts=at, time_base=MS, duration=lasts, number=number)
        found += pacer.place(frame)
    found += pacer.rest()
    return [(place, frame.number) for place, frame in found]


@pytest.mark.parametrize(
    ("times", "lasts", "shown"),
    [
        ([0, 40, 80], 40, [0, 1, 2]),
        ([1000, 1040, 1080], 40, [0, 1, 2]),
        ([0, 20, 40, 60, 80, 100], 20, [0, 2, 4]),  # 50 a second
        ([0, 67, 133], 67, [0, 0, 1, 2, 2]),  # 15 a second
        ([0, 33, 67, 100, 133, 167], 33, [0, 1, 2, 4, 5]),  # 30 a second
        ([0, 40, 200], 40, [0, 1, 1, 1, 1, 2]),  # a frame stands still
        ([0, 40, 40, 20, 80], 40, [0, 1, 4]),  # out of order: left out
        ([None, None, None], 0, [0, 1, 2]),
        ([0], 0, [0]),
        ([0], 5, [0]),
        ([0, 38], 1, [0]),  # the film is not made longer for its last frame
    ],
)
def test_each_frame_takes_the_nearest_places(
    times: list[int | None], lasts: int, shown: list[int]
) -> None:
    assert [number for _, number in paced(times, lasts)] == shown


@given(some.lists(some.integers(1, 400), min_size=1, max_size=60), some.sampled_from([15, 25, 30]))
def test_no_place_is_left_out_and_none_is_off_by_more_than_half(
    steps: list[int], rate: int
) -> None:
    times = [sum(steps[:count]) for count in range(len(steps))]
    half, length = 0.5 / rate + 1e-9, (times[-1] + steps[-1]) / 1000
    placed = paced(list(times), steps[-1], rate)
    assert [place for place, _ in placed] == list(range(len(placed)))
    assert abs(len(placed) / rate - length) <= half or len(placed) == 1
    firsts: dict[int, int] = {}
    for place, number in placed:
        firsts.setdefault(number, place)
    assert all(abs(place / rate - times[n] / 1000) <= half for n, place in firsts.items())


def test_where_only_decoding_times_are_said_they_are_shown_in_their_order() -> None:
    pacer = Pacer(Fraction(25), Fraction(1, 25), Fraction(0))
    frames = [
        SimpleNamespace(pts=pts, dts=80 + 40 * number, time_base=MS, duration=40)
        for number, pts in enumerate((40, 120, 80, 160))
    ]
    places = [place for frame in frames for place, _ in pacer.place(frame)]
    places += [place for place, _ in pacer.rest()]
    assert places == [0, 1, 2, 3] and pacer.astray == 0
