"""Which numbers a sentence states, and which are none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from jlxx_check.authoring.meaning import numbers_in, stated_numbers
from jlxx_check.packs import load_source
from tests.packs.minimal import RULE, write_pack

RULES = Path(__file__).parents[2] / "rules"

STATED = [
    ("请推介6至10名。", ["6", "10"]),
    ("满两年", ["两年"]),
    ("二寸照片", ["二寸"]),
    ("四项条件", ["四项"]),
    ("不超过十二人", ["十二人"]),
    ("允许半秒出入", ["半秒"]),
    ("不超过百分之一", ["百分之一"]),
    ("八成以上", ["八成"]),
    ("三分之一以上", ["三分之一"]),
    ("照片3-5张", ["3", "5"]),
    ("1280*720P", ["1280", "720"]),
    ("at 300 dpi", ["300"]),
    ("a share of 1/3", ["1/3"]),
    ("18:00前", ["18:00"]),
    ("Running for two years", ["two years"]),
    ("half a second", ["half a second"]),
    ("four to five minutes", ["four to five minutes"]),
    ("1,500 characters", ["1,500"]),
    ("一寸免冠照", ["一寸"]),
    ("２寸照片", ["２"]),
]

INNOCENT = [
    "三（二）1（3）的条件",
    "二（一）所列条件",
    "请改用通知附件1的表格，见附件3至6。",
    "the form of the notice's attachment 1",
    "按国家标准GB 32100核对，第3、4位",
    "characters 3 and 4 have to be",
    "MP4格式，H.264编码，A4纸",
    "《2023年全民终身学习活动周通知》",
    "吉教职成〔2023〕1号",
    "每人一份、一个文件一人",
    "两种写法都列出，两份表不一致",
    "同一年份、每一年都要达到",
    "一般情况下，统一格式，一线人员",
    "序号从1开始，依次连续",
    "The numbers run 1, 2, 3 … with no gap",
    "{at_least}至{at_most}名，{years:两}年",
    "Where the two differ, one of the two is enough",
    "一年分几部分写的相加",
    "第三条",
]


@pytest.mark.parametrize(("written", "numbers"), STATED)
def test_stated(written: str, numbers: list[str]) -> None:
    assert numbers_in(written) == numbers


@pytest.mark.parametrize("written", INNOCENT)
def test_innocent(written: str) -> None:
    assert numbers_in(written) == []


@pytest.mark.parametrize("name", ["jilin-2023", "aku-2026"])
def test_the_packs_that_ship_state_no_number_twice(name: str) -> None:
    assert list(stated_numbers(load_source(name))) == []


def test_a_number_is_told_at_its_line_with_what_to_do(tmp_path: Path) -> None:
    text = RULE.replace("fix: 请增减。", "fix: 请增减到6至10名。")
    folder = write_pack(tmp_path / "small", quota=text)
    (problem,) = stated_numbers(load_source(folder))
    assert (problem.file, problem.line) == (folder / "rules" / "quota.yaml", 10)
    assert "fix of 'quota.stars' states '6', '10'" in problem.message.en


# What is changed in ``with`` alone, and what the sentences then say.
CHANGED = [
    ("10-package", "at_least: 6, at_most: 10", "at_least: 0, at_most: 5", "0至5名", "6至10"),
    ("10-package", "at_least: 5, at_most: 8", "at_least: 2, at_most: 3", "2至3个", "5至8"),
    (
        "50-project-material",
        "at_least: 3, at_most: 5",
        "at_least: 2, at_most: 9",
        "2至9张",
        "3至5张",
    ),
    ("60-projects", "years: 2", "years: 3", "满三年", "两年"),
    ("60-projects", "about: 1500", "about: 3000", "3000字", "1500"),
    ("60-projects", "offline: 1000", "offline: 800", "800人次", "1000"),
    ("80-media", "rate: 25", "rate: 50", "每秒50帧", "帧率：25"),
    ("80-media", "shortest: 240", "shortest: 180", "3-5分钟", "4-5分钟"),
    ("80-media", "width: 1280, height: 720", "width: 1920, height: 1080", "1920*1080P", "1280"),
    ("80-media", "pixels: 600", "pixels: 800", "800像素", "600"),
]


@pytest.mark.parametrize(("file", "old", "new", "says", "gone"), CHANGED)
def test_the_sentences_follow_the_parameter(
    tmp_path: Path, file: str, old: str, new: str, says: str, gone: str
) -> None:
    copy = Path(shutil.copytree(RULES / "jilin-2023", tmp_path / "copy"))
    path = copy / "rules" / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    said = [
        f"{rule.title} {rule.why} {rule.quote} {rule.reading} {rule.fix}"
        for rule in load_source(copy).pack.rules.values()
    ]
    assert any(says in one for one in said)
    assert not any(re.search(rf"(?<!\d){re.escape(gone)}(?!\d)", one) for one in said)


def test_the_day_is_said_by_the_deadline_alone(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(RULES / "jilin-2023", tmp_path / "copy"))
    path = copy / "pack.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("deadline: 2023-07-12", "deadline: 2024-05-31"), encoding="utf-8")
    rules = load_source(copy).pack.rules
    assert rules["package.deadline"].quote == "请于2024年5月31日前报送"
    assert rules["package.deadline"].reading is not None
    assert "the 31st itself" in rules["package.deadline"].reading.en
    assert rules["project.age"].reading is not None
    assert "不晚于2022年5月31日" in rules["project.age"].reading.zh
