"""A Word 97-2003 file ([MS-DOC]): its characters by pieces, and the properties that matter here."""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import field

from jlxx_check.probes.unreadable import DamagedError, EncryptedError, TooBigError, UnsupportedError
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

_MAGIC = 0xA5EC
_WORD_97 = 0x00C1
_ENCRYPTED, _SECOND_TABLE, _OBFUSCATED = 0x0100, 0x0200, 0x8000
_COMPRESSED = 0x40000000
_PAGE = 512
_HOLE = "\0" * 16
#: Characters of one document; a form has some 3,000.
MAX_CHARACTERS = 2_000_000

_OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)  # bytes by the operand kind; 0: the operand says its length
_TABLE_DEFINITION, _TAB_CHANGE, _HUGE = 0xD608, 0xC615, 0x6646

Properties = dict[int, bytes]  # operation → operand


@frozen
class Ranges:
    """Properties by file position: sorted starts, each up to the next one."""

    starts: list[int]
    values: list[Properties]

    def at(self, position: int) -> Properties:
        """The properties of the character at a file position."""
        index = bisect_right(self.starts, position) - 1
        return self.values[index] if index >= 0 else {}


@frozen
class DocText:
    """The text of the two stories of a document."""

    #: (character, file position, properties of its piece) of the two stories.
    main: list[tuple[str, int, Properties]]
    #: (character, file position, properties of its piece) of the two stories.
    boxes: list[tuple[str, int, Properties]]
    characters: Ranges
    paragraphs: Ranges


def read_doc_file(word: bytes, tables: dict[str, bytes], data: bytes) -> DocText:
    """The text of the WordDocument stream. Raises UnreadableError."""
    try:
        return _read(word, tables, data)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise DamagedError from error


def table_of(word: bytes, tables: dict[str, bytes]) -> bytes:
    """The one of the two table streams that the file uses."""
    (flags,) = struct.unpack_from("<H", word, 0x0A)
    return tables.get("1Table" if flags & _SECOND_TABLE else "0Table", b"")


def _read(word: bytes, tables: dict[str, bytes], data: bytes) -> DocText:
    magic, version = struct.unpack_from("<HH", word)
    (flags,) = struct.unpack_from("<H", word, 0x0A)
    if flags & (_ENCRYPTED | _OBFUSCATED):
        raise EncryptedError
    if magic != _MAGIC or version < _WORD_97:
        raise UnsupportedError
    table = table_of(word, tables)
    lengths = struct.unpack_from("<8i", word, 0x4C)  # main, notes, headers, …, text boxes
    if min(lengths) < 0:
        raise DamagedError
    total = sum(lengths)
    if total > MAX_CHARACTERS:
        what = Text("文档的字符数", "Characters of the document")
        raise TooBigError(what, total, MAX_CHARACTERS)
    pieces = _pieces(word, table, total)
    # No text has such letters: nothing was written there, or it was lost.
    if _HOLE in "".join(char for char, _, _ in pieces):
        raise DamagedError
    before_boxes = sum(lengths[:6])
    return DocText(
        main=pieces[: lengths[0]],
        boxes=pieces[before_boxes : before_boxes + lengths[6]],
        characters=_ranges(word, table, 0x00FA, _Chpx()),
        paragraphs=_ranges(word, table, 0x0102, _Papx(data)),
    )


def _pieces(word: bytes, table: bytes, total: int) -> list[tuple[str, int, Properties]]:
    start, length = struct.unpack_from("<II", word, 0x01A2)
    clx = table[start : start + length]
    changes: list[Properties] = []
    at = 0
    while clx[at] == 1:
        (size,) = struct.unpack_from("<H", clx, at + 1)
        changes.append(operations(clx[at + 3 : at + 3 + size]))
        at += 3 + size
    if clx[at] != 2:
        raise DamagedError
    plc = clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
    count = (len(plc) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", plc)
    found: list[tuple[str, int, Properties]] = []
    for index in range(count):
        position, change = struct.unpack_from("<IH", plc, 4 * (count + 1) + 8 * index + 2)
        amount = places[index + 1] - places[index]
        if amount < 0 or len(found) + amount > total + 16:
            raise DamagedError
        own = changes[change >> 1] if change & 1 and change >> 1 < len(changes) else {}
        if position & _COMPRESSED:
            position = (position & ~_COMPRESSED) // 2
            text, width = word[position : position + amount].decode("cp1252", "replace"), 1
        else:
            raw = word[position : position + 2 * amount]
            text, width = _units(raw), 2
        found.extend((char, position + width * step, own) for step, char in enumerate(text))
    return found


def _units(raw: bytes) -> str:
    """UTF-16 units one by one, as positions count them; pairs are joined when text is put out."""
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2])))


@frozen
class _Chpx:
    entry: int = 1

    def read(self, page: bytes, place: int) -> Properties:
        at = page[place] * 2
        return operations(page[at + 1 : at + 1 + page[at]]) if at else {}


@frozen
class _Papx:
    data: bytes = field(repr=False)
    entry: int = 13

    def read(self, page: bytes, place: int) -> Properties:
        at = page[place] * 2
        if not at:
            return {}
        if page[at]:
            body = page[at + 1 : at + 2 * page[at]]
        else:
            body = page[at + 2 : at + 2 + 2 * page[at + 1]]
        found = operations(body[2:])
        if _HUGE in found and len(found[_HUGE]) == 4:
            (start,) = struct.unpack("<I", found[_HUGE])
            if start + 2 <= len(self.data):
                (size,) = struct.unpack_from("<H", self.data, start)
                found |= operations(self.data[start + 2 : start + 2 + size])
        return found


def _ranges(word: bytes, table: bytes, place: int, reader: _Chpx | _Papx) -> Ranges:
    start, length = struct.unpack_from("<II", word, place)
    plc = table[start : start + length]
    count = (len(plc) - 4) // 8
    if count <= 0:
        return Ranges([], [])
    found: dict[int, Properties] = {}
    for number in struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)):
        page = word[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
        if len(page) < _PAGE:
            continue
        if not any(page):  # a page that is listed holds one run at least
            raise DamagedError
        runs = page[_PAGE - 1]
        positions = struct.unpack_from(f"<{runs + 1}I", page)
        for index in range(runs):
            entry = 4 * (runs + 1) + index * reader.entry
            found[positions[index]] = reader.read(page, entry)
    starts = sorted(found)
    return Ranges(starts, [found[position] for position in starts])


def operations(changes: bytes) -> Properties:
    """A list of property changes ([MS-DOC] grpprl) as operation → operand; the last one counts."""
    found: Properties = {}
    at = 0
    while at + 2 <= len(changes):
        operation = int.from_bytes(changes[at : at + 2], "little")
        at += 2
        size = _OPERANDS[operation >> 13]
        if not size:
            if operation == _TABLE_DEFINITION:
                size = int.from_bytes(changes[at : at + 2], "little") - 1
                at += 2
            elif operation == _TAB_CHANGE and changes[at : at + 1] == b"\xff":
                break
            else:
                size = int.from_bytes(changes[at : at + 1], "little")
                at += 1
        found[operation] = changes[at : at + max(0, size)]
        at += max(0, size)
    return found
