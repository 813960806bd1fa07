"""The day by which to mend: what cannot be is refused, what is unusual is named."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jlxx_check.api import load_pack
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.desk_options import DeskOptions
from jlxx_check.cli.letter_options import doubts_on_mending, letter
from jlxx_check.values.moments import CHINA

PACK = load_pack("jilin-2023")
TODAY = date(2023, 7, 14)
DAY = date(2023, 7, 20)


def mend_by(written: str, received: date | None) -> date | None:
    return letter(DeskOptions(mend_by=written), ["docx"], PACK, received, TODAY).mend_by


@pytest.mark.parametrize(
    ("written", "received"),
    [
        ("2023-07-20", None),
        ("2023-07-20", DAY),  # the very day
        ("7月20日", date(2023, 7, 8)),
        ("2023-07-20", datetime(2023, 7, 20, 18, tzinfo=CHINA)),
    ],
)
def test_a_day_that_can_be(written: str, received: date | None) -> None:
    assert mend_by(written, received) == DAY


@pytest.mark.parametrize(
    ("written", "received", "says"),
    [
        ("2023-07-07", date(2023, 7, 8), "早于收到日期 2023-07-08"),
        ("2023-07-20", datetime(2023, 7, 21, 9, tzinfo=CHINA), "早于收到日期 2023-07-21"),
        ("2022-07-10", None, "相差一年以上"),
        ("2032-07-20", None, "相差一年以上"),
    ],
)
def test_a_day_that_cannot_be(written: str, received: date | None, says: str) -> None:
    with pytest.raises(CallProblem) as raised:
        mend_by(written, received)
    assert says in raised.value.text.zh


@pytest.mark.parametrize(
    ("day", "today", "says"),
    [
        (date(2023, 7, 10), TODAY, "早于报送截止日期2023年7月12日"),
        (date(2023, 7, 13), TODAY, "已经过去（今天是2023年7月14日）"),
        (TODAY, TODAY, None),
        (DAY, TODAY, None),
        (DAY, date(2026, 1, 5), None),  # material of years ago, looked at again
        (None, TODAY, None),
    ],
)
def test_an_unusual_day_is_named(day: date | None, today: date, says: str | None) -> None:
    assert [says in text.zh for text in doubts_on_mending(day, PACK, today) if says] == (
        [True] if says else []
    )
    assert len(doubts_on_mending(day, PACK, today)) == (says is not None)
