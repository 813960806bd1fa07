"""What was not judged is said, and nothing is said where all was."""

from __future__ import annotations

from datetime import date

import pytest

from jlxx_check.app.batch.caveats import caveats
from jlxx_check.app.batch.received import Dates
from jlxx_check.app.batch.settings import Settings
from jlxx_check.model.batch import Delivery
from tests.cli.test_check import FINE

DAY = date(2023, 7, 8)
LISTED = Dates(by_unit={"甲学院": DAY})


def _said(settings: Settings, dates: Dates, *received: date | None) -> list[str]:
    given = [
        Delivery(name, name, None, day, 1.0, FINE)
        for name, day in zip(("甲学院", "乙学院"), received, strict=True)
    ]
    return [text.zh for text in caveats(given, settings, dates)]


@pytest.mark.parametrize(
    ("settings", "dates", "received", "says"),
    [
        (Settings(), Dates(DAY), (DAY, DAY), []),
        (Settings(), Dates(), (None, None), ["没有给出收到日期"]),
        (Settings(), LISTED, (DAY, None), ["没有判断：乙学院。"]),
        (Settings(select=("video",)), Dates(), (None, None), ["只检查了"]),
        (Settings(ignore=("video",)), Dates(), (None, None), ["只检查了", "没有给出收到日期"]),
        (Settings(ignore=("package.deadline",)), Dates(), (None, None), ["只检查了"]),
    ],
)
def test_caveats(
    settings: Settings, dates: Dates, received: tuple[date | None, ...], says: list[str]
) -> None:
    found = _said(settings, dates, *received)
    assert len(found) == len(says)
    assert all(part in text for part, text in zip(says, found, strict=True))


def test_a_superseded_delivery_and_one_that_cannot_be_opened_need_no_date() -> None:
    old = Delivery("甲", "甲", None, None, 1.0, FINE, superseded_by="乙")
    shut = Delivery("乙", "乙", None, None, 1.0, None)
    assert caveats([old, shut], Settings(), Dates()) == ()
