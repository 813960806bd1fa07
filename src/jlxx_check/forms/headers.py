"""Where a register begins in a table: its header, however many rows high."""

from __future__ import annotations

from jlxx_check.forms.form_words import NAME_LABEL
from jlxx_check.forms.labels import LabelBook, LabelMeaning, Labels
from jlxx_check.forms.table_grid import Grid
from jlxx_check.forms.tidy import tidy_label
from jlxx_check.model.document import Cell
from jlxx_check.values.frozen_types import frozen

#: A header names at least so many of the register's columns.
FEWEST_COLUMNS = 3
#: How many rows a header may take, and how far down it is looked for: a hostile sheet has many.
_DEEPEST = 3
_FARTHEST = 400


@frozen
class Header:
    """A header: its rows (first to before last) and the meaning of each column.

    labels: each column's label as written, to know the header again where a page repeats it.
    """

    first: int
    last: int
    columns: dict[int, LabelMeaning]
    labels: dict[int, str]

    @property
    def fields(self) -> set[str]:
        """The canonical columns."""
        return {mark.field for mark in self.columns.values()}


def find_header(grid: Grid, labels: Labels, book: LabelBook, start: int = 0) -> Header | None:
    """The best header from a row on: the one that names most columns, the first of equals."""
    best: Header | None = None
    rows = [row for row in sorted(grid.rows) if row >= start][:_FARTHEST]
    known = {row: sum(book.find(cell.text) is not None for cell in grid.rows[row]) for row in rows}
    for row in rows:
        if sum(known.get(row + deeper, 0) for deeper in range(_DEEPEST)) < FEWEST_COLUMNS:
            continue
        for depth in range(1, _DEEPEST + 1):
            header = _read(grid, labels, book, row, depth)
            if len(header.fields) < FEWEST_COLUMNS:
                continue
            if best is None or _score(header) > _score(best):
                best = header
    return _extended(grid, labels, best) if best else None


def _score(header: Header) -> int:
    return len(set(header.columns.values()))


def _read(grid: Grid, labels: Labels, book: LabelBook, row: int, depth: int) -> Header:
    columns: dict[int, LabelMeaning] = {}
    texts: dict[int, str] = {}
    last = row + 1
    for column in range(grid.width):
        path = _path(grid, column, row, depth)
        if not path or any(len(cell.text) > 1 and not _may_head(cell, labels) for cell in path):
            path = path[:1]
        mark = _meaning(path, labels, book)
        # A merged heading is one column, unless the rows beneath divide it.
        if mark and (mark not in columns.values() or path[-1].column == column):
            columns[column] = mark
            texts[column] = path[-1].text
            last = max(last, *(cell.row + max(cell.rowspan, 1) for cell in path))
    return Header(row, min(last, grid.height), columns, texts)


def _path(grid: Grid, column: int, row: int, depth: int) -> list[Cell]:
    path: list[Cell] = []
    for r in range(row, row + depth):
        cell = grid.at(r, column)
        if cell and cell.text.strip() and cell.row >= row and cell not in path:
            path.append(cell)
    return path


def _may_head(cell: Cell, labels: Labels) -> bool:
    return labels.is_label(cell.text) or cell.colspan > 1


def _meaning(path: list[Cell], labels: Labels, book: LabelBook) -> LabelMeaning | None:
    """The lowest label that is known, read together with the one above it."""
    for upper, lower in zip(reversed(path[:-1]), reversed(path[1:]), strict=True):
        above, below = book.find(upper.text), book.find(lower.text)
        if above and book.find(upper.text + lower.text):
            return book.find(upper.text + lower.text)
        if below and (above is None or above.field == below.field or not above.part):
            return below
        if above:
            # 项目负责人 over 姓名 is the person; 联系方式 over 邮箱 is something else.
            named = tidy_label(lower.text) == NAME_LABEL
            return above if named or not labels.is_label(lower.text) else None
    return book.find(path[-1].text) if path else None


def _extended(grid: Grid, labels: Labels, header: Header) -> Header:
    """The header with the rows of labels right beneath it, 手机 | 邮箱 under 联系方式."""
    last = header.last
    while last < grid.height and last - header.first < _DEEPEST:
        filled = [cell for cell in grid.rows.get(last, []) if cell.text.strip()]
        if not filled or not all(labels.is_label(cell.text) for cell in filled):
            break
        if any(header.labels.get(cell.column) == cell.text for cell in filled):
            break
        last += 1
    return Header(header.first, last, header.columns, header.labels)
