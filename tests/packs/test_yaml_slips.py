"""Signs of a Chinese keyboard, tabs and braces in YAML are named as such."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.packs.minimal import PACK, RULE, change, write_pack

from jlxx_check.packs import PackError, load_source
from jlxx_check.packs.yaml_lines import read_yaml
from jlxx_check.packs.yaml_slips import BRACES, COLON, TABS, behind_fault, slips
from jlxx_check.text import Text


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("title：通知", COLON),
        ("  - 姓名：{}", COLON),
        ("\ttitle: 通知", TABS),
        ("    why: {at_least}至{at_most}名", BRACES),
        ("    - {deadline}前", BRACES),
        ("    quote: '{at_least}名'", None),
        ("    title: {zh: 通知, en: A call}", None),
        ("    why: 通知：如下", None),
        ("    words: [{a: b}]", None),
    ],
)
def test_behind_a_fault(line: str, why: Text | None) -> None:
    assert behind_fault(line) == why


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("words: [照片，图片]\n", [1]),
        ("a: b\nwords:\n  [照片, 图片、相片]\n", [3]),
        ("title: “通知”\n", [1]),
        ("why: 有规定\n  level：error\n", [2]),
        ('words: ["照片，图片"]\n', []),
        ("words:\n  - 照片，图片\n", []),  # one item, as it stands
        ("title: “通知”和“公告”的\n", []),
        ("why: >-\n  level：error\n", []),
        ("why: 有规定：\n  如下：甲\n", []),
        ("item: {gist: 甲、乙}\n", []),
    ],
)
def test_slips_in_sound_yaml(text: str, lines: list[int]) -> None:
    assert [line for line, _ in slips(text)] == lines


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("id: x\ntitle: [a, b\nwhy: c\nmore: d\n", 2, "“[”从这一行开始，到第3行"),
        ("a:\n  - [x, y\n  - z\nb: 1\n", 2, "“[”从这一行开始，到第4行"),
        ("a: {zh: 甲, en: b\nc: 2\n", 1, "“{”从这一行开始，到第2行"),
        ("a: [1, 2\n", 1, "“[”从这一行开始"),
        ('x: 1\na: "b\nc: d\ne: "f"\n', 2, "引号从这一行开始，到第4行"),
        ('x: 1\na: "b\nc: d\n', 2, "引号从这一行开始"),
        ("x: 1\na: [b}\n", 2, "请检查这一行和上一行"),  # all on one line
        ("x: 1\na: [x：1\nb: 2\n", 2, "“[”从这一行开始"),
        ("x: 1\na：b\nc: 2\n", 2, "半角冒号"),
        ("x: 1\na: {b：1\nc: 2\n", 2, "“{”从这一行开始"),
        ("a:\n - b\n  c: 1\n", 3, "请检查这一行和上一行"),
    ],
)
def test_what_is_left_open_is_said_where_it_opens(
    text: str, line: int, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(text, "utf-8")
    (problem,) = read_yaml(file).problems
    assert (problem.line, said in problem.message.zh) == (line, True), problem.message.zh


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: 名额", "title: {at_least}名", "has to stand in quotes"),
        ("title: 名额", "title: {at_least}", "has to stand in quotes"),
        ("title: 名额", "title: {zh：名额}", "a key ends in"),
        ("title: 名额", "title：名额", "a key ends in"),
        ("with: {kind: star}", "with: kind：star", "a key ends in"),
    ],
)
def test_a_broken_rule_names_the_slip(tmp_path: Path, old: str, new: str, said: str) -> None:
    text, line = change(RULE, old, new)
    with pytest.raises(PackError) as caught:
        load_source(write_pack(tmp_path / "small", PACK, quota=text))
    hits = [item for item in caught.value.problems if said in item.message.en]
    assert hits, str(caught.value)
    assert hits[0].line == line
