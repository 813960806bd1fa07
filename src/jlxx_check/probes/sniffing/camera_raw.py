"""Cameras' raw pictures: TIFF files whose first picture is a preview, known by their tags.

Tags by TIFF 6.0, TIFF/EP (ISO 12234-2) and the DNG specification.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

_KIND, _COMPRESSION, _COLOURS, _MAKE, _INNER, _DNG = 254, 259, 262, 271, 330, 50706
_SIZES = (256, 257)
_SENSOR = frozenset({32803, 34892})  # a filter's mosaic; the same in linear light
#: Compressions that camera makers alone use: Sony, Nikon, Samsung, Kodak, Pentax.
_MAKERS = frozenset({32767, 34713, 32769, 32770, 65000, 65535})
_BYTES = {1: 1, 3: 2, 4: 4, 13: 4}
_MOST_TAGS, _MOST_DIRECTORIES = 400, 24

_Directory = dict[int, tuple[int, ...]]


def is_camera_raw(stream: BinaryIO) -> bool:
    """Whether a TIFF file is a camera's raw picture. Raises OSError where it cannot be read."""
    stream.seek(0)
    head = stream.read(16)
    order = "<" if head[:2] == b"II" else ">"
    if head[2:4] not in (b"*\0", b"\0*") or len(head) < 16:
        return False
    if head[8:10] == b"CR":
        return True
    (at,) = struct.unpack_from(f"{order}I", head, 4)
    first, waiting = _directory(stream, at, order)
    if _DNG in first:
        return True
    directories = [first]
    waiting += first.get(_INNER, ())
    while waiting and len(directories) < _MOST_DIRECTORIES:
        inner, following = _directory(stream, waiting.pop(0), order)
        directories.append(inner)
        waiting += [*following, *inner.get(_INNER, ())]
    if any(_SENSOR & {*each.get(_COLOURS, ())} for each in directories):
        return True
    return _MAKE in first and (
        any(_MAKERS & {*each.get(_COMPRESSION, ())} for each in directories)
        or (
            (first.get(_KIND) or (0,))[0] & 1 == 1
            and any(_larger(each, first) for each in directories)
        )
    )


def _larger(one: _Directory, other: _Directory) -> bool:
    sizes = [(one.get(tag, (0,)) or (0,), other.get(tag, (0,)) or (0,)) for tag in _SIZES]
    return all(mine[0] > theirs[0] for mine, theirs in sizes)


def _directory(stream: BinaryIO, at: int, order: str) -> tuple[_Directory, list[int]]:
    """The numbers of one directory by tag, and where the next one is; nothing where it is none."""
    stream.seek(at)
    counted = stream.read(2)
    if at < 8 or len(counted) < 2:
        return {}, []
    (count,) = struct.unpack(f"{order}H", counted)
    if not 0 < count <= _MOST_TAGS:
        return {}, []
    data = stream.read(12 * count + 4)
    found: _Directory = {}
    for place in range(0, len(data) - 11, 12):
        tag, kind, number = struct.unpack_from(f"{order}HHI", data, place)
        if place < 12 * count and tag in (
            _KIND,
            _COMPRESSION,
            _COLOURS,
            _INNER,
            _DNG,
            *_SIZES,
            _MAKE,
        ):
            found[tag] = _numbers(stream, data[place + 8 : place + 12], kind, number, order)
    following = data[12 * count : 12 * count + 4]
    if len(following) < 4 or following == bytes(4):
        return found, []
    return found, [*struct.unpack(f"{order}I", following)]


def _numbers(stream: BinaryIO, field: bytes, kind: int, number: int, order: str) -> tuple[int, ...]:
    """The first values of a field; none where it holds no whole numbers."""
    size = _BYTES.get(kind)
    if size is None:
        return ()
    number = min(number, 8)
    if size * number > 4:
        stream.seek(*struct.unpack(f"{order}I", field))
        field = stream.read(size * number)
    letter = {1: "B", 2: "H", 4: "I"}[size]
    number = min(number, len(field) // size)
    return struct.unpack_from(f"{order}{number}{letter}", field)
