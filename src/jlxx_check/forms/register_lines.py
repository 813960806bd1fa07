"""What people wrote in a register around its rows: above its header, and beneath its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jlxx_check.forms.labels import Labels
from jlxx_check.forms.register_reading import (
    Section,
    covers,
    find_sections,
    is_entry,
    is_sample,
)
from jlxx_check.model.document import Cell, Document, Paragraph, Table
from jlxx_check.model.pack import Pack
from jlxx_check.values.frozen_types import frozen

#: Between what stood in cells of their own.
_GAP = "　　"


@frozen
class RegisterLines:
    """The lines above the header and beneath the rows, as written."""

    head: tuple[str, ...]
    foot: tuple[str, ...]


def lines_around(document: Document, pack: Pack, key: str) -> RegisterLines | None:
    """The lines around the rows of a register, by its key in the pack.

    None where more stands in the document than lines, header and rows: another table, a line
    between the rows, a column that the pack does not know.
    """
    sections = find_sections(document, Labels(pack), key)
    (section,) = sections if len(sections) == 1 else (None,)
    if section is None or section.end < section.grid.height:
        return None
    table = section.grid.table
    tables = [block for block in document.blocks if isinstance(block, Table)]
    if table not in tables or any(not is_sample(o) and _said(o) for o in tables if o is not table):
        return None
    entries = list(_entries(section, pack, key))
    last = max(entries, default=section.header.last - 1)
    if any(_stray(section, row, row in entries) for row in range(section.header.last, last + 1)):
        return None
    at = next(place for place, block in enumerate(document.blocks) if block is table)
    above, beneath = document.blocks[:at], document.blocks[at + 1 :]
    rows = section.grid.rows
    head = [_line(cells) for row, cells in rows.items() if row < _first(section)]
    foot = [_line(cells) for row, cells in rows.items() if row > last]
    return RegisterLines(
        tuple(filter(None, (*_paragraphs(above), *head))),
        tuple(filter(None, (*foot, *_paragraphs(beneath)))),
    )


def _first(section: Section) -> int:
    """The row in which the header's labels begin; merged lines above them were read as its own."""
    labels = section.header.labels
    named = [cell.row for cell in section.grid.cells if cell.text == labels.get(cell.column)]
    return max(section.header.first, min(named, default=0))


def _entries(section: Section, pack: Pack, key: str) -> Iterator[int]:
    spec = pack.registers[key]
    for row in range(section.header.last, section.end):
        if row in section.grid.rows and is_entry(section, spec, section.grid.covering(row), row):
            yield row


def _stray(section: Section, row: int, entry: bool) -> bool:
    """Whether a row says what is no entry's, or more of an entry than the pack's columns."""
    columns = section.header.columns
    return any(
        cell.text.strip() and not (entry and any(covers(cell, column) for column in columns))
        for cell in section.grid.rows.get(row, ())
    )


def _said(table: Table) -> bool:
    return any(cell.text.strip() or cell.tables for cell in table.cells)


def _line(cells: Iterable[Cell]) -> str:
    return _GAP.join(text for cell in cells if (text := cell.text.strip()))


def _paragraphs(blocks: Iterable[object]) -> Iterator[str]:
    return (block.text.strip() for block in blocks if isinstance(block, Paragraph))
