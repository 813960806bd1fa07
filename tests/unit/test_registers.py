"""Registers that the program writes: read again as what they are, by any pack."""

from __future__ import annotations

import shutil
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from jlxx_check import Reading
from jlxx_check import load_pack as load_anew
from jlxx_check.api import CheckSettings, open_package, understand
from jlxx_check.model.package import Package
from jlxx_check.packs import list_packs
from jlxx_check.unit.package_layout import Layout
from jlxx_check.unit.register_rows import register_columns, register_rows
from jlxx_check.unit.registers import register_workbook

load_pack = cache(load_anew)
REGISTERS = [(name, key) for name in list_packs() for key in load_pack(name).pack.registers]
NASTY = {"姓名": "=1+1", "联系电话": "０431-85550000", "身份证号": "220100199001018888"}


def read(folder: Path, pack: str) -> Package:
    settings = CheckSettings(load_pack(pack), reading=Reading(isolated=False, jobs=1))
    with open_package(folder, settings) as opened:
        return understand(opened, settings)


def sheet_of(data: bytes) -> Worksheet:
    (sheet,) = load_workbook(BytesIO(data)).worksheets
    return sheet


@pytest.mark.parametrize(("name", "key"), REGISTERS)
def test_any_packs_register_is_read_again(name: str, key: str, tmp_path: Path) -> None:
    pack = load_pack(name).pack
    columns = register_columns(pack, key)
    kind = pack.kinds[pack.kinds_of_register(key)[0]]
    rows = [dict.fromkeys(columns, f"写明的内容{n}") for n in (1, 2)]
    for n, row in enumerate(rows, 1):
        row[pack.registers[key].order] = str(n)
        row[kind.name or ""] = ("林晓禾", "赵岩松")[n - 1]
    path = tmp_path / Layout(pack).register(key)
    path.write_bytes(register_workbook(pack, key, rows, unit="样例市教育局", spare=3))
    (register,) = read(tmp_path, name).registers
    assert set(register.columns) == set(columns)
    told = [{label: row.text(label) for label in columns} for row in register.rows]
    assert told == rows


@pytest.mark.parametrize(("name", "key"), REGISTERS)
def test_a_blank_one_has_no_rows(name: str, key: str, tmp_path: Path) -> None:
    pack = load_pack(name).pack
    (tmp_path / "a.xlsx").write_bytes(
        register_workbook(pack, key, unit="样例", spare=4, draft=True)
    )
    (register,) = read(tmp_path, name).registers
    assert register.problem is None
    assert not register.rows


def test_what_is_typed_stays_as_it_is() -> None:
    sheet = sheet_of(register_workbook(load_pack().pack, "star", [NASTY], spare=1))
    heads = {sheet.cell(3, n).value: n for n in range(1, sheet.max_column + 1)}
    assert sheet.cell(4, heads["序号"]).value == 1
    for row in (4, 5):
        for label in ("姓名", "联系电话", "出生年月"):
            assert sheet.cell(row, heads[label]).number_format == "@"
    assert sheet.cell(4, heads["姓名"]).data_type == "s"
    assert sheet.cell(4, heads["联系电话"]).value == NASTY["联系电话"]
    assert "身份证号" not in heads  # it is on others' papers


def test_choices_and_hints_help_to_fill_it_in() -> None:
    sheet = sheet_of(register_workbook(load_pack().pack, "star", spare=2))
    offers = {
        str(sheet.cell(3, next(iter(found.sqref.ranges)).min_col).value): found
        for found in sheet.data_validations.dataValidation
    }
    assert offers["性别"].formula1 == '"男,女"'
    assert "事迹特别感人的百姓学习之星" in offers["备注"].formula1
    assert offers["姓名"].prompt == "必填。"
    assert "1970年1月" in offers["出生年月"].prompt
    assert {str(found.sqref).partition(":")[0][-1] for found in offers.values()} == {"4"}


def test_a_draft_says_so_where_it_cannot_be_missed() -> None:
    sheet = sheet_of(register_workbook(load_pack().pack, "star", draft=True))
    assert "草稿" in str(sheet["A3"].value)
    assert sheet["A3"].font.color.rgb == "00C00000"


def test_rows_are_made_of_the_forms(tmp_path: Path) -> None:
    """Of the sample's papers and what singles one star out; pictures take time and say nothing."""
    sample = Path("sample_packages/complying")
    special = next(sample.rglob("事迹特别感人*/*/照片1.jpg"))
    stars = (path for path in sample.rglob("*") if "/百姓学习之星/" in path.as_posix())
    for path in (*(path for path in stars if path.suffix in (".docx", ".xlsx")), special):
        target = tmp_path / path.relative_to(sample)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    package, pack = read(tmp_path, "jilin-2023"), load_pack().pack
    rows = register_rows(pack, "star", package)
    own = [entry for entry in package.entries if entry.kind == "star"]
    assert len(own) == 6
    assert [row["姓名"] for row in rows] == [entry.name for entry in own]
    assert [row["序号"] for row in rows] == [str(n) for n in range(1, len(own) + 1)]
    for row, entry in zip(rows, own, strict=True):
        assert entry.form is not None
        assert row["出生年月"] == entry.form.text("出生年月")
        assert row["备注"] == ("事迹特别感人的百姓学习之星" if entry.special else "")


def test_made_twice_it_is_the_same() -> None:
    pack = load_pack().pack
    assert len({register_workbook(pack, "project", spare=3) for _ in range(2)}) == 1
