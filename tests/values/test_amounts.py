from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values.amounts import read_amounts
from jlxx_check.values.count_words import Doubt

UNITS = ("人", "名")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12", 12, 12),
        ("二百余人", 200, 299),
        ("120余人", 120, 129),
        ("近200人", 180, 199),
        ("约200名", 180, 220),
        ("超过200人", 200, None),
        ("最多50人", 0, 50),
        ("3-5万人", 30000, 50000),
    ],
)
def test_what_a_figure_may_mean(text: str, low: int, high: int | None) -> None:
    (amount,) = read_amounts(text, UNITS)
    assert (amount.low, amount.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["", "无", "三农", "上百人", "12个", "十几人", "1.2.3人", "若干名"]
)
def test_no_figure(text: str) -> None:
    assert read_amounts(text, UNITS) == ()


def test_money_has_its_unit() -> None:
    (amount,) = read_amounts("投入约50万元", ("元",), about=0)
    assert (amount.low, amount.high) == (500_000, 500_000)


def test_what_is_planned_is_in_doubt() -> None:
    (amount,) = read_amounts("预计200人", UNITS)
    assert amount.doubt is Doubt.PLANNED


@given(st.text("0123456789.,-~至约近余多不足超过万千百十人名共其中（），。年月 \n", max_size=40))
def test_any_text_is_read_or_not(text: str) -> None:
    for amount in read_amounts(text, UNITS):
        assert amount.low >= 0
        assert amount.high is None or amount.low <= amount.high


@given(st.integers(1, 10**7))
def test_a_plain_number_is_itself(number: int) -> None:
    for text in (str(number), f"{number}人", f"{number:,}人", f"共{number}名"):
        (amount,) = read_amounts(text, UNITS)
        assert (amount.low, amount.high) == (number, number)
