"""Quotations inside quotations, and lengths of time as a sentence says them."""

from __future__ import annotations

import re

import pytest

from jlxx_check.text import Text
from jlxx_check.values.showing import MASKED, beside, nested, showing
from jlxx_check.values.spans import spoken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("填的是“获“五一奖章”者”。", "填的是“获‘五一奖章’者”。"),
        ("“甲”与“乙”不一致", "“甲”与“乙”不一致"),
        ("“一“二”三“四”五”", "“一‘二’三‘四’五”"),
        ("“他说“好”就走了", "“他说“好”就走了"),
        ("多了一个”的", "多了一个”的"),
        ("“‘已有’的”", "“‘已有’的”"),
        ("没有引号", "没有引号"),
    ],
)
def test_quotation_marks_inside_others_are_single(text: str, said: str) -> None:
    assert nested(text) == said
    assert MASKED(text) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (240, Text("4分00秒", "4:00")),
        (331.2, Text("5分31.2秒", "5:31.2")),
        (59.96, Text("1分00秒", "1:00")),
        (30, Text("0分30秒", "0:30")),
        (3671, Text("1小时01分11秒", "1:01:11")),
    ],
)
def test_a_length_of_time_in_a_sentence(seconds: float, said: Text) -> None:
    assert spoken(seconds) == said


@pytest.mark.parametrize(
    "value",
    ["2201996810059229", "ID:2201996810059229", "220199 6810 0592 29", "Z22019919681005"],
)
def test_a_value_beside_words_of_a_number_is_masked_however_wrong(value: str) -> None:
    shown = beside(MASKED, "“身份证号”不是有效的身份证号")(value)
    assert not re.search(r"[0-9]{7}", re.sub(r"[^0-9*]", "", shown))
    assert beside(showing(personal=True), "身份证号")(value) == value


def test_a_value_beside_other_words_is_left_alone() -> None:
    assert beside(MASKED, "“统一社会信用代码”有误")("12220199MB9900718N") == "12220199MB9900718N"
    assert beside(MASKED, "“年参与人次”不一致")("1200 1300 1500 1600") == "1200 1300 1500 1600"
