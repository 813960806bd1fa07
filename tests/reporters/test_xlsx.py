from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache
from math import ceil

import pytest
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from jlxx_check.model.outcome import Level
from jlxx_check.reporters.matrix import SIGNS, Mark, matrix
from jlxx_check.reporters.report_options import Options
from jlxx_check.reporters.xlsx import to_xlsx
from jlxx_check.reporters.xlsx.sheet import columns, link, saved
from jlxx_check.reporters.xlsx.streamed_rows import Rows, Value, streaming_writer
from jlxx_check.text import Lang, same
from tests.support.nasty import nasty_report
from tests.support.read_back import workbook
from tests.support.samples import judged

ZH = ["总览", "问题清单", "逐项核对", "人工核对", "文件清单"]
EN = ["Overview", "Findings", "Matrix", "Checklist", "Files"]


@cache
def sheets(lang: Lang = Lang.ZH) -> dict[str, Worksheet]:
    book = workbook(to_xlsx(judged("mistakes"), lang, Options(package_link="../材料 包")))
    return {sheet.title: sheet for sheet in book.worksheets}


@pytest.mark.parametrize(("lang", "titles"), [(Lang.ZH, ZH), (Lang.EN, EN)])
def test_sheets_and_their_set_up(lang: Lang, titles: list[str]) -> None:
    assert list(sheets(lang)) == titles
    for title, sheet in sheets(lang).items():
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.oddFooter.right.text == "&P / &N"
        assert sheet.conditional_formatting, title
        if title != titles[0]:
            assert sheet.freeze_panes.endswith("2")
            assert sheet.auto_filter.ref.startswith("A1:")
            assert sheet.print_title_rows == "$1:$1"
            assert all(cell.alignment.wrap_text for cell in sheet[2])


def test_rows_are_as_high_as_their_texts_in_a_chinese_font() -> None:
    sheet = sheets()["问题清单"]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        for head in ("问题", "改法"):
            letter = heads[head]
            width = sheet.column_dimensions[letter].width
            # A letter of Chinese takes two digits and a bit, its line as printed 16 points.
            text = sheet[f"{letter}{row}"].value or ""
            letters = sum(2.1 if ord(sign) > 0xFF else 1 for sign in text)
            assert sheet.row_dimensions[row].height > 16 * ceil(letters / (width - 1))


def test_a_line_of_the_head_takes_the_whole_width() -> None:
    merged = {str(item) for item in sheets()["总览"].merged_cells.ranges}
    assert {"A1:H1", "B2:H2", "B3:H3"} <= merged


def test_matrix_has_a_sign_for_every_pair() -> None:
    sheet = sheets()["逐项核对"]
    report = judged("mistakes")
    keys = [None, *(entry.id for entry in report.entries)]
    cells = matrix(report)
    for row, rule in enumerate(report.rules, 2):
        assert sheet.cell(row, 2).value == rule.id
        for column, key in enumerate(keys, 5):
            cell = cells.get((key, rule.id))
            assert sheet.cell(row, column).value == (SIGNS[cell.mark] if cell else None)
    marks = {cell.mark for cell in cells.values()}
    assert {Mark.ERROR, Mark.WARNING, Mark.REVIEW, Mark.PASSED, Mark.NOT_JUDGED} <= marks


def test_matrix_holds_all_that_was_counted() -> None:
    report, cells = judged("mistakes"), matrix(judged("mistakes")).values()
    assert sum(cell.passed for cell in cells) == report.summary.passed
    assert sum(len(cell.findings) for cell in cells) == len(report.findings)
    assert sum(len(cell.not_judged) for cell in cells) == report.summary.not_judged


def test_checklist_has_room_for_decisions() -> None:
    sheet = sheets()["人工核对"]
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"属实,有问题,待查,已豁免"'
    assert sheet["J2"].value is None
    assert sheet.max_row == 1 + judged("mistakes").summary.review


def test_personal_numbers_are_masked() -> None:
    numbers = [item for item in judged("mistakes").findings if item.rule == "star.id-number"]
    assert [item.level for item in numbers] == [Level.WARNING]
    values = [cell.value for row in sheets()["问题清单"].iter_rows() for cell in row]
    assert any("**********" in str(value) for value in values)


def test_links_lead_to_files() -> None:
    sheet = sheets()["文件清单"]
    targets = {cell.value: cell.hyperlink.target for cell in sheet["B"] if cell.hyperlink}
    assert len(targets) > 80
    for path, target in targets.items():
        assert target == f"../材料%20包/{path}".replace(" ", "%20")
    values = [cell.value for cell in sheet["B"]]
    assert "吉林市教育局/百姓学习之星/03陶安然/Thumbs.db" in values
    assert not workbook(to_xlsx(judged("mistakes"), Lang.ZH))["文件清单"]["B2"].hyperlink


@pytest.mark.parametrize(
    ("folder", "path", "target"),
    [
        ("材料", "a/照片 1.JPG", "材料/a/照片%201.JPG"),
        ("../..", "a.docx", "../../a.docx"),
        (None, "a.docx", None),
        ("材料", "a.exe", None),
        ("材料", "a.docm", None),
        ("材料", "a.html", None),
        ("材料", "a.lnk", None),
        ("材料", "无扩展名", None),
        ("材料", "../a.jpg", None),
        ("材料", "/a.jpg", None),
        ("材料", "a//b.jpg", None),
        ("材料", "a#b.jpg", None),
        ("材料", "a%41.jpg", None),
        ("材料", "a?.jpg", None),
        ("材料", "javascript:a.jpg", None),
        ("材料", "a\\b.jpg", None),
        ("材料", "a\u202egpj.jpg", None),
        ("材料", "\udcff.jpg", None),
        ("材#料", "a.jpg", None),
        ("材料", "长" * 2100 + ".jpg", None),
    ],
)
def test_link(folder: str | None, path: str, target: str | None) -> None:
    assert link(folder, path) == target


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    sheet = workbook(to_xlsx(nasty_report("长" * 40_000), Lang.ZH)).worksheets[0]
    assert len(sheet["B2"].value) == 32_767
    assert sheet["B2"].value.endswith("…")


def test_every_part_is_sound_xml() -> None:
    with zipfile.ZipFile(io.BytesIO(to_xlsx(nasty_report("a"), Lang.ZH))) as parts:
        assert parts.testzip() is None
        assert all(etree.fromstring(parts.read(name)) is not None for name in parts.namelist())


def test_without_anything_to_say() -> None:
    from dataclasses import replace

    bare = replace(
        nasty_report("空"),
        entries=(),
        registers=(),
        unassigned=(),
        findings=(),
        not_judged=(),
        notes=(),
        tallies=(),
        received=date(2023, 7, 8),
    )
    book = workbook(to_xlsx(bare, Lang.ZH))
    assert [sheet.max_row for sheet in book.worksheets[1:2]] == [1]


@pytest.mark.parametrize(("value", "read"), [(True, 1), (False, 0), (7, 7), ("7", "7")])
def test_a_streamed_cell_is_one_that_programs_open(value: Value, read: object) -> None:
    writer = streaming_writer(Lang.ZH, "")
    rows = Rows(writer, same("表"), columns([same("栏")], [10]), same(""))
    rows.add([value])
    rows.close()
    assert workbook(saved(writer.book)).active["A3"].value == read
