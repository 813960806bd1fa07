"""Forms and registers as Word and Excel files, read by the probes as they will be."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from docx import Document as new_docx
from openpyxl import Workbook

from jlxx_check.forms import read_document
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Content
from jlxx_check.model.package import Form, Register
from jlxx_check.probes.word.read_docx import read_docx
from jlxx_check.probes.workbook.read_workbook import read_workbook
from jlxx_check.values.cell_kind import CellKind
from tests.forms.drawing import PACK, texts


def from_word(made: object) -> Document:
    stream = BytesIO()
    made.save(stream)  # type: ignore[attr-defined]
    document = read_docx(stream, len(stream.getvalue()))
    assert isinstance(document, Document)
    return document


def from_excel(book: Workbook) -> Document:
    stream = BytesIO()
    book.save(stream)
    document = read_workbook(stream, len(stream.getvalue()), Content.XLSX)
    assert isinstance(document, Document)
    return document


def test_a_word_form_with_merged_cells_and_two_tables() -> None:
    made = new_docx()
    made.add_paragraph("附件1")
    made.add_paragraph("“百姓学习之星”推介表")
    first = made.add_table(4, 5)
    rows = (
        ("姓　名", "张明", "性　别", "男", "照片"),
        ("民族", "汉族", "出生年月\n（如1970.01）", "1968.10", ""),
        ("工作单位", "春城小学", "职务", "教师", ""),
        ("联系电话", "", "", "", ""),
    )
    for row, shown in enumerate(rows):
        for column, text in enumerate(shown):
            first.cell(row, column).text = text
    first.cell(0, 4).merge(first.cell(2, 4))
    first.cell(3, 1).merge(first.cell(3, 4))
    made.add_paragraph("")
    second = made.add_table(3, 2)
    second.cell(0, 0).merge(second.cell(0, 1)).text = "主要事迹（1500字左右）"
    second.cell(1, 0).merge(second.cell(1, 1)).text = "坚持学习二十年。\n带动邻里。"
    second.cell(2, 0).text = "所在单位意见"
    second.cell(2, 1).text = "（盖章）\n    年  月  日"
    form = read_document(from_word(made), "01张明/推介表.docx", PACK)
    assert isinstance(form, Form)
    assert (form.kind, form.names) == ("star", ("张明",))
    assert texts(form) == {
        "姓名": "张明",
        "性别": "男",
        "民族": "汉族",
        "出生年月": "1968.10",
        "照片": "",
        "工作单位及职务": "春城小学 教师",
        "联系电话": "",
        "主要事迹": "坚持学习二十年。\n带动邻里。",
        "所在单位意见": "",
    }
    assert form.values["主要事迹"].where == "表2 主要事迹"


def test_an_excel_register_with_merges_and_notes() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "登记表"
    sheet["A1"] = "“终身学习品牌项目”推介登记表"
    sheet.merge_cells("A1:F1")
    sheet["A2"] = "推介单位（盖章）：春城教育局　填表人：刘洋　联系电话：0431-1"
    sheet.merge_cells("A2:F2")
    for row in (
        ("序号", "项目名称", "申报单位", "项目启动（创建）时间", "联系电话", "备注"),
        (1, "春风学堂", "春城图书馆", date(2019, 3, 1), 13800000000, None),
        (2, "夜校", None, "2018年", "0431-2", "特别受喜爱"),
        (3, None, None, None, None, None),
        ("注：按推介顺序排列", None, None, None, None, None),
    ):
        sheet.append(row)
    sheet.merge_cells("C4:C5")
    book.create_sheet("Sheet2")
    register = read_document(from_excel(book), "附件4.xlsx", PACK)
    assert isinstance(register, Register)
    assert [(row.order, row.name, row.text("实施单位"), row.where) for row in register.rows] == [
        (1, "春风学堂", "春城图书馆", "登记表!A4"),
        (2, "夜校", "春城图书馆", "登记表!A5"),
    ]
    start = register.rows[0].values["启动时间"]
    assert (start.text, start.kind) == ("2019-03-01", CellKind.DATE)
    assert register.rows[0].text("联系电话") == "13800000000"


def test_a_form_in_a_sheet() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("百姓学习之星推介表",),
        ("姓名", "张明", "性别", None),
        ("民族", "汉族", "学历", "大学"),
        ("主要事迹",),
        ("坚持学习二十年，带动邻里一起学习，从不间断。",),
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    form = read_document(from_excel(book), "推介表.xlsx", PACK)
    assert isinstance(form, Form)
    assert texts(form)["主要事迹"].startswith("坚持学习")
    assert (form.values["性别"].text, form.values["性别"].where) == ("", "Sheet!D2")
