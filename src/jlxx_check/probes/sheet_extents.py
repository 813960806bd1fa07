"""How far a workbook's sheets reach, told before its reader is asked.

The reader lays a sheet out from its first to its last value: one stray value in the last corner
costs gigabytes. So the extent is measured first.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from jlxx_check.probes.ooxml import OfficePackage
from jlxx_check.probes.sheet_strings import SharedStrings

#: Characters that a workbook may show, all its sheets together.
MAX_SHOWN = 20_000_000

_VALUE_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>(?!\s*</(?:\w+:)?c>)")
_REFERENCE = re.compile(rb"\br=[\"']([A-Za-z]{0,3})(\d{1,9})[\"']")


@dataclass(slots=True)
class Extent:
    """A sheet's extent: one past the last row and column with a value.

    merges: merged ranges. shown: characters in its cells, or more where that is no matter.
    """

    rows: int = 0
    columns: int = 0
    merges: int = 0
    shown: int = 0

    def reach(self, row: int, column: int) -> None:
        """Note a value at a place counted from 0."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)


def of_package(package: OfficePackage) -> tuple[Extent, ...]:
    """The extent of every sheet of an .xlsx, in its order. Raises Refused."""
    book = package.xml("xl/workbook.xml")
    relations = package.xml("xl/_rels/workbook.xml.rels")
    targets = {
        str(relation.get("Id")): posixpath.normpath(
            posixpath.join("xl", str(relation.get("Target", "")).replace("\\", "/"))
        ).lstrip("/")
        for relation in (() if relations is None else relations)
    }
    found: list[Extent] = []
    strings = SharedStrings(package)
    for sheet in () if book is None else book.iter("{*}sheet"):
        relation = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        part = package.bytes(targets.get(str(relation), ""))
        found.append(Extent() if part is None else _of_part(part, strings))
    return tuple(found)


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
