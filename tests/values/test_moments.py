from __future__ import annotations

from datetime import date, datetime

import pytest

from jlxx_check.values.moments import as_written, said_moment, years_before, zone_of


@pytest.mark.parametrize(
    ("deadline", "years", "day"),
    [
        (date(2023, 7, 12), 2, date(2021, 7, 12)),
        (datetime.fromisoformat("2026-03-06T18:00"), 1, date(2025, 3, 6)),
        (date(2024, 2, 29), 2, date(2022, 2, 28)),
        (date(2024, 2, 29), 4, date(2020, 2, 29)),
    ],
)
def test_the_same_day_some_years_earlier(deadline: date, years: int, day: date) -> None:
    assert years_before(deadline, years) == day


@pytest.mark.parametrize(
    ("written", "zone", "zh"),
    [
        (
            "2024-05-31T23:59-12:00",
            "UTC-12",
            "2024-05-31 23:59（UTC-12），即北京时间2024-06-01 19:59",
        ),
        (
            "2024-05-31T23:59+05:30",
            "UTC+5:30",
            "2024-05-31 23:59（UTC+5:30），即北京时间2024-06-01 02:29",
        ),
        ("2024-05-31T23:59+08:00", "", "2024-05-31 23:59"),
        ("2024-05-31T23:59", "", "2024-05-31 23:59"),
    ],
)  # fmt: skip
def test_a_moment_of_another_zone_is_said_in_both(written: str, zone: str, zh: str) -> None:
    moment = datetime.fromisoformat(written)
    assert zone_of(moment) == zone
    assert said_moment(moment).zh == zh
    assert as_written(moment) == written
