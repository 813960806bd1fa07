from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from jlxx_check.app.batch.choosing import choose
from jlxx_check.app.batch.received import Moment
from jlxx_check.app.batch.settings import Settings
from jlxx_check.model.batch import Delivery
from jlxx_check.model.report import ReportEntry
from jlxx_check.model.text import same
from tests.cli.test_check import FINE

UNITS = Settings().known_units()
DAY, NEXT = date(2023, 7, 8), date(2023, 7, 9)
MORNING = datetime.fromisoformat("2023-07-08T09:00")
EVENING = datetime.fromisoformat("2023-07-08T18:00")


def _delivery(path: str, received: Moment | None, newest: float | None) -> Delivery:
    return Delivery(path, path, UNITS.unit(path), received, newest, FINE)


@pytest.mark.parametrize(
    ("first", "second", "counts", "doubt", "by"),
    [
        ((None, 1.0), (None, 2.0), 1, False, "文件"),
        ((None, 2.0), (None, 1.0), 0, False, "文件"),
        ((NEXT, 1.0), (DAY, 2.0), 0, False, "收到日期"),
        ((DAY, 2.0), (DAY, 1.0), 0, False, "文件"),
        ((EVENING, 1.0), (MORNING, 2.0), 0, False, "收到日期"),
        ((DAY, 2.0), (EVENING, 1.0), 0, False, "文件"),
        ((NEXT, 1.0), (EVENING, 2.0), 0, False, "收到日期"),
        ((DAY, 1.0), (None, 2.0), 1, True, "文件"),
        ((DAY, 1.0), (DAY, 1.0), 1, True, "名称"),
        ((None, None), (None, None), 1, True, "名称"),
        ((None, None), (None, 1.0), 1, False, "文件"),
    ],
)
def test_which_of_two_counts(
    first: tuple[Moment | None, float | None],
    second: tuple[Moment | None, float | None],
    counts: int,
    doubt: bool,
    by: str,
) -> None:
    given = [_delivery("长春市教育局", *first), _delivery("长春教育局（2）", *second)]
    chosen, notes = choose(given, UNITS)
    assert [item.counts for item in chosen] == [counts == 0, counts == 1]
    assert chosen[1 - counts].superseded_by == given[counts].path
    newer = chosen[1 - counts].newer
    assert newer is not None
    assert by in newer.zh
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


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ([("star", "甲")], [("project", "乙")], True),
        ([("star", "甲")], [("star", "乙")], True),
        ([("star", "甲"), ("project", "乙")], [("star", "甲")], False),
        ([], [("star", "甲")], False),
    ],
)
def test_deliveries_that_have_nothing_in_common_may_be_parts(
    first: list[tuple[str, str]], second: list[tuple[str, str]], apart: bool
) -> None:
    def sent(path: str, newest: float, entries: list[tuple[str, str]]) -> Delivery:
        made = tuple(
            ReportEntry(f"{kind}/1", kind, same(kind), name, 1, False, ()) for kind, name in entries
        )
        return replace(_delivery(path, None, newest), report=replace(FINE, entries=made))

    _, notes = choose([sent("甲学院", 1.0, first), sent("甲学院（2）", 2.0, second)], UNITS)
    assert [note.zh.partition("，")[0] for note in notes] == [
        "同一单位的两份材料内容不重叠"
    ] * apart
