"""Several people's forms in one file, and what only looks like it."""

from __future__ import annotations

import pytest

from jlxx_check.model.document import Table
from tests.forms.drawing import PROJECT, STAR, drawn, read_form


def person(name: str, table: str = "表1") -> Table:
    return drawn(f"姓名|{name}|性别|男\n民族|汉族|学历|大学\n联系电话|138|党派|群众", table)


def undertaking(name: str, unit: str) -> Table:
    return drawn(f"实施单位|{unit}|项目名称|{name}\n负责人|孙三|电话|1\n创建时间|2018|<|<")


FAMILY = drawn("称谓|姓名|工作单位|联系电话\n妻|王芳|医院|1\n子|张小明|学校|2", "表2")
FILES: dict[str, tuple[tuple[str | Table, ...], tuple[str, ...]]] = {
    "one": ((STAR, person("张明")), ("张明",)),
    "two": ((STAR, person("张明"), STAR, person("李华", "表2")), ("张明", "李华")),
    "three": ((STAR, *map(person, ("张明", "李华", "王芳"))), ("张明", "李华", "王芳")),
    "two in one table": (
        (STAR, drawn("\n".join(
            f"姓名|{name}|性别|男\n民族|汉族|学历|大学" for name in ("张明", "李华")
        ))),
        ("张明", "李华"),
    ),
    "two in running text": (
        (STAR, *(
            line
            for name in ("张明", "李华")
            for line in (f"姓名：{name} 性别：男", "民族：汉族 学历：大学")
        )),
        ("张明", "李华"),
    ),
    "the same form twice": ((STAR, person("张明"), STAR, person("张　明")), ("张明",)),
    "a blank form after it": ((STAR, person("张明"), STAR, person("")), ("张明",)),
    "a blank form before it": ((STAR, person(""), STAR, person("张明")), ("张明",)),
    "the name again above the text": (
        (STAR, person("张明"), drawn("姓名|张明\n主要事迹|很好", "表2")),
        ("张明",),
    ),
    "family members": ((STAR, person("张明"), FAMILY), ("张明",)),
    "two projects": (
        (PROJECT, undertaking("春风学堂", "图书馆"), undertaking("夜校", "文化馆")),
        ("春风学堂", "夜校"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_names(case: str) -> None:
    blocks, wanted = FILES[case]
    assert read_form(*blocks).names == wanted


def test_values_are_the_first_named_form_s() -> None:
    form = read_form(STAR, person(""), STAR, drawn("姓名|李华|性别|女\n民族|满族|学历|"))
    assert {name: form.text(name) for name in ("姓名", "性别", "民族", "学历")} == {
        "姓名": "李华",
        "性别": "女",
        "民族": "满族",
        "学历": "",
    }
