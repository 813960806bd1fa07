"""A document's text and tables as a reader of the page would see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class CellKind(StrEnum):
    """How a cell holds its value: numbers and dates lose what text keeps (1968.10, ID numbers)."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; a merged cell stands once, at its top left place, with its spans.

    row, column: from 0, on the table's full grid. text: as shown, line breaks kept; dates as
    ``2019-03-01``, whole numbers without a decimal point.
    tables: the tables nested in the cell (their text is not repeated in ``text``).
    """

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    kind: CellKind = CellKind.TEXT
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a Word document or a sheet of a workbook.

    name: for people to find it, ``表1`` (the n-th of the document) or the sheet's name.
    sheet: True for a worksheet; a place is then ``Sheet1!F7``, else ``表1 第3行第2列``.
    cells: in reading order; wholly empty worksheet rows hold no cells, hidden ones do.
    """

    name: str
    cells: tuple[Cell, ...]
    sheet: bool = False

    def place(self, cell: Cell) -> str:
        """Where a person finds the cell."""
        if self.sheet:
            return f"{self.name}!{column_letters(cell.column)}{cell.row + 1}"
        return f"{self.name} 第{cell.row + 1}行第{cell.column + 1}列"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside tables, text boxes included."""

    text: str


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A Word, WPS, Excel, PDF or text file, as read.

    blocks: in reading order. text: all text, tables included, one paragraph or cell a line.
    has_text: False for a scan (a PDF without a text layer, a Word file that holds only pictures).
    pictures: number of pictures pasted in. pages: where the format tells.
    """

    blocks: tuple[Block, ...]
    text: str
    has_text: bool = True
    pictures: int = 0
    pages: int | None = None

    def tables(self) -> Iterator[Table]:
        """Every table, nested ones after the one that holds them."""
        stack = [block for block in self.blocks if isinstance(block, Table)][::-1]
        while stack:
            table = stack.pop()
            yield table
            nested = [inner for cell in table.cells for inner in cell.tables]
            stack.extend(nested[::-1])


def column_letters(column: int) -> str:
    """The spreadsheet name of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
