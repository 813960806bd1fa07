"""How a spreadsheet holds what one of its cells shows."""

from __future__ import annotations

from enum import StrEnum


class CellKind(StrEnum):
    """How a cell holds its value: numbers and dates lose what text keeps (1968.10, ID numbers)."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    UNSAVED = "unsaved"  # a formula whose result is not in the file: it shows one, none is known
