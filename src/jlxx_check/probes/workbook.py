"""Workbooks (.xlsx, .xls, .et): sheets as tables, values as Excel shows them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import BinaryIO

import python_calamine as calamine

from jlxx_check.model.document import Cell, CellKind, Document, Table
from jlxx_check.model.facts import Cause, Content, Unreadable
from jlxx_check.model.text import Text
from jlxx_check.probes import compound
from jlxx_check.probes.old_books import BookPassword, BrokenBook, sound_book
from jlxx_check.probes.ooxml import CORRUPT, EMPTY, MB, PASSWORD, OfficePackage, Refused, beyond
from jlxx_check.probes.sheet_extents import MAX_SHOWN, Extent, of_package
from jlxx_check.probes.shown import shown_text

#: Last row with a value, of one sheet.
MAX_ROWS = 100_000
#: Rows times columns up to the last value, and merged ranges, of all sheets together.
MAX_AREA = 2_000_000
MAX_MERGES = 100_000
MAX_SHEETS = 200
#: Bytes of an old workbook (.xls, .et).
MAX_OLD_BYTES = 200_000_000
#: Places hidden under merged cells that are followed; beyond it a merge is a sheet's decoration.
_MAX_COVERED = 2_000_000

_Value = str | bool | int | float | date | datetime | time | timedelta

_SAVE_AS = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "这种表格格式无法读取，请用 Excel 或 WPS 打开后另存为 .xlsx。",
        "This kind of workbook cannot be read; please save it as .xlsx in Excel or WPS.",
    ),
)


def read_workbook(stream: BinaryIO, size: int, content: Content) -> Document | Unreadable:
    """Every worksheet as a table; formulas give the value that was saved with them.

    What is hidden is read, too. Raises OSError where the stream cannot be read, RuntimeError where
    the reader itself crashes.
    """
    if size == 0:
        return EMPTY
    if content is Content.OFFICE_ENCRYPTED:
        return PASSWORD
    if content is Content.XLS and size > MAX_OLD_BYTES:
        return beyond(
            Text("表格文件的大小", "Size of the workbook"),
            f"{size // MB} MB",
            f"{MAX_OLD_BYTES // MB} MB",
        )
    try:
        extents, stream = _sound(stream, size)
    except Refused as refused:
        return refused.why
    if too_large := _beyond_limits(extents):
        return too_large
    stream.seek(0)
    try:
        return _read(stream)
    except calamine.PasswordError:
        return PASSWORD
    except (calamine.CalamineError, ValueError, OverflowError):
        return CORRUPT
    except BaseException as error:
        # A panic of the native reader derives from BaseException and has no importable class.
        if type(error).__name__ != "PanicException":
            raise
        if not extents:
            return CORRUPT  # no sheet is listed: the damage is proven
        # Otherwise the reader failed, which proves nothing against the file.
        raise RuntimeError("the workbook reader panicked") from error


def _sound(stream: BinaryIO, size: int) -> tuple[tuple[Extent, ...], BinaryIO]:
    """The extents of the sheets, and what the reader is to be given. Raises Refused."""
    stream.seek(0)
    if not stream.read(8).startswith(compound.MAGIC):
        with OfficePackage(stream, size) as package:
            if "xl/workbook.bin" in package.names:
                raise Refused(_SAVE_AS)
            if "xl/workbook.xml" not in package.names:
                raise Refused(CORRUPT)
            return of_package(package), stream
    try:
        streams = compound.read_streams(stream, "Workbook", "Book", "EncryptedPackage")
        if "EncryptedPackage" in streams:
            raise Refused(PASSWORD)
        name, book = next(iter(streams.items()), ("Workbook", b""))
        sound = sound_book(book)
        return sound.extents, io.BytesIO(compound.holding(name, sound.data))
    except (compound.BrokenCompound, BrokenBook) as error:
        raise Refused(CORRUPT) from error
    except BookPassword as error:
        raise Refused(PASSWORD) from error


def _beyond_limits(sheets: tuple[Extent, ...]) -> Unreadable | None:
    if len(sheets) > MAX_SHEETS:
        return beyond(Text("工作表数", "Worksheets"), str(len(sheets)), str(MAX_SHEETS))
    for extent in sheets:
        if extent.rows > MAX_ROWS:
            what = Text("工作表的行数", "Rows of a worksheet")
            return beyond(what, str(extent.rows), str(MAX_ROWS))
    for what, found, limit in (
        (
            Text("工作表的单元格数", "Cells of the worksheets"),
            sum(extent.rows * extent.columns for extent in sheets),
            MAX_AREA,
        ),
        (
            Text("工作表的合并单元格数", "Merged cells of the worksheets"),
            sum(extent.merges for extent in sheets),
            MAX_MERGES,
        ),
        (
            Text("表格的字符数", "Characters of the workbook"),
            sum(extent.shown for extent in sheets),
            MAX_SHOWN,
        ),
    ):
        if found > limit:
            return beyond(what, str(found), str(limit))
    return None


def _read(stream: BinaryIO) -> Document:
    tables = []
    with calamine.load_workbook(stream) as book:
        for index, about in enumerate(book.sheets_metadata):
            if about.typ is not calamine.SheetTypeEnum.WorkSheet:
                continue
            tables.append(_table(book.get_sheet_by_index(index)))
    return Document(blocks=tuple(tables), text=shown_text(tables))


def _table(sheet: calamine.CalamineSheet) -> Table:
    rows = sheet.to_python(skip_empty_area=False)
    merges = sheet.merged_cell_ranges or []
    spans = {start: (end[0] - start[0] + 1, end[1] - start[1] + 1) for start, end in merges}
    covered = _covered(merges, len(rows), len(rows[0]) if rows else 0)
    cells = tuple(_cells(rows, spans, covered))
    return Table(name=sheet.name, cells=cells, sheet=True)


_Place = tuple[int, int]


def _covered(merges: list[tuple[_Place, _Place]], height: int, width: int) -> set[_Place]:
    """Places that merged cells hide, within the sheet's values."""
    covered: set[_Place] = set()
    budget = _MAX_COVERED
    for (top, left), (bottom, right) in merges:
        bottom, right = min(bottom, height - 1), min(right, width - 1)
        budget -= max(0, bottom - top + 1) * max(0, right - left + 1)
        if budget < 0:
            break
        covered.update(
            (row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
        )
        covered.discard((top, left))
    return covered


def _cells(
    rows: list[list[_Value]], spans: dict[_Place, tuple[int, int]], covered: set[_Place]
) -> Iterator[Cell]:
    for row, values in enumerate(rows):
        shown = [_shown(value) for value in values]
        if not any(text for text, _ in shown):
            continue
        for column, (text, kind) in enumerate(shown):
            if (row, column) in covered:
                continue
            rowspan, colspan = spans.get((row, column), (1, 1))
            yield Cell(row, column, text, rowspan, colspan, kind)


def _shown(value: _Value) -> tuple[str, CellKind]:
    """The value as a sheet shows it, whole numbers plain, and how the cell holds it."""
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), CellKind.TEXT
    if isinstance(value, int | float):
        # 15 digits are what Excel keeps; more would be the noise of binary fractions.
        return format(Decimal(f"{value:.15g}"), "f"), CellKind.NUMBER
    if isinstance(value, datetime):
        bare = value.time() == time()
        return (value.strftime("%Y-%m-%d") if bare else str(value)[:16]), CellKind.DATE
    if isinstance(value, date):
        return value.isoformat(), CellKind.DATE
    if isinstance(value, time | timedelta):
        return str(value), CellKind.DATE
    text = value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return text.strip(), CellKind.TEXT
