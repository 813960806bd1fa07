from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values.folding import (
    fold,
    fold_label,
    fold_name,
    one_character_apart,
    same_unit,
)
from jlxx_check.values.spans import clock, minutes
from jlxx_check.values.substance import word_count


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("姓　名", "姓名"),
        ("姓\n名：", "姓名"),
        ("出生年月（如1970.01）", "出生年月"),
        ("一、主要事迹：", "主要事迹"),
        ("1.手 机*", "手机"),
        ("①学历", "学历"),
        ("⺠族", "民族"),
        ("（线下）", "线下"),
    ],
)
def test_labels(text: str, label: str) -> None:
    assert fold_label(text) == label


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [("王建国", "王建囯", True), ("王建国", "王建", True), ("王建国", "王 建国", False),
     ("买买提·艾力", "买买提.艾力", False), ("1.王建国", "1王建国", True),
     ("王建国", "李建军", False), ("“书香”", "书香", False), ("", "王", True)],
)  # fmt: skip
def test_one_character_apart(a: str, b: str, apart: bool) -> None:
    assert one_character_apart(a, b) is apart
    assert one_character_apart(b, a) is apart


def test_units_by_their_other_names() -> None:
    aliases = {"长春开放大学": "长春开放大学", "长春广播电视大学": "长春开放大学"}
    assert same_unit("长春广播电视大学", "长春开放大学", aliases)
    assert same_unit("长春广播电视大学教务处", "长春开放大学教务处", aliases)
    assert not same_unit("长春开放大学", "吉林开放大学", aliases)
    assert not same_unit("", "", aliases)


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("终身学习。", 5), ("用H.264编码", 4), ("two words", 2), ("a“b”c", 5),
     ("a—b…c·d", 7), ("2023年7月", 4), ("Ａ，", 2), ("\u3000\n", 0), ("\u200b学", 1)],
)  # fmt: skip
def test_counted_as_word_does(text: str, count: int) -> None:
    assert word_count(text) == count


def test_lengths_of_time() -> None:
    assert clock(331.2) == "5:31.2"
    assert clock(59.96) == "1:00.0"
    assert clock(3671) == "1:01:11.0"
    assert minutes(240) == "4:00"


@given(st.text())
def test_no_text_upsets_folding(text: str) -> None:
    fold(text)
    fold_label(text)
    assert not one_character_apart(text, text)
    assert not one_character_apart(fold_name(text), fold_name(text))
    word_count(text)


@pytest.mark.parametrize(
    ("shown", "stored"),
    [
        ("赵䶮", "赵\ue863"),  # as systems from before Unicode hand it on
        ("厂", "\ue815"),  # a radical of theirs
        ("白石虎", "⽩⽯⻁"),  # Kangxi radicals, and one of the supplement
        ("到户", "到⼾"),
        ("龟甲", "⻳甲"),
        ("林晓葛", "林晓葛\U000e0100"),
        ("林晓葛", "林\ufe00晓葛"),
        ("福寿", "福\u3164寿\u2800"),
        ("福寿", "福\xad寿\U000e0041\u115f"),
        ("神乐", "神乐"),  # a compatibility ideograph
        ("叶黄户", "葉黃戶"),
        ("广沢辺", "広澤邊".replace("澤", "沢")),
        *(("买买提艾力", f"买买提{dot}艾力") for dot in "·•・‧∙⋅ᐧ･．.ㆍ⸱"),
    ],
)
def test_what_looks_the_same_is_the_same_name(shown: str, stored: str) -> None:
    assert fold_name(stored) == fold_name(shown)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("未来", "末来"),
        ("日月", "曰月"),
        ("王芸", "王艺"),
        ("乾坤", "干坤"),
        ("张伟（一中）", "张伟（二中）"),
    ],
)
def test_what_readers_tell_apart_stays_apart(a: str, b: str) -> None:
    assert fold_name(a) != fold_name(b)
