"""Registers in sheets and Word tables, under every kind of header."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jlxx_check.forms import read_all
from jlxx_check.forms.labels import LabelBook
from jlxx_check.model.facts import Unreadable
from jlxx_check.model.package import Register
from jlxx_check.values.cell_kind import CellKind
from tests.forms.drawing import PACK, document, drawn, read, read_register

TITLE = "“百姓学习之星”推介登记表|<|<|<|<\n"
ALL_COLUMNS = ("序号", "姓名", "工作单位及职务", "联系电话", "备注")
HEADER = "序号|姓名|工作单位及职务|联系电话|备注\n"
TWO = "1|张明|春城小学教师|138|\n2|李华|工会干事|139|特别感人"


def rows(register: Register) -> list[tuple[int | None, str, str, str]]:
    return [
        (row.order, row.name, row.text("工作单位及职务"), row.text("联系电话"))
        for row in register.rows
    ]


BOTH = [(1, "张明", "春城小学教师", "138"), (2, "李华", "工会干事", "139")]
STAR_REGISTERS = {
    "plain": (HEADER + TWO, BOTH),
    "title and sender above": (
        TITLE + "推介单位（盖章）：春城教育局|<|填表人：刘洋|<|联系电话：0431\n" + HEADER + TWO,
        BOTH,
    ),
    "sender's cells above": (
        TITLE + "推介单位|春城教育局|填表人|联系电话|0431\n" + HEADER + TWO,
        BOTH,
    ),
    "notes below": (
        HEADER + TWO + "\n合计|2人|||\n备注：1.按推介顺序排列|<|<|<|<\n填表人：刘洋||||",
        BOTH,
    ),
    "sender's cells below": (
        HEADER + TWO + "\n推介单位（盖章）：|春城教育局|||\n填表人|刘洋|联系电话|0431|",
        BOTH,
    ),
    "notes below in one narrow cell": (HEADER + TWO + "\n||||\n说明：一式三份||||", BOTH),
    "prefilled empty rows": (HEADER + TWO + "\n3||||\n4||||\n||||", BOTH),
    "header again on each page": (
        HEADER + "1|张明|春城小学教师|138|\n" + HEADER + "2|李华|工会干事|139|",
        BOTH,
    ),
    "merged header cells": (
        "序号|姓名|单位情况|<|联系电话\n^|^|工作单位|职务|^\n1|张明|春城小学|教师|138\n2|李华|工会|干事|139",
        [(1, "张明", "春城小学 教师", "138"), (2, "李华", "工会 干事", "139")],
    ),
    "two-level contacts": (
        "序号|姓名|工作单位及职务|联系方式|<\n^|^|^|手机|邮箱\n1|张明|春城小学教师|138|a@b\n2|李华|工会干事|139|",
        BOTH,
    ),
    "section titles": (
        HEADER
        + "一、城区|<|<|<|<\n1|张明|春城小学教师|138|\n二、县区|<|<|<|<\n2|李华|工会干事|139|",
        BOTH,
    ),
    "one unit merged over two rows": (
        HEADER + "1|张明|春城小学|138|\n2|李华|^|139|",
        [(1, "张明", "春城小学", "138"), (2, "李华", "春城小学", "139")],
    ),
    "a unit merged on over empty rows": (
        HEADER + "1|张明|春城小学|138|\n2||^||\n3||^||",
        [(1, "张明", "春城小学", "138")],
    ),
    "an entry of two rows": (
        HEADER + "1|张明|春城小学教师|138|\n^|^|^|0431-1|\n2|李华|工会干事|139|",
        [(1, "张明", "春城小学教师", "138\n0431-1"), (2, "李华", "工会干事", "139")],
    ),
    "a row without a name": (
        HEADER + "1|张明|某校|138|\n2||某会|139|",
        [
            (1, "张明", "某校", "138"),
            (2, "", "某会", "139"),
        ],
    ),
    "names stretched or broken": (
        HEADER + "1|张　明|春城小学教师|138|\n2|李/华|工会干事|139|",
        BOTH,
    ),
    "orders as people type them": (
        HEADER + "一|张明|春城小学教师|138|\n2.0|李华|工会干事|139|",
        BOTH,
    ),
    "other labels": (
        "推介顺序|推介对象|年龄|单位及职务|手机号码|排序备注\n1|张明|50|春城小学教师|138|\n2|李华|51|工会干事|139|",
        BOTH,
    ),
}


@pytest.mark.parametrize("sheet", [False, True], ids=["word", "sheet"])
@pytest.mark.parametrize("case", STAR_REGISTERS)
def test_star_registers(case: str, sheet: bool) -> None:
    drawing, wanted = STAR_REGISTERS[case]
    register = read_register("百姓学习之星推介登记表", drawn(drawing, sheet=sheet))
    assert register.kind == "star"
    assert register.problem is None
    assert rows(register) == wanted


def test_the_register_s_face() -> None:
    register = read_register(drawn(TITLE + HEADER + TWO, "Sheet1", sheet=True), path="表.xlsx")
    assert register.columns == ALL_COLUMNS
    second = register.rows[1]
    assert (second.number, second.where, second.register) == (2, "Sheet1!A4", "表.xlsx")
    assert second.values["备注"].text == "特别感人"
    assert second.values["备注"].where == "Sheet1!E4"


def test_places_in_word() -> None:
    register = read_register("百姓学习之星推介登记表", drawn(HEADER + TWO))
    assert register.rows[1].where == "表1 第3行"
    assert register.rows[1].values["姓名"].where == "表1 第3行第2列"


def test_a_project_register() -> None:
    table = drawn(
        "终身学习品牌项目推介登记表|<|<|<|<|<\n"
        "序号|项目名称|申报单位|年参与人次|<|项目负责人\n^|^|^|线下|线上|^\n"
        "1|春风学堂|春城图书馆|1200||孙三\n2|夜校|文化馆|1000|5000|周四"
    )
    register = read_register(table)
    assert register.kind == "project"
    assert [row.text("年参与人次") for row in register.rows] == ["线下1200", "线下1000，线上5000"]
    assert [row.text("项目负责人") for row in register.rows] == ["孙三", "周四"]


EMPTY = {
    "no name column": ("序号|性别|联系电话|备注\n1|男|138|", ("序号", "性别", "联系电话", "备注")),
    "no rows": (HEADER, ALL_COLUMNS),
    "only numbered rows": (
        HEADER + "1||||\n2||||",
        ALL_COLUMNS,
    ),
    "no header": ("1|张明|春城小学|138|", ()),
}


@pytest.mark.parametrize("case", EMPTY)
def test_registers_without_rows(case: str) -> None:
    drawing, columns = EMPTY[case]
    register = read_register("百姓学习之星推介登记表", drawn(drawing))
    assert (register.columns, register.rows, register.problem) == (columns, (), None)


def test_a_register_on_several_pages_of_tables() -> None:
    register = read_register(
        "百姓学习之星推介登记表",
        drawn(HEADER + "1|张明|春城小学教师|138|"),
        drawn(HEADER + "2|李华|工会干事|139|", "表2"),
    )
    assert rows(register) == BOTH


def test_only_one_of_several_sheets_is_the_register() -> None:
    register = read_register(
        drawn("填表须知\n一、如实填写", "填写说明", sheet=True),
        drawn(HEADER + "1|某某|某单位|1|", "示例", sheet=True),
        drawn(TITLE + HEADER + TWO, "登记表", sheet=True),
        drawn(HEADER, "Sheet2", sheet=True),
        drawn(HEADER + TWO, "登记表 (2)", sheet=True),
    )
    assert rows(register) == BOTH


THREE = TWO + "\n3|赵强|退休工人|137|"


@pytest.mark.parametrize(
    ("second", "counted", "versions"),
    [
        (HEADER + TWO, 3, []),  # a copy of a part, as of who is singled out
        (HEADER + THREE.replace("赵强", "孙丽"), 3, [["张明", "李华", "孙丽"]]),
        (HEADER + THREE + "\n4|孙丽|教师|136|", 3, [["张明", "李华", "赵强", "孙丽"]]),
        (HEADER + "4|孙丽|教师|136|\n5|周正|农民|135|", 5, []),  # it goes on
        (HEADER + "4|张明|另一个张明|136|\n5|周正|农民|135|", 5, []),  # a namesake
        (HEADER + THREE.replace("赵强", ""), 3, []),  # a copy, though a name is lacking
    ],
)
def test_a_sheet_that_says_most_of_the_register_once_more_is_a_version_of_it(
    second: str, counted: int, versions: list[list[str]]
) -> None:
    register = read_register(
        drawn(TITLE + HEADER + THREE, "登记表", sheet=True),
        drawn(TITLE + second, "备用", sheet=True),
    )
    assert len(register.rows) == counted
    assert [[row.name for row in rows] for rows in register.versions] == versions


def test_rows_without_a_name_are_no_names_that_stand_there_once_more() -> None:
    nameless = "\n{}||教师|136|\n{}||农民|135|"
    register = read_register(
        drawn(TITLE + HEADER + TWO + nameless.format(3, 4), "一", sheet=True),
        drawn(TITLE + HEADER + "5|孙丽|教师|136|" + nameless.format(6, 7), "二", sheet=True),
    )
    assert [row.name for row in register.rows] == ["张明", "李华", "", "", "孙丽", "", ""]
    assert not register.versions


def test_labels_with_their_translation_are_the_same() -> None:
    header = "序号No.|姓名 Name|工作单位及职务 Employer & Post|联系电话/Tel.|备注 Remarks\n"
    assert rows(read_register(drawn(TITLE + header + TWO, sheet=True))) == BOTH
    traditional = "序號|姓名|工作單位及職務|聯繫電話|備註\n"
    assert rows(read_register(drawn(TITLE + traditional + TWO, sheet=True))) == BOTH
    other = "序号|姓名|工作单位及职务|联系电话|联系电话QQ|备注\n1|张明|春城小学教师|138|99|"
    assert rows(read_register(drawn(TITLE + other, sheet=True))) == BOTH[:1]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("联系电话 Tel.", "联系电话"),
        ("Tel.联系电话", "联系电话"),
        ("联系电话QQ", None),
        ("QQ联系电话", None),
        ("E-mail/联系电话", None),
    ],
)
def test_what_latin_letters_add_to_a_label_may_be_more_than_its_translation(
    text: str, field: str | None
) -> None:
    found = LabelBook(PACK.registers["star"].fields).find(text)
    assert (found and found.field) == field


def test_both_registers_in_one_workbook() -> None:
    projects = "序号|项目名称|实施单位|启动时间|联系电话\n1|春风学堂|春城图书馆|2018年|0431"
    sheets = (
        drawn(HEADER + TWO, "之星", sheet=True),
        drawn(projects, "项目", sheet=True),
    )
    read = read_all(document(*sheets), "登记表.xlsx", PACK)
    assert [(r.kind, len(r.rows)) for r in read if isinstance(r, Register)] == [
        ("star", 2),
        ("project", 1),
    ]


def test_both_registers_in_one_sheet() -> None:
    projects = "\n序号|项目名称|实施单位|启动时间|联系电话\n1|春风学堂|春城图书馆|2018年|0431"
    sheet = drawn(HEADER + TWO + projects, "Sheet1", sheet=True)
    read = read_all(document(sheet), "登记表.xlsx", PACK)
    assert [(r.kind, len(r.rows)) for r in read if isinstance(r, Register)] == [
        ("star", 2),
        ("project", 1),
    ]


def test_running_text_is_no_register_that_can_be_read() -> None:
    register = read("百姓学习之星推介登记表", "序号 姓名 工作单位 联系电话", "1 张明 春城小学 138")
    assert isinstance(register, Register)
    assert isinstance(register.problem, Unreadable)
    assert register.rows == ()


def test_formulas_without_a_result_and_with_an_error() -> None:
    """A row of which nothing is known is one all the same; an error is nobody's name."""
    sheet = drawn(HEADER + "1|张明|春城小学教师|138|\n?|?|?|?|?\n3|#REF!|工会干事|139|", sheet=True)
    cells = (
        replace(cell, text="", kind=CellKind.UNSAVED) if cell.text == "?" else cell
        for cell in sheet.cells
    )
    register = read_register(replace(sheet, cells=tuple(cells)))
    assert [row.name for row in register.rows] == ["张明", "", ""]
    assert {value.kind for value in register.rows[1].values.values()} == {CellKind.UNSAVED}
    assert register.rows[2].text("姓名") == "#REF!"
