"""Which cell covers a place of a table, and what stands beside it, merged cells unfolded."""

from __future__ import annotations

from functools import cached_property

from jlxx_check.model.document import Cell, Table

#: Beyond this many places merged cells count as single ones: such a table is no form.
_LARGEST = 400_000
#: Columns beyond this are no form's and no register's.
_WIDEST = 300


class Grid:
    """Look-ups on one table. Rows and columns count from 0 on the full grid."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.cells = table.cells
        self.height = 1 + max((cell.row for cell in self.cells), default=-1)
        last_start = max((cell.column for cell in self.cells), default=-1)
        #: A title merged far beyond the last column must not make the grid wide.
        self.width = min(last_start + 1, _WIDEST)
        self.rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            self.rows.setdefault(cell.row, []).append(cell)

    @cached_property
    def _cover(self) -> dict[tuple[int, int], Cell]:
        spans = [(cell, self._bottom(cell), self._edge(cell)) for cell in self.cells]
        area = sum((low - c.row) * max(edge - c.column, 0) for c, low, edge in spans)
        cover: dict[tuple[int, int], Cell] = {}
        for cell, low, edge in spans:
            if area > _LARGEST:
                low, edge = cell.row + 1, cell.column + 1
            for row in range(cell.row, low):
                for column in range(cell.column, edge):
                    cover.setdefault((row, column), cell)
        return cover

    def _bottom(self, cell: Cell) -> int:
        return min(cell.row + max(cell.rowspan, 1), self.height)

    def _edge(self, cell: Cell) -> int:
        return min(cell.column + max(cell.colspan, 1), self.width)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place; an empty one for a gap in a sheet; None beyond the edge."""
        cell = self._cover.get((row, column))
        if cell or not (0 <= row < self.height and 0 <= column < self.width):
            return cell
        return Cell(row, column, "") if self.table.sheet else None

    def right(self, cell: Cell) -> Cell | None:
        """The cell beside it, in its first row."""
        found = self.at(cell.row, self._edge(cell))
        if found is None and self.table.sheet and cell.colspan < self.width:
            # The last used column of a sheet has an empty cell beside it, drawn or not.
            return Cell(cell.row, cell.column + cell.colspan, "")
        return found

    def left(self, cell: Cell) -> Cell | None:
        """The cell before it, in its first row."""
        return self.at(cell.row, cell.column - 1)

    def below(self, cell: Cell) -> Cell | None:
        """The cell under it, in its first column."""
        return self.at(cell.row + max(cell.rowspan, 1), cell.column)

    def covering(self, row: int) -> list[Cell]:
        """The cells that show in a row, those merged down into it included, each once."""
        seen: list[Cell] = []
        for column in range(self.width):
            cell = self._cover.get((row, column))
            if cell and (not seen or seen[-1] is not cell):
                seen.append(cell)
        return seen

    def spans_row(self, cell: Cell) -> bool:
        """Whether the cell is its row's only one, from edge to edge."""
        if cell.column or len(self.rows[cell.row]) > 1:
            return False
        return self._edge(cell) >= self.width or cell.colspan >= self.width
