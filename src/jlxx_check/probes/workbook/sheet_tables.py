"""A sheet as a table of cells, each as the sheet shows it, and how far sheets reach at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import python_calamine as calamine

from jlxx_check.model.document import Cell, Table
from jlxx_check.probes.ooxml import OfficePackage
from jlxx_check.probes.workbook.sheet_looks import SheetLooks
from jlxx_check.probes.workbook.sheet_parts import Book, utf8
from jlxx_check.values.cell_kind import CellKind

#: Places hidden under merged cells that are followed; beyond it a merge is a sheet's decoration.
_MAX_COVERED = 2_000_000

Place = tuple[int, int]
#: A cell's text, and how it holds it.
Shown = tuple[str, CellKind]
Value = str | bool | int | float | date | datetime | time | timedelta


def cover(rows: list[list[Value]], looks: SheetLooks) -> list[Place]:
    """Empty what is not shown; its places are returned."""
    if looks.open:
        return []
    places = [
        (row, column)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value != "" and looks.hides(row, column, value)
    ]
    for row, column in places:
        rows[row][column] = ""
    return places


def odd_cells(looks: SheetLooks) -> dict[Place, Shown]:
    """What is shown of cells whose value the reader does not give: unsaved results, errors."""
    odd: dict[Place, Shown] = {place: (text, CellKind.TEXT) for place, text in looks.errors.items()}
    odd.update((place, ("", CellKind.UNSAVED)) for place in looks.unsaved)
    return {place: shown for place, shown in odd.items() if not looks.hides(*place, "")}


def table_of(
    sheet: calamine.CalamineSheet, rows: list[list[Value]], odd: Mapping[Place, Shown]
) -> Table:
    """A sheet as a table. rows: its values. odd: what cells show that have none."""
    merges = sheet.merged_cell_ranges or []
    spans = {start: (end[0] - start[0] + 1, end[1] - start[1] + 1) for start, end in merges}
    covered = _covered(merges, len(rows), len(rows[0]) if rows else 0)
    cells = tuple(_cells(rows, spans, covered, odd))
    return Table(name=sheet.name, cells=cells, sheet=True)


def _covered(merges: list[tuple[Place, Place]], height: int, width: int) -> set[Place]:
    """Places that merged cells hide, within the sheet's values."""
    covered: set[Place] = set()
    budget = _MAX_COVERED
    for (top, left), (bottom, right) in merges:
        bottom, right = min(bottom, height - 1), min(right, width - 1)
        budget -= max(0, bottom - top + 1) * max(0, right - left + 1)
        if budget < 0:
            break
        covered.update(
            (row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
        )
        covered.discard((top, left))
    return covered


def _cells(
    rows: list[list[Value]],
    spans: dict[Place, tuple[int, int]],
    covered: set[Place],
    odd: Mapping[Place, Shown],
) -> Iterator[Cell]:
    """The cells of rows that show anything."""
    ends: dict[int, int] = {}
    for row, column in odd:
        ends[row] = max(ends.get(row, 0), column + 1)
    for row in range(max(len(rows), max(ends, default=-1) + 1)):
        shown = [_shown(value) for value in rows[row]] if row < len(rows) else []
        if row not in ends and not any(text for text, _ in shown):
            continue
        shown += [("", CellKind.TEXT)] * (ends.get(row, 0) - len(shown))
        for column, plain in enumerate(shown):
            if (row, column) in covered:
                continue
            text, kind = odd.get((row, column), plain)
            rowspan, colspan = spans.get((row, column), (1, 1))
            yield Cell(row, column, text, rowspan, colspan, kind)


def _shown(value: Value) -> Shown:
    """The value as a sheet shows it, whole numbers plain, and how the cell holds it."""
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), CellKind.TEXT
    if isinstance(value, int | float):
        # 15 digits are what Excel keeps; more would be the noise of binary fractions.
        return format(Decimal(f"{value:.15g}"), "f"), CellKind.NUMBER
    if isinstance(value, datetime):
        bare = value.time() == time()
        return (value.strftime("%Y-%m-%d") if bare else str(value)[:16]), CellKind.DATE
    if isinstance(value, date):
        return value.isoformat(), CellKind.DATE
    if isinstance(value, time | timedelta):
        return str(value), CellKind.DATE
    text = value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return text.strip(), CellKind.TEXT


_ITEM = re.compile(rb"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?t\b[^>]*>(.*?)</(?:\w+:)?t>", re.DOTALL)
_POINTER = re.compile(
    rb"<(?:\w+:)?c\b[^>]*\bt=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>\s*(\d{1,9})\s*</(?:\w+:)?v>"
)
#: Characters that a workbook may show, all its sheets together.
MAX_SHOWN = 20_000_000
_VALUE_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>(?!\s*</(?:\w+:)?c>)")
_REFERENCE = re.compile(rb"\br=[\"']([A-Za-z]{0,3})(\d{1,9})[\"']")


class SharedStrings:
    """The lengths of a workbook's texts, in characters."""

    def __init__(self, part: bytes | None) -> None:
        """part: the XML that holds the texts, in UTF-8; None where there is none."""
        self._lengths = [
            sum(len(text.decode("utf-8", "replace")) for text in _TEXT.findall(item[1] or b""))
            for item in _ITEM.finditer(part or b"")
        ]
        self._longest = max(self._lengths, default=0)

    def shown(self, sheet: bytes, cells: int, enough: int) -> int:
        """Characters that a sheet's cells show; counted only where it may be over ``enough``.

        sheet: its XML part. cells: how many of its cells have a value. Otherwise the most that it
        can be.
        """
        most = cells * self._longest
        if most <= enough:
            return most
        known = len(self._lengths)
        return sum(
            self._lengths[place]
            for pointer in _POINTER.finditer(sheet)
            if (place := int(pointer[1])) < known
        )


@dataclass(slots=True)
class Extent:
    """A sheet's extent: one past the last row and column with a value."""

    rows: int = 0
    columns: int = 0
    #: Merged ranges.
    merges: int = 0
    #: Characters in its cells, or more where that is no matter.
    shown: int = 0

    def reach(self, row: int, column: int) -> None:
        """Note a value at a place counted from 0."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)


def of_package(package: OfficePackage, book: Book) -> tuple[Extent, ...]:
    """The extent of every sheet of an .xlsx, in its order. Raises RefusedError."""
    strings = SharedStrings(utf8(package, book.others.get("sharedStrings", "")))
    parts = (utf8(package, sheet.part) for sheet in book.sheets)
    return tuple(Extent() if part is None else _of_part(part, strings) for part in parts)


def _of_part(part: bytes, strings: SharedStrings) -> Extent:
    extent = Extent(merges=part.count(b"mergeCell "))
    cells = 0
    for match in _VALUE_CELL.finditer(part):
        cells += 1
        reference = _REFERENCE.search(match[1])
        if reference:
            extent.reach(int(reference[2]) - 1, _column(reference[1]))
    extent.shown = strings.shown(part, cells, MAX_SHOWN)
    return extent


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return max(0, number - 1)
