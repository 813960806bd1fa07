"""The rows of a 推介登记表, from its header to the end of its table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from jlxx_check.forms.form_reading import assemble
from jlxx_check.forms.form_words import NOTE, SAMPLE_SHEET, SENDER, TOTAL
from jlxx_check.forms.headers import Header, find_header
from jlxx_check.forms.labels import LabelBook, LabelledValue, Labels
from jlxx_check.forms.table_grid import Grid
from jlxx_check.forms.tidy import read_order, tidy, tidy_name
from jlxx_check.model.document import Cell, Document, Table
from jlxx_check.model.pack_parts import RegisterSpec
from jlxx_check.model.package import Row, Value
from jlxx_check.values.cell_kind import CellKind
from jlxx_check.values.folding import fold, fold_name
from jlxx_check.values.frozen_types import frozen

#: So many names at least that stand there once more make another version of a sheet.
_VERSION = 2


@frozen
class Section:
    """A header in one table with the rows under it, up to ``end``."""

    grid: Grid
    header: Header
    end: int


@frozen
class UnnumberedRow:
    """A row before it is numbered over the whole register."""

    row: int
    table: Table
    values: Mapping[str, Value]
    where: str


def find_sections(document: Document, labels: Labels, key: str) -> list[Section]:
    """Every header of one kind of register; a sample sheet's only for want of more."""
    book = labels.registers[key]
    others = [other for name, other in labels.registers.items() if name != key]
    sections: list[Section] = []
    for table in document.tables():
        grid = Grid(table)
        header = find_header(grid, labels, book)
        if header is None or any(_better(grid, labels, other, header) for other in others):
            header = _own_header(grid, labels, book, others)
        if header is not None:
            sections.append(Section(grid, header, _end(grid, labels, header, others)))
    real = [s for s in sections if not is_sample(s.grid.table)]
    return real or sections


def _better(grid: Grid, labels: Labels, other: LabelBook, header: Header) -> bool:
    """Whether the same rows name more columns of another register."""
    rival = find_header(grid, labels, other, header.first)
    return (
        rival is not None and rival.first == header.first and len(rival.fields) > len(header.fields)
    )


def _own_header(
    grid: Grid, labels: Labels, book: LabelBook, others: Iterable[LabelBook]
) -> Header | None:
    """A header further down, where another register stands above it in the same sheet."""
    for other in others:
        first = find_header(grid, labels, other)
        if first is None:
            continue
        below = find_header(grid, labels, book, first.last)
        if below and not _better(grid, labels, other, below):
            return below
    return None


def _end(grid: Grid, labels: Labels, header: Header, others: Iterable[LabelBook]) -> int:
    """Where another register's header begins beneath, else the table's end."""
    ends = [grid.height]
    for other in others:
        rival = find_header(grid, labels, other, header.last)
        if rival and len(rival.fields - header.fields) > 1:
            ends.append(rival.first)
    return min(ends)


def is_sample(table: Table) -> bool:
    """Whether a sheet only shows how to fill in another."""
    return table.sheet and bool(SAMPLE_SHEET.search(table.name))


def columns_of(sections: Iterable[Section], spec: RegisterSpec) -> tuple[str, ...]:
    """The canonical columns that the headers have, in the pack's order."""
    present = {field for section in sections for field in section.header.fields}
    return tuple(name for name in spec.fields if name in present)


def read_rows(
    sections: Sequence[Section], spec: RegisterSpec, name: str | None, path: str
) -> tuple[tuple[Row, ...], ...]:
    """The rows of a register, then those of each other version of it in the same file.

    Numbered from 1; () where no column holds the names. A further sheet goes on with the list; one
    that holds the same names is a copy, and one that holds most of them a version.
    """
    entries: list[UnnumberedRow] = []
    versions: list[list[UnnumberedRow]] = []
    for section in sections:
        if name not in section.header.fields:
            continue
        fresh = _entries(section, spec, name)
        named, again = _repeated(fresh, entries, name)
        if again >= _VERSION and 2 * again > named > again:
            versions.append(fresh)
        elif not again or again < named:
            entries += fresh
    return tuple(_numbered(found, spec, name, path) for found in (entries, *versions))


def _numbered(
    entries: Sequence[UnnumberedRow], spec: RegisterSpec, name: str | None, path: str
) -> tuple[Row, ...]:
    return tuple(
        Row(
            path,
            number,
            tidy_name(_text(entry, name)),
            _text(entry, spec.order),
            read_order(_text(entry, spec.order)),
            entry.values,
            entry.where,
        )
        for number, entry in enumerate(entries, 1)
    )


def _repeated(
    fresh: Sequence[UnnumberedRow], earlier: Sequence[UnnumberedRow], name: str | None
) -> tuple[int, int]:
    """How many rows of a further sheet name somebody, and how many whom an earlier one names."""
    if not fresh or not fresh[0].table.sheet:
        return len(fresh), 0
    known = {fold_name(_text(entry, name)) for entry in earlier}
    named = [said for entry in fresh if (said := fold_name(_text(entry, name)))]
    return len(named), sum(said in known for said in named)


def _text(entry: UnnumberedRow, name: str | None) -> str:
    value = entry.values.get(name) if name else None
    return value.text if value else ""


def _entries(section: Section, spec: RegisterSpec, name: str) -> list[UnnumberedRow]:
    entries: list[UnnumberedRow] = []
    owner: Cell | None = None
    name_column = next(c for c, mark in section.header.columns.items() if mark.field == name)
    for row in range(section.header.last, section.end):
        cells = section.grid.covering(row) if row in section.grid.rows else []
        if not is_entry(section, spec, cells, row):
            continue
        holder = section.grid.at(row, name_column)
        values = _row_values(section, spec, row)
        goes_on = holder is not None and holder is owner and holder.row < row
        if goes_on and _same_order(entries[-1], values, spec):
            entries[-1] = _merged(entries[-1], values)
        else:
            where = _where(section, row)
            entries.append(UnnumberedRow(row, section.grid.table, values, where))
        owner = holder
    return entries


def is_entry(section: Section, spec: RegisterSpec, cells: Sequence[Cell], row: int) -> bool:
    """Whether a row puts someone forward: no blank, note, total, section title or header again."""
    columns = section.header.columns
    own = [
        cell
        for cell in cells
        if cell.row == row and (tidy(cell.text) or cell.kind is CellKind.UNSAVED)
    ]
    if not own:
        return False
    first = re.sub(r"\s", "", own[0].text)
    if NOTE.match(first) or TOTAL.match(fold(first)) or SENDER.match(first):
        return False
    wide = {columns[c].field for c in columns if covers(own[0], c)}
    if len(wide) > 1:
        return False
    repeated = [c for c in own if _heading(section, c)]
    if len(repeated) > 1 and 2 * len(repeated) >= len(own):
        return False
    meant = [c for c in own if any(covers(c, column) for column in columns)]
    return any(columns[_column(c, columns)].field != spec.order for c in meant)


def covers(cell: Cell, column: int) -> bool:
    """Whether a cell, merged or not, stands in a column."""
    return cell.column <= column < cell.column + max(cell.colspan, 1)


def _column(cell: Cell, columns: Mapping[int, object]) -> int:
    return next(column for column in columns if covers(cell, column))


def _heading(section: Section, cell: Cell) -> bool:
    heading = section.header.labels.get(cell.column)
    return heading is not None and fold(heading) == fold(cell.text)


def _row_values(section: Section, spec: RegisterSpec, row: int) -> dict[str, Value]:
    table = section.grid.table
    by_field: dict[str, list[LabelledValue]] = {}
    for column, mark in section.header.columns.items():
        cell = section.grid.at(row, column) or Cell(row, column, "")
        found = LabelledValue(mark, tidy(cell.text), table.place(cell), (row, column), cell.kind)
        by_field.setdefault(mark.field, []).append(found)
    return {
        name: _joined(name, spec, by_field[name], section)
        for name in spec.fields
        if name in by_field
    }


def _joined(name: str, spec: RegisterSpec, found: list[LabelledValue], section: Section) -> Value:
    """One value of the columns that mean one field; the pack's own label speaks first."""
    labels = section.header.labels
    found = sorted(found, key=lambda item: fold(labels[item.position[1]]) != fold(name))
    filled = [item for item in found if item.text]
    plain = all(item.mark.part is None and not item.mark.year for item in found)
    if plain and len(filled) > 1 and name == spec.remark:
        text = "\n".join(dict.fromkeys(item.text for item in filled))
        return Value(name, text, filled[0].where)
    return assemble(name, spec.fields[name], found)


def _same_order(entry: UnnumberedRow, values: Mapping[str, Value], spec: RegisterSpec) -> bool:
    if spec.order is None:
        return True
    before, now = entry.values.get(spec.order), values.get(spec.order)
    return before == now or now is None or not now.text


def _merged(entry: UnnumberedRow, values: Mapping[str, Value]) -> UnnumberedRow:
    """An entry of several rows under one merged name: what the further row adds is joined on."""
    joined = dict(entry.values)
    for name, value in values.items():
        old = joined[name]
        if value.text and value.text not in old.text.split("\n"):
            text = f"{old.text}\n{value.text}".strip()
            joined[name] = Value(name, text, old.where, old.kind)
    return UnnumberedRow(entry.row, entry.table, joined, entry.where)


def _where(section: Section, row: int) -> str:
    table = section.grid.table
    if not table.sheet:
        return f"{table.name} 第{row + 1}行"
    return table.place(Cell(row, min(section.header.columns), ""))
