"""Sheets in the making. Every cell is text or a number of the program's own, never a formula.

A file is a link only where following one is safe; the bytes depend on nothing but the content.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from math import ceil
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from types import MappingProxyType
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from rich.cells import cell_len

from jlxx_check.model.about import NAME
from jlxx_check.model.kind_lookup import is_named_archive
from jlxx_check.model.report import Verdict
from jlxx_check.reporters.report_options import Options
from jlxx_check.reporters.wording import verdict_words
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.visible import visible

#: Characters a cell holds (ECMA-376-1, Excel's own limit).
LONGEST = 32_767
#: Excel reads ``_x0041_`` in a cell as the character with that number (ECMA-376-1, 22.9.2.19).
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FORMULA = ("=", "+", "-", "@")
#: Points a line (letters of the fonts that stand in for Calibri are higher than its own), Excel's
#: highest row, and how much wider than a digit half a Chinese letter is.
LINE_HEIGHT, HIGHEST, LETTER = 17, 409, 1.05
#: Texts of which it is kept how many lines they take.
_KEPT = 4096
#: As wide as a Chinese letter in a Chinese font, but not by Unicode.
_WIDE_MARKS = re.compile("[“”‘’…—·×]")
_LINE = Side(style="thin", color="BFBFBF")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
HEAD_FILL = PatternFill("solid", fgColor="1F4E78")
HEAD_FONT = Font(bold=True, color="FFFFFF")
LINK_FONT = Font(color="0563C1", underline="single")

RED = PatternFill("solid", bgColor="F8CBAD")
YELLOW = PatternFill("solid", bgColor="FFE699")
BLUE = PatternFill("solid", bgColor="DDEBF7")
GREEN = PatternFill("solid", bgColor="E2EFDA")
_FILLS = {
    Verdict.COMPLIANT: GREEN,
    Verdict.NONCOMPLIANT: RED,
    Verdict.INCOMPLETE: YELLOW,
}
#: By the words that a verdict is called by.
VERDICT_FILLS = {
    verdict_words(partial=partial)[verdict]: fill
    for partial in (False, True)
    for verdict, fill in _FILLS.items()
}
GREY = PatternFill("solid", bgColor="EDEDED")


#: One style by name for all cells: setting its parts on each takes three times as long.
TEXT_STYLE = "jlxx-check"


def text_style() -> NamedStyle:
    """Wrapped text with a thin frame, which stays text when somebody edits it."""
    return NamedStyle(name=TEXT_STYLE, alignment=WRAPPED, border=BORDER, number_format="@")


@frozen
class Column:
    """A column: its heading and its width in characters."""

    title: Text
    width: float


def columns(titles: Sequence[Text], widths: Sequence[float]) -> tuple[Column, ...]:
    """The columns of a table that every format may show, as wide as the workbook has them."""
    return tuple(Column(title, width) for title, width in zip(titles, widths, strict=True))


@dataclass(slots=True)
class SheetWriter:
    """Puts texts into a workbook. options: for links to the package's files; None: no links."""

    book: Workbook
    lang: Lang
    package: str
    options: Options | None
    links: dict[str, int] = field(default_factory=dict)

    def say(self, text: Text | str) -> str:
        """A text in the workbook's language, made safe to show, no longer than a cell holds."""
        shown = visible(text.say(self.lang) if isinstance(text, Text) else text)
        if "_x" in shown:
            shown = _ESCAPE.sub("_x005F_", shown)
        return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"

    def sheet(self, title: Text) -> Worksheet:
        """A new sheet, set up for A4 across, its pages numbered."""
        sheet: Worksheet = self.book.create_sheet(title.say(self.lang))
        setup = sheet.page_setup
        setup.paperSize = 9  # A4
        setup.orientation = "landscape"
        setup.fitToWidth, setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top, margins.bottom, margins.footer = 0.6, 0.75, 0.35
        # "&" commands a footer; two of them are one to see.
        footer = sheet.oddFooter or HeaderFooterItem()
        footer.left.text = visible(self.package)[:60].replace("&", "&&")
        footer.center.text = title.say(self.lang)
        footer.right.text = "&P / &N"
        sheet.oddFooter = footer
        return sheet

    def put(self, sheet: Worksheet, row: int, column: int, value: Text | str | int | None) -> Cell:
        """One cell. Text stays text whatever it begins with, also after somebody edits it."""
        cell = cast(Cell, sheet.cell(row, column))
        cell.style = TEXT_STYLE
        if isinstance(value, int):
            cell.value = value
            cell.number_format = "0"
        elif value is not None and (text := self.say(value)):
            cell.value = text
            cell.data_type = "s"
            if text.startswith(FORMULA):
                cell.quotePrefix = True
        return cell

    def put_file(self, sheet: Worksheet, row: int, column: int, path: str | None) -> None:
        """A file's path, as a link where that is safe."""
        cell = self.put(sheet, row, column, path or "")
        given = self.options
        target = link(given.package_link, path, given.layer_links) if path and given else None
        made = self.links.get(sheet.title, 0)
        if target is None or made >= LINKS_A_SHEET:
            return
        shown = cell.value
        cell.hyperlink = target
        cell.value, cell.data_type = shown, "s"
        cell.font = LINK_FONT
        self.links[sheet.title] = made + 1

    def heads(self, sheet: Worksheet, columns: Sequence[Column]) -> None:
        """The first row: headings that stay in view and stand on every printed page."""
        for number, column in enumerate(columns, 1):
            cell = self.put(sheet, 1, number, column.title)
            cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, CENTRED
            sheet.column_dimensions[get_column_letter(number)].width = column.width
        sheet.print_title_rows = "1:1"

    def grow(self, sheet: Worksheet, row: int, columns: int) -> None:
        """Make a row as high as its texts need: not every program does so by itself."""
        lines = 1
        for column in range(1, columns + 1):
            text = str(sheet.cell(row, column).value or "")
            width = sheet.column_dimensions[get_column_letter(column)].width
            lines = max(lines, lines_of(text, width))
        sheet.row_dimensions[row].height = min(LINE_HEIGHT * lines, HIGHEST)

    def filters(self, sheet: Worksheet, columns: int, rows: int, frozen: str) -> None:
        """Filter arrows over all rows; what is above and left of ``frozen`` stays in view."""
        sheet.freeze_panes = frozen
        sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{max(rows, 1)}"


@lru_cache(_KEPT)
def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width, rather too many than too few."""
    letters = cell_len(text) + len(_WIDE_MARKS.findall(text))
    return ceil(letters * LETTER / (width - 1)) or 1


def colour(sheet: Worksheet, cells: str, first: str, fills: dict[str, PatternFill]) -> None:
    """Cells coloured by what stands in them; it follows when somebody changes a cell.

    cells: the range; first: the cell of its first row that decides, such as ``$B2``.
    """
    for word, fill in fills.items():
        rule = FormulaRule(formula=[f'{first}="{word}"'], fill=fill)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(cells, rule)


#: What a viewer opens without running anything. Not here: programs, scripts, shortcuts, pages that
#: may run scripts, and documents with macros.
_VIEWED = frozenset(
    {".jpg", ".jpeg", ".jfif", ".png", ".heic", ".heif", ".webp", ".tif", ".tiff", ".bmp", ".gif"}
    | {".mp4", ".m4v", ".mov", ".mkv", ".avi", ".wmv", ".flv", ".mpg", ".mpeg"}
    | {".mp3", ".m4a", ".wav", ".aac", ".docx", ".xlsx", ".pdf", ".txt"}
)
#: Excel's limits: characters of a link, links of a sheet.
_LONGEST = 2079
LINKS_A_SHEET = 65_530


def link(
    folder: str | None, path: str, layers: Mapping[str, str | None] = MappingProxyType({})
) -> str | None:
    """The target of a link to a package's file, relative to the workbook; None: show text only.

    folder: the package as seen from the workbook. ``#`` and ``%`` in a name make Excel look for
    another file, so such names get no link, nor does what leads out of the package. layers: the
    folders of what is laid over it, by what their files' paths begin with.
    """
    for name, other in layers.items():
        if path.startswith(f"{name}/"):
            if is_named_archive(name):
                return None
            folder, path = other, path[len(name) + 1 :]
            break
    if folder is None or PurePosixPath(path).suffix.lower() not in _VIEWED:
        return None
    return _target(path, f"{folder}/{path}")


def link_beside(path: str) -> str | None:
    """The target of a link to a report of our own; path: as seen from the workbook's folder."""
    return _target(path, path)


def _target(path: str, whole: str) -> str | None:
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or "" in parts or set('\\#%?:*"<>|') & set(whole):
        return None
    if any(is_named_archive(part) for part in parts[:-1]):
        return None  # it lies in an archive
    if visible(whole) != whole:
        return None
    # Letters of any script stay as they are and spaces are escaped, as Excel itself writes it.
    target = whole.replace(" ", "%20")
    return target if len(target) <= _LONGEST else None


#: The first moment that a zip can name: plainly no time at which anything was written.
_NEVER = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class _Undated(ZipFile):
    """A zip whose members have no dates of their own."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(_member(str(zinfo_or_arcname)), data, ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        member = _member(str(arcname))
        with Path(filename).open("rb") as source, self.open(member, "w") as target:
            copyfileobj(source, target)


def _member(name: str) -> ZipInfo:
    made = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    made.compress_type = ZIP_DEFLATED
    return made


def saved(book: Workbook) -> bytes:
    """The .xlsx file; made twice from the same content it is the same. Raises OSError."""
    book.properties.creator = NAME
    book.properties.created = book.properties.modified = _NEVER
    data = BytesIO()
    try:
        ExcelWriter(book, _Undated(data, "w", ZIP_DEFLATED)).save()
    except SerialisationError as error:
        # Each sheet passes through a temporary file; only a full disk stops lxml from writing it.
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
    return data.getvalue()
