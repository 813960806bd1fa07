from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from jlxx_check.model.document import CellKind, Document, Table
from jlxx_check.model.facts import Cause, Content, Unreadable
from jlxx_check.probes.workbook import read_workbook
from tests.probes.office_files import ole_of, xls_of, zip_of


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(data: bytes, content: Content = Content.XLSX) -> Document | Unreadable:
    return read_workbook(io.BytesIO(data), len(data), content)


def sheet(book: Workbook) -> Table:
    document = read(saved(book))
    assert isinstance(document, Document), document
    return next(document.tables())


@pytest.mark.parametrize(
    ("value", "shown", "kind"),
    [
        ("张三丰", "张三丰", CellKind.TEXT),
        (7, "7", CellKind.NUMBER),
        (1968.1, "1968.1", CellKind.NUMBER),
        (0.1 + 0.2, "0.3", CellKind.NUMBER),
        (220102199001011000, "220102199001011000", CellKind.NUMBER),
        (date(2019, 3, 1), "2019-03-01", CellKind.DATE),
        (datetime(2019, 3, 1, 8, 30), "2019-03-01 08:30", CellKind.DATE),  # noqa: DTZ001
        (True, "TRUE", CellKind.TEXT),
        ("两行\n文字", "两行\n文字", CellKind.TEXT),
    ],
)
def test_values_as_the_sheet_shows_them(value: object, shown: str, kind: CellKind) -> None:
    book = Workbook()
    book.active["A1"] = value
    (found,) = sheet(book).cells
    assert (found.text, found.kind) == (shown, kind)


def test_an_old_workbook_is_read_like_a_new_one() -> None:
    document = read(xls_of([["登记表", ""], ["序号", "姓名"], [1, "张三"]]), Content.XLS)
    assert isinstance(document, Document), document
    (found,) = document.tables()
    assert [(cell.row, cell.text) for cell in found.cells] == [
        (0, "登记表"), (1, "序号"), (1, "姓名"), (2, "1"), (2, "张三"),
    ]  # fmt: skip
    assert found.cells[0].colspan == 2


def test_places_and_merges_hidden_rows_read() -> None:
    book = Workbook()
    page = book.active
    page["B2"], page["B3"], page["C3"], page["C4"] = "登记表", "序号", "姓名", "李四"
    page.merge_cells("B2:C2")
    page.row_dimensions[4].hidden = True
    page["A50000"].font = Font(bold=True)
    found = sheet(book)
    assert [(c.row, c.column, c.colspan, c.text) for c in found.cells if c.text] == [
        (1, 1, 2, "登记表"),
        (2, 1, 1, "序号"),
        (2, 2, 1, "姓名"),
        (3, 2, 1, "李四"),
    ]
    assert {c.row for c in found.cells} == {1, 2, 3}
    assert found.place(found.cells[1]) == "Sheet!B2"


def test_a_hidden_sheet_is_read() -> None:
    book = Workbook()
    book.active["A1"] = "显"
    other = book.create_sheet("旧")
    other["A1"], other.sheet_state = "藏", "hidden"
    document = read(saved(book))
    assert isinstance(document, Document)
    assert [[c.text for c in t.cells] for t in document.tables()] == [["显"], ["藏"]]


@pytest.mark.parametrize("place", ["A1048576", "XFD2000"])
def test_a_stray_value_in_the_last_corner_is_a_limit(place: str) -> None:
    book = Workbook()
    book.active[place] = 1
    found = read(saved(book))
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.LIMIT


WHOLE = saved(Workbook())


@pytest.mark.parametrize(
    ("data", "content", "cause"),
    [
        (b"", Content.XLSX, Cause.EMPTY),
        (WHOLE[:3000], Content.XLSX, Cause.CUT_SHORT),
        (zip_of({"word/document.xml": "x"}), Content.XLSX, Cause.CORRUPT),
        (zip_of({"xl/workbook.bin": "x"}), Content.XLSX, Cause.UNSUPPORTED),
        (ole_of({"Workbook": b"\x09\x08"}), Content.XLS, Cause.CORRUPT),
        (ole_of({"Workbook": b"\x2f\0\0\0"}), Content.XLS, Cause.PASSWORD),
        (ole_of({"EncryptedPackage": b"x"}), Content.OFFICE_ENCRYPTED, Cause.PASSWORD),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, content: Content, cause: Cause) -> None:
    found = read(data, content)
    assert isinstance(found, Unreadable)
    assert found.cause is cause


def _small() -> bytes:
    book = Workbook()
    book.active["A1"], book.active["B1"] = "序号", 1
    return saved(book)


SMALL = _small()


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 255)), max_size=8))
def test_no_mutation_raises(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SMALL)
    for place, value in changes:
        data[place % len(data)] = value
    assert isinstance(read(bytes(data)), Document | Unreadable)
