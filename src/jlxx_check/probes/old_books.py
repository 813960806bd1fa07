"""The workbook stream of old Excel files ([MS-XLS]): held to itself before its reader gets it.

The reader believes what the stream states: it sets aside memory for as many strings and cells as
are announced, and panics where a record is shorter than its fields.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from jlxx_check.probes.sheet_extents import Extent

_BOF, _EOF, _BOUNDSHEET, _FILEPASS = 0x0809, 0x000A, 0x0085, 0x002F
_SHARED, _CONTINUED, _DIMENSIONS, _MULRK = 0x00FC, 0x003C, 0x0200, 0x00BD
_MERGES, _MERGE_BYTES = 0x00E5, 8
_CELLS = frozenset({0x00FD, 0x0203, 0x027E, 0x00BD, 0x0006, 0x0204, 0x0205, 0x00D6})
_SHEET_START = struct.pack("<H", _BOF)
_LONGEST_RECORD = 8224
_SHORTEST_STRING = 3
_LAST_COLUMN = 255

#: Bytes that the fixed fields of a record take, for those that the reader looks into.
_LEAST = {
    **dict.fromkeys((0x00FD, 0x027E), 10),
    0x0203: 14,
    _MULRK: 12,
    **dict.fromkeys((0x0204, 0x0205, 0x00D6, _BOUNDSHEET, _SHARED), 8),
    **dict.fromkeys((0x0022, 0x0042, _MERGES), 2),
    **dict.fromkeys((0x041E, 0x00E0, _BOF), 4),
    0x0006: 20,
    _DIMENSIONS: 10,
}


class BookPassword(Exception):
    """The old workbook is encrypted."""


class BrokenBook(Exception):
    """The old workbook contradicts itself."""


@dataclass(frozen=True, slots=True)
class SoundBook:
    """extents: of every sheet, in its order. data: the stream, announcing no more than it has."""

    extents: tuple[Extent, ...]
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Record:
    kind: int
    place: int  # of the body
    body: bytes


def sound_book(data: bytes) -> SoundBook:
    """The stream once it is known to be one that a reader can follow.

    Raises BookPassword, and BrokenBook where the stream contradicts itself.
    """
    patched = bytearray(data)
    places: list[int] = []
    strings = room = 0
    for record in _substream(data, 0):
        if record.kind == _FILEPASS:
            raise BookPassword
        if record.kind == _BOUNDSHEET:
            places.append(int(struct.unpack_from("<I", record.body)[0]))
        elif record.kind == _SHARED:
            (strings,) = struct.unpack_from("<I", record.body, 4)
            room = len(record.body)
        elif record.kind == _CONTINUED:
            room += len(record.body)
    if strings * _SHORTEST_STRING > room:
        raise BrokenBook
    extents = tuple(_extent(data, place, patched) for place in places)
    return SoundBook(extents, bytes(patched))


def _extent(data: bytes, place: int, patched: bytearray) -> Extent:
    """One sheet's extent; where the sheet states another one, that is put right."""
    if not data.startswith(_SHEET_START, place):
        raise BrokenBook
    extent = Extent()
    stated: list[_Record] = []
    for record in _substream(data, place):
        if record.kind in _CELLS:
            row, column = struct.unpack_from("<HH", record.body)
            if record.kind == _MULRK:
                (column,) = struct.unpack_from("<H", record.body, len(record.body) - 2)
            if column > _LAST_COLUMN:
                raise BrokenBook
            extent.reach(row, column)
        elif record.kind == _MERGES:
            extent.merges += int.from_bytes(record.body[:2], "little")
        elif record.kind == _DIMENSIONS:
            stated.append(record)
    for record in stated:
        layout = "<IIHH" if len(record.body) >= 12 else "<HHHH"
        struct.pack_into(layout, patched, record.place, 0, extent.rows, 0, extent.columns)
    return extent


def _substream(data: bytes, place: int) -> Iterator[_Record]:
    """The records from ``place`` to the end of what begins there, charts inside it included.

    Raises BrokenBook, also where that end is missing.
    """
    depth = 0
    for record in _records(data, place):
        depth += (record.kind == _BOF) - (record.kind == _EOF)
        least = _LEAST.get(record.kind, 0)
        if record.kind == _MERGES and len(record.body) >= least:
            least += _MERGE_BYTES * int.from_bytes(record.body[:2], "little")
        if len(record.body) < least:
            raise BrokenBook
        yield record
        if depth <= 0:
            return
    raise BrokenBook


def _records(data: bytes, at: int) -> Iterator[_Record]:
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        if length > _LONGEST_RECORD or at + 4 + length > len(data):
            raise BrokenBook
        yield _Record(kind, at + 4, data[at + 4 : at + 4 + length])
        at += 4 + length
