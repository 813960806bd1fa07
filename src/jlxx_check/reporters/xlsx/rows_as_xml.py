"""Rows of a streamed sheet as the XML that they become.

Of a long sheet openpyxl makes a cell each and writes that piece by piece, which takes longer than
all that stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from lxml.etree import XML, _Element

#: Texts whose XML is kept at a time.
_KEPT = 4096


def take_rows_as_xml(sheet: Any) -> None:
    """Let a streamed sheet, whose first row is written, take rows that are ready: ``[row]``."""
    writer, cells_of, usual = sheet._writer, sheet._values_to_row, sheet._writer.write_row

    def values_to_row(values: Sequence[object], number: int) -> object:
        ready = bool(values) and isinstance(values[0], _Element)
        return values if ready else cells_of(values, number)

    def write_row(stream: Any, row: Any, number: int) -> None:
        if isinstance(row, list):
            stream.write(row[0])
        else:
            usual(stream, row, number)

    sheet._values_to_row, writer.write_row = values_to_row, write_row


def row_of_cells(number: str, height: str, cells: Iterable[str]) -> _Element:
    """A row of the sheet."""
    return XML(f'<row r="{number}" ht="{height}" customHeight="1">{"".join(cells)}</row>')


def number_cell(place: str, style: str, said: str) -> str:
    """A cell with a number; "": an empty one of that style."""
    inner = f"<v>{said}</v>" if said else ""
    return f'<c r="{place}" s="{style}" t="n">{inner}</c>'


def text_cell(place: str, style: str, said: str) -> str:
    """A cell with a text, which holds nothing that XML may not."""
    return f'<c r="{place}" s="{style}" t="inlineStr">{_inline(said)}</c>'


@lru_cache(_KEPT)
def _inline(said: str) -> str:
    """A cell's text as XML; by far most texts of a sheet come again and again."""
    if not said:
        return ""
    space = ' xml:space="preserve"' if said != said.strip() else ""
    return f"<is><t{space}>{escape(said, quote=False)}</t></is>"
