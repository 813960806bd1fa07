"""How far a workbook's sheets reach and how much they show, told before its reader is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jlxx_check.probes.ooxml import OfficePackage
from jlxx_check.probes.workbook.sheet_parts import Book, utf8

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
