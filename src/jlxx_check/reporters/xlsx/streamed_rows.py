"""Sheets written row by row and never held in memory: over many packages they grow long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from jlxx_check.reporters.xlsx.rows_as_xml import (
    number_cell,
    row_of_cells,
    take_rows_as_xml,
    text_cell,
)
from jlxx_check.reporters.xlsx.sheet import (
    CENTRED,
    FORMULA,
    HEAD_FILL,
    HEAD_FONT,
    HIGHEST,
    LETTER,
    LINE_HEIGHT,
    LINK_FONT,
    LINKS_A_SHEET,
    LONGEST,
    TEXT_STYLE,
    Column,
    SheetWriter,
    colour,
    lines_of,
    text_style,
)
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen

_TITLE_FONT = Font(bold=True, size=14)
_TITLE_LINES = Alignment(vertical="center", wrap_text=True)
_BOLD, _ITALIC = Font(bold=True), Font(italic=True, color="1F4E79")
_NUMBER = Alignment(horizontal="center", vertical="top")


@frozen
class Link:
    """A text that leads somewhere; target None: text only."""

    text: Text | str
    target: str | None


@frozen
class Written:
    """What somebody wrote, its line breaks kept."""

    text: str


@frozen
class FromElsewhere(Written):
    """The same, from somewhere else than the column's own source: in italics."""


Value = Text | str | int | date | Link | Written | None
#: Which day a cell for one takes: any that a notice of ours may see.
_FROM, _TO = date(2000, 1, 1), date(2099, 12, 31)
_DAY_FORMAT = "yyyy-mm-dd"


def streaming_writer(lang: Lang, footer: str) -> SheetWriter:
    """A writer of a new workbook whose sheets are all ``Rows``. footer: what each page says."""
    book = Workbook(write_only=True)
    book.add_named_style(text_style())
    return SheetWriter(book, lang, footer, None)


def _narrow(width: float) -> int:
    """How many letters may be too many for one line of a column."""
    return next(letters for letters in count() if letters * 2 * LETTER > width - 1)


@dataclass(slots=True)
class Rows:
    """A sheet in the making: a title line, headings, then rows to filter and sort.

    frozen: how many columns stay in view. printed: how many go on paper, where the others would
    make the letters too small to read; None: all. days: the columns, from 1, that take dates.
    hidden: one that is for programs. Nothing can be changed once it is written. The sheet is a
    write-only one, which takes the same settings as any other but rows for cells.
    """

    writer: SheetWriter
    title: Text
    columns: Sequence[Column]
    lead: Text
    frozen: int = 2
    printed: int | None = None
    days: frozenset[int] = frozenset()
    hidden: int | None = None
    #: For A3, not A4.
    large: bool = False
    count: int = 0
    _sheet: Worksheet = field(init=False)
    #: Of each column its letters, and how long a text may need more than one line of it.
    _letters: Sequence[str] = field(init=False)
    _narrow: Sequence[int] = field(init=False)
    #: By what a cell holds, the number of its style.
    _styles: dict[str, str] = field(init=False, default_factory=dict)
    _links: int = 0

    def __post_init__(self) -> None:
        sheet = self._sheet = self.writer.sheet(self.title)
        self._letters = [get_column_letter(n) for n in range(1, len(self.columns) + 1)]
        self._narrow = [_narrow(column.width) for column in self.columns]
        for letter, column in zip(self._letters, self.columns, strict=True):
            sheet.column_dimensions[letter].width = column.width
        if self.hidden is not None:
            sheet.column_dimensions[get_column_letter(self.hidden)].hidden = True
        sheet.freeze_panes = f"{get_column_letter(self.frozen + 1)}3"
        sheet.print_title_rows = "1:2"
        if self.large:
            sheet.page_setup.paperSize = 8
        cells = {
            "text": self._cell(),
            "quoted": self._cell(quoted=True),
            "number": self._cell(number=True),
            "day": self._cell(),
            "filled": self._cell(quoted=True),
            "link": self._cell(),
        }
        cells["day"].number_format = _DAY_FORMAT
        cells["filled"].font = _ITALIC
        cells["link"].font = LINK_FONT
        self._styles = {name: str(cell.style_id) for name, cell in cells.items()}
        self._heads()
        take_rows_as_xml(self._sheet)

    def _heads(self) -> None:
        title = WriteOnlyCell(self._sheet, self.writer.say(self.lead))
        title.data_type = "s"
        title.font, title.alignment = _TITLE_FONT, _TITLE_LINES
        width = sum(column.width for column in self.columns)
        lines = ceil(cell_len(str(title.value)) * 1.5 / width)
        self._sheet.row_dimensions[1].height = 12 + 20 * lines
        self._sheet.append([title])
        heads = []
        for column in self.columns:
            cell = WriteOnlyCell(self._sheet, self.writer.say(column.title))
            cell.style = TEXT_STYLE
            cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, CENTRED
            heads.append(cell)
        said = [self.writer.say(column.title) for column in self.columns]
        self._sheet.row_dimensions[2].height = self._height(said)
        self._sheet.append(heads)

    def _cell(self, *, quoted: bool = False, number: bool = False) -> Cell:
        cell = WriteOnlyCell(self._sheet)
        cell.style = TEXT_STYLE
        if quoted:
            cell.quotePrefix = True
        if number:
            cell.alignment, cell.number_format = _NUMBER, "0"
        return cell

    @property
    def row(self) -> int:
        """The number of the row written last."""
        return 2 + self.count

    def add(self, values: Sequence[Value]) -> None:
        """One row. Text stays text whatever it begins with."""
        self.count += 1
        row, said = str(self.row), [self._said(value) for value in values]
        cells = [
            self._cell_of(f"{letter}{row}", column, value, text)
            for column, (letter, value, text) in enumerate(
                zip(self._letters, values, said, strict=True), 1
            )
        ]
        self._sheet.append([row_of_cells(row, f"{self._height(said):g}", cells)])

    def _cell_of(self, place: str, column: int, value: Value, text: str) -> str:
        """One cell, as XML."""
        if column in self.days and (value is None or isinstance(value, date)):
            # A day is a number, counted as in Excel.
            day = "" if value is None else f"{to_excel(value):.16g}"  # type: ignore[no-untyped-call]
            return number_cell(place, self._styles["day"], day)
        if isinstance(value, int):
            return number_cell(place, self._styles["number"], f"{value:d}")  # yes and no, too
        if isinstance(value, Link) and value.target and self._links < LINKS_A_SHEET:
            self._links += 1
            links: Any = self._sheet
            links._hyperlinks.append(Hyperlink(ref=place, target=value.target))
            return text_cell(place, self._styles["link"], text)
        plain = "quoted" if text.startswith(FORMULA) else "text"
        kind = "filled" if isinstance(value, FromElsewhere) else plain
        return text_cell(place, self._styles[kind], text)

    def _said(self, value: Value) -> str:
        if isinstance(value, Written):
            lines = (self.writer.say(line) for line in value.text.splitlines())
            return "\n".join(lines)[:LONGEST]
        if isinstance(value, Link):
            value = value.text
        return self.writer.say(value) if isinstance(value, Text | str) else str(value or "")

    def _height(self, said: Sequence[str]) -> float:
        """As high as a row's texts need: not every program sees to that by itself."""
        lines = 1
        for number, (column, narrow, text) in enumerate(
            zip(self.columns, self._narrow, said, strict=False), 1
        ):
            if len(text) >= narrow and number != self.hidden:
                lines = max(lines, sum(lines_of(run, column.width) for run in text.split("\n")))
        return min(LINE_HEIGHT * lines, HIGHEST)

    def offer(self, column: int, words: Sequence[Text], said: Text) -> None:
        """A list to choose from in a column, once all rows are there; said: what else is wrong."""
        listed = ",".join(self.writer.say(word) for word in words)
        choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
        self._ask(choice, column, said)

    def ask_days(self, said: Text) -> None:
        """What the columns of dates take, once all rows are there."""
        for column in self.days:
            within = [str((day - date(1899, 12, 30)).days) for day in (_FROM, _TO)]
            self._ask(
                DataValidation("date", within[0], within[1], operator="between", allow_blank=True),
                column,
                said,
            )

    def _ask(self, wanted: DataValidation, column: int, said: Text) -> None:
        wanted.error, wanted.showErrorMessage = self.writer.say(said), True
        letter = get_column_letter(column)
        wanted.add(f"{letter}3:{letter}{max(self.row, 3)}")
        self._sheet.data_validations.append(wanted)

    def close(
        self, fills: dict[int, dict[Text, PatternFill]] | None = None, below: Sequence[Text] = ()
    ) -> None:
        """Filters over all rows, and lines in bold beneath them.

        fills: cells coloured by their words: column number → word → fill.
        """
        last = get_column_letter(len(self.columns))
        end = max(self.row, 3)
        self._sheet.auto_filter.ref = f"A2:{last}{end}"
        self._sheet.merged_cells.add(f"A1:{last}1")
        printed = get_column_letter(self.printed or len(self.columns))
        self._sheet.print_area = f"A1:{printed}{end + len(below)}"
        for number, words in (fills or {}).items():
            letter = get_column_letter(number)
            said = {self.writer.say(word): fill for word, fill in words.items()}
            colour(self._sheet, f"{letter}3:{letter}{end}", f"${letter}3", said)
        if not self.count:
            self._sheet.append([])
        for text in below:
            cell = WriteOnlyCell(self._sheet, self.writer.say(text))
            cell.data_type, cell.font = "s", _BOLD
            self._sheet.append([cell])
