from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Color, Font, PatternFill
from PIL import Image as PillowImage

from jlxx_check.model.document import Document, Table
from jlxx_check.model.facts import Cause, Content, Unreadable
from jlxx_check.probes.workbook.read_workbook import read_workbook
from jlxx_check.values.cell_kind import CellKind
from tests.probes.office_files import ole_of, xls_of, zip_of
from tests.support.examples import tried


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


def test_pictures_on_a_sheet_are_counted() -> None:
    book = Workbook()
    book.active["A1"] = "活动照片"
    plain = read(saved(book))
    for place in ("A3", "D3"):
        picture = io.BytesIO()
        PillowImage.new("RGB", (40, 30), "red").save(picture, "PNG")
        book.active.add_image(Image(picture), place)
    assert isinstance(plain, Document)
    assert plain.pictures == 0
    found = read(saved(book))
    assert isinstance(found, Document)
    assert found.pictures == 2


def test_an_old_workbook_is_read_like_a_new_one() -> None:
    document = read(xls_of([["登记表", ""], ["序号", "姓名"], [1, "张三"]]), Content.XLS)
    assert isinstance(document, Document), document
    (found,) = document.tables()
    assert [(cell.row, cell.text) for cell in found.cells] == [
        (0, "登记表"), (1, "序号"), (1, "姓名"), (2, "1"), (2, "张三"),
    ]  # fmt: skip
    assert found.cells[0].colspan == 2


def test_places_and_merges_hidden_rows_left_out() -> None:
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
    ]
    assert {c.row for c in found.cells} == {1, 2}
    assert found.place(found.cells[1]) == "Sheet!B2"


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_told_and_not_read(state: str) -> None:
    book = Workbook()
    book.active["A1"] = "显"
    other = book.create_sheet("旧")
    other["A1"], other.sheet_state = "藏", state
    document = read(saved(book))
    assert isinstance(document, Document)
    assert [[c.text for c in t.cells] for t in document.tables()] == [["显"]]
    assert ["“旧”" in told.zh for told in document.unseen] == [True]


WHITE, NEAR_WHITE = Font(color="FFFFFFFF"), Font(color="FFFAFAFA")
BLUE = PatternFill("solid", fgColor="FF1F4E79")


@pytest.mark.parametrize(
    ("font", "fill", "shape", "value", "shown"),
    [
        (WHITE, None, None, "藏", False),
        (NEAR_WHITE, None, None, "藏", False),
        (Font(color=Color(theme=0)), None, None, "藏", False),
        (Font(color=Color(indexed=9)), None, None, "藏", False),
        (Font(size=1), None, None, "藏", False),
        (Font(strike=True), None, None, "藏", False),
        (Font(color="FF1F4E79"), BLUE, None, "藏", False),
        (None, None, ";;;", "藏", False),
        (None, None, ";;;", 5, False),
        (None, None, '""', 5, False),
        (WHITE, BLUE, None, "显", True),  # a header in white on blue
        (Font(color=Color(theme=1)), None, None, "显", True),
        (Font(color="FF808080", size=8), None, None, "显", True),
        (None, None, "0;-0;;@", "显", True),  # hides zeros alone
        (None, None, "0;-0;;@", 5, True),
        (None, None, '0"人次"', 5, True),
    ],
)
def test_a_cell_counts_as_an_eye_sees_it(
    font: Font | None, fill: PatternFill | None, shape: str | None, value: object, shown: bool
) -> None:
    book = Workbook()
    cell = book.active["B2"]
    cell.value = value
    book.active["A1"] = "表"
    if font:
        cell.font = font
    if fill:
        cell.fill = fill
    cell.number_format = shape or cell.number_format
    document = read(saved(book))
    assert isinstance(document, Document)
    (table,) = document.tables()
    assert (str(value) in document.text) is shown
    assert bool(document.unseen) is not shown
    assert all("Sheet!B2" in told.zh for told in document.unseen)
    assert table.cells[0].text == "表"


def test_hidden_columns_and_filtered_rows_are_told() -> None:
    book = Workbook()
    page = book.active
    for row in range(1, 6):
        page.append([row, f"名{row}", "旧"])
    page.column_dimensions["C"].hidden = True
    page.auto_filter.ref = "A1:C5"
    page.auto_filter.add_filter_column(0, ["1"])
    page.row_dimensions[3].hidden = page.row_dimensions[4].hidden = True
    document = read(saved(book))
    assert isinstance(document, Document)
    assert document.text.split() == ["1", "名1", "2", "名2", "5", "名5"]
    rows, columns = (told.zh for told in document.unseen)
    assert "3–4行被筛选" in rows
    assert "C列被隐藏" in columns


@pytest.mark.parametrize(
    ("cell", "judged"),
    [
        ("<c r='A1'><f>ROW()</f></c>", False),
        ("<c r='A1'><f>ROW()</f><v></v></c>", False),
        ("<c r='A1'><f>ROW()</f><v>1</v></c>", True),
        ("<c r='A1' t='str'><f>B1</f><v></v></c>", True),  # the result is an empty text
        ("<c r='A1' t='inlineStr'><is><t>x</t></is></c>", True),
    ],
)
def test_a_formula_without_a_saved_value_is_not_judged(cell: str, judged: bool) -> None:
    book = Workbook()
    book.active["A1"] = "一"
    whole = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
    changed = f"<sheetData><row r='1'>{cell}</row></sheetData>".encode()
    found = read(rewritten(saved(book), lambda _, data: whole.sub(changed, data)))
    assert isinstance(found, Document) is judged
    if isinstance(found, Unreadable):
        assert found.cause is Cause.UNSUPPORTED
        assert "重新保存" in found.detail.zh


def test_one_formula_without_a_result_leaves_its_own_cell_unjudged() -> None:
    book = Workbook()
    for line in (["序号", "姓名"], ["=ROW()-1", "甲"], ["=ROW()-1", "#REF!"]):
        book.active.append(line)
    found = read(saved(book))
    assert isinstance(found, Document)
    (table,) = found.tables()
    told = [(cell.row, cell.text, cell.kind) for cell in table.cells]
    assert (1, "", CellKind.UNSAVED) in told
    assert (2, "#REF!", CellKind.TEXT) in told
    assert found.text.split() == ["序号", "姓名", "甲", "#REF!"]


def _in_utf16(name: str, data: bytes) -> bytes:
    if not name.endswith(".xml") or name.startswith("["):
        return data
    text = data.decode().partition("?>")[2] if data.startswith(b"<?xml") else data.decode()
    return f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")


def _prefixed(name: str, data: bytes) -> bytes:
    if "worksheets/" not in name:
        return data
    named = re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", data)
    return named.replace(b"xmlns=", b"xmlns:x=")


@pytest.mark.parametrize("change", [_in_utf16, _prefixed, lambda _, data: data])
def test_parts_written_in_an_unusual_way_are_read(change: Callable[[str, bytes], bytes]) -> None:
    book = Workbook()
    book.active.append(["序号", 1, date(2019, 3, 1)])
    document = read(rewritten(saved(book), change))
    assert isinstance(document, Document), document
    assert document.text.split() == ["序号", "1", "2019-03-01"]


def test_a_book_that_lies_elsewhere_is_read() -> None:
    book = Workbook()
    book.active["A1"] = "序号"
    with zipfile.ZipFile(io.BytesIO(saved(book))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    moved: dict[str, str | bytes] = {
        name.replace("xl/", "book/"): data.replace(b"xl/", b"book/") for name, data in parts.items()
    }
    document = read(zip_of(moved))
    assert isinstance(document, Document), document
    assert document.text == "序号"


def rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zip_of({name: change(name, archive.read(name)) for name in archive.namelist()})


def test_a_book_before_excel_97_is_named_and_not_read() -> None:
    begin = struct.pack("<HHHHHH", 0x0809, 8, 0x0500, 5, 0, 0)
    for data in (ole_of({"Book": begin}), b"\x09\x02\x06\x00" + bytes(20), begin):
        found = read(data, Content.XLS)
        assert isinstance(found, Unreadable)
        assert found.cause is Cause.UNSUPPORTED
        assert "Excel 95" in found.detail.zh


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


@tried(60)
@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 255)), max_size=8))
def test_no_mutation_raises(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SMALL)
    for place, value in changes:
        data[place % len(data)] = value
    assert isinstance(read(bytes(data)), Document | Unreadable)
