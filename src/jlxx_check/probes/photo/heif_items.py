"""The items of a HEIF or AVIF file (ISO/IEC 14496-12, 8.11; 23008-12): whether all are there.

Their decoders fill in what is missing, green or black, and say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from jlxx_check.model.facts import Cause
from jlxx_check.probes.mp4_boxes import Box, child, children, top_level
from jlxx_check.probes.unreadable import DamagedError, TooBigError, UnreadableError
from jlxx_check.values.frozen_types import frozen

#: Bytes of the index that are read; a telephone's picture has some 5,000.
_INDEX = 10_000_000
#: Zeros in a row that coded data cannot have: HEVC keeps three from standing together, and from
#: AV1's coder as many come only by a hole.
_ZEROS = {"hvc1": 24, "hev1": 24, "av01": 256}
_BLOCK = 1 << 20
#: Extents that an index may have in all; a telephone's picture of 48 tiles has some 60. Their
#: fields may take no bytes at all, so that the index's own size is no bound.
_MOST_EXTENTS = 100_000
#: How often the file's size may be looked through for holes: items may share bytes.
_PASSES = 3
#: What tells where the pictures lie: of one, of one in few bytes, of a series.
_INDEXES = frozenset({"meta", "mini", "moov"})


@frozen
class _Item:
    """Where an item's bytes lie in the file: offsets and lengths. 0: up to the end."""

    number: int
    extents: tuple[tuple[int, int], ...]


def damage(stream: BinaryIO, size: int) -> Cause | None:
    """What is shown to be wrong; None where nothing is."""
    try:
        boxes = list(top_level(stream, size))
    except TooBigError:
        return None
    if any(box.end > size for box in boxes):
        return Cause.CUT_SHORT
    try:
        return next(
            (
                found
                for box in boxes
                if box.kind == "meta" and (found := _in_items(stream, size, box)) is not None
            ),
            None,
        )
    except UnreadableError:
        return None  # its decoder will tell


def exif(stream: BinaryIO, size: int) -> bytes | None:
    """What its camera wrote of the picture, as TIFF; None where there is nothing to be read."""
    try:
        for box in top_level(stream, size):
            if box.kind != "meta":
                continue
            stream.seek(box.body + 4)
            meta = memoryview(stream.read(min(box.end - box.body - 4, _INDEX)))
            places, infos = child(meta, "iloc"), child(meta, "iinf")
            kinds = dict(_kinds(infos)) if infos is not None else {}
            for item in _items(places) if places is not None else ():
                if kinds.get(item.number) == "Exif" and len(item.extents) == 1:
                    at, length = item.extents[0]
                    stream.seek(at)
                    data = stream.read(min(length, _INDEX))
                    return data[4 + int.from_bytes(data[:4], "big") :] or None
    except UnreadableError:
        pass
    return None


def content_end(stream: BinaryIO, size: int) -> int | None:
    """Where the last box ends, padding behind it left out; None where boxes are no sound index."""
    try:
        boxes = list(top_level(stream, size))
        for box in boxes:
            if box.kind == "meta":
                _in_items(stream, size, box)
    except UnreadableError:
        return None
    if not any(box.kind in _INDEXES for box in boxes):
        return None
    return min(size, boxes[-1].end)


def _in_items(stream: BinaryIO, size: int, box: Box) -> Cause | None:
    stream.seek(box.body + 4)
    meta = memoryview(stream.read(min(box.end - box.body - 4, _INDEX)))
    places, infos = child(meta, "iloc"), child(meta, "iinf")
    if places is None:
        return None
    items = list(_items(places))
    if any(at + length > size for item in items for at, length in item.extents):
        return Cause.CUT_SHORT
    kinds = dict(_kinds(infos)) if infos is not None else {}
    left = _PASSES * size
    for item in items:
        zeros = _ZEROS.get(kinds.get(item.number, ""))
        left -= sum(length for _, length in item.extents) if zeros else 0
        if left < 0:
            return None
        if zeros and any(_has_zeros(stream, *extent, zeros) for extent in item.extents):
            return Cause.CORRUPT
    return None


def _items(data: memoryview) -> Iterator[_Item]:
    """The items whose bytes lie in the file itself. Raises DamagedError."""
    reader = _Reader(data)
    version = reader.number(4) >> 24
    sizes = reader.number(2)
    offset_size, length_size = sizes >> 12, sizes >> 8 & 15
    base_size, index_size = sizes >> 4 & 15, sizes & 15 if version else 0
    left = _MOST_EXTENTS
    for _ in range(reader.number(2 if version < 2 else 4)):
        number = reader.number(2 if version < 2 else 4)
        method = reader.number(2) & 15 if version else 0
        elsewhere = reader.number(2)
        base = reader.number(base_size)
        extents = []
        count = reader.number(2)
        left -= count
        if left < 0:
            raise DamagedError("too many extents")
        for _ in range(count):
            reader.number(index_size)
            at = base + reader.number(offset_size)
            extents.append((at, reader.number(length_size)))
        if method == 0 and not elsewhere:
            yield _Item(number, tuple(extents))


def _kinds(data: memoryview) -> Iterator[tuple[int, str]]:
    """Each item's type, of entries that state one (version 2 and 3)."""
    head = _Reader(data)
    version = head.number(4) >> 24
    head.number(2 if version == 0 else 4)
    for kind, body in children(data[head.at :]):
        entry = _Reader(body)
        version = entry.number(4) >> 24
        if kind == "infe" and version in (2, 3):
            number = entry.number(2 if version == 2 else 4)
            entry.number(2)
            yield number, entry.number(4).to_bytes(4, "big").decode("latin-1")


class _Reader:
    """Big-endian numbers one behind the other. Raises DamagedError at the end."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self.at = 0

    def number(self, size: int) -> int:
        found = self._data[self.at : self.at + size]
        if len(found) < size:
            raise DamagedError("short")
        self.at += size
        return int.from_bytes(found, "big")


def _has_zeros(stream: BinaryIO, at: int, length: int, count: int) -> bool:
    for start in range(at, at + length, _BLOCK):
        stream.seek(start)
        if bytes(count) in stream.read(min(_BLOCK + count, at + length - start)):
            return True
    return False
