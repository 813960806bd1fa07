"""The rows of the master register: read again they are what they were, forms and all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell

from jlxx_check.api import CheckSettings, Reading, examine, load_pack
from jlxx_check.batch.master_rows import lines_of, read_lines
from jlxx_check.files.laid_over import NOTHING_OVER
from tests.batch.boxes import small_box

READING = Reading(isolated=False, jobs=1)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_box(tmp_path / "收件", 2).folder / "安安示例学院"


def _blank(package: Path, register: str, heading: str) -> None:
    """Take what stands under a heading out of a register."""
    (path,) = package.rglob(f"{register}*登记表.xlsx")
    book = openpyxl.load_workbook(path)
    for sheet in book:
        heads = [cell for row in sheet.iter_rows() for cell in row if cell.value == heading]
        for head in heads:
            for (cell,) in sheet.iter_rows(head.row + 1, sheet.max_row, head.column, head.column):
                if isinstance(cell, Cell):
                    cell.value = None
    book.save(path)


def _filled(package: Path) -> Mapping[str, Mapping[str, str]]:
    """By kind, what the forms add; the rows read again are the same."""
    pack = load_pack("jilin-2023")
    made = examine(package, CheckSettings(pack, reading=READING)).package
    lines, links = lines_of("甲", made, pack.pack)
    again = read_lines("甲", package, NOTHING_OVER, links, pack.pack, READING)
    assert again == lines
    assert not any("2201" in str(asdict(link)) for link in links), "links hold no value"
    return {line.kind: line.filled for line in lines}


def test_what_the_register_lacks_comes_from_the_form(package: Path) -> None:
    before = _filled(package)
    _blank(package, "百姓学习之星", "联系电话")
    _blank(package, "百姓学习之星", "序号")
    _blank(package, "终身学习品牌项目", "统一社会信用代码")
    after = _filled(package)
    assert "联系电话" not in before["star"]
    assert after["star"]["联系电话"].startswith("13")
    assert after["star"]["身份证号"].startswith("2201"), "the register has no such column"
    assert "序号" not in after["star"], "a form has no place in a register"
    assert after["project"]["统一社会信用代码"]


def test_what_a_form_does_not_say_either_stays_empty(package: Path) -> None:
    (form,) = package.rglob("百姓学习之星/*/推介表.docx")
    form.unlink()
    _blank(package, "百姓学习之星", "联系电话")
    assert _filled(package)["star"] == {}
