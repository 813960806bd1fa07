from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jlxx_check.model.batch_report import BatchReport
from jlxx_check.reporters.terminal.batch_brief import brief_lines, closing_lines
from jlxx_check.reporters.terminal.batch_table import batch_lines
from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.text import Lang, same
from tests.support.batches import (
    large_batch,
    nasty_batch,
    near_photo,
    objected_batch,
    repeated,
    sample_batch,
)
from tests.support.examples import tried

Draw = Callable[[BatchReport, Lang, int], list[Styled]]


def lines(lang: Lang = Lang.ZH, width: int = 80) -> list[str]:
    return [line.plain for line in batch_lines(sample_batch(), lang, width)]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("width", [60, 80, 100])
def test_nothing_is_wider_than_the_terminal(lang: Lang, width: int) -> None:
    assert max(cell_len(line) for line in lines(lang, width)) <= width


def test_what_is_to_mend_comes_first_and_each_unit_has_a_line() -> None:
    said = lines()
    heads = [line for line in said if line and line[0] != " " and line.endswith("）")]
    assert heads == [
        "不符合要求（1）",
        "未能全部检查（1）",
        "符合要求（2）",
        "跨单位问题（2）",
        "未报送（3）",
    ]
    units = [line.split()[:2] for line in said if line[:3] in (" ✗ ", " ? ", " ✓ ")][:4]
    assert units == [
        ["✗", "吉林市教育局"],
        ["?", "白城市教育局"],
        ["✓", "延边朝鲜族自治州教育局"],
        ["✓", "长春市教育局"],
    ]


@pytest.mark.parametrize(
    "words",
    [
        "不符合要求 1 · 未能全部检查 1 · 符合要求 2 · 未报送 3 · 跨单位问题 2",
        "错误 44 · 提醒 10 · 人工核对 60 · 跨单位 2 · 逾期",
        "较早的材料：吉林市教育局 7月5日.zip（收到日期：2023-07-05）",
        "以“吉林市教育局（补正）”为准：收到日期较晚",
        "压缩包已损坏",
        "四平市教育局、辽源市教育局、通化市教育局",
        "单位  延边朝鲜族自治州教育局、吉林市教育局",
        "有两份材料，以较新的为准",
        "打开 index.html",
    ],
)
def test_it_says(words: str) -> None:
    assert words in "\n".join(lines())


@pytest.mark.parametrize("draw", [batch_lines, brief_lines])
def test_of_many_findings_across_packages_the_first_are_told(draw: Draw) -> None:
    across = tuple(
        repeated("长春市教育局", f"第{number}学院")
        if number % 3
        else near_photo("长春市教育局", f"第{number}学院")
        for number in range(21)
    )
    said = [line.plain for line in draw(replace(sample_batch(), across=across), Lang.ZH, 80)]
    told = [line for line in said if "由两个单位推介" in line]
    assert len(told) == 10
    assert not any("几乎相同" in line for line in said), "errors come first"
    left = {batch_lines: 11, brief_lines: 4}[draw]
    assert f"其余 {left} 处见 index.html。" in "\n".join(said)


def test_a_line_for_each_of_many_units() -> None:
    said = batch_lines(large_batch(30, 2), Lang.ZH, 80)
    assert sum(line.plain.startswith(" ✗ 第") for line in said) == 30


@tried(20)
@given(st.text(min_size=1, max_size=120), st.integers(40, 120))
def test_any_name_stays_within_the_width(name: str, width: int) -> None:
    for line in batch_lines(nasty_batch(name), Lang.ZH, width):
        assert cell_len(line.plain) <= width


@pytest.mark.parametrize("draw", [batch_lines, brief_lines])
def test_what_a_reviewer_objected_to_is_named_with_its_unit(draw: Draw) -> None:
    said = "人工核对有问题"
    assert said not in "\n".join(line.plain for line in draw(sample_batch(), Lang.ZH, 80))
    made, item = objected_batch()
    shown = "\n".join(line.plain for line in draw(made, Lang.ZH, 80))
    assert f"{said} 1" in shown, "counted"
    assert f" ! {item.unit or item.name}" in shown, "without the sign of what is right"


@pytest.mark.parametrize(
    ("number", "heading"), [(1, "待确认（1）"), (2, "待确认（1 个单位，2 份材料）")]
)
def test_of_one_unit_several_to_be_decided_are_no_more_units(number: int, heading: str) -> None:
    first = next(one for one in sample_batch().deliveries if one.counts)
    open_ones = (replace(first, path=f"{at}.zip", undecided=same("?")) for at in range(number))
    batch = replace(sample_batch(), deliveries=tuple(open_ones), across=())
    said = [line.plain for line in batch_lines(batch, Lang.ZH, 80)]
    assert heading in said
    assert any("待确认 1" in line for line in said)


@pytest.mark.parametrize(("found", "rest"), [(3, False), (4, True)])
def test_others_are_named_only_where_there_are_any(found: int, rest: bool) -> None:
    said = "".join(line.plain for line in closing_lines(3, found, "index.html", Lang.ZH, 80))
    assert ("其余没有变化" in said) is rest
