"""Whether a JPEG's coded data have a hole that the decoder fills in without a word (ITU-T T.81).

A decoder that comes upon lost data warns and goes on, and its warnings do not reach Python. So what
cannot be in sound data is looked for: a long run of zeros. In most files' code it means thousands
of coefficients of one value, which no picture has. Where it may mean a plain area, and where the
run is of another byte or of text (what a failing card or a server wrote instead), the data are
counted through, block by block, and a hole shows in that they do not come out even.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from jlxx_check.probes.photo.huffman import Bits, Codes, code_of, codes
from jlxx_check.probes.unreadable import DamagedError

#: Zeros in a row that make coded data suspect: some hundred coefficients of one value.
RUN = 64
_HALF = RUN // 2
#: Bytes of coded data that are counted through; more would take longer than a file may.
_MOST_COUNTED = 6_000_000
#: Blocks of a component that are counted through: those of 300 million pixels.
_MOST_BLOCKS = 5_000_000
_BLOCK = 1 << 20
#: A hole that is filled with something else is at least so long, as sectors and packets are.
_STEP = 4096
_ERASED = b"\xff" * RUN
#: FF may stand before it any number of times; a pattern that says so takes ten times as long.
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_RESTART = re.compile(rb"\xff[\xd0-\xd7]")
_SOI, _EOI, _SOS, _DHT, _DRI = 0xD8, 0xD9, 0xDA, 0xC4, 0xDD
#: Frames whose code is Huffman's, whose blocks are counted: baseline, extended, progressive.
_COUNTED = frozenset({0xC0, 0xC1, 0xC2})
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {_DHT, 0xC8, 0xCC})


@dataclass(slots=True)
class _Component:
    wide: int
    high: int
    blocks: tuple[int, int] = (0, 0)  # across and down, when its scan is its own
    filled: list[int] = field(default_factory=list)  # of each block, the coefficients set so far


@dataclass(slots=True)
class _Picture:
    """What the headers before a scan say."""

    progressive: bool = False
    units: int = 0  # MCUs of an interleaved scan
    interval: int = 0
    components: dict[int, _Component] = field(default_factory=dict)
    tables: dict[int, Codes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Scan:
    """One scan's parameters."""

    #: Component, DC table, AC table.
    parts: tuple[tuple[_Component, Codes | None, Codes | None], ...]
    start: int
    end: int
    #: It is no refinement of an earlier one.
    first: bool


def has_hole(stream: BinaryIO, size: int) -> bool:
    """Whether the first picture's coded data are shown to have lost a part."""
    if not _suspect(stream, size):
        return False
    stream.seek(0)
    data = stream.read(size)
    try:
        scans = list(_scans(data))
        if not any(
            data.find(bytes(RUN), start, end) >= 0 or _filled(data, start, end, scan)
            for start, end, _, scan in scans
        ):
            return False
        return any(_spoilt(data, *found) for found in scans)
    except DamagedError:
        return True
    except (LookupError, ValueError, ZeroDivisionError):
        return False  # headers that contradict themselves: left to the decoder


def falls_short(stream: BinaryIO, size: int) -> bool:
    """Whether a sequential picture's coded data end before its last block.

    An end mark may have been put behind what was left. A progressive one is whole from its first
    scan on, only coarser.
    """
    stream.seek(0)
    data = stream.read(size)
    try:
        for start, end, picture, scan in _scans(data):
            if picture.progressive or end - start > _MOST_COUNTED:
                return False
            _count(data[start:end], picture, scan)
    except DamagedError:
        return True
    except (LookupError, ValueError, ZeroDivisionError):
        return False
    return False


def _suspect(stream: BinaryIO, size: int) -> bool:
    """Whether there is a run of zeros or a filled hole anywhere, be it in headers."""
    for start in range(0, size, _BLOCK):
        stream.seek(start)
        block = stream.read(_BLOCK + RUN)
        if bytes(RUN) in block or _filled(block, 0, len(block)):
            return True
    return False


def _filled(data: bytes, start: int, end: int, scan: _Scan | None = None) -> bool:
    """Whether a piece at every so many bytes is of one byte, or plain text.

    A run of FF ends coded data, so that it stands behind them. scan: whose data they are; what a
    plain area comes to in its code looks like text in many files, and to count all of them through
    takes a hundred times as long as all else.
    """
    if data.startswith(_ERASED, end):
        return True
    pieces = {data[at : at + RUN] for at in range(start, end - RUN, _STEP)}
    if any(piece.count(piece[:1]) == RUN for piece in pieces):
        return True
    texts = [piece for piece in pieces if piece.isascii()]
    plain = _plain_area(scan) if texts and scan else frozenset()
    return any(plain.isdisjoint((piece[:_HALF], piece[_HALF:])) for piece in texts)


def _plain_area(scan: _Scan) -> frozenset[bytes]:
    """Every half piece of the data that say: one more block like the last, and one more.

    Half, for the area may begin or end in the other one; of a text no half is one.
    """
    if not scan.first:
        return frozenset()
    bits = ""
    for part, first, rest in scan.parts:
        same = code_of(first, 0)
        ends = code_of(rest, 0) if scan.end else ""
        if not same or (scan.end and not ends):
            return frozenset()
        bits += (same + ends) * (1 if len(scan.parts) == 1 else part.wide * part.high)
    run = bits * (_HALF * 8 // len(bits) + 2)
    places = (run[at : at + _HALF * 8] for at in range(len(bits)))
    return frozenset(int(piece, 2).to_bytes(_HALF, "big") for piece in places)


def _scans(data: bytes) -> Iterator[tuple[int, int, _Picture, _Scan]]:
    """Where each scan's coded data begin and end, up to the picture's end.

    Raises DamagedError where a hole begins instead of a header.
    """
    at, picture = 2, _Picture()
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
        yield body[at], codes(counts, body[at + 17 : at + 17 + number])
        at += 17 + number


def _frame(picture: _Picture, body: bytes, *, progressive: bool) -> None:
    high, wide = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
    picture.progressive = progressive
    picture.components = {
        body[at]: _Component(body[at + 1] >> 4, body[at + 1] & 15)
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


def _scan(picture: _Picture, body: bytes) -> _Scan:
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
    return _Scan(parts, start, end, first=approximation >> 4 == 0)


def _spoilt(data: bytes, start: int, end: int, picture: _Picture, scan: _Scan) -> bool:
    """Whether a scan's data cannot be whole."""
    hole = data.find(bytes(RUN), start, end)
    suspect = hole >= 0 or _filled(data, start, end, scan)
    if not suspect and not picture.progressive:
        return False
    if hole >= 0 and not _may_be_plain(scan) and data[hole:end].strip(b"\0"):
        return True
    if end - start > _MOST_COUNTED:
        return False
    try:
        _count(data[start:end], picture, scan)
    except DamagedError:
        return suspect
    return False


def _may_be_plain(scan: _Scan) -> bool:
    """Whether zeros may mean a plain area, or nothing new of one."""
    if not scan.first:
        return True
    for _, first, rest in scan.parts:
        if scan.start == 0 and (first is None or first[0] & 0xFF):
            return False
        if scan.end > 0 and (rest is None or (rest[0] & 0xFF and rest[0] & 0x0F)):
            return False
    return True


def _count(coded: bytes, picture: _Picture, scan: _Scan) -> None:
    """Go through the scan's blocks. Raises DamagedError where they do not come out even."""
    single = len(scan.parts) == 1
    part = scan.parts[0][0]
    units = part.blocks[0] * part.blocks[1] if single else picture.units
    if units > _MOST_BLOCKS:
        return
    pieces = _RESTART.split(coded) if picture.interval else [coded]
    interval = picture.interval or units
    if single and scan.start and not part.filled:
        part.filled = [0] * units
    for number, piece in enumerate(pieces):
        blocks = min(interval, units - number * interval)
        if blocks <= 0:
            raise DamagedError
        bits = Bits(piece.replace(b"\xff\x00", b"\xff"))
        if scan.start:
            first = number * interval
            codes_of = scan.parts[0][2]
            if codes_of is None:
                raise DamagedError
            if scan.first:
                bits.new_coefficients(codes_of, scan.start, scan.end, part.filled, first, blocks)
            else:
                bits.more_coefficients(codes_of, scan.start, scan.end, part.filled, first, blocks)
        else:
            _whole_blocks(bits, scan, blocks, single=single)
        bits.must_be_used()
    if len(pieces) * interval < units:
        raise DamagedError


def _whole_blocks(bits: Bits, scan: _Scan, units: int, *, single: bool) -> None:
    """Blocks of a sequential picture, or the first coefficients of a progressive one."""
    order = []
    for part, first, rest in scan.parts:
        order += [(first, rest if scan.end else None)] * (1 if single else part.wide * part.high)
    if scan.first:
        bits.blocks(order, units)
    else:
        bits.skip(units * len(order))
