"""A label that was found, with what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from jlxx_check.model.document import CellKind
from jlxx_check.reading.labels import Mark

#: Where in the document, for reading order: block, row, column, then inside the cell.
Position = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One label of a form and its value.

    text: tidied, "" where nothing is filled in. where: for a person to find it.
    foreign: it stands among another's particulars (法定代表人 …): used only for want of better.
    """

    mark: Mark
    text: str
    where: str
    position: Position
    kind: CellKind = CellKind.TEXT
    foreign: bool = False
