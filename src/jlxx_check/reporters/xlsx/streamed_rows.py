"""Sheets written row by row and never held in memory: over many packages they grow long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

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
    _cells: dict[str, Cell] = field(init=False, default_factory=dict)
    _links: int = 0

    def __post_init__(self) -> None:
        sheet = self._sheet = self.writer.sheet(self.title)
        for number, column in enumerate(self.columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = column.width
        if self.hidden is not None:
            sheet.column_dimensions[get_column_letter(self.hidden)].hidden = True
        sheet.freeze_panes = f"{get_column_letter(self.frozen + 1)}3"
        sheet.print_title_rows = "1:2"
        if self.large:
            sheet.page_setup.paperSize = 8
        self._cells = {
            "text": self._cell(),
            "quoted": self._cell(quoted=True),
            "number": self._cell(number=True),
            "day": self._cell(),
            "filled": self._cell(quoted=True),
        }
        self._cells["day"].number_format = _DAY_FORMAT
        self._cells["filled"].font = _ITALIC
        self._heads()

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
        self._height(2, [column.title for column in self.columns])
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
        self._height(self.row, values)
        self._sheet.append(self._made(values))  # type: ignore[arg-type]
        del self._sheet.row_dimensions[self.row]

    def _made(self, values: Iterable[Value]) -> Iterator[Cell]:
        """One cell after the other: openpyxl has written each before it asks for the next."""
        for column, value in enumerate(values, 1):
            if column in self.days and (value is None or isinstance(value, date)):
                cell = self._cells["day"]
                cell.value = value
                yield cell
            elif isinstance(value, Link) and value.target and self._links < LINKS_A_SHEET:
                yield self._linked(self.writer.say(value.text), value.target)
            elif isinstance(value, int):
                cell = self._cells["number"]
                cell.value = value
                yield cell
            else:
                text = self._said(value)
                plain = "quoted" if text.startswith(FORMULA) else "text"
                cell = self._cells["filled" if isinstance(value, FromElsewhere) else plain]
                cell.value = text or None
                cell.data_type = "s"
                yield cell

    def _linked(self, text: str, target: str) -> Cell:
        self._links += 1
        cell = self._cell()
        cell.hyperlink = target
        cell.value, cell.data_type, cell.font = text, "s", LINK_FONT
        return cell

    def _said(self, value: Value) -> str:
        if isinstance(value, Written):
            lines = (self.writer.say(line) for line in value.text.splitlines())
            return "\n".join(lines)[:LONGEST]
        if isinstance(value, Link):
            value = value.text
        return self.writer.say(value) if isinstance(value, Text | str) else str(value or "")

    def _height(self, row: int, values: Sequence[Value]) -> None:
        """As high as its texts need: not every program sees to that by itself."""
        lines = 1
        for number, (column, value) in enumerate(zip(self.columns, values, strict=False), 1):
            if number == self.hidden:
                continue
            text = self._said(value)
            if len(text) * 2 * LETTER > column.width - 1:
                lines = max(lines, sum(lines_of(run, column.width) for run in text.split("\n")))
        self._sheet.row_dimensions[row].height = min(LINE_HEIGHT * lines, HIGHEST)

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
