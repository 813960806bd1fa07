"""Names of projects without what does not tell them apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.checks.across.same_entry import SameProject, bare_name
from jlxx_check.testing.rule_cases import bound
from jlxx_check.values.folding import fold_name

WANT = bound("jilin-2023")[1]["batch.repeated-project"].parameters
assert isinstance(WANT, SameProject)
HEADS, TAILS = tuple(map(fold_name, WANT.heads)), tuple(map(fold_name, WANT.tails))


def bare(name: str) -> str:
    return bare_name(fold_name(name), HEADS, TAILS)


@pytest.mark.parametrize(
    "name",
    [
        "社区学堂",
        "社 区　学 堂",
        "“社区学堂”",
        "《社区学堂》项目",
        "「社区学堂」品牌项目",
        "终身学习品牌项目：“社区学堂”".replace("：", "—"),
        "“社区学堂”系列活动",
        "2023年社区学堂",
        "2021—2023年“社区学堂”活动",
        "２０２３年度社区学堂",
        "二〇二三年社区学堂",
        "社区学堂（2023年）",
        "社区学堂2023年",
        "2022年品牌项目·社区学堂·活动项目",
    ],
)
def test_one_name_in_many_dresses(name: str) -> None:
    assert bare(name) == "社区学堂"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("学习活动", "学习活动"),
        ("品牌项目", "品牌项目"),
        ("2023年活动", "2023年活动"),
        ("2035", "2035"),
        ("社区学堂（少年）", "社区学堂(少年)"),
        ("第三届社区学习节", "第三届社区学习节"),
        ("", ""),
    ],
)
def test_what_would_be_left_has_to_tell_something(name: str, kept: str) -> None:
    assert bare(name) == kept


@given(st.text(st.sampled_from("项目品牌活动社区学堂2023年度()“”《》- 二〇")))
def test_bare_names_are_settled(name: str) -> None:
    once = bare(name)
    assert bare_name(once, HEADS, TAILS) == once
    assert len(once) >= min(3, len(fold_name(name)))
