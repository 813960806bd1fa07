"""A blank form or register becomes the fields that read it back."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import chain
from pathlib import Path

import docx
import pytest
import yaml
from openpyxl import Workbook

from jlxx_check import load_pack
from jlxx_check.authoring.field_list import FieldList, field_lists, fields_yaml
from jlxx_check.authoring.one_file_facts import NotReadable
from jlxx_check.text import Lang

PACKS = (load_pack("jilin-2023").pack,)


def _form(path: Path, rows: Sequence[Sequence[str]], title: str = "附件1 学习榜样推荐表") -> Path:
    made = docx.Document()
    made.add_paragraph(title)
    table = made.add_table(len(rows), max(map(len, rows)))
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(place, column).text = text
    data = BytesIO()
    made.save(data)
    path.write_bytes(data.getvalue())
    return path


def _sheet(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def _names(found: FieldList) -> list[str]:
    return list(found.fields)


def test_a_form(tmp_path: Path) -> None:
    rows = [
        ["姓　名*", "", "性别", "", "照片"],
        ["出生年月（如1970.01）", "", "联系电话", "", ""],
        ["审核编号", "", "微信", "", ""],
    ]
    (found,) = field_lists(_form(tmp_path / "form.docx", rows), PACKS)
    assert not found.register
    assert found.titles == ("学习榜样推荐表",)
    assert _names(found) == ["姓名", "性别", "出生年月", "联系电话", "审核编号", "微信"]
    required = [name for name, item in found.fields.items() if item.required]
    assert required == ["姓名", "性别", "出生年月", "联系电话"]


def test_a_label_of_several_rows_has_parts(tmp_path: Path) -> None:
    path = _form(
        tmp_path / "form.docx", [["年参与人次", "线下", ""], ["", "线上", ""], ["姓名", "", ""]]
    )
    made = docx.Document(str(path))
    table = made.tables[0]
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 1).merge(table.cell(2, 2))
    made.save(str(path))
    (found,) = field_lists(path, ())
    assert _names(found) == ["年参与人次", "姓名"]
    assert found.fields["年参与人次"].parts == ["线下", "线上"]


def test_a_register(tmp_path: Path) -> None:
    rows = [["学习榜样推荐登记表"], ["序号", "姓名", "单位", "备注"], ["1"], ["2"], ["3"]]
    (found,) = field_lists(_sheet(tmp_path / "list.xlsx", rows), PACKS)
    assert found.register
    assert found.titles == ("学习榜样推荐登记表",)
    data = yaml.safe_load(fields_yaml([found], Lang.ZH))["registers"]["my-register"]
    assert list(data["fields"]) == ["序号", "姓名", "单位", "备注"]
    assert (data["order"], data["remark"]) == ("序号", "备注")
    assert data["fields"]["姓名"] == {"required": True}


def test_a_register_without_numbers_says_so(tmp_path: Path) -> None:
    (found,) = field_lists(_sheet(tmp_path / "list.xlsx", [["姓名", "单位", "电话"]]), ())
    assert found.register
    assert "没有序号栏" in fields_yaml([found], Lang.ZH)


def test_several_papers_are_one_pack_s(tmp_path: Path) -> None:
    papers = [
        _form(tmp_path / "a.docx", [["Team name", "", "Adviser's\ne-mail", ""]], "Entry form"),
        _form(tmp_path / "b.docx", [["姓　名", "", "电 话", ""]], "推荐表"),
        _sheet(tmp_path / "c.xlsx", [["Team", "Title of the video", "School"]]),
    ]
    data = yaml.safe_load(
        fields_yaml([*chain.from_iterable(field_lists(path, ()) for path in papers)], Lang.EN)
    )
    assert list(data["forms"]) == ["my-form", "my-form-2"]
    assert list(data["forms"]["my-form"]["fields"]) == ["Team name", "Adviser's e-mail"]
    assert list(data["forms"]["my-form-2"]["fields"]) == ["姓名", "电话"]
    assert list(data["registers"]["my-register"]["fields"])[1] == "Title of the video"


def test_a_form_and_a_register_of_one_file(tmp_path: Path) -> None:
    """The one is no reason to drop the other, and each has the title that stands above it."""
    path = _form(
        tmp_path / "papers.docx",
        [["姓　名", "", "电 话", ""], ["主要事迹（300字以内）", "", "", ""]],
    )
    made = docx.Document(str(path))
    made.tables[0].cell(1, 1).merge(made.tables[0].cell(1, 3))
    made.add_paragraph("附件2 学习榜样汇总表")
    table = made.add_table(2, 4)
    for column, text in enumerate(["序号", "姓名", "单位", "备注"]):
        table.cell(0, column).text = text
    made.save(str(path))
    form, register = field_lists(path, ())
    assert (form.register, register.register) == (False, True)
    assert (form.titles, register.titles) == (("学习榜样推荐表",), ("学习榜样汇总表",))
    assert _names(form) == ["姓名", "电话", "主要事迹"]
    assert _names(register) == ["序号", "姓名", "单位", "备注"]
    data = yaml.safe_load(fields_yaml([form, register], Lang.ZH))
    assert (list(data["forms"]), list(data["registers"])) == (["my-form"], ["my-register"])


def test_a_form_in_lines(tmp_path: Path) -> None:
    made = docx.Document()
    for line in (
        "报名表",
        "姓名：________",
        "作品名称：＿＿＿＿",
        "说明：请用黑色笔填写",
        "填表人：____",
    ):
        made.add_paragraph(line)
    made.save(str(tmp_path / "lines.docx"))
    (found,) = field_lists(tmp_path / "lines.docx", ())
    assert _names(found) == ["姓名", "作品名称"]


@pytest.mark.parametrize("name", ["text.txt", "empty.docx", "none.docx"])
def test_what_holds_no_labels_is_told(tmp_path: Path, name: str) -> None:
    if name == "text.txt":
        (tmp_path / name).write_text("一篇文章，没有栏目。", encoding="utf-8")
    elif name == "empty.docx":
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(NotReadable) as caught:
        field_lists(tmp_path / name, ())
    assert name in caught.value.text.zh
