"""Whether a recording reaches its end, told from its first and last bytes.

libmediainfo does not notice a missing end in these formats.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

from jlxx_check.model.facts import Content

_ASF_DATA = bytes.fromhex("3626b2758e66cf11a6d900aa0062ce6c")
_ASF_HEAD = 24  # identity and size of an object
_FLV_HEAD, _FLV_TAG = 13, 11
_FLV_KINDS = (8, 9, 18)
_MP3_WITHIN = 64  # bytes from the frame's start: side information goes before the count
_HAS_FRAMES, _HAS_BYTES = 1, 2


def is_cut_short(stream: BinaryIO, size: int, content: Content) -> bool:
    """True where the file's own record goes beyond its end. False also where it keeps none."""
    match content:
        case Content.WMV:
            return _asf_cut(stream, size)
        case Content.FLV:
            return _flv_cut(stream, size)
        case Content.MP3:
            return _mp3_cut(stream, size)
        case _:
            return False


def _asf_cut(stream: BinaryIO, size: int) -> bool:
    """The data object reaches beyond the end (ASF, 5.1). A live recording states no size."""
    stream.seek(16)
    place = int.from_bytes(stream.read(8), "little")
    if place + _ASF_HEAD > size:
        return True
    stream.seek(place)
    head = stream.read(_ASF_HEAD)
    length = int.from_bytes(head[16:], "little")
    return head.startswith(_ASF_DATA) and place + length > size


def _flv_cut(stream: BinaryIO, size: int) -> bool:
    """The last tag is not whole: each is followed by its size (FLV 10.1, annex E.3)."""
    if size < _FLV_HEAD + _FLV_TAG + 4:
        return True
    stream.seek(size - 4)
    length = int.from_bytes(stream.read(4), "big")
    start = size - 4 - length
    if start < _FLV_HEAD or length < _FLV_TAG:
        return True
    stream.seek(start)
    head = stream.read(4)
    return head[0] not in _FLV_KINDS or int.from_bytes(head[1:], "big") != length - _FLV_TAG


def _mp3_cut(stream: BinaryIO, size: int) -> bool:
    """The first frame counts more bytes than there are (Xing or Info header)."""
    stream.seek(0)
    head = stream.read(10)
    start = 0
    if head[:3] == b"ID3":  # seven bits a byte
        start = 10 + sum((byte & 0x7F) << 7 * place for place, byte in enumerate(head[:5:-1]))
    stream.seek(start)
    frame = stream.read(_MP3_WITHIN)
    at = max(frame.find(b"Xing"), frame.find(b"Info"))
    if at < 0 or at + 16 > len(frame):
        return False
    (flags,) = struct.unpack_from(">I", frame, at + 4)
    if not flags & _HAS_BYTES:
        return False
    (count,) = struct.unpack_from(">I", frame, at + (12 if flags & _HAS_FRAMES else 8))
    return bool(start + count > size)
