"""What of a cell's text is an answer, and numbers of rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.forms.tidy import read_order, tidy, tidy_label, tidy_name


@pytest.mark.parametrize(
    "blank",
    [
        "", " \n　", "____", "＿＿＿", "年  月  日", "　年　月至　年　月",
        "（签字）", "（盖章）\n年 月 日",
        "（如1970.01）", "（1500字左右）", "（请填写）", "□男　□女", "线下：   人次\n线上：   人次",
        "……", "\u200b",
        "单位（公章）：\n 年 月 日",
    ],
)  # fmt: skip
def test_print_of_the_blank_form(blank: str) -> None:
    assert tidy(blank) == ""


@pytest.mark.parametrize(
    "answer",
    [
        "无",
        "/",
        "—",
        "张明",
        "0",
        "2018年3月",
        "☑男 □女",
        "约1200人次",
        "（待定）",
        "线下1200人次",
        "年年",
    ],
)
def test_answers(answer: str) -> None:
    assert tidy(f"　{answer} \n") == (answer if answer != "年年" else "")


def test_inner_line_breaks_stay() -> None:
    assert tidy(" 一 \n\n  二　\n") == "一\n\n二"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("张　明", "张明"),
        ("李\n华", "李华"),
        ("春风 Book Club 学堂", "春风 Book Club 学堂"),
        (" a\nb ", "a b"),
    ],
)
def test_names(written: str, shown: str) -> None:
    assert tidy_name(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("姓　名：", "姓名"),
        ("出生\n年月（如1970.01）", "出生年月"),
        ("项目启动（创建）时间", "项目启动（创建）时间"),
    ],
)
def test_labels(written: str, shown: str) -> None:
    assert tidy_label(written) == shown


ORDERS = {
    "１": 1, "1.0": 1, "01": 1, "1.": 1, "1、": 1, "（1）": 1, "①": 1, "第1": 1,
    "第一": 1, "第一名": 1,
    "一": 1, "十": 10, "十二": 12, "二十": 20, "二十三": 23, "No.7": 7, " 3 ": 3, "12": 12,
    "": None, "1.5": None, "1-2": None, "甲": None, "一二": None, "特别感人": None, "-1": None,
}  # fmt: skip


@pytest.mark.parametrize("written", ORDERS)
def test_orders(written: str) -> None:
    assert read_order(written) == ORDERS[written]


@given(st.integers(0, 99_999))
def test_any_number(number: int) -> None:
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert read_order(str(number)) == read_order(f"{number}.0") == read_order(wide) == number


@given(st.text())
def test_tidy_is_settled_and_never_adds(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert set(once) <= set(text) | {"\n"}
