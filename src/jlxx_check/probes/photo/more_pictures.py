"""The pictures of a file behind its first one, which nobody decodes: whether they are whole.

A JPEG's by its index of pictures (CIPA DC-007), an animated GIF's, a TIFF's pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, Literal

from jlxx_check.model.facts import Cause, Content
from jlxx_check.probes.deflated import unpacked
from jlxx_check.probes.photo import jpeg_scans
from jlxx_check.probes.photo.picture_damage import is_cut_short
from jlxx_check.values.frozen_types import frozen

#: Zeros in a row that stand for lost bytes where something else must be.
_RUN = 64
#: Bytes of one picture, and pages of one file, that are looked through.
_MOST = 100_000_000
_MOST_PAGES = 200
#: Times a file's size within which a next page is taken to have been; farther is no place at all.
_FARTHEST = 20
_JPEG_HEAD = 1 << 18
_MP_ENTRIES = 0xB002
_MP_ENTRY = 16


def more_damage(stream: BinaryIO, size: int, content: Content) -> Cause | None:
    """What is shown to be wrong with pictures that are not the first; None where nothing is."""
    if content is Content.JPEG:
        return _jpeg_damage(stream, size)
    if content is Content.GIF:
        return _gif_damage(stream, size)
    if content is Content.TIFF:
        return _tiff_damage(stream, size)
    return None


def _jpeg_damage(stream: BinaryIO, size: int) -> Cause | None:
    """Pictures behind the first: a program that keeps only the first leaves nothing of them."""
    for at, length in _indexed(stream):
        stream.seek(at)
        head = stream.read(_RUN)
        if len(head) == _RUN and not any(head):
            return Cause.CORRUPT
        if not head.startswith(b"\xff\xd8\xff") or length > _MOST:
            continue
        length = min(length, size - at)  # some writers state more than there is
        stream.seek(at)
        picture = io.BytesIO(stream.read(length))
        if is_cut_short(picture, length, Content.JPEG):
            return Cause.CUT_SHORT
        if jpeg_scans.has_hole(picture, length):
            return Cause.CORRUPT
    return None


def _indexed(stream: BinaryIO) -> Iterator[tuple[int, int]]:
    """Offset and length of the pictures behind the first that the file's head lists."""
    stream.seek(0)
    head = stream.read(_JPEG_HEAD)
    at = 2
    while at + 8 <= len(head) and head[at] == 0xFF and head[at + 1] != 0xDA:
        length = int.from_bytes(head[at + 2 : at + 4], "big")
        if head[at + 1] == 0xE2 and head.startswith(b"MPF\0", at + 4):
            yield from _in_index(head[at + 8 : at + 2 + length], at + 8)
            return
        at += 2 + length


def _in_index(index: bytes, base: int) -> Iterator[tuple[int, int]]:
    order: Literal["little", "big"] = "little" if index[:2] == b"II" else "big"
    for tag, _, count, value in _fields(index, int.from_bytes(index[4:8], order), order):
        if tag != _MP_ENTRIES:
            continue
        for entry in range(value + _MP_ENTRY, value + count, _MP_ENTRY):
            length = int.from_bytes(index[entry + 4 : entry + 8], order)
            offset = int.from_bytes(index[entry + 8 : entry + 12], order)
            if length and offset:
                yield base + offset, length


def _fields(
    data: bytes, place: int, order: Literal["little", "big"]
) -> Iterator[tuple[int, int, int, int]]:
    """Tag, type, count and value of a directory's fields."""
    for number in range(int.from_bytes(data[place : place + 2], order)):
        field = data[place + 2 + 12 * number : place + 14 + 12 * number]
        if len(field) < 12:
            return
        kind = int.from_bytes(field[2:4], order)
        wide = 2 if kind == 3 else 4
        yield (
            int.from_bytes(field[:2], order),
            kind,
            int.from_bytes(field[4:8], order),
            int.from_bytes(field[8 : 8 + wide], order),
        )


def _gif_damage(stream: BinaryIO, size: int) -> Cause | None:
    """Blocks that do not reach their end, or zeros where one should begin (GIF89a, 15 to 27)."""
    if size > _MOST:
        return None
    stream.seek(0)
    data = stream.read(size)
    at, pictures = 13 + _table(data[10:11]), 0
    while at < size:
        kind = data[at]
        if kind == 0x3B:
            return None
        if kind == 0x21:
            at += 2
        elif kind == 0x2C:
            at += 11 + _table(data[at + 9 : at + 10])
            pictures += 1
        elif not any(data[at : at + _RUN]) and size - at >= _RUN:
            return Cause.CORRUPT
        else:
            return None
        while at < size and data[at]:
            at += 1 + data[at]
        if at > size:  # of the first picture its decoder tells what is missing
            return None if kind == 0x2C and pictures == 1 else Cause.CUT_SHORT
        at += 1  # behind the last block an end mark may be missing: the picture is there
    return None


def _table(flags: bytes) -> int:
    """Bytes of the colours that flags tell of."""
    return 3 * 2 ** ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


@frozen
class _Page:
    """One page of a TIFF."""

    packing: int
    #: Offset and length of each, or of its tiles.
    strips: tuple[tuple[int, int], ...] = ()
    #: The tables of its JPEGs.
    tables: bytes = b""
    #: Zeros stand where its directory should.
    blank: bool = False


_PACKING, _STRIPS, _STRIP_SIZES, _TILES, _TILE_SIZES = 259, 273, 279, 324, 325
_TABLES = 347
_GROUP_4, _JPEG, _DEFLATES, _PACKBITS = 4, 7, (8, 32946), 32773
#: Zeros in a row that PackBits does not come to: 128 stand in one piece, and longer runs are coded.
_PACKBITS_RUN = 300


def _tiff_damage(stream: BinaryIO, size: int) -> Cause | None:
    """Pages that lie beyond the end, and holes in coded data of any page (TIFF 6.0)."""
    left = 2 * size
    for page in _pages(stream, size):
        if page is None:
            return Cause.CUT_SHORT
        if any(at >= size for at, _ in page.strips):
            return Cause.CUT_SHORT
        if page.blank:
            return Cause.CORRUPT
        for at, length in page.strips:
            left -= length
            if left < 0:
                return None
            if page.packing in (_GROUP_4, _JPEG, _PACKBITS, *_DEFLATES) and length <= _MOST:
                stream.seek(at)
                if _is_holed(stream.read(length), page):
                    return Cause.CORRUPT
    return None


def _is_holed(data: bytes, page: _Page) -> bool:
    hole = data.find(bytes(_PACKBITS_RUN if page.packing == _PACKBITS else _RUN))
    if hole < 0:
        return False
    if page.packing in (_GROUP_4, _PACKBITS):
        return any(data[hole:])
    if page.packing == _JPEG:
        whole = page.tables[:-2] + data[2:] if page.tables else data
        return jpeg_scans.has_hole(io.BytesIO(whole), len(whole))
    return unpacked(data, _MOST, zeros=True) is None


def _pages(stream: BinaryIO, size: int) -> Iterator[_Page | None]:
    """The pages in their order; None for one whose directory lies beyond the file's end."""
    stream.seek(0)
    head = stream.read(8)
    order: Literal["little", "big"] = "little" if head[:2] == b"II" else "big"
    if head[:4] not in (b"II*\0", b"MM\0*"):
        return
    place, seen = int.from_bytes(head[4:8], order), set[int]()
    while place and place not in seen and len(seen) < _MOST_PAGES:
        seen.add(place)
        stream.seek(place)
        data = stream.read(2)
        count = int.from_bytes(data, order)
        data += stream.read(12 * count + 4)
        if len(data) < 12 * count + 2 or not count:
            if size <= place <= _FARTHEST * size:
                yield None
            elif place < size and not any(data + stream.read(_RUN)):
                yield _Page(0, blank=True)
            return
        yield _page(stream, data, order)
        place = int.from_bytes(data[2 + 12 * count :], order)


def _page(stream: BinaryIO, directory: bytes, order: Literal["little", "big"]) -> _Page:
    fields = {tag: rest for tag, *rest in _fields(directory, 0, order)}

    def numbers(*tags: int) -> list[int]:
        kind, count, value = next((fields[tag] for tag in tags if tag in fields), (4, 0, 0))
        if count == 1:
            return [value]
        wide = 2 if kind == 3 else 4
        if count * wide <= 4:
            return []  # two short ones, in one field
        stream.seek(value)
        data = stream.read(min(count, 1_000_000) * wide)
        return [int.from_bytes(data[at : at + wide], order) for at in range(0, len(data), wide)]

    tables = b""
    if _TABLES in fields:
        stream.seek(fields[_TABLES][2])
        tables = stream.read(min(fields[_TABLES][1], 1 << 16))
    starts, sizes = numbers(_STRIPS, _TILES), numbers(_STRIP_SIZES, _TILE_SIZES)
    strips = tuple((at, length) for at, length in zip(starts, sizes, strict=False) if length)
    return _Page(fields.get(_PACKING, [3, 1, 1])[2], strips, tables)
