"""Figures that may be a date in several ways are told as all of them; what is clear is left."""

from __future__ import annotations

from datetime import date

import pytest

from jlxx_check.values.dates import when_begun, when_born
from jlxx_check.values.unclear_dates import may_be, unclear_readings

UNTIL = date(2023, 7, 12)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("08/3/12", ("2008年3月12日", "2012年8月3日", "2012年3月8日")),
        ("3/12/18", ("2018年3月12日", "2018年12月3日")),
        ("13/3/08", ("2013年3月8日", "2008年3月13日")),
        ("03.12", ("2003年12月", "3月12日（没有写年份）")),
        ("10.5", ("2010年5月", "10月5日（没有写年份）")),
        ("０３．１２", ("2003年12月", "3月12日（没有写年份）")),
        ("05/05/05", ()),  # one day in every order
        ("3.12", ()),  # a month and a day, or a number
        ("03.31", ()),
        ("12.5万", ()),
        ("2003.12", ()),
        ("18:30", ()),
        ("99.99", ()),
        ("", ()),
    ],
)
def test_what_figures_may_mean(text: str, told: tuple[str, ...]) -> None:
    assert tuple(each.zh for each in unclear_readings(text, when_begun(UNTIL))) == told


def test_of_a_birth_years_of_the_other_century_are_possible() -> None:
    told = [each.zh for each in unclear_readings("08/3/12", when_born(UNTIL))]
    assert told == ["2008年3月12日", "2012年8月3日", "2012年3月8日"]
    assert [each.zh for each in unclear_readings("04/3/68", when_born(UNTIL))] == [
        "1968年4月3日",
        "1968年3月4日",
    ]


def test_the_readings_in_a_sentence() -> None:
    told = may_be(unclear_readings("03.12", when_begun(UNTIL)))
    assert told.zh.startswith("可能是2003年12月，也可能是3月12日（没有写年份）")
    assert "2003-12 or 03-12 without a year" in told.en
