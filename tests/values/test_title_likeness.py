"""Titles in full and in short, with slips, and of two projects."""

from __future__ import annotations

import pytest

from jlxx_check.values.title_likeness import abbreviates, differ_in_count, title_likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("银龄课堂", "“银龄课堂”老年人数字技能培训项目"),
        ("书香长春", "书香长春全民阅读工程"),
        ("银龄课堂", "银龄数字课堂"),
        ("书香全民阅读", "书香长春·全民阅读行动"),
        ("红旗讲堂", "红旗讲堂品牌项目"),
        ("田间学校", "田间学校——送技术到户"),
        ("田间学校", "田间学校（朝阳区）"),
        ("社区老年智能手机讲堂", "社区老年智能手机课堂"),
        ("市民公益大讲堂", "公益市民大讲堂"),
    ],
)
def test_may_be_one(one: str, other: str) -> None:
    assert title_likeness(one, other) > 0
    assert title_likeness(other, one) == title_likeness(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("银龄课堂", "银龄合唱团"),
        ("市民夜校一期", "市民夜校二期"),
        ("田间学校（朝阳区）", "田间学校（南关区）"),
        ("田间学校——送技术", "田间学校——送文化"),
        ("书香社区", "书香校园"),
        ("课堂", "银龄课堂"),
        ("", "银龄课堂"),
    ],
)
def test_are_two(one: str, other: str) -> None:
    assert title_likeness(one, other) == title_likeness(other, one) == 0


def test_a_number_tells_two_apart() -> None:
    assert differ_in_count("市民夜校一期", "市民夜校二期")
    assert not differ_in_count("市民夜校", "市民夜学")


@pytest.mark.parametrize(
    ("one", "other", "short"),
    [
        ("夜读", "伊水夜读", True),
        ("非遗作坊", "邻里非遗手作坊", True),
        ("伊水夜读", "夜读", True),
        ("夜读", "夜读二期", False),
        ("作坊非遗", "邻里非遗手作坊", False),
        ("读", "伊水夜读", False),
        ("", "伊水夜读", False),
    ],
)
def test_a_short_title_in_its_order(one: str, other: str, short: bool) -> None:
    assert abbreviates(one, other) is short
