"""Workbooks (.xlsx, .xls, .et): sheets as tables, values as Excel shows them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

import python_calamine as calamine

from jlxx_check.model.document import Document, Table
from jlxx_check.model.facts import Cause, Content, Unreadable
from jlxx_check.probes import compound
from jlxx_check.probes.letters import shown_text
from jlxx_check.probes.ooxml import OfficePackage
from jlxx_check.probes.unreadable import (
    CORRUPT,
    EMPTY,
    MB,
    PASSWORD,
    DamagedError,
    EncryptedError,
    RefusedError,
    UnsupportedError,
    beyond,
)
from jlxx_check.probes.workbook.old_books import looks_of_book, sound_book
from jlxx_check.probes.workbook.old_locked import STANDING, opened
from jlxx_check.probes.workbook.sheet_looks import SheetLooks, unseen_of
from jlxx_check.probes.workbook.sheet_parts import book_of, is_plain, plainly, utf8
from jlxx_check.probes.workbook.sheet_styles import CellStyles, looks_of_sheet
from jlxx_check.probes.workbook.sheet_tables import (
    MAX_SHOWN,
    Extent,
    cover,
    odd_cells,
    of_package,
    table_of,
)
from jlxx_check.text import Text
from jlxx_check.values.cell_kind import CellKind
from jlxx_check.values.frozen_types import frozen

#: Last row with a value, of one sheet.
MAX_ROWS = 100_000
#: Rows times columns up to the last value, and merged ranges, of all sheets together.
MAX_AREA = 2_000_000
MAX_MERGES = 100_000
MAX_SHEETS = 200
#: Bytes of an old workbook (.xls, .et).
MAX_OLD_BYTES = 200_000_000
#: How a workbook stream of Excel 2 to 95 begins that stands in no compound file.
_BARE = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00\x00\x05")
_OLDER = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "这是 Excel 95 或更早版本的表格，本程序读不了，请用 Excel 或 WPS 打开后另存为 .xlsx。",
        "This workbook is of Excel 95 or older, which cannot be read here; please save it as "
        ".xlsx in Excel or WPS.",
    ),
)
_NO_VALUES = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "表格里有公式没有保存计算结果，读不到单元格的值，请用 Excel 或 WPS 打开后重新保存。",
        "The workbook has formulas whose results were not saved with it; open it in Excel or WPS "
        "and save it again.",
    ),
)
_SAVE_AS = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "这种表格格式无法读取，请用 Excel 或 WPS 打开后另存为 .xlsx。",
        "This kind of workbook cannot be read; please save it as .xlsx in Excel or WPS.",
    ),
)


def read_workbook(stream: BinaryIO, size: int, content: Content) -> Document | Unreadable:
    """Every worksheet as a table; formulas give the value that was saved with them.

    What is not shown is not read, hidden sheets included. Raises OSError where the stream cannot be
    read.
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
        book = _sound(stream, size)
    except RefusedError as refused:
        return refused.why
    if too_large := _beyond_limits(book.extents):
        return too_large
    for given in book.readings:
        try:
            return _read(given(), book.looks, book.pictures)
        except calamine.PasswordError:
            return PASSWORD
        except RefusedError as refused:
            return refused.why
        except (calamine.CalamineError, ValueError, OverflowError):
            continue
        except BaseException as error:
            # A panic of the native reader derives from BaseException and has no importable class.
            if type(error).__name__ != "PanicException":
                raise
    # The reader gave up, which proves nothing against the file where it lists sheets.
    return _SAVE_AS if book.extents else CORRUPT


@frozen
class _Book:
    """A book that the reader can be given."""

    #: Of the sheets, in their order.
    extents: tuple[Extent, ...]
    #: Of the sheets, in their order.
    looks: tuple[SheetLooks, ...]
    #: What the reader is given, the second where it fails on the first.
    readings: tuple[Callable[[], BinaryIO], ...]
    #: Files of pictures that lie in it; of an old book none is counted.
    pictures: int = 0


def _sound(stream: BinaryIO, size: int) -> _Book:
    """The book, once it is known to be one that the reader can be given. Raises RefusedError."""
    stream.seek(0)
    head = stream.read(8)
    if head.startswith(_BARE):
        raise RefusedError(_OLDER)
    if not head.startswith(compound.MAGIC):
        with OfficePackage(stream, size) as package:
            return _new_book(package, stream, size)
    try:
        streams = compound.read_streams(stream, "Workbook", "Book", "EncryptedPackage")
        if "EncryptedPackage" in streams:
            raise RefusedError(PASSWORD)
        name, book = next(iter(streams.items()), ("Workbook", b""))
        try:
            sound = sound_book(book)
        except EncryptedError:
            book = opened(book, STANDING)
            sound = sound_book(book)
        whole = compound.holding(name, sound.data)
        return _Book(sound.extents, looks_of_book(book), (lambda: io.BytesIO(whole),))
    except DamagedError as error:
        raise RefusedError(CORRUPT) from error
    except EncryptedError as error:
        raise RefusedError(PASSWORD) from error
    except UnsupportedError as error:
        raise RefusedError(_OLDER) from error


def _new_book(package: OfficePackage, stream: BinaryIO, size: int) -> _Book:
    if any(name.endswith("workbook.bin") for name in package.names):
        raise RefusedError(_SAVE_AS)
    book = book_of(package)
    styles = CellStyles(*(package.xml(book.others.get(kind, "")) for kind in ("styles", "theme")))
    parts = (utf8(package, sheet.part) for sheet in book.sheets)
    looks = tuple(SheetLooks() if part is None else looks_of_sheet(part, styles) for part in parts)

    def as_it_is() -> BinaryIO:
        stream.seek(0)
        return stream

    def again() -> BinaryIO:
        with OfficePackage(stream, size) as package:
            return plainly(package, book)

    extents = of_package(package, book)
    plain = is_plain(package, book)
    pictures = sum(name.startswith("xl/media/") for name in package.names)
    return _Book(extents, looks, (as_it_is, again) if plain else (again,), pictures)


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


def _read(stream: BinaryIO, looks: tuple[SheetLooks, ...], pictures: int) -> Document | Unreadable:
    tables: list[Table] = []
    unseen: list[Text] = []
    with calamine.load_workbook(stream) as book:
        sheets = list(enumerate(book.sheets_metadata))
        kept = [item for item in sheets if item[1].typ is calamine.SheetTypeEnum.WorkSheet]
        shown = [item for item in kept if item[1].visible is calamine.SheetVisibleEnum.Visible]
        for index, _ in shown or kept:
            look = looks[index] if len(looks) == len(sheets) else SheetLooks()
            sheet = book.get_sheet_by_index(index)
            rows = sheet.to_python(skip_empty_area=False)
            unseen += unseen_of(sheet.name, look, cover(rows, look))
            odd = odd_cells(look)
            unsaved = sum(kind is CellKind.UNSAVED for _, kind in odd.values())
            if unsaved > sum(value != "" for values in rows for value in values):
                return _NO_VALUES
            tables.append(table_of(sheet, rows, odd))
        unseen += [
            _hidden(about.name) for item, about in kept if shown and (item, about) not in shown
        ]
    return Document(
        blocks=tuple(tables), text=shown_text(tables), pictures=pictures, unseen=tuple(unseen)
    )


def _hidden(name: str) -> Text:
    return Text(
        f"工作表“{name}”是隐藏的，没有计入", f"the sheet “{name}” is hidden and was left out"
    )
