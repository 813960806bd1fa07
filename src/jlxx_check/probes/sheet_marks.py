"""What the workbook reader does not tell, or must not be asked before it is known.

The reader lays a sheet out from its first to its last value: one stray value in the last corner
costs gigabytes. So the extent is measured first, and hidden rows are noted on the way.
"""

from __future__ import annotations

import posixpath
import re
import struct
from dataclasses import dataclass, field

from jlxx_check.probes.ooxml import OfficePackage

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_VALUE_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>(?!\s*</(?:\w+:)?c>)")
_REFERENCE = re.compile(rb"\br=[\"']([A-Za-z]{0,3})(\d{1,9})[\"']")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")

_BOUNDSHEET, _BOF, _FILEPASS, _ROW_RECORD, _MULRK = 0x0085, 0x0809, 0x002F, 0x0208, 0x00BD
_CELLS = frozenset({0x00FD, 0x0203, 0x027E, 0x00BD, 0x0006, 0x0204, 0x0205})
_ROW_HIDDEN = 0x20


class BookPassword(Exception):
    """The old workbook is encrypted."""


@dataclass(slots=True)
class Marks:
    """A sheet's extent (one past the last row and column with a value) and its hidden rows."""

    rows: int = 0
    columns: int = 0
    hidden: set[int] = field(default_factory=set)

    def reach(self, row: int, column: int) -> None:
        """Note a value at a place counted from 0."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)


def of_package(package: OfficePackage) -> dict[str, Marks]:
    """Marks of every sheet of an .xlsx by sheet name. Raises Refused."""
    book = package.xml("xl/workbook.xml")
    relations = package.xml("xl/_rels/workbook.xml.rels")
    targets = {
        str(relation.get("Id")): posixpath.normpath(
            posixpath.join("xl", str(relation.get("Target", "")).replace("\\", "/"))
        ).lstrip("/")
        for relation in (() if relations is None else relations)
    }
    found: dict[str, Marks] = {}
    for sheet in () if book is None else book.iter("{*}sheet"):
        relation = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        part = package.bytes(targets.get(str(relation), ""))
        found[str(sheet.get("name", ""))] = Marks() if part is None else _of_part(part)
    return found


def _of_part(part: bytes) -> Marks:
    marks = Marks()
    row = -1
    for match in _ROW.finditer(part):
        reference = re.search(rb"\br=[\"'](\d{1,9})[\"']", match[1])
        row = int(reference[1]) - 1 if reference else row + 1
        if _HIDDEN.search(match[1]):
            marks.hidden.add(row)
    for match in _VALUE_CELL.finditer(part):
        reference = _REFERENCE.search(match[1])
        if reference:
            marks.reach(int(reference[2]) - 1, _column(reference[1]))
    return marks


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return max(0, number - 1)


def of_book(data: bytes) -> tuple[Marks, ...]:
    """Marks of every sheet of a BIFF8 workbook stream, in its order. Raises BookPassword.

    A damaged stream gives the marks of what stands before the damage.
    """
    places: list[int] = []
    sheets: dict[int, Marks] = {}
    marks = Marks()
    at = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        body = data[at + 4 : at + 4 + length]
        if kind == _FILEPASS:
            raise BookPassword
        if kind == _BOF:
            marks = sheets.setdefault(at, Marks())
        elif kind == _BOUNDSHEET and length >= 4:
            places.append(int(struct.unpack_from("<I", body)[0]))
        elif kind in _CELLS and len(body) >= 6:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MULRK else column
            marks.reach(row, last)
        elif kind == _ROW_RECORD and len(body) >= 14 and body[12] & _ROW_HIDDEN:
            marks.hidden.add(int(struct.unpack_from("<H", body)[0]))
        at += 4 + length
    return tuple(sheets.get(place, Marks()) for place in places)
