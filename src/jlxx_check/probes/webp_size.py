"""How large a WebP picture is (RFC 9649), told before its library sets memory aside for it."""

from __future__ import annotations

from typing import BinaryIO

_HEAD = 30


def webp_pixels(stream: BinaryIO) -> int:
    """Width times height as the header states them; 0 where it states nothing that makes sense."""
    stream.seek(0)
    head = stream.read(_HEAD)
    if len(head) < _HEAD:
        return 0
    kind = head[12:16]
    if kind == b"VP8X":
        return (_number(head[24:27]) + 1) * (_number(head[27:30]) + 1)
    if kind == b"VP8L" and head[20] == 0x2F:
        sides = _number(head[21:25])
        return ((sides & 0x3FFF) + 1) * ((sides >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        return (_number(head[26:28]) & 0x3FFF) * (_number(head[28:30]) & 0x3FFF)
    return 0


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")
