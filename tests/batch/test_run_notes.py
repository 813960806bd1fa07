"""What was not judged is said, and nothing is said where all was."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.dates_received import Dates
from jlxx_check.batch.run_notes import caveats, notes_on_mending
from jlxx_check.model.batch_report import DeliveryResult
from jlxx_check.values.moments import CHINA
from tests.cli.test_check import FINE

DAY = date(2023, 7, 8)
LISTED = Dates(by_unit={"甲学院": DAY})


def _said(settings: BatchSettings, dates: Dates, *received: date | None) -> list[str]:
    given = [
        DeliveryResult(name, name, None, day, 1.0, FINE)
        for name, day in zip(("甲学院", "乙学院"), received, strict=True)
    ]
    return [text.zh for text in caveats(given, settings, dates)]


@pytest.mark.parametrize(
    ("settings", "dates", "received", "says"),
    [
        (BatchSettings(), Dates(DAY), (DAY, DAY), []),
        (BatchSettings(), Dates(), (None, None), ["没有给出收到日期"]),
        (BatchSettings(), LISTED, (DAY, None), ["没有判断：乙学院。"]),
        (BatchSettings(select=("video",)), Dates(), (None, None), ["只检查了"]),
        (BatchSettings(ignore=("video",)), Dates(), (None, None), ["只检查了", "没有给出收到日期"]),
        (BatchSettings(ignore=("package.deadline",)), Dates(), (None, None), ["只检查了"]),
    ],
)
def test_caveats(
    settings: BatchSettings, dates: Dates, received: tuple[date | None, ...], says: list[str]
) -> None:
    found = _said(settings, dates, *received)
    assert len(found) == len(says)
    assert all(part in text for part, text in zip(says, found, strict=True))


def test_a_superseded_delivery_and_one_that_cannot_be_opened_need_no_date() -> None:
    old = DeliveryResult("甲", "甲", None, None, 1.0, FINE, superseded_by="乙")
    shut = DeliveryResult("乙", "乙", None, None, 1.0, None)
    assert caveats([old, shut], BatchSettings(), Dates()) == ()


@pytest.mark.parametrize(
    ("mend_by", "received", "names"),
    [
        (date(2023, 7, 7), DAY, ["甲学院"]),
        (DAY, DAY, []),
        (date(2023, 7, 20), DAY, []),
        (date(2023, 7, 7), datetime(2023, 7, 8, 9, tzinfo=CHINA), ["甲学院"]),
        (date(2023, 7, 7), None, []),
        (None, DAY, []),
    ],
)
def test_who_came_after_the_day_by_which_to_mend(
    mend_by: date | None, received: date | None, names: list[str]
) -> None:
    old = DeliveryResult("旧", "旧", None, DAY, 1.0, FINE, superseded_by="甲学院")
    found = notes_on_mending(
        [old, DeliveryResult("甲学院", "甲学院", None, received, 1.0, FINE)], mend_by
    )
    assert [name in note.zh for name, note in zip(names, found, strict=True)] == [True] * len(names)
    assert not any("旧" in note.zh for note in found)
