"""Numbers as sentences say them, read back by what reads people's numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values import said_numbers as said
from jlxx_check.values.numerals import read_number

CHINESE = [
    (0, "零"),
    (2, "二"),
    (10, "十"),
    (12, "十二"),
    (20, "二十"),
    (103, "一百零三"),
    (110, "一百一十"),
    (212, "二百一十二"),
    (1005, "一千零五"),
    (3000, "三千"),
    (10000, "一万"),
    (10012, "一万零一十二"),
    (25000, "二万五千"),
    (100_000_000, "一亿"),
]


@pytest.mark.parametrize(("number", "written"), CHINESE)
def test_chinese_number(number: int, written: str) -> None:
    assert said.chinese_number(Fraction(number)) == written


@given(st.integers(0, 10**8 - 1))
def test_what_is_said_in_chinese_reads_as_the_same_number(number: int) -> None:
    written = said.chinese_number(Fraction(number))
    assert read_number(written) == number or len(written) > 12


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (2, "两"),
        (0.5, "半"),
        (3, "三"),
        (12, "十二"),
        (2000, "两千"),
        (20000, "两万"),
        (200, "二百"),
    ],
)
def test_before_a_measure_word(number: float, written: str) -> None:
    assert said.chinese_count(Fraction(str(number))) == written


@pytest.mark.parametrize(
    ("make", "number", "written"),
    [
        (said.plain_number, "24.9", "24.9"),
        (said.plain_number, "1500", "1500"),
        (said.plain_number, "0.03", "0.03"),
        (said.percent, "0.2", "20%"),
        (said.percent, "0.125", "12.5%"),
        (said.tenths, "0.8", "八成"),
        (said.hundredths, "0.01", "百分之一"),
        (said.hundredths, "0.15", "百分之十五"),
        (said.english_number, "2", "two"),
        (said.english_number, "25", "twenty-five"),
        (said.english_number, "0.5", "half"),
        (said.english_number, "1500", "1500"),
        (said.english_number, "2.5", "2.5"),
        (said.english_share, "0.9", "nine in ten"),
        (said.english_share, "0.01", "one in a hundred"),
        (said.english_share, "0.15", "fifteen in a hundred"),
        (said.ordinal, "1", "1st"),
        (said.ordinal, "12", "12th"),
        (said.ordinal, "22", "22nd"),
        (said.ordinal, "113", "113th"),
    ],
)
def test_forms(make: Callable[[Fraction], str], number: str, written: str) -> None:
    assert make(Fraction(number)) == written


@pytest.mark.parametrize(
    "make", [said.chinese_number, said.chinese_count, said.tenths, said.ordinal, said.hundredths]
)
@pytest.mark.parametrize("number", ["-1", "0.123", "1000000000000.5"])
def test_what_cannot_be_said_so_is_refused(make: Callable[[Fraction], str], number: str) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        make(Fraction(number))


@given(st.fractions())
def test_english_always_says_something(number: Fraction) -> None:
    assert said.english_number(number)


def test_days() -> None:
    day = date(2026, 3, 6)
    assert said.english_day(day) == "6 March 2026"
    assert said.english_day(day, year=False) == "6 March"
    assert (said.chinese_weekday(day), said.english_weekday(day)) == ("星期五", "Friday")
    assert said.clock(datetime(2026, 3, 6, 18)) == "18:00"  # noqa: DTZ001
    with pytest.raises(ValueError, match="2026"):
        said.clock(day)
