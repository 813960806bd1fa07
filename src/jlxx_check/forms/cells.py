"""Labels and values in the cells of a table: beside, beneath, or in one cell."""

from __future__ import annotations

from itertools import takewhile

from jlxx_check.forms.form_words import BYSTANDERS, CONTACT, FILLERS, NAME_LABEL, OWNER, PERSON
from jlxx_check.forms.labels import LabelBook, LabelledValue, Labels, Position
from jlxx_check.forms.lines import Line, LineReader
from jlxx_check.forms.table_grid import Grid
from jlxx_check.forms.tidy import tidy, tidy_label
from jlxx_check.model.document import Cell, Table
from jlxx_check.values.cell_kind import CellKind

#: A cell of a sheet, alone in its row, is the text of the label above it from this length.
_RUNNING_TEXT = 20
#: No form has more cells in one table; the rest of a longer table is left to the registers.
_MOST_CELLS = 20_000
#: Text that begins with another label is still this label's value from this length.
_LONG_VALUE = 60


class TableReader:
    """Reads the forms' tables by one book of labels."""

    def __init__(self, labels: Labels, book: LabelBook) -> None:
        self._labels = labels
        self._book = book
        self._lines = LineReader(labels, book)

    def read(self, table: Table, position: Position) -> list[LabelledValue]:
        """What the table and those nested in it say, in reading order."""
        found: list[LabelledValue] = []
        taken: set[tuple[int, int]] = set()
        sight = _Sight(Grid(table), self._labels, self._book)
        cells = table.cells[:_MOST_CELLS]
        for cell in cells:
            if sight.is_label(cell):
                values = self._values(sight, cell)
                taken.update((v.row, v.column) for v in values)
                found.extend(self._beside(sight, cell, values, position))
        for cell in cells:
            here = (*position, cell.row, cell.column)
            if not sight.is_label(cell) and (cell.row, cell.column) not in taken:
                found.extend(self._inside(table, cell, here))
            for number, inner in enumerate(cell.tables):
                found.extend(self.read(inner, (*here, number)))
        return sorted(found, key=lambda item: item.position)

    def _beside(
        self, sight: _Sight, cell: Cell, values: list[Cell], position: Position
    ) -> list[LabelledValue]:
        marks = self._book.marks(cell.text)
        owner = sight.owner(cell) if CONTACT.search(tidy_label(cell.text)) else ""
        if not marks or owner.startswith(FILLERS):
            return []
        text, kind = _joined(values)
        where = _where(sight.grid.table, cell, values)
        here = (*position, cell.row, cell.column)
        foreign = owner.startswith(BYSTANDERS)
        label = f"{sight.owner(cell)} {tidy_label(cell.text)}"
        return [LabelledValue(mark, text, where, here, kind, foreign, label) for mark in marks]

    def _values(self, sight: _Sight, label: Cell) -> list[Cell]:
        """The cells of the label's value, up to one that begins something else."""
        values = sight.values_of(label)
        return list(takewhile(lambda value: self._is_value(value, label), values))

    def _is_value(self, value: Cell, label: Cell) -> bool:
        """Whether a cell is the label's value, not a pair of another label in one cell."""
        if self._labels.is_label(value.text):  # judged by what stands around it already
            return True
        if len(value.text) >= _LONG_VALUE or not self._lines.starts_with_label(value.text):
            return True
        inside = self._lines.read([Line(value.text.strip().split("\n")[0], (), None, "")])
        own = self._book.find(label.text)
        return own is None or any(item.mark.field == own.field for item in inside)

    def _inside(self, table: Table, cell: Cell, here: Position) -> list[LabelledValue]:
        """A cell that holds labels with their values."""
        if not self._lines.starts_with_label(cell.text):
            return []
        name = None if table.sheet else table.name
        lines = [
            Line(text, (*here, number), name, table.place(cell))
            for number, text in enumerate(cell.text.strip().splitlines())
        ]
        return self._lines.read(lines)


class _Sight:
    """Which cells of one grid are labels, and which way their values lie."""

    def __init__(self, grid: Grid, labels: Labels, book: LabelBook) -> None:
        self.grid = grid
        self._book = book
        self._labels = labels
        self._headers: dict[int, bool] = {}

    def is_label(self, cell: Cell | None) -> bool:
        """Whether the cell's whole text is a label."""
        return cell is not None and bool(cell.text) and self._labels.is_label(cell.text)

    def values_of(self, cell: Cell) -> list[Cell]:
        """The cells that hold the label's value: beside it, or beneath it."""
        if self._heads_columns(cell.row):
            below = self.grid.below(cell)
            return [below] if below and not self.is_label(below) else []
        right = self.grid.right(cell)
        if right is None or (not right.text and self._alone(cell)):
            return self._beneath(cell)
        if self.is_label(right):
            return self._name_within(cell, right)
        return self._beside(cell, right)

    def owner(self, cell: Cell) -> str:
        """The nearest label to the left that names a person or a body; "" where none does."""
        left = self.grid.left(cell)
        while left is not None:
            name = tidy_label(left.text)
            if self.is_label(left) and OWNER.search(name) and not CONTACT.fullmatch(name):
                return name
            left = self.grid.left(left) if left.column else None
        return ""

    def _name_within(self, cell: Cell, right: Cell) -> list[Cell]:
        """项目负责人 | 姓名 | 张三: the person's label heads labels of its own."""
        if PERSON.search(tidy_label(cell.text)) and tidy_label(right.text) == NAME_LABEL:
            return self.values_of(right)
        # 职务 | 负责人: a word that is a label on other forms only, and has no room for a value.
        elsewhere = self._book.find(right.text) is None and not self._labels.is_general(right.text)
        return [right] if elsewhere and self._blocked(right) and self._is_answer(right) else []

    def _is_answer(self, cell: Cell) -> bool:
        """Whether nothing marks a cell as a label but its words."""
        return not cell.text.rstrip().endswith((":", "：")) and "意见" not in cell.text

    def _beside(self, cell: Cell, right: Cell) -> list[Cell]:
        if cell.rowspan > right.rowspan:
            return [
                value
                for row in range(cell.row, min(cell.row + cell.rowspan, self.grid.height))
                for value in self._run(self.grid.at(row, right.column), right.column)
            ]
        run = self._run(right, right.column)
        digits = len(run) > 2 and all(len(value.text.strip()) <= 1 for value in run)
        return run if digits else [right]

    def _run(self, first: Cell | None, column: int) -> list[Cell]:
        """The cells from one on to the right, up to a label or the edge."""
        if first is None or first.column < column:
            return []
        run: list[Cell] = []
        cell: Cell | None = first
        while cell is not None and cell.column < self.grid.width and not self.is_label(cell):
            run.append(cell)
            cell = self.grid.at(first.row, cell.column + max(cell.colspan, 1))
        return run

    def _alone(self, cell: Cell) -> bool:
        """Whether a sheet's label stands alone in its row, and its text alone in the next."""
        below = self.grid.below(cell)
        if not self.grid.table.sheet or below is None or len(below.text) < _RUNNING_TEXT:
            return False
        rows = (self.grid.covering(cell.row), self.grid.covering(below.row))
        return all(sum(bool(c.text.strip()) for c in row) == 1 for row in rows)

    def _beneath(self, cell: Cell) -> list[Cell]:
        """The rows of text under a label that has its row to itself."""
        below = self.grid.below(cell)
        if below is None or not (self.grid.spans_row(cell) or self._alone(cell)):
            return []
        values: list[Cell] = []
        for row in range(below.row, self.grid.height):
            cells = self.grid.rows.get(row, [])
            if any(self.is_label(c) for c in cells) or (values and len(cells) != 1):
                break
            values += cells
        return values

    def _heads_columns(self, row: int) -> bool:
        """Whether a row of labels has its values beneath."""
        if row not in self._headers:
            self._headers[row] = self._is_header(row)
        return self._headers[row]

    def _is_header(self, row: int) -> bool:
        filled = [cell for cell in self.grid.rows.get(row, []) if cell.text.strip()]
        marked = [cell for cell in filled if self.is_label(cell)]
        if len(marked) < 2 or len(marked) <= 0.6 * len(filled):
            return False
        closed = [c for c in marked if self._blocked(c)]
        if 2 * len(closed) < len(marked):
            return False
        sheet = self.grid.table.sheet
        under = [(cell, self.grid.below(cell)) for cell in marked]
        fitting = [
            low
            for cell, low in under
            if low and low.column == cell.column and not self.is_label(low)
        ]
        if not any(low.text.strip() for low in fitting):
            return False
        # A sheet does not say how wide a cell is that nobody has filled in.
        even = sum(low.colspan == c.colspan or (sheet and not low.text) for c, low in under if low)
        return min(len(fitting), even) > 0.6 * len(marked)

    def _blocked(self, label: Cell) -> bool:
        """Whether the label's value cannot lie to its right."""
        right = self.grid.right(label)
        return right is None or right.column >= self.grid.width or self.is_label(right)


def _joined(values: list[Cell]) -> tuple[str, CellKind]:
    texts = [(cell, tidy(_deep_text(cell))) for cell in values]
    filled = [(cell, text) for cell, text in texts if text]
    if len(filled) == 1:
        return filled[0][1], filled[0][0].kind
    if not filled and any(cell.kind is CellKind.UNSAVED for cell in values):
        return "", CellKind.UNSAVED
    if len(filled) > 2 and all(len(text) == 1 for _, text in filled):
        return "".join(text for _, text in filled), CellKind.TEXT
    rows: dict[int, list[str]] = {}
    for cell, text in filled:
        rows.setdefault(cell.row, []).append(text)
    return "\n".join(" ".join(texts) for texts in rows.values()), CellKind.TEXT


def _deep_text(cell: Cell) -> str:
    """The cell's text, or where it has none that of the tables in it."""
    if cell.text.strip() or not cell.tables:
        return cell.text
    return "\n".join(inner.text for table in cell.tables for inner in table.cells)


def _where(table: Table, label: Cell, values: list[Cell]) -> str:
    if not table.sheet:
        return f"{table.name} {tidy_label(label.text)}"
    filled = [cell for cell in values if cell.text.strip()] or values
    return table.place(filled[0] if filled else label)
