"""Notes behind names, and the words that say sex, nationality and party."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values.people_words import (
    NATIONALITIES,
    PARTIES,
    may_be_named,
    nationality_of,
    party_of,
    same_person_name,
    several_people,
    sex_of,
    without_notes,
)

NAMES = st.text("王李张欧阳建国芳伟·", min_size=2, max_size=5)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("林晓禾（女）", "林晓禾"),
        ("苏月桂(满族)", "苏月桂"),
        ("金善玉（女，朝鲜族）", "金善玉"),
        ("金善玉（朝鲜族）（女）", "金善玉"),
        ("赵敏（中共党员）", "赵敏"),
        ("赵敏【已故】", "赵敏"),
        ("李明 女", "李明"),
        ("李明，男，汉族", "李明"),
        ("李明同志", "李明"),
        ("李小明老师", "李小明"),
        ("林晓禾（曾用名：林小禾）", "林晓禾"),
        ("林晓禾（女，1968年10月生）", "林晓禾"),
        ("林晓禾（1968.10，已退休）", "林晓禾"),
        ("林晓禾（55岁）", "林晓禾"),
        ("林晓禾(Lin Xiaohe)", "林晓禾"),
        ("林晓禾（女", "林晓禾"),
        ("姓名：林晓禾。", "林晓禾"),
        ("苏月桂（女，村民）", "苏月桂"),
        ("苏月桂（农民，62岁）", "苏月桂"),
        ("苏月桂（退休教师）", "苏月桂"),
        ("苏月桂 女村民", "苏月桂"),
        ("苏月桂【推荐】", "苏月桂"),
        ("苏月桂（组长）", "苏月桂"),
        # That others belong to them.
        ("苏月桂（团队）", "苏月桂"),
        ("苏月桂(等三人)", "苏月桂"),
        ("苏月桂（及其服务团队）", "苏月桂"),
        ("苏月桂等3人", "苏月桂"),
        ("苏月桂等５人", "苏月桂"),
        ("苏月桂等人", "苏月桂"),
        ("苏月桂及其团队", "苏月桂"),
        ("苏月桂 团队", "苏月桂"),
        ("月桂团队", "月桂团队"),
        ("张等", "张等"),
        ("李等人", "李等人"),
        ("苏月桂（一中团队）", "苏月桂（一中团队）"),
        # What tells two namesakes apart, and what is the name itself.
        ("苏月桂（一中教师）", "苏月桂（一中教师）"),
        ("张伟（一中）", "张伟（一中）"),
        ("张伟（保安）", "张伟（保安）"),
        ("张伟（水）", "张伟（水）"),
        ("张伟1", "张伟1"),
        ("张伟（大）", "张伟（大）"),
        ("张伟（2）", "张伟（2）"),
        ("王老师", "王老师"),
        ("任先生", "任先生"),
        ("王 男", "王 男"),
        ("张 小 满", "张 小 满"),
        ("王小女", "王小女"),
        ("（女）", "（女）"),
        ("", ""),
    ],
)
def test_notes_behind_a_name(written: str, name: str) -> None:
    assert without_notes(written) == name


@pytest.mark.parametrize(
    ("text", "named"),
    [
        *[(name, True) for name in ("张三", "张　三", "欧阳 娜", "买买提·艾力", "宋知远（馆长）")],
        *[
            (name, True)
            for name in ("宋知远 13800000021", "⽩⽯", "林晓葛\U000e0100", "𠮷田", "Tom")
        ],
        ("欧阳建园", True),
        *[(name, False) for name in ("123", "张XX", "王", "长春市样例区图书馆", "13800000021", "")],
    ],
)
def test_whether_somebody_may_be_named(text: str, *, named: bool) -> None:
    assert may_be_named(text) is named


def test_a_mark_behind_a_name_is_a_note_where_it_is_known() -> None:
    assert without_notes("苏月桂（特别推介）", ["特别推介"]) == "苏月桂"
    assert without_notes("苏月桂（女，特别推介）", ["特别推介"]) == "苏月桂"
    assert without_notes("苏月桂 特别推介", ["特别推介"]) == "苏月桂"
    assert without_notes("苏月桂（特别推介）") == "苏月桂（特别推介）"


@given(NAMES)
def test_a_name_without_notes_stays(name: str) -> None:
    assert without_notes(name) == name
    assert without_notes(f"{name}（女，满族）") == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("葉光（女）", "叶光", True),
        ("⽩⽯泉", "白石泉", True),
        ("买买提・艾力", "买买提·艾力", True),
        ("葛\U000e0100明", "葛明", True),
        ("张伟（一中）", "张伟（二中）", False),
        ("", "", False),
    ],
)
def test_one_persons_name(one: str, other: str, same: bool) -> None:
    assert same_person_name(one, other) is same


def test_words() -> None:
    assert len(set(NATIONALITIES)) == 56
    assert [nationality_of(text) for text in ("满", "满族", "朝鲜 族", "族", "满汉")] == [
        *("满", "满", "朝鲜", None, None)
    ]
    assert [sex_of(text) for text in ("女", "男性", "性别：女", "女士")] == ["女", "男", "女", None]
    assert all(party_of(word) == name for name, words in PARTIES.items() for word in words)
    assert party_of("党") is None


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("赵岩松、李小明", ("赵岩松", "李小明")),
        ("赵岩松，李小明，王芳", ("赵岩松", "李小明", "王芳")),
        ("赵岩松，女", ()),
        ("赵岩松（曾用名：赵松）", ()),
        ("买买提·艾力", ()),
        ("和小明", ()),
        ("赵岩松、", ()),
        ("", ()),
    ],
)
def test_people_of_one_cell(name: str, people: tuple[str, ...]) -> None:
    assert several_people(name) == people
