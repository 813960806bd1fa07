"""Where a value may stand in a form's tables, and what must not be taken for it."""

from __future__ import annotations

import pytest

from jlxx_check.model.document import Cell, Table
from tests.forms.drawing import PROJECT, STAR, drawn, read_form, texts

STAR_LAYOUTS = {
    "two columns": ("姓名|张明\n性别|男\n联系电话|0431-1", {"姓名": "张明", "性别": "男"}),
    "four columns": ("姓名|张明|性别|男\n民族|汉族|学历|大学", {"民族": "汉族", "学历": "大学"}),
    "six columns": (
        "姓名|张明|性别|男|民族|汉族\n学历|大学|党派|群众|联系电话|138",
        {"性别": "男", "民族": "汉族", "政治面貌": "群众", "联系电话": "138"},
    ),
    "eight columns": (
        "姓名|张明|性别|男|民族|汉族|学历|大学",
        {"姓名": "张明", "性别": "男", "民族": "汉族", "学历": "大学"},
    ),
    "labels above their values": (
        "姓名|性别|民族|学历\n张明|男|汉族|大学",
        {"姓名": "张明", "性别": "男", "民族": "汉族", "学历": "大学"},
    ),
    "labels above values, one label unknown": (
        "姓名|性别|技能|学历\n张明|男|剪纸|大学",
        {"姓名": "张明", "性别": "男", "学历": "大学"},
    ),
    "empty values beside labels": (
        "姓名||性别|\n民族||学历|",
        {"姓名": "", "性别": "", "民族": "", "学历": ""},
    ),
    "an empty value is not what stands beneath": (
        "姓名|张明|性别|\n绰号|小明|网名|阿明",
        {"姓名": "张明", "性别": ""},
    ),
    "the next label is no value": ("姓名|性别|男\n民族|汉族|<", {"姓名": "", "性别": "男"}),
    "another kind of label ends a value": ("姓名|张明\n学历|年龄\n性别|男", {"学历": ""}),
    "photo on the right edge": (
        "姓名|张明|性别|男|照片\n民族|汉族|学历|大学|^\n联系电话|138|<|<|^",
        {"照片": "", "学历": "大学", "联系电话": "138"},
    ),
    "vertical writing": (
        "姓/名|张明|性/别|男\n出/生/年/月|1970.01|民/族|汉",
        {"姓名": "张明", "性别": "男", "出生年月": "1970.01", "民族": "汉"},
    ),
    "blanks inside labels": (
        "姓　　名|张明|性 别|男\n手 机|138|学　历：|大学",
        {"姓名": "张明", "性别": "男", "联系电话": "138", "学历": "大学"},
    ),
    "hints and marks": (
        "*姓名|张明|出生年月（如1970.01）|1968.10\n1.民族*|汉族|学历（最高）：|大学",
        {"姓名": "张明", "出生年月": "1968.10", "民族": "汉族", "学历": "大学"},
    ),
    "label and value in one cell": (
        "姓名：张明|性别：男\n民族：汉族|学历：\n联系电话：138|<",
        {"姓名": "张明", "性别": "男", "民族": "汉族", "学历": "", "联系电话": "138"},
    ),
    "pairs in one wide cell": (
        "姓名：张明　　性别：男   民族：汉族|<\n联系电话|138",
        {"姓名": "张明", "性别": "男", "民族": "汉族", "联系电话": "138"},
    ),
    "an empty pair in one cell beside another": (
        "姓名|性别：男\n民族|汉族\n学历|大学",
        {"姓名": "", "性别": "男"},
    ),
    "a label cell with text under it in the same cell": (
        "姓名|张明\n性别|男\n主要事迹/张明坚持学习。/他带动邻里。|<",
        {"主要事迹": "张明坚持学习。\n他带动邻里。"},
    ),
    "a wide label with text beneath": (
        "姓名|张明\n性别|男\n主要事迹（1500字左右）|<\n坚持学习二十年。|<\n带动邻里。|<\n所在单位意见|同意",
        {"主要事迹": "坚持学习二十年。\n带动邻里。", "所在单位意见": "同意"},
    ),
    "a wide label with nothing beneath": (
        "姓名|张明\n性别|男\n主要事迹|<\n|<\n个人简历|<\n1990年工作|<",
        {"主要事迹": "", "个人简历": "1990年工作"},
    ),
    "a label over several rows": (
        "姓名|张明|性别|男\n个人简历|1990—1995|读书|<\n^|1995至今|工作|<\n民族|汉族|学历|大学",
        {"个人简历": "1990—1995 读书\n1995至今 工作", "民族": "汉族"},
    ),
    "a box for each digit": (
        "姓名|张明|<|<|<|<\n身份证号|2|2|0|1|X\n性别|男|<|<|<|<",
        {"身份证号": "2201X", "性别": "男"},
    ),
    "one field in two cells": (
        "姓名|张明|性别|男\n工作单位|春城小学|职务|教师",
        {"工作单位及职务": "春城小学 教师"},
    ),
    "one of the two cells empty": (
        "姓名|张明|性别|男\n工作单位|春城小学|现任职务|",
        {"工作单位及职务": "春城小学"},
    ),
    "whole field": (
        "姓名|张明\n性别|男\n单位及职务|春城小学教师",
        {"工作单位及职务": "春城小学教师"},
    ),
    "a person's label heads labels": (
        "推介对象|姓名|张明|性别|男\n^|民族|汉族|学历|大学",
        {"姓名": "张明", "性别": "男", "民族": "汉族"},
    ),
    "print of the blank form is no value": (
        "姓名|____|出生年月|　 年 　月\n性别|□男 □女|学历|（请填写最高学历）\n民族|　|联系电话|无",
        {"姓名": "", "出生年月": "", "性别": "", "学历": "", "民族": "", "联系电话": "无"},
    ),
    "two telephones": (
        "姓名|张明|性别|男\n手机|13800000000|联系电话|0431-85000000",
        {"联系电话": "13800000000\n0431-85000000"},
    ),
    "whoever fills in the form": (
        "姓名|张明|性别|男\n民族|汉族|学历|大学\n填表人|刘洋|联系电话|0431-1",
        {"民族": "汉族"},
    ),
    "the sender's telephone is the second best": (
        "推介单位|春城教育局|联系电话|0431-1\n姓名|张明|联系电话|\n性别|男|学历|大学",
        {"联系电话": ""},
    ),
    "a word that is a label elsewhere": (
        "姓名|张明|性别|男\n工作单位|春城剪纸社|职务|负责人",
        {"工作单位及职务": "春城剪纸社 负责人"},
    ),
    "opinion cells": (
        "姓名|张明\n性别|男\n所在单位意见|（盖章）/    年  月  日",
        {"所在单位意见": ""},
    ),
}


@pytest.mark.parametrize("layout", STAR_LAYOUTS)
@pytest.mark.parametrize("sheet", [False, True], ids=["word", "sheet"])
def test_star_layouts(layout: str, sheet: bool) -> None:
    drawing, wanted = STAR_LAYOUTS[layout]
    got = texts(read_form(STAR, drawn(drawing, sheet=sheet)))
    assert {name: got.get(name) for name in wanted} == wanted


def test_absent_labels_are_absent() -> None:
    got = texts(read_form(STAR, drawn(STAR_LAYOUTS["whoever fills in the form"][0])))
    assert set(got) == {"姓名", "性别", "民族", "学历"}


PROJECT_LAYOUTS = {
    "other times": (
        "成立时间|1990年|项目启动（创建）时间|2018年3月",
        {"启动时间": "2018年3月"},
    ),
    "only the organisation's time": ("成立时间|1990年", {"启动时间": None}),
    "other people": (
        "法定代表人|赵一|联系人|钱二\n推介单位|春城教育局|<|<",
        {"项目负责人": None, "联系人": "钱二"},
    ),
    "a person's own cells": (
        "项目负责人|姓名|孙三|联系电话|138\n^|职务|馆长|邮箱|a@b.c",
        {"项目负责人": "孙三", "联系电话": "138"},
    ),
    "the legal representative's telephone": (
        "法定代表人|赵一|联系电话|0431-1\n联系人|钱二|联系电话|0431-2",
        {"联系电话": "0431-2"},
    ),
    "totals": ("累计人次|3.6万|参与人次|1200", {"年参与人次": "1200"}),
    "only a total": ("累计人次|3.6万|服务对象|老人", {"年参与人次": None}),
    "split cells": (
        "年参与人次|线下|1200人次|线上|5000人次",
        {"年参与人次": "线下1200人次，线上5000人次"},
    ),
    "split cells below each other": (
        "年参与人次|线下|1200|<|<\n^|线上||<|<",
        {"年参与人次": "线下1200"},
    ),
    "one cell for both parts": ("线下及线上人次|1200", {"年参与人次": "1200"}),
    "split cells, one struck out": (
        "年参与人次|线下|1200|线上|无",
        {"年参与人次": "线下1200"},
    ),
    "split labels": (
        "年参与人次（线下）|1200|年参与人次（线上）|5000",
        {"年参与人次": "线下1200，线上5000"},
    ),
    "split and empty": ("年参与人次|线下||线上|", {"年参与人次": ""}),
    "composed labels": ("线下年参与人次|1200|年线上参与人次|0", {"年参与人次": "线下1200，线上0"}),
    "a cell a year": (
        "2021年参与人次|1500|2022年参与人次|900",
        {"年参与人次": "2021年1500，2022年900"},
    ),
    "both in one cell": (
        "年参与人次|线下：1200 线上：5000",
        {"年参与人次": "线下：1200 线上：5000"},
    ),
    "neither filled in": ("年参与人次|线下：   人次/线上：   人次", {"年参与人次": ""}),
    "one label for two fields": (
        "项目负责人及联系电话|孙三 138|<|<",
        {"项目负责人": "孙三 138", "联系电话": "孙三 138"},
    ),
    "longer labels": (
        "具体措施与保障|制度|取得的成效与影响|很好\n主要活动内容和形式|讲座|<|<",
        {"措施与保障": "制度", "成效与影响": "很好", "活动内容与形式": "讲座"},
    ),
}


@pytest.mark.parametrize("layout", PROJECT_LAYOUTS)
def test_project_layouts(layout: str) -> None:
    drawing, wanted = PROJECT_LAYOUTS[layout]
    head = "项目名称|春风学堂|实施单位|春城图书馆\n"
    got = texts(read_form(PROJECT, drawn(head + drawing)))
    assert got["项目名称"] == "春风学堂"
    assert {name: got.get(name) for name in wanted} == wanted


def test_places_name_the_table_and_the_label_as_written() -> None:
    form = read_form(
        STAR, drawn("姓　名：|张明|出生日期（如1970.01）|1980"), drawn("手 机|1", "表2")
    )
    assert form.values["姓名"].where == "表1 姓名"
    assert form.values["出生年月"].where == "表1 出生日期"
    assert form.values["联系电话"].where == "表2 手机"


def test_places_in_a_sheet_are_the_value_cells() -> None:
    sheet = drawn("姓名|张明|性别|\n主要事迹|<|<|<\n坚持学习|<|<|<", "Sheet1", sheet=True)
    form = read_form(STAR, sheet)
    assert [form.values[name].where for name in ("姓名", "性别", "主要事迹")] == [
        "Sheet1!B1",
        "Sheet1!D1",
        "Sheet1!A3",
    ]


def test_a_form_nested_in_a_cell() -> None:
    inner = drawn("姓名|张明|性别|男\n民族|汉族|学历|大学", "表2")
    outer = Table("表1", (Cell(0, 0, "百姓学习之星推介表"), Cell(1, 0, "", tables=(inner,))))
    form = read_form(outer)
    assert texts(form)["民族"] == "汉族"
    assert form.values["姓名"].where == "表2 姓名"


def test_a_value_that_is_a_nested_table() -> None:
    inner = drawn("1990|读书\n1995|工作", "表2")
    cells = (Cell(0, 0, "姓名"), Cell(0, 1, "张明"), Cell(1, 0, "个人简历"))
    form = read_form(STAR, Table("表1", (*cells, Cell(1, 1, "", tables=(inner,)))))
    assert texts(form)["个人简历"] == "1990\n读书\n1995\n工作"


def test_a_form_over_several_tables() -> None:
    form = read_form(STAR, drawn("姓名|张明"), "", drawn("性别|男"), drawn("主要事迹|好"))
    assert texts(form) == {"姓名": "张明", "性别": "男", "主要事迹": "好"}
