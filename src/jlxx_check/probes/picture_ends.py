"""Whether a picture file reaches its end, told without decoding it."""

from __future__ import annotations

from typing import BinaryIO

from jlxx_check.model.facts import Content

_BLOCK = 1 << 16
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_START_OF_SCAN = 0xDA


def is_cut_short(stream: BinaryIO, size: int, content: Content) -> bool:
    """True where the format's own end is missing. False also where only decoding can tell."""
    if content is Content.JPEG:
        return _jpeg_cut(stream, size)
    if content is Content.PNG:
        return _png_cut(stream, size)
    if content is Content.WEBP:
        stream.seek(4)
        return int.from_bytes(stream.read(4), "little") + 8 > size
    return False


def _jpeg_cut(stream: BinaryIO, size: int) -> bool:
    """No end-of-image marker (ITU-T T.81, B.1.1.3) after the first start of scan.

    Inside picture data FF is always followed by 00 or a restart marker, so that the marker cannot
    occur by chance; the thumbnail in the header has one of its own and must not be looked at.
    """
    floor = _first_scan(stream, size)
    if floor is None:
        return True
    end = size
    while end > floor:
        start = max(floor, end - _BLOCK)
        stream.seek(start)
        if b"\xff\xd9" in stream.read(min(end + 1, size) - start):
            return False
        end = start
    return True


def _first_scan(stream: BinaryIO, size: int) -> int | None:
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
            if marker == _START_OF_SCAN:
                return position
    return None


def _png_cut(stream: BinaryIO, size: int) -> bool:
    """No IEND chunk (PNG, 11.2.5)."""
    position = 8
    while position + 8 <= size:
        stream.seek(position)
        head = stream.read(8)
        if head[4:] == b"IEND":
            return False
        position += 12 + int.from_bytes(head[:4], "big")
    return True
