"""What papers say of who sends them; the organisations of entries are none of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jlxx_check.inventory.sender_papers import SenderReader, sender_claims
from jlxx_check.model.document import Document, Paragraph
from jlxx_check.model.facts import Body
from tests.inventory.bench import jilin, package, project, register, star, stars

READER = SenderReader(jilin())
REGISTER = "百姓学习之星推介登记表.xlsx"


def text(*lines: str) -> Document:
    return Document(tuple(map(Paragraph, lines)), "\n".join(lines))


def headed(line: str, *names: str) -> Document:
    document = stars(*names or ("张三",))
    return replace(document, text=f"{line}\n{document.text}")


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("推介单位（盖章）：长春市教育局    填表人：样例    2023年6月28日", "长春市教育局"),
        ("推 介 单 位（公章）：长 春 市 教 育 局  填表人：张三", "长春市教育局"),
        ("填报单位: 示例大学 2023年6月", "示例大学"),
        ("报送单位（公章）\n四平市教育局\n填表人\n李四", "四平市教育局"),
        ("推荐单位（加盖公章）：__示例农业大学__", "示例农业大学"),
        ("推介单位：（盖章）示例学院；联系人：张三", "示例学院"),
        # nothing is written, a column's head, the office that the letter is to
        ("推介单位（盖章）：    填表人：样例", ""),
        ("推介单位：____________\n序号\n姓名", ""),
        ("序号\n推介单位\n备注\n1\n张三\n示例第一中学", ""),
        ("推介单位：吉林省教育厅", ""),
        ("所在单位：示例第一中学", ""),
    ],
)
def test_the_line_beside_a_register(line: str, unit: str) -> None:
    assert READER.in_lines(line) == unit


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        (["长春市教育局文件", "长春市教育局关于报送2023年“百姓学习之星”的报告", "省教育厅："],
         "长春市教育局"),
        (["示例大学", "关于推荐百姓学习之星的函", "省教育厅：", "内容。"], "示例大学"),
        (["关于报送材料的函", "省教育厅：", "示例大学（盖章）", "2023年7月5日"], "示例大学"),
        (["报送函", "省教育厅：", "现报上。", "示例大学 二〇二三年七月五日"], "示例大学"),
        # the notice itself, a paper that is no letter, a letter that nobody signs
        (["吉林省教育厅办公室关于开展推介的通知", "各市教育局：", "吉林省教育厅办公室"], ""),
        (["会议记录", "今天去了示例大学。", "示例大学"], ""),
        (["关于报送材料的函", "吉林省教育厅：", "现报上。"], ""),
    ],
)  # fmt: skip
def test_the_covering_letter(lines: list[str], unit: str) -> None:
    assert READER.in_letter("\n".join(lines)) == unit


@pytest.mark.parametrize(
    ("opinion", "unit"),
    [
        ("同意推介。\n长春市教育局（盖章）\n2023年6月28日", "长春市教育局"),
        ("经我局研究，同意推介。（示例县教育局盖章）", "示例县教育局"),
        ("同意推介。（盖章）  2023年6月28日", ""),
        ("同意我校推荐", ""),
    ],
)
def test_who_signs_a_form(opinion: str, unit: str) -> None:
    assert READER.in_opinion(opinion) == unit


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({REGISTER: headed("推介单位：示例大学")}, ["register 示例大学"]),
        ({"张三/推介表.docx": star("张三", 推介单位意见="同意。示例大学 2023年6月1日")},
         ["form 示例大学"]),
        ({REGISTER: register("百姓学习之星推介登记表",
                             [{"序号": "1", "姓名": "张三", "推介单位": "示例大学"}])},
         ["register 示例大学"]),
        ({REGISTER: headed("推介单位：示例大学"),
          "报送函.docx": text("示例学院关于报送材料的函", "省教育厅：", "示例学院")},
         ["register 示例大学", "letter 示例学院"]),
        # where forms differ, others have signed them
        ({"张三/推介表.docx": star("张三", 推介单位意见="同意。甲县教育局"),
          "李四/推介表.docx": star("李四", 推介单位意见="同意。乙县教育局")}, []),
        # a county's column: each row another unit
        ({REGISTER: register("百姓学习之星推介登记表",
                             [{"序号": "1", "姓名": "张三", "推介单位": "甲县教育局"},
                              {"序号": "2", "姓名": "李四", "推介单位": "乙县教育局"}])}, []),
        # who an entry works for, and who runs a project
        ({"张三/推介表.docx": star("张三", 工作单位及职务="示例大学教师"),
          "晨读/推介表.docx": project("晨读", 实施单位="示例图书馆")}, []),
    ],
)  # fmt: skip
def test_what_a_package_says(files: dict[str, Body], said: list[str]) -> None:
    found = sender_claims(package(files), jilin())
    assert [f"{claim.source} {claim.unit}" for claim in found] == said


PROJECTS = "终身学习品牌项目推介登记表.xlsx"


def of_projects(line: str) -> Document:
    document = register("终身学习品牌项目推介登记表", [{"序号": "1", "项目名称": "晨读"}])
    return replace(document, text=f"{line}\n{document.text}")


def letter(unit: str) -> Document:
    return text(f"{unit}关于报送材料的函", "省教育厅：", unit)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({REGISTER: headed("推介单位：榆河县教育局"),
          PROJECTS: of_projects("推介单位：长春市教育局")}, True),
        ({REGISTER: headed("推介单位：示例大学"), "报送函.docx": letter("示例学院")}, True),
        # one unit, in several spellings; one of the papers says nothing
        ({REGISTER: headed("推介单位：长春市教育局职成处"),
          PROJECTS: of_projects("推介单位：长春市教育局")}, False),
        ({REGISTER: headed("推介单位：样例市榆河县教育局"),
          PROJECTS: of_projects("推介单位：榆河县教育局")}, False),
        ({REGISTER: headed("推介单位："), PROJECTS: of_projects("推介单位：长春市教育局")}, False),
        # another office's letter; others sign the forms; several units' package says so itself
        ({REGISTER: headed("推介单位：长春市教育局"), "函.docx": letter("榆河县教育局")}, False),
        ({REGISTER: headed("推介单位：长春市教育局"),
          "张三/推介表.docx": star("张三", 推介单位意见="同意。榆河县教育局")}, False),
        ({f"甲/{REGISTER}": headed("推介单位：甲县教育局", "张三"),
          f"乙/{REGISTER}": headed("推介单位：乙县教育局", "李四")}, False),
    ],
)  # fmt: skip
def test_papers_that_name_different_units(files: dict[str, Body], told: bool) -> None:
    notes = [note.zh for note in package(files).notes if "报送单位不一致" in note.zh]
    assert bool(notes) == told
    assert all("写的是“" in note for note in notes)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("材料(1)", "长春市教育局"),
        ("邮箱下载", "长春市教育局"),
        ("张三", "长春市教育局"),
        ("吉林市教育局", "吉林市教育局"),
        ("示例学院材料", "示例学院材料"),
    ],
)
def test_a_package_whose_name_says_nothing_is_called_by_its_papers(name: str, told: str) -> None:
    files: dict[str, Body] = {REGISTER: headed("推介单位（盖章）：长春市教育局职成处")}
    assert package(files, name=name).name == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("吉林市教育局", True),
        ("长春市教育局", False),
        ("长春教育局", False),
        ("材料(1)", False),
        ("示例学院材料", False),
    ],
)
def test_a_package_called_after_another_unit_than_its_papers(name: str, told: bool) -> None:
    files: dict[str, Body] = {REGISTER: headed("推介单位（盖章）：长春市教育局")}
    notes = [note.zh for note in package(files, name=name).notes if "不是同一个单位" in note.zh]
    assert bool(notes) == told
