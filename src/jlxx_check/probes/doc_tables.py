"""Rows of an old Word table put on one grid by the edges that each row states."""

from __future__ import annotations

import struct
from bisect import bisect_left
from dataclasses import dataclass, field, replace

from jlxx_check.model.document import Cell, Table

_TABLE_DEFINITION = 0xD608
_EDGE_TOLERANCE = 20  # twips; rows drawn by hand differ by less than a millimetre
_MERGED_LEFT, _MERGED_UP, _MERGE_STARTS = 0x02, 0x20, 0x40


@dataclass(slots=True)
class Inside:
    """A cell being read: its paragraphs and nested tables."""

    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


@dataclass(slots=True)
class RowMarks:
    """Edges (twips, one more than cells) and merge flags of a row; both empty where unstated."""

    edges: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)


def row_marks(properties: dict[int, bytes], cells: int) -> RowMarks:
    """What a row end mark states; nothing where it does not fit the row's cells."""
    definition = properties.get(_TABLE_DEFINITION, b"")
    if not definition or definition[0] != cells or len(definition) < 1 + 2 * (cells + 1):
        return RowMarks()
    edges = list(struct.unpack_from(f"<{cells + 1}h", definition, 1))
    rest = definition[1 + 2 * (cells + 1) :]
    flags = [int.from_bytes(rest[20 * index : 20 * index + 2], "little") for index in range(cells)]
    return RowMarks(edges, flags) if edges == sorted(edges) else RowMarks()


def lay_out(rows: list[tuple[list[Inside], RowMarks]]) -> tuple[Cell, ...]:
    """The cells on the full grid where every row states its edges, else one column a cell."""
    stated = all(marks.edges for _, marks in rows)
    grid = _grid([edge for _, marks in rows for edge in marks.edges]) if stated else []
    cells: list[Cell] = []
    above: dict[int, int] = {}
    for row, (insides, marks) in enumerate(rows):
        merges: dict[int, int] = {}
        for index, inside in enumerate(insides):
            column, span = index, 1
            flag = marks.flags[index] if stated else 0
            if stated:
                column = _nearest(grid, marks.edges[index])
                span = max(1, _nearest(grid, marks.edges[index + 1]) - column)
            if flag & _MERGED_LEFT and cells and cells[-1].row == row:
                cells[-1] = replace(cells[-1], colspan=cells[-1].colspan + span)
                continue
            start = above.get(column)
            if flag & _MERGED_UP and not flag & _MERGE_STARTS and start is not None:
                cells[start] = replace(cells[start], rowspan=row - cells[start].row + 1)
                merges[column] = start
                continue
            if flag & _MERGED_UP:
                merges[column] = len(cells)
            text = "\n".join(inside.lines).strip()
            cells.append(Cell(row, column, text, colspan=span, tables=tuple(inside.tables)))
        above = merges
    return tuple(cells)


def _grid(edges: list[int]) -> list[int]:
    grid: list[int] = []
    for edge in sorted(set(edges)):
        if not grid or edge - grid[-1] > _EDGE_TOLERANCE:
            grid.append(edge)
    return grid


def _nearest(grid: list[int], edge: int) -> int:
    after = bisect_left(grid, edge)
    near = range(max(0, after - 1), min(len(grid), after + 1))
    return min(near, key=lambda index: abs(grid[index] - edge))
