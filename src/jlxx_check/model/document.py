"""A document's text and tables as a reader of the page would see them."""

from __future__ import annotations

from collections.abc import Iterator

from jlxx_check.text import Text
from jlxx_check.values.cell_kind import CellKind
from jlxx_check.values.frozen_types import frozen


@frozen
class Cell:
    """One cell; a merged cell stands once, at its top left place, with its spans."""

    #: From 0, on the table's full grid, as ``column``.
    row: int
    column: int
    #: As shown, line breaks kept; dates as ``2019-03-01``, whole numbers without a decimal point.
    text: str
    rowspan: int = 1
    colspan: int = 1
    kind: CellKind = CellKind.TEXT
    #: The tables nested in the cell (their text is not repeated in ``text``).
    tables: tuple[Table, ...] = ()


@frozen
class Table:
    """A table of a Word document or a sheet of a workbook."""

    #: For people to find it, ``表1`` (the n-th of the document) or the sheet's name.
    name: str
    #: In reading order; wholly empty worksheet rows hold no cells, hidden ones do.
    cells: tuple[Cell, ...]
    #: True for a worksheet; a place is then ``Sheet1!F7``, else ``表1 第3行第2列``.
    sheet: bool = False

    def place(self, cell: Cell) -> str:
        """Where a person finds the cell."""
        if self.sheet:
            return f"{self.name}!{column_letters(cell.column)}{cell.row + 1}"
        return f"{self.name} 第{cell.row + 1}行第{cell.column + 1}列"


@frozen
class Paragraph:
    """A paragraph outside tables, text boxes included."""

    text: str


Block = Paragraph | Table


@frozen
class Letters:
    """How many Chinese characters of a document are set in one font and size."""

    #: The name as the file has it, a theme's resolved; None where nothing says it.
    font: str | None
    #: Points; None where nothing says it.
    points: float | None
    count: int


@frozen
class Document:
    """A Word, WPS, Excel, PDF, text or captions file, as read."""

    #: In reading order.
    blocks: tuple[Block, ...]
    #: All text, tables included, one paragraph or cell a line.
    text: str
    #: False for a scan (a PDF without a text layer, a Word file that holds only pictures).
    has_text: bool = True
    #: Number of pictures pasted in.
    pictures: int = 0
    #: Where the format itself tells (PDF).
    pages: int | None = None
    #: As the program that saved it last counted them, where the file's text is still that one's;
    #: another program may lay it out otherwise.
    pages_stored: int | None = None
    #: Width and height of its pages in millimetres, as displayed, each once; () where not known.
    paper: tuple[tuple[float, float], ...] = ()
    #: What its Chinese characters are set in, the most first; () where not known.
    letters: tuple[Letters, ...] = ()
    #: Nothing is on any page: no text, no picture but one of next to one colour.
    blank: bool = False
    #: What stands in the file and is not shown, a sentence each; it is no part of the rest.
    unseen: tuple[Text, ...] = ()
    #: Why a part of it was not read, so that what is missing may be there; None where all was.
    unread: Text | None = None
    #: Of captions: how many texts it has with a time each; None for any other document.
    cues: int | None = None
    #: Of captions: seconds at which the last text goes.
    cues_end: float = 0.0

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
