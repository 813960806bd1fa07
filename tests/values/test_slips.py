"""Which name may have been meant by a slip of the pen, and which is plainly another."""

from __future__ import annotations

import pytest

from jlxx_check.values.slips import may_mean, slips


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("", "", 0),
        ("检查", "检查", 0),
        ("", "检查", 2),
        ("结过", "结果", 1),
        ("recieved", "received", 1),
        ("材料", "材料夹", 1),
        ("revew", "review", 1),
        ("白城市教育局", "长春市教育局", 2),
        ("abcd", "badc", 2),
    ],
)
def test_slips_are_counted_alike_from_both_sides(one: str, other: str, number: int) -> None:
    assert slips(one, other) == slips(other, one) == number


@pytest.mark.parametrize(
    ("asked", "name", "may"),
    [
        ("结过", "结果", True),
        ("白城市教育厅", "白城市教育局", True),
        ("甲示例学校.zip", "甲示例学院.zip", True),
        ("winers.csv", "winners.csv", True),
        ("recieved.xlsx", "received.xlsx", True),
        ("登记表.xls", "登记表.xlsx", True),
        ("登记表.csv", "登记表.xlsx", True),
        ("核对台账", "核对台帐.xlsx", True),
        ("材料", "材料1", True),
        # Nothing but the ending, or the kind of unit, is alike.
        ("张三.xlsx", "李四.xlsx", False),
        ("a.zip", "b.zip", False),
        ("长春市教育局", "白城市教育局", False),
        ("长春市教育局.zip", "延边州教育局.zip", False),
        ("report.json", "result.json", False),
        # Another year, another number.
        ("名单2022.csv", "名单2023.csv", False),
        ("材料2", "材料1", False),
        ("第10轮", "第1轮", False),
        # Too short to be like anything.
        ("甲", "乙", False),
        ("登记表.csv", "登记册.xlsx", False),
    ],
)
def test_what_may_be_meant(asked: str, name: str, may: bool) -> None:
    assert may_mean(asked, name) is may
