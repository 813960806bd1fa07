"""Where a JPEG's scans are and by what their coded data are to be read (ITU-T T.81, annex B)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from jlxx_check.probes.photo.huffman import Codes
from jlxx_check.probes.unreadable import DamagedError
from jlxx_check.values.frozen_types import frozen

#: Zeros in a row that make coded data suspect: some hundred coefficients of one value.
RUN = 64
#: FF may stand before it any number of times; a pattern that says so takes ten times as long.
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_SOI, _EOI, _SOS, _DHT, _DRI = 0xD8, 0xD9, 0xDA, 0xC4, 0xDD
#: Frames whose code is Huffman's, whose blocks are counted: baseline, extended, progressive.
_COUNTED = frozenset({0xC0, 0xC1, 0xC2})
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {_DHT, 0xC8, 0xCC})


@dataclass(slots=True)
class CodedComponent:
    """A colour component: its samples beside the others', and its blocks."""

    wide: int
    high: int
    blocks: tuple[int, int] = (0, 0)  # across and down, when its scan is its own
    filled: list[int] = field(default_factory=list)  # of each block, the coefficients set so far


@dataclass(slots=True)
class CodedPicture:
    """What the headers before a scan say."""

    progressive: bool = False
    units: int = 0  # MCUs of an interleaved scan
    interval: int = 0
    components: dict[int, CodedComponent] = field(default_factory=dict)
    tables: dict[int, Codes] = field(default_factory=dict)


@frozen
class CodedScan:
    """One scan's parameters."""

    #: Component, DC table, AC table.
    parts: tuple[tuple[CodedComponent, Codes | None, Codes | None], ...]
    start: int
    end: int
    #: It is no refinement of an earlier one.
    first: bool
    #: Bits of its coefficients that are left to later ones.
    left: int


def first_scan(stream: BinaryIO, size: int) -> int | None:
    """Where the first scan's data starts; None where the file ends before it."""
    position = 2
    while position + 4 <= size:
        stream.seek(position)
        head = stream.read(4)
        if len(head) < 4 or head[0] != 0xFF:
            return position  # not a clean header: leave the judgement to the decoder
        marker = head[1]
        if marker == 0xFF:
            position += 1
        elif marker in _STANDALONE:
            position += 2
        else:
            position += 2 + int.from_bytes(head[2:], "big")
            if marker == _SOS:
                return position
    return None


def scans_of(data: bytes) -> Iterator[tuple[int, int, CodedPicture, CodedScan]]:
    """Where each scan's coded data begin and end, up to the picture's end.

    Raises DamagedError where a hole begins instead of a header.
    """
    at, picture = 2, CodedPicture()
    while at + 4 <= len(data):
        if data[at] == 0:
            at = _behind_zeros(data, at)
            continue
        if data[at] != 0xFF:
            return
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _EOI:
            return
        if marker == _SOI or marker == 0x01 or 0xD0 <= marker <= 0xD7:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : at + 2 + length]
        at += 2 + length
        if marker == _DHT:
            picture.tables.update(_tables(body))
        elif marker == _DRI:
            picture.interval = int.from_bytes(body[:2], "big")
        elif marker in _FRAMES:
            if marker not in _COUNTED:
                return
            _frame(picture, body, progressive=marker == 0xC2)
        elif marker == _SOS:
            found = _MARKER.search(data, at)
            end = found.start() if found else len(data)
            while found and end > at and data[end - 1] == 0xFF:
                end -= 1
            yield at, end, picture, _scan(picture, body)
            at = end


def _behind_zeros(data: bytes, start: int) -> int:
    """Where zeros between two segments end: the next marker, if they only fill up.

    Raises DamagedError where something else follows: they stand where headers were.
    """
    at = start
    while at < len(data) and data[at] == 0:
        at += 1
    fills = at + 1 < len(data) and data[at] == 0xFF and data[at + 1] not in (0x00, 0xFF)
    if at - start >= RUN and not fills:
        raise DamagedError
    return at


def _tables(body: bytes) -> Iterator[tuple[int, Codes]]:
    at = 0
    while at + 17 <= len(body):
        counts = body[at + 1 : at + 17]
        number = sum(counts)
        yield body[at], Codes(counts, body[at + 17 : at + 17 + number])
        at += 17 + number


def _frame(picture: CodedPicture, body: bytes, *, progressive: bool) -> None:
    high, wide = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
    picture.progressive = progressive
    picture.components = {
        body[at]: CodedComponent(body[at + 1] >> 4, body[at + 1] & 15)
        for at in range(6, 6 + 3 * body[5], 3)
    }
    parts = picture.components.values()
    most_wide, most_high = max(part.wide for part in parts), max(part.high for part in parts)
    picture.units = -(-wide // (8 * most_wide)) * -(-high // (8 * most_high))
    for part in parts:
        part.blocks = (
            _blocks(wide * part.wide, most_wide),
            _blocks(high * part.high, most_high),
        )


def _blocks(length: int, share: int) -> int:
    """Blocks of 8 samples along a side of which a component has one sample in so many."""
    samples = -(-length // share)
    return -(-samples // 8)


def _scan(picture: CodedPicture, body: bytes) -> CodedScan:
    count = body[0]
    parts = tuple(
        (
            picture.components[body[at]],
            picture.tables.get(body[at + 1] >> 4),
            picture.tables.get(0x10 | body[at + 1] & 15),
        )
        for at in range(1, 1 + 2 * count, 2)
    )
    start, end, approximation = body[1 + 2 * count : 4 + 2 * count]
    if not picture.progressive:
        start, end, approximation = 0, 63, 0
    return CodedScan(parts, start, end, first=approximation >> 4 == 0, left=approximation & 15)
