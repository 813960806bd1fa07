"""How large a picture is, told before its library sets memory aside for it.

For formats whose library tells too late, or only how much of the picture is shown.
"""

from __future__ import annotations

import re
import struct
from typing import BinaryIO

from jlxx_check.probes.mp4_boxes import Beyond, top_level

_HEAD = 30
#: Bytes of a HEIF file's own index that are looked through; a telephone's picture has some 5,000.
_INDEX = 10_000_000
_EXTENT = re.compile(rb"ispe\0\0\0\0(.{8})", re.DOTALL)


def webp_pixels(stream: BinaryIO) -> int:
    """Width times height as a WebP's header states them (RFC 9649); 0 where it states no size."""
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


def heic_pixels(stream: BinaryIO, size: int) -> int:
    """Width times height of the largest picture in a HEIF file (ISO/IEC 23008-12); 0 for none.

    What is decoded counts, not what of it is shown.
    """
    try:
        boxes = [box for box in top_level(stream, size) if box.kind == "meta"]
    except Beyond:
        return 0
    largest = 0
    for box in boxes:
        stream.seek(box.body)
        for extent in _EXTENT.findall(stream.read(min(box.end - box.body, _INDEX))):
            width, height = struct.unpack(">II", extent)
            largest = max(largest, width * height)
    return largest


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")
