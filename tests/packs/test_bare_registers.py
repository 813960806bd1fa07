"""A register may have no column of numbers and none of remarks: it is read, judged, begun."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from jlxx_check import check, init, load_pack
from jlxx_check.packs import load_source

_PACK = """\
format: jlxx-pack/1
extends: _zh
id: bare
title: 样例推荐
issuer: 样例单位
delivery: {office: 样例单位}
kinds:
  person: {title: 先进个人, words: [先进个人], person: true, name: 姓名, unit: 单位, form: person,
           register: person, roles: [form]}
roles: {form: {}, register: {}}
forms: {person: {titles: [推荐表], fields: {姓名: {required: true}, 单位: {}}}}
registers:
  person:
    titles: [汇总表]
    ORDER
    fields: {姓名: {required: true}, 单位: {}, 电话: {}COLUMNS}
rules:
  register.order: {title: 序号, why: 序号连续。, scope: package, check: register.order,
                   level: error, clause: null, fix: 请改。}
  register.complete: {title: 齐全, why: 填写齐全。, scope: package, check: register.complete,
                      level: error, clause: null, fix: 请改。}
"""


def _pack(folder: Path, order: str = "", columns: str = "") -> Path:
    made = folder / "pack"
    made.mkdir()
    text = _PACK.replace("    ORDER\n", order).replace("COLUMNS", columns)
    made.joinpath("pack.yaml").write_text(text, encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("order", "columns", "found"),
    [
        ("", "", (None, None)),
        ("", ", 序号: {}", ("序号", None)),
        ("", ", 序号: {}, 备注: {}", ("序号", "备注")),
        ("    order: null\n", ", 序号: {}", (None, None)),
        ("    order: 排名\n    remark: 说明\n", ", 排名: {}, 说明: {}", ("排名", "说明")),
    ],
)
def test_the_usual_columns_are_taken_where_there_are_any(
    tmp_path: Path, order: str, columns: str, found: tuple[str | None, str | None]
) -> None:
    register = load_source(_pack(tmp_path, order, columns)).pack.registers["person"]
    assert (register.order, register.remark) == found


def test_a_package_with_such_a_register(tmp_path: Path) -> None:
    pack = load_pack(_pack(tmp_path))
    package = tmp_path / "甲单位"
    package.mkdir()
    made = docx.Document()
    made.add_paragraph("汇总表")
    table = made.add_table(3, 3)
    written = (("姓名", "单位", "电话"), ("林样例", "甲校", "1"), ("陈样例", "乙校", "2"))
    for row, cells in enumerate(written):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    made.save(str(package / "汇总表.docx"))
    report = check(package, pack)
    results = {item.id: item for item in report.rules}
    assert results["register.complete"].passed
    assert not results["register.order"].judged


def test_a_begun_register_has_the_columns_that_it_says(tmp_path: Path) -> None:
    init(tmp_path / "new", "甲单位", load_pack(_pack(tmp_path)), counts={"person": 2})
    (register,) = (tmp_path / "new").rglob("*.xlsx")
    sheet = load_workbook(BytesIO(register.read_bytes())).active
    rows = [[cell for cell in row if cell] for row in sheet.iter_rows(values_only=True)]
    assert ["姓名", "单位", "电话"] in rows
