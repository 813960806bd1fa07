"""A Word table on its full grid: spans across, down and of the old kind; deleted rows gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from jlxx_check.model.document import Cell, Table
from jlxx_check.probes.unreadable import RefusedError, beyond
from jlxx_check.probes.word.word_xml import attribute, child, is_on, name, whole_number
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: Columns of one table; Word itself allows 63.
MAX_COLUMNS = 500

_WRAPPERS = frozenset({"w:ins", "w:moveTo", "w:customXml", "w:smartTag"})


@frozen
class CellContent:
    """What a cell holds."""

    text: str
    tables: tuple[Table, ...]


ReadCell = Callable[[etree._Element, bool], CellContent]


def read_cells(table: etree._Element, read: ReadCell) -> tuple[Cell, ...]:
    """The cells in reading order; ``read`` gets a cell and whether it shows only a prompt.

    Raises RefusedError.
    """
    cells: list[Cell] = []
    open_merges: dict[int, int] = {}  # column → index of the cell that is merged downwards
    row = 0
    for element, _ in _members(table, "w:tr"):
        if child(element, "w:trPr", "w:del") is not None:
            continue
        open_merges = _read_row(element, row, cells, open_merges, read)
        row += 1
    return tuple(cells)


def _read_row(
    row_element: etree._Element,
    row: int,
    cells: list[Cell],
    above: dict[int, int],
    read: ReadCell,
) -> dict[int, int]:
    column = whole_number(child(row_element, "w:trPr", "w:gridBefore"), 0, MAX_COLUMNS)
    merges: dict[int, int] = {}
    for element, prompt in _members(row_element, "w:tc"):
        properties = child(element, "w:tcPr")
        if child(properties, "w:cellDel") is not None:
            continue
        if column >= MAX_COLUMNS:
            what = Text("Word 表格的列数", "Columns of a Word table")
            raise RefusedError(beyond(what, f"{MAX_COLUMNS}+", str(MAX_COLUMNS)))
        span = max(1, whole_number(child(properties, "w:gridSpan"), 1, MAX_COLUMNS))
        if _continues(child(properties, "w:hMerge")) and cells and cells[-1].row == row:
            cells[-1] = replace(cells[-1], colspan=cells[-1].colspan + span)
            column += span
            continue
        down = child(properties, "w:vMerge")
        if _continues(down) and column in above:
            start = above[column]
            if cells[start].row + cells[start].rowspan == row:
                cells[start] = replace(cells[start], rowspan=cells[start].rowspan + 1)
            merges[column] = start
        else:
            inside = read(element, prompt)
            if down is not None:
                merges[column] = len(cells)
            cells.append(
                Cell(row=row, column=column, text=inside.text, colspan=span, tables=inside.tables)
            )
        column += span
    return merges


def _continues(merge: etree._Element | None) -> bool:
    return merge is not None and attribute(merge, "val") != "restart"


def _members(
    element: etree._Element, wanted: str, prompt: bool = False
) -> Iterator[tuple[etree._Element, bool]]:
    """Rows of a table or cells of a row, through content controls and tracked insertions."""
    for inner in element:
        kind = name(inner)
        if kind == wanted:
            yield inner, prompt
        elif kind == "w:sdt":
            content = child(inner, "w:sdtContent")
            shows_prompt = prompt or is_on(child(inner, "w:sdtPr", "w:showingPlcHdr"))
            if content is not None:
                yield from _members(content, wanted, shows_prompt)
        elif kind in _WRAPPERS:
            yield from _members(inner, wanted, prompt)
