"""Whether a JPEG's coded data have a hole that the decoder fills in without a word (ITU-T T.81).

A decoder that comes upon lost data warns and goes on, and its warnings do not reach Python. So what
cannot be in sound data is looked for: a long run of zeros. In most files' code it means thousands
of coefficients of one value, which no picture has. Where it may mean a plain area, and where the
run is of another byte or of text (what a failing card or a server wrote instead), the data are
counted through, block by block, and a hole shows in that they do not come out even.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from jlxx_check.probes.photo.huffman import Bits
from jlxx_check.probes.photo.jpeg_structure import RUN, CodedPicture, CodedScan, scans_of
from jlxx_check.probes.unreadable import DamagedError

_HALF = RUN // 2
#: Bytes of coded data that are counted through; more would take longer than a file may.
_MOST_COUNTED = 6_000_000
#: Blocks of a component that are counted through: those of 300 million pixels.
_MOST_BLOCKS = 5_000_000
_BLOCK = 1 << 20
#: A hole that is filled with something else is at least so long, as sectors and packets are.
_STEP = 4096
#: Of a coefficient that no scan has given.
_BITS = 15
_ERASED = b"\xff" * RUN
_RESTART = re.compile(rb"\xff[\xd0-\xd7]")


def has_hole(stream: BinaryIO, size: int) -> bool:
    """Whether the first picture's coded data are shown to have lost a part."""
    if not _suspect(stream, size):
        return False
    stream.seek(0)
    data = stream.read(size)
    try:
        scans = list(scans_of(data))
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


def lacks_scans(stream: BinaryIO, size: int) -> bool:
    """Whether a progressive picture's scans end before they have given all of every coefficient.

    It can be seen from its first scan on, only coarser, and an end mark may have been put behind.
    """
    stream.seek(0)
    data = stream.read(size)
    left: dict[int, list[int]] = {}
    try:
        for _, _, picture, scan in scans_of(data):
            if not picture.progressive:
                return False
            left = left or {id(part): [_BITS] * 64 for part in picture.components.values()}
            for part, _, _ in scan.parts:
                span = range(scan.start, scan.end + 1)
                left[id(part)][scan.start : scan.end + 1] = [scan.left for _ in span]
    except DamagedError:
        return True
    except (LookupError, ValueError, ZeroDivisionError):
        return False
    return any(any(each) for each in left.values())


def _suspect(stream: BinaryIO, size: int) -> bool:
    """Whether there is a run of zeros or a filled hole anywhere, be it in headers."""
    for start in range(0, size, _BLOCK):
        stream.seek(start)
        block = stream.read(_BLOCK + RUN)
        if bytes(RUN) in block or _filled(block, 0, len(block)):
            return True
    return False


def _filled(data: bytes, start: int, end: int, scan: CodedScan | None = None) -> bool:
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


def _plain_area(scan: CodedScan) -> frozenset[bytes]:
    """Every half piece of the data that say: one more block like the last, and one more.

    Half, for the area may begin or end in the other one; of a text no half is one.
    """
    if not scan.first:
        return frozenset()
    bits = ""
    for part, first, rest in scan.parts:
        same = first.of(0) if first else ""
        ends = rest.of(0) if rest and scan.end else ""
        if not same or (scan.end and not ends):
            return frozenset()
        bits += (same + ends) * (1 if len(scan.parts) == 1 else part.wide * part.high)
    run = bits * (_HALF * 8 // len(bits) + 2)
    places = (run[at : at + _HALF * 8] for at in range(len(bits)))
    return frozenset(int(piece, 2).to_bytes(_HALF, "big") for piece in places)


def _spoilt(data: bytes, start: int, end: int, picture: CodedPicture, scan: CodedScan) -> bool:
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


def _may_be_plain(scan: CodedScan) -> bool:
    """Whether zeros may mean a plain area, or nothing new of one."""
    if not scan.first:
        return True
    for _, first, rest in scan.parts:
        if scan.start == 0 and (first is None or first.of_zeros()):
            return False
        if scan.end > 0 and (rest is None or rest.of_zeros() & 0x0F):
            return False
    return True


def _count(coded: bytes, picture: CodedPicture, scan: CodedScan) -> None:
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


def _whole_blocks(bits: Bits, scan: CodedScan, units: int, *, single: bool) -> None:
    """Blocks of a sequential picture, or the first coefficients of a progressive one."""
    order = []
    for part, first, rest in scan.parts:
        order += [(first, rest if scan.end else None)] * (1 if single else part.wide * part.high)
    if scan.first:
        bits.blocks(order, units)
    else:
        bits.skip(units * len(order))
