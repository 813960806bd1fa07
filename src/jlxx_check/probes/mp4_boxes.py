"""The boxes of an ISO base media file (ISO/IEC 14496-12), read by seeking; never media data."""

from __future__ import annotations

import itertools
import struct
import sys
import zlib
from array import array
from collections.abc import Iterator
from typing import BinaryIO

from jlxx_check.probes.unreadable import DamagedError, TooBigError
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: Bytes that an index box may have; an hour of video needs about two million.
MAX_INDEX = 64 * 1024 * 1024
#: Boxes on the top level; a fragmented hour has a few thousand.
MAX_BOXES = 200_000
#: Rows of a table; a healthy one has at most one for each frame of many hours.
MAX_ROWS = 2_000_000

#: What may stand on the top level. Anything else after the media is somebody's appended bytes.
# fmt: off
TOP_LEVEL = frozenset({
    "ftyp", "moov", "mdat", "free", "skip", "wide", "moof", "mfra", "sidx", "ssix",
    "styp", "etyp", "uuid", "meta", "mini", "udta", "pnot", "prft", "emsg", "pdin", "imda", "PICT",
})
# fmt: on


@frozen
class Box:
    """A top-level box: offsets in the file; ``end`` as stated, perhaps beyond the file's end."""

    kind: str
    start: int
    body: int
    end: int


def top_level(stream: BinaryIO, size: int) -> Iterator[Box]:
    """The file's own boxes, up to the first that is none or reaches beyond the end.

    Raises TooBigError where there are more than can be followed.
    """
    position = 0
    for count in itertools.count(1):
        if position + 8 > size:
            return
        if count > MAX_BOXES:
            raise TooBigError(Text("文件的分段数", "Pieces of the file"), count, MAX_BOXES)
        stream.seek(position)
        head = stream.read(16)
        length = int.from_bytes(head[:4], "big")
        kind = head[4:8].decode("latin-1")
        body = position + 8
        if kind not in TOP_LEVEL:
            return
        if length == 1 and len(head) == 16:
            length = int.from_bytes(head[8:], "big")
            body = position + 16
        elif length == 0:
            length = size - position
        if length < body - position:
            return
        yield Box(kind, position, body, position + length)
        position += length


def children(data: memoryview) -> Iterator[tuple[str, memoryview]]:
    """The boxes inside a box: kind and content. Raises DamagedError."""
    position = 0
    while position + 8 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        kind = bytes(data[position + 4 : position + 8]).decode("latin-1")
        body = position + 8
        if length == 1:
            length = int.from_bytes(data[body : body + 8], "big")
            body += 8
        elif length == 0:
            if kind == "\0\0\0\0":
                if len(data) - position > 8:
                    raise DamagedError("blank")
                return  # a terminator that QuickTime writes
            length = len(data) - position
        if length < body - position or position + length > len(data):
            raise DamagedError(kind)
        yield kind, data[body : position + length]
        position += length


def child(data: memoryview, *path: str) -> memoryview | None:
    """The content of the first box at ``path`` below ``data``; None where it is missing."""
    for name in path:
        for kind, body in children(data):
            if kind == name:
                data = body
                break
        else:
            return None
    return data


def index(stream: BinaryIO, box: Box) -> memoryview:
    """The content of the moov box, unpacked where it is compressed. Raises DamagedError."""
    stream.seek(box.body)
    data = memoryview(stream.read(box.end - box.body))
    packed = child(data, "cmov", "cmvd")
    if packed is None:
        return data
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(bytes(packed[4:]), MAX_INDEX + 1)
    except zlib.error as error:
        raise DamagedError("cmov") from error
    if len(plain) > MAX_INDEX:
        raise TooBigError(Text("索引解压后的字节数", "Bytes of the index"), len(plain), MAX_INDEX)
    inner = child(memoryview(plain), "moov")
    if inner is None:
        raise DamagedError("cmov")
    return inner


def rows(data: memoryview | None, layout: str) -> list[tuple[int, ...]]:
    """A table box: version and flags, a count, then rows of ``layout``.

    Raises DamagedError where the rows do not fit into the box, TooBigError where they are too many.
    """
    if data is None:
        return []
    row = struct.Struct(layout)
    (count,) = numbers(data, ">I", 4)
    end = 8 + count * row.size
    if end > len(data):
        raise DamagedError("table")
    if count > MAX_ROWS:
        raise TooBigError(
            Text("索引中一张表的行数", "Rows of a table in the index"), count, MAX_ROWS
        )
    return list(row.iter_unpack(data[8:end]))


def column(data: memoryview, count: int, start: int, code: str = "I") -> array[int]:
    """Big-endian numbers, 4 bytes (code I) or 8 (Q). Raises DamagedError where they do not fit."""
    values = array(code)
    end = start + count * values.itemsize
    if end > len(data):
        raise DamagedError("table")
    values.frombytes(data[start:end])
    if sys.byteorder == "little":
        values.byteswap()
    return values


def numbers(data: memoryview, layout: str, offset: int) -> tuple[int, ...]:
    """Numbers at an offset. Raises DamagedError where the box is too small."""
    try:
        return struct.unpack_from(layout, data, offset)
    except struct.error as error:
        raise DamagedError("short") from error
