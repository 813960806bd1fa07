"""Registers drafted from the forms of a package, which is only ever read."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jlxx_check import NotAPackage, Reading, load_pack
from jlxx_check.unit.blank_forms import form_document
from jlxx_check.unit.register_drafts import DraftedRegisters, draft_registers
from jlxx_check.unit.wanted_counts import CannotBegin

pack_of = cache(load_pack)
READING = Reading(isolated=False, jobs=1)
STAR = {"姓名": "林晓禾", "出生年月": "1980年5月", "联系电话": "13800000001", "性别": "女"}


def drafted(
    package: Path, folder: Path | None = None, pack: str = "jilin-2023"
) -> DraftedRegisters:
    return draft_registers(package, folder, pack_of(pack), reading=READING)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Two stars' forms, one of them without a telephone, in no layout at all."""
    folder = tmp_path / "长春市教育局"
    folder.mkdir()
    pack = pack_of("jilin-2023").pack
    for values in (STAR, {"姓名": "赵岩松", "性别": "男"}):
        path = folder / f"{values['姓名']}推介表.docx"
        path.write_bytes(form_document(pack, "star", values))
    return folder


def rows_of(path: Path) -> list[tuple[object, ...]]:
    rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    head = next(n for n, row in enumerate(rows) if row[0] == "序号")
    return [row for row in rows[head + 1 :] if isinstance(row[0], int)]


def test_a_row_for_each_form_marked_as_a_draft(package: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in package.iterdir()}
    made = drafted(package)
    assert made.folder == tmp_path / "长春市教育局_登记表草稿"
    assert made.rows == {"百姓学习之星推介登记表（草稿）.xlsx": 2}
    assert not made.unread
    first, second = rows_of(made.folder / "百姓学习之星推介登记表（草稿）.xlsx")
    assert first[:4] == (1, "林晓禾", "女", "1980年5月")
    assert "13800000001" in first
    assert second[1] == "赵岩松"
    sheet = load_workbook(made.folder / next(iter(made.rows))).worksheets[0]
    assert "草稿" in str(sheet["A3"].value)
    assert "长春市教育局" in str(sheet["A2"].value)
    assert {path.name: path.read_bytes() for path in package.iterdir()} == before


def test_what_is_there_is_never_replaced(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "草稿"
    for number in (1, 2, 3):
        drafted(package, folder)
        assert len(list(folder.iterdir())) == number


def test_a_name_without_a_form_is_told(package: Path, tmp_path: Path) -> None:
    photo = next(Path("sample_packages/complying").rglob("证件照.jpg"))
    (package / "韩春野").mkdir()
    shutil.copyfile(photo, package / "韩春野/证件照.jpg")
    made = drafted(package, tmp_path / "草稿")
    assert made.unread == ("韩春野",)
    assert [row[1] for row in rows_of(made.folder / next(iter(made.rows)))] == [
        "林晓禾",
        "赵岩松",
        "韩春野",
    ]


@pytest.mark.parametrize("inside", [".", "登记表", "a/b"])
def test_nothing_is_written_into_the_package(inside: str, package: Path) -> None:
    with pytest.raises(CannotBegin, match="only ever read"):
        drafted(package, package / inside)


def test_nothing_to_list(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(CannotBegin, match="Nobody and nothing"):
        drafted(tmp_path / "空", tmp_path / "草稿")
    assert not (tmp_path / "草稿").exists()


def test_a_pack_that_asks_for_no_register(package: Path) -> None:
    with pytest.raises(CannotBegin, match="asks for no register"):
        drafted(package, pack="moral-models-2020")


def test_no_package(tmp_path: Path) -> None:
    with pytest.raises(NotAPackage):
        drafted(tmp_path / "没有")
