"""Forms typed as running text: label and value on a line, or a label with its text below."""

from __future__ import annotations

import pytest

from tests.forms.drawing import PROJECT, STAR, drawn, read_form, texts

RUNNING = {
    "a label a line": (
        ["姓名：张明", "性别:男", "联系电话： 138"],
        {"姓名": "张明", "性别": "男", "联系电话": "138"},
    ),
    "several labels a line": (
        ["姓　名：张明　　性　别：男", "民族：汉族；学历：大学"],
        {"姓名": "张明", "性别": "男", "民族": "汉族", "学历": "大学"},
    ),
    "numbered": (
        ["1.姓名：张明 2.性别：男", "（三）民族：汉族"],
        {"姓名": "张明", "性别": "男", "民族": "汉族"},
    ),
    "no colons, as PDF text comes": (
        ["姓名 张明 性别 男 民族 汉族", "学历 大学 联系电话 138"],
        {"姓名": "张明", "性别": "男", "民族": "汉族", "学历": "大学", "联系电话": "138"},
    ),
    "a number that its cell was too narrow for": (
        ["学历 大学 身份证号 2201021968100", "30022", "联系电话 13800000000 民族 汉族"],
        {"身份证号": "2201021968100\n30022", "联系电话": "13800000000"},
    ),
    "tabs": (["姓名\t张明\t性别\t男", "民族\t\t学历\t大学"], {"民族": "", "学历": "大学"}),
    "underlined blanks": (
        ["姓名：____性别：__男__ 民族：＿＿＿"],
        {"姓名": "", "民族": ""},
    ),
    "a label alone, its text below": (
        ["姓名", "张明", "性别", "男", "主要事迹（1500字左右）", "坚持学习。", "带动邻里。"],
        {"姓名": "张明", "性别": "男", "主要事迹": "坚持学习。\n带动邻里。"},
    ),
    "a colon, its text below": (
        ["姓名：张明", "性别：男", "五、主要事迹：", "坚持学习。", "", "带动邻里。"],
        {"主要事迹": "坚持学习。\n\n带动邻里。"},
    ),
    "a wrapped value": (
        ["姓名：张明", "主要事迹：" + "二十年来坚持学习" * 5, "从不间断。", "民族：汉族"],
        {"主要事迹": "二十年来坚持学习" * 5 + "\n从不间断。", "民族": "汉族"},
    ),
    "a short value ends with its line": (
        ["姓名：张明", "性别：男", "联系电话：138", "以上内容属实。"],
        {"联系电话": "138"},
    ),
    "an empty value, then another label": (
        ["姓名：", "性别：男", "民族：", "血型：A", "学历：大学"],
        {"姓名": "", "民族": "", "学历": "大学"},
    ),
    "an empty value, then a note": (
        ["姓名：张明", "性别：男", "联系电话：", "注：此表一式三份"],
        {"联系电话": ""},
    ),
    "labels inside a value's sentence": (
        ["姓名：张明", "性别：男", "主要事迹：", "他常问：联系电话 是多少？民族：不限。"],
        {"主要事迹": "他常问：联系电话 是多少？民族：不限。", "民族": None},
    ),
    "whoever fills in the form": (
        [
            "推介单位（盖章）：春城教育局　联系电话：0431-1",
            "填表人：刘洋 手机：139",
            "姓名：张明",
            "性别：男",
        ],
        {"联系电话": None, "姓名": "张明"},
    ),
    "a label that only ends in another's words": (
        ["姓名：张明", "性别：男", "推介单位联系电话：0431-1"],
        {"联系电话": None},
    ),
}


@pytest.mark.parametrize("case", RUNNING)
def test_running_text(case: str) -> None:
    lines, wanted = RUNNING[case]
    filler = ["国籍：中国", "出生年月：1970.01"]
    got = texts(read_form(STAR, *filler, *lines))
    assert {name: got.get(name) for name in wanted} == wanted


def test_other_labels_keep_their_meaning_in_text() -> None:
    lines = ["项目名称：春风学堂", "实施单位：春城图书馆", "成立时间：1990年", "法定代表人：赵一"]
    got = texts(read_form(PROJECT, *lines, "累计人次：3万", "联系人：钱二", "措施与保障：有"))
    assert got == {
        "项目名称": "春风学堂",
        "实施单位": "春城图书馆",
        "联系人": "钱二",
        "措施与保障": "有",
    }


def test_a_place_is_the_paragraph() -> None:
    form = read_form(STAR, "姓名：张明  性别：男", "", "民族：汉族\n学历：大学")
    assert {name: value.where for name, value in form.values.items()} == {
        "姓名": "第2段",
        "性别": "第2段",
        "民族": "第4段",
        "学历": "第4段",
    }


def test_text_before_a_table_ends_with_the_table() -> None:
    form = read_form(STAR, "姓名：张明", "联系电话：", drawn("性别|男\n民族|汉族"), "某某")
    assert texts(form) == {"姓名": "张明", "性别": "男", "民族": "汉族", "联系电话": ""}
