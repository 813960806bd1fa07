from __future__ import annotations

from datetime import date, datetime

import pytest

from jlxx_check.checks.age import years_before


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
