"""What a form says once more under the same words, otherwise."""

from __future__ import annotations

import pytest

from jlxx_check.checks.form.answers import said_twice
from tests.forms.drawing import drawn, read_form

TITLE = "百姓学习之星推介表"
HEAD = """
姓名 | 李明 | 性别 | 男
民族 | 汉族 | 出生年月 | 1968年10月
工作单位及职务 | 永昌社区居民 | 联系电话 | 13804310000
"""
FIELDS = ("性别", "民族", "出生年月", "工作单位及职务", "联系电话")


def told(table: str, *more: str) -> list[str]:
    form = read_form(TITLE, drawn(table), *more)
    assert form.text("姓名") == "李明"
    return [outcome.message.zh for outcome in said_twice(form, FIELDS) if outcome.message]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("性别 | 女 | 学历 | 高中", "“性别”出现两次，填的不一样：一处是“男”（表1 性别）"),
        ("出生年月 | 1969年3月 | 学历 | 高中", "“1968年10月”（表1 出生年月），另一处是“1969年3月”"),
        ("姓名 | 李明 | 民族 | 满族", "“民族”出现两次"),
        ("联系电话 | 13904310000 | 学历 | 高中", "“13804310000”"),
    ],
)
def test_two_answers_are_told(rows: str, words: str) -> None:
    (message,) = told(HEAD + rows)
    assert words in message


def test_paragraphs_count_as_cells_do() -> None:
    assert told(HEAD, "出生年月：1970年1月") != []


@pytest.mark.parametrize(
    "rows",
    [
        "性别 | 男 | 学历 | 高中",
        "出生年月 | 1968.10 | 学历 | 高中",
        "民族 | 汉 | 学历 | 高中",
        "联系电话 | 138 0431 0000 | 学历 | 高中",
        "工作单位及职务 | 永昌社区居民、志愿者 | 学历 | 高中",
        "性别 | | 学历 | 高中",
        "联系人 | 王芳 | 联系电话 | 13904310000",
        "手机 | 13904310000 | 学历 | 高中",
    ],
)
def test_the_same_again_and_what_is_of_another_are_not(rows: str) -> None:
    assert told(HEAD + rows) == []


def test_the_family_is_not() -> None:
    family = """
家庭成员 | 称谓 | 姓名 | 出生年月 | 工作单位及职务
^ | 妻子 | 王芳 | 1970年2月 | 永昌小学教师
^ | 女儿 | 李晓 | 1998年2月 | 某公司职员
"""
    assert told(HEAD + family.strip("\n")) == []
