"""Word forms and registers, in Word or Excel, changed in one place as a clerk would."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable, Iterable

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.probes.office_files import Run, doc_of, zip_of

IN_TABLE = bytes.fromhex("162401")
_HINT = re.compile(r"（.*?）")
ROW_END = IN_TABLE + bytes.fromhex("172401")


def answer(form: bytes, label: str, value: str | None) -> bytes:
    """Another answer behind the label; None: the label goes, and its cell with it."""
    document = Document(io.BytesIO(form))
    found, value_cell = _label(document, label)
    if value is None:
        found.text = ""
    value_cell.text = value or ""
    return _word(document)


def edited(form: bytes, label: str, how: Callable[[str], str]) -> bytes:
    """The answer behind the label, changed."""
    document = Document(io.BytesIO(form))
    _, value_cell = _label(document, label)
    value_cell.text = how(value_cell.text)
    return _word(document)


def next_digit(number: str) -> str:
    """The number with another last digit."""
    return f"{number[:-1]}{(int(number[-1], 36) + 1) % 10}"


def letter(paragraphs: Iterable[str]) -> bytes:
    """A Word file of these paragraphs."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return _word(document)


def with_line(text: bytes) -> bytes:
    """The same document with one line more."""
    document = Document(io.BytesIO(text))
    document.add_paragraph("以上总结，请审阅。")
    return _word(document)


def with_picture(form: bytes, picture: bytes) -> bytes:
    """The same document with a picture pasted below."""
    document = Document(io.BytesIO(form))
    document.add_picture(io.BytesIO(picture), width=Mm(60))
    return _word(document)


def joined(*forms: bytes) -> bytes:
    """Several forms in one file, each on a page of its own."""
    document = Document(io.BytesIO(forms[0]))
    for other in forms[1:]:
        document.add_page_break()
        for element in Document(io.BytesIO(other)).element.body.iterchildren():
            if not element.tag.endswith("}sectPr"):
                document.element.body.insert(-1, element)
    return _word(document)


def _label(document: WordDocument, label: str) -> tuple[_Cell, _Cell]:
    """The label's cell and the one behind it."""
    for table in document.tables:
        for row in table.rows:
            cells = _distinct(row)
            for found, behind in itertools.pairwise(cells):
                if _HINT.sub("", bare(found.text)).endswith(label):
                    return found, behind
    raise AssertionError(f"the form has no {label}")


def bare(text: str) -> str:
    return "".join(text.split())


def cell(register: bytes, row: int, column: str, value: str | float) -> bytes:
    """A register's cell; rows from 1 below the header."""

    def in_book(sheet: Worksheet) -> None:
        header = _header(sheet)
        found = sheet.cell(header + row, _columns(sheet)[column])
        found.value = value
        found.number_format = "General" if isinstance(value, float) else "@"

    def in_word(table: Table) -> None:
        titles = [bare(item.text) for item in table.rows[0].cells]
        table.cell(row, titles.index(column)).text = str(value)

    return _changed(register, in_book, in_word)


def drop_column(register: bytes, column: str) -> bytes:
    """The register without that column."""

    def in_book(sheet: Worksheet) -> None:
        place = _columns(sheet)[column]
        _part_cells(sheet)
        sheet.delete_cols(place)

    def in_word(table: Table) -> None:
        titles = [bare(item.text) for item in table.rows[0].cells]
        place = titles.index(column)
        for row in table.rows:
            row._tr.remove(row.cells[place]._tc)

    return _changed(register, in_book, in_word)


def drop_row(register: bytes, row: int, renumber: bool) -> bytes:
    """The register without that row."""

    def in_book(sheet: Worksheet) -> None:
        _part_cells(sheet)
        sheet.delete_rows(_header(sheet) + row)
        if renumber:
            for number in range(row, _rows(sheet) + 1):
                sheet.cell(_header(sheet) + number, _columns(sheet)["序号"]).value = number

    def in_word(table: Table) -> None:
        gone = table.rows[row]._tr
        gone.getparent().remove(gone)
        if renumber:
            for number in range(row, len(table.rows)):
                table.cell(number, 0).text = str(number)

    return _changed(register, in_book, in_word)


def add_row(register: bytes, values: dict[str, str]) -> bytes:
    """The register with one row more, its number one on from the last."""

    def in_book(sheet: Worksheet) -> None:
        _part_cells(sheet)
        at = _header(sheet) + _rows(sheet) + 1
        number = _rows(sheet) + 1
        sheet.insert_rows(at)
        columns = _columns(sheet)
        sheet.cell(at, columns["序号"]).value = number
        for column, value in values.items():
            if column in columns:
                sheet.cell(at, columns[column]).value = value

    def in_word(table: Table) -> None:
        titles = [bare(item.text) for item in table.rows[0].cells]
        cells = table.add_row().cells
        for title, item in zip(titles, cells, strict=True):
            item.text = values.get(title, "")
        cells[titles.index("序号")].text = str(len(table.rows) - 1)

    return _changed(register, in_book, in_word)


def as_other(register: bytes) -> bytes:
    """The same register as a table in Word, or as a workbook where it was one in Word."""
    lines = table_of(register)
    if not _is_book(register):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for line in lines:
            sheet.append(line)
        return _book(book)
    document = Document()
    document.add_paragraph(lines[0][0])
    table = document.add_table(len(lines) - 2, len(lines[2]))
    for place, line in enumerate(lines[2:]):
        for column, text in enumerate(line):
            table.cell(place, column).text = text
    return _word(document)


def table_of(register: bytes) -> list[list[str]]:
    """Title, sender's line, header and rows, as text."""
    if _is_book(register):
        sheet = load_workbook(io.BytesIO(register)).worksheets[0]
        last = _header(sheet) + _rows(sheet)
        lines = sheet.iter_rows(max_row=last, values_only=True)
        return [["" if value is None else str(value) for value in line] for line in lines]
    document = Document(io.BytesIO(register))
    heading = [[paragraph.text] for paragraph in document.paragraphs[:2]]
    return heading + [[item.text for item in row.cells] for row in document.tables[0].rows]


def _changed(
    register: bytes, in_book: Callable[[Worksheet], None], in_word: Callable[[Table], None]
) -> bytes:
    if _is_book(register):
        book = load_workbook(io.BytesIO(register))
        in_book(book.worksheets[0])
        return _book(book)
    document = Document(io.BytesIO(register))
    in_word(document.tables[0])
    return _word(document)


def _is_book(register: bytes) -> bool:
    return b"xl/workbook.xml" in register


def _header(sheet: Worksheet) -> int:
    return next(row[0].row for row in sheet.iter_rows() if bare(str(row[0].value)) == "序号")


def _columns(sheet: Worksheet) -> dict[str, int]:
    return {bare(str(item.value)): item.column for item in sheet[_header(sheet)]}


def _rows(sheet: Worksheet) -> int:
    """Rows with a number or a name below the header."""
    count, header = 0, _header(sheet)
    while sheet.cell(header + count + 1, 2).value is not None:
        count += 1
    return count


def _part_cells(sheet: Worksheet) -> None:
    """Merged cells do not move with rows and columns."""
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))


def _distinct(row: _Row) -> list[_Cell]:
    """The row's cells; a merged one comes once."""
    return list({item._tc: item for item in row.cells}.values())


def _word(document: WordDocument) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _book(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def zipped(members: dict[str, str | bytes]) -> bytes:
    """An archive."""
    return zip_of(members)


def as_old_word(document: bytes) -> bytes:
    """The same text and tables as Word 97 stored them."""
    found = Document(io.BytesIO(document))
    paragraphs: list[tuple[list[Run], bytes]] = []
    for block in found.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                paragraphs += [([(f"{item.text}\x07", b"")], IN_TABLE) for item in _distinct(row)]
                paragraphs.append(([("\x07", b"")], ROW_END))
        else:
            paragraphs.append(([(f"{block.text}\r", b"")], b""))
    return doc_of(paragraphs)
