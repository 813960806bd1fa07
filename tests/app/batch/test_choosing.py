from __future__ import annotations

from datetime import date, datetime

import pytest

from jlxx_check.app.batch.choosing import choose
from jlxx_check.app.batch.received import Moment
from jlxx_check.app.batch.settings import Settings
from jlxx_check.model.batch import Delivery
from tests.cli.test_check import FINE

UNITS = Settings().known_units()
DAY, NEXT = date(2023, 7, 8), date(2023, 7, 9)
MORNING = datetime.fromisoformat("2023-07-08T09:00")
EVENING = datetime.fromisoformat("2023-07-08T18:00")


def _delivery(path: str, received: Moment | None, newest: float | None) -> Delivery:
    return Delivery(path, path, UNITS.unit(path), received, newest, FINE)


@pytest.mark.parametrize(
    ("first", "second", "counts", "doubt"),
    [
        ((None, 1.0), (None, 2.0), 1, False),
        ((None, 2.0), (None, 1.0), 0, False),
        ((NEXT, 1.0), (DAY, 2.0), 0, False),
        ((DAY, 2.0), (DAY, 1.0), 0, False),
        ((EVENING, 1.0), (MORNING, 2.0), 0, False),
        ((DAY, 2.0), (EVENING, 1.0), 0, False),
        ((NEXT, 1.0), (EVENING, 2.0), 0, False),
        ((DAY, 1.0), (None, 2.0), 1, True),
        ((DAY, 1.0), (DAY, 1.0), 1, True),
        ((None, None), (None, None), 1, True),
        ((None, None), (None, 1.0), 1, False),
    ],
)
def test_which_of_two_counts(
    first: tuple[Moment | None, float | None],
    second: tuple[Moment | None, float | None],
    counts: int,
    doubt: bool,
) -> None:
    given = [_delivery("长春市教育局", *first), _delivery("长春教育局（2）", *second)]
    chosen, notes = choose(given, UNITS)
    assert [item.counts for item in chosen] == [counts == 0, counts == 1]
    assert chosen[1 - counts].superseded_by == given[counts].path
    assert bool(notes) is doubt
    if doubt:
        assert "--received-list" in notes[0].zh
        assert given[counts].path in notes[0].zh


def test_other_units_are_left_alone() -> None:
    given = [_delivery("长春市教育局", DAY, 1.0), _delivery("长春市教育局幼儿园", NEXT, 2.0)]
    chosen, notes = choose(given, UNITS)
    assert all(item.counts for item in chosen)
    assert notes == ()


def test_the_newest_counts_even_if_it_cannot_be_opened_and_a_note_says_so() -> None:
    broken = Delivery("示例学院（2）.zip", "示例学院（2）", None, None, 2.0, None)
    chosen, notes = choose([_delivery("示例学院", None, 1.0), broken], UNITS)
    assert [item.counts for item in chosen] == [False, True]
    assert "重新报送" in notes[0].zh
