"""Signs of a Chinese keyboard, tabs and braces in YAML are named as such."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.packs.minimal import PACK, RULE, change, write_pack

from jlxx_check.packs import PackError, load_source
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
