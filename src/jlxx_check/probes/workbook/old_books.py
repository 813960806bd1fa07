"""The workbook stream of old Excel files ([MS-XLS]): held to itself, and what it does not show."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import field

from jlxx_check.probes.letters import Colour
from jlxx_check.probes.photo.old_pictures import has_holed_picture
from jlxx_check.probes.unreadable import DamagedError, EncryptedError, UnsupportedError
from jlxx_check.probes.workbook.sheet_looks import INDEXED, CellLook, SheetLooks, look_of
from jlxx_check.probes.workbook.sheet_tables import Extent
from jlxx_check.values.frozen_types import frozen

_BOF, _EOF, _BOUNDSHEET, _FILEPASS = 0x0809, 0x000A, 0x0085, 0x002F
_SHARED, _CONTINUED, _DIMENSIONS, _MULRK = 0x00FC, 0x003C, 0x0200, 0x00BD
_MERGES, _MERGE_BYTES = 0x00E5, 8
_DRAWINGS = 0x00EB
_CELLS = frozenset({0x00FD, 0x0203, 0x027E, 0x00BD, 0x0006, 0x0204, 0x0205, 0x00D6})
_SHEET_START = struct.pack("<H", _BOF)
_BIFF8 = 0x0600
_LONGEST_RECORD = 8224
_SHORTEST_STRING = 3
_LAST_COLUMN = 255
_MOST_EMPTY = 8
#: Zeros in a row that no list of strings has: it holds each but once, the empty one, too.
_HOLE = bytes(256)

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
_FONT, _XF, _FORMAT, _PALETTE = 0x0031, 0x00E0, 0x041E, 0x0092
_ROW, _COLINFO, _FILTERED = 0x0208, 0x007D, 0x009B
_SINGLE_CELLS = _CELLS - {_MULRK}
_FORMULA, _BOOLERR = 0x0006, 0x0205
#: What a number stands for in place of a value (2.5.10).
_ERRORS = {
    **{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!"},
    **{0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"},
}
_STRUCK, _ROW_HIDDEN, _COLUMN_HIDDEN = 0x08, 0x20, 0x01
_SOLID, _AUTOMATIC, _BACKGROUND = 1, 0x7FFF, 65
_FIRST_OWN = 8
_Font = tuple[Colour | None, float, bool]


@frozen
class SoundBook:
    """A book that a reader can follow."""

    #: Of every sheet, in its order.
    extents: tuple[Extent, ...]
    #: The stream, announcing no more than it has.
    data: bytes = field(repr=False)


@frozen
class BookRecord:
    """One record."""

    kind: int
    #: Where its body begins in the stream.
    place: int
    body: bytes


def sound_book(data: bytes) -> SoundBook:
    """The stream once it is known to be one that a reader can follow.

    Raises EncryptedError, UnsupportedError, and DamagedError where the stream contradicts itself.
    """
    if data[:2] == _SHEET_START and 0 < int.from_bytes(data[4:6], "little") < _BIFF8:
        raise UnsupportedError
    patched = bytearray(data)
    places: list[int] = []
    strings, stated, room = 0, 0, 0
    in_strings = in_drawings = False
    drawn = bytearray()
    for record in records_of(data, 0):
        in_strings = record.kind == _SHARED or (in_strings and record.kind == _CONTINUED)
        if in_strings and _HOLE in record.body:
            raise DamagedError
        in_drawings = record.kind == _DRAWINGS or (in_drawings and record.kind == _CONTINUED)
        if in_drawings:
            drawn += record.body
        if record.kind == _FILEPASS:
            raise EncryptedError
        if record.kind == _BOUNDSHEET:
            places.append(int(struct.unpack_from("<I", record.body)[0]))
        elif record.kind == _SHARED:
            (strings,) = struct.unpack_from("<I", record.body, 4)
            stated, room = record.place + 4, len(record.body) - 8
        elif record.kind == _CONTINUED:
            room += len(record.body)
    if strings * _SHORTEST_STRING > room:
        struct.pack_into("<I", patched, stated, max(0, room) // _SHORTEST_STRING)
    if has_holed_picture(bytes(drawn)):
        raise DamagedError
    extents = tuple(_extent(data, place, patched) for place in places)
    return SoundBook(extents, bytes(patched))


def sheets_of(data: bytes) -> list[int]:
    """Where the sheets of a book begin, in their order. Raises DamagedError."""
    return [
        int(struct.unpack_from("<I", record.body)[0])
        for record in records_of(data, 0)
        if record.kind == _BOUNDSHEET
    ]


def _extent(data: bytes, place: int, patched: bytearray) -> Extent:
    """One sheet's extent; where the sheet states another one, that is put right."""
    if not data.startswith(_SHEET_START, place):
        raise DamagedError
    extent = Extent()
    stated: list[BookRecord] = []
    for record in records_of(data, place):
        if record.kind in _CELLS:
            row, column = struct.unpack_from("<HH", record.body)
            if record.kind == _MULRK:
                (column,) = struct.unpack_from("<H", record.body, len(record.body) - 2)
            if column > _LAST_COLUMN:
                raise DamagedError
            extent.reach(row, column)
        elif record.kind == _MERGES:
            extent.merges += int.from_bytes(record.body[:2], "little")
        elif record.kind == _DIMENSIONS:
            stated.append(record)
    for record in stated:
        layout = "<IIHH" if len(record.body) >= 12 else "<HHHH"
        struct.pack_into(layout, patched, record.place, 0, extent.rows, 0, extent.columns)
    return extent


def records_of(data: bytes, place: int) -> Iterator[BookRecord]:
    """The records from ``place`` to the end of what begins there, charts inside it included.

    Raises DamagedError, also where that end is missing.
    """
    depth = wiped = 0
    for record in _records(data, place):
        wiped = wiped + 1 if record.kind == 0 else 0
        if wiped > _MOST_EMPTY:
            raise DamagedError  # no record of this version is number 0: its bytes are gone
        depth += (record.kind == _BOF) - (record.kind == _EOF)
        least = _LEAST.get(record.kind, 0)
        if record.kind == _MERGES and len(record.body) >= least:
            least += _MERGE_BYTES * int.from_bytes(record.body[:2], "little")
        if len(record.body) < least:
            raise DamagedError
        yield record
        if depth <= 0:
            return
    raise DamagedError


def _records(data: bytes, at: int) -> Iterator[BookRecord]:
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        if length > _LONGEST_RECORD or at + 4 + length > len(data):
            raise DamagedError
        yield BookRecord(kind, at + 4, data[at + 4 : at + 4 + length])
        at += 4 + length


def looks_of_book(data: bytes) -> tuple[SheetLooks, ...]:
    """What each sheet hides, in their order. data: a stream that ``sound_book`` let pass."""
    fonts: list[_Font] = []
    formats: dict[int, str] = {}
    styles: list[bytes] = []
    bodies: list[bytes] = []
    colours = dict(INDEXED)
    for record in records_of(data, 0):
        body = record.body
        if record.kind == _FONT and len(body) >= 6:
            bodies.append(body)
        elif record.kind == _XF and len(body) >= 20:
            styles.append(body)
        elif record.kind == _FORMAT and len(body) >= 5:
            formats[struct.unpack_from("<H", body)[0]] = _text(body)
        elif record.kind == _PALETTE and len(body) >= 2:
            for place in range(min(struct.unpack_from("<H", body)[0], (len(body) - 2) // 4)):
                red, green, blue = body[2 + 4 * place : 5 + 4 * place]
                colours[_FIRST_OWN + place] = (red, green, blue)
    for body in bodies:
        height, flags, place = struct.unpack_from("<HHH", body)
        colour = (0, 0, 0) if place == _AUTOMATIC else colours.get(place)
        fonts.append((colour, height / 20, bool(flags & _STRUCK)))
    looks = {
        number: look
        for number, style in enumerate(styles)
        if (look := _look(style, fonts, formats, colours)) is not None
    }
    return tuple(_sheet(data, place, looks) for place in sheets_of(data))


def _look(
    style: bytes, fonts: list[_Font], formats: dict[int, str], colours: dict[int, Colour]
) -> CellLook | None:
    font, shape = struct.unpack_from("<HH", style)
    pattern, fore = struct.unpack_from("<I", style, 14)[0] >> 26, style[18] & 0x7F
    font -= font > 3  # number 4 is never used
    letters, points, struck = fonts[font] if font < len(fonts) else (None, None, False)
    cell = colours.get(_BACKGROUND) if not pattern else None
    if pattern == _SOLID:
        cell = colours.get(fore)
    return look_of(letters, cell, points, struck=struck, shape=formats.get(shape, ""))


def _sheet(data: bytes, place: int, looks: dict[int, CellLook]) -> SheetLooks:
    found = SheetLooks()
    for record in records_of(data, place):
        body = record.body
        if record.kind == _ROW and len(body) >= 14:
            row, height, flags = (struct.unpack_from("<H", body, at)[0] for at in (0, 6, 12))
            if flags & _ROW_HIDDEN or not height & 0x7FFF:
                found.rows.add(row)
        elif record.kind == _COLINFO and len(body) >= 10:
            first, last, width, _, flags = struct.unpack_from("<5H", body)
            if flags & _COLUMN_HIDDEN or not width:
                found.columns.append((first, last))
        elif record.kind == _FILTERED:
            found.filtered = True
        else:
            _cells(record, looks, found)
    return found


def _cells(record: BookRecord, looks: dict[int, CellLook], found: SheetLooks) -> None:
    body = record.body
    if record.kind in _SINGLE_CELLS:
        row, column, style = struct.unpack_from("<HHH", body)
        if style in looks:
            found.cells[row, column] = looks[style]
        if (error := _error(record)) is not None:
            found.errors[row, column] = error
    elif record.kind == _MULRK:
        row, first = struct.unpack_from("<HH", body)
        for number in range((len(body) - 6) // 6):
            style = struct.unpack_from("<H", body, 4 + 6 * number)[0]
            if style in looks:
                found.cells[row, first + number] = looks[style]


def _error(record: BookRecord) -> str | None:
    """What a cell shows in place of its value; None where it has one."""
    body = record.body
    if record.kind == _BOOLERR and len(body) >= 8 and body[7]:
        return _ERRORS.get(body[6])
    # A result that is no number has FFFF behind it, and says first of what kind it is.
    if record.kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERRORS.get(body[8])
    return None


def _text(body: bytes) -> str:
    """The text of a format: a length, one byte of flags, then bytes or pairs of them."""
    count, flags = struct.unpack_from("<HB", body, 2)
    if flags & 1:
        return body[5 : 5 + 2 * count].decode("utf-16-le", "replace")
    return body[5 : 5 + count].decode("latin-1")
