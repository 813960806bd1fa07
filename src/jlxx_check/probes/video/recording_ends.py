"""Whether a recording reaches its end, told from its first and last bytes.

libmediainfo does not notice a missing end in these formats, or takes a recording for cut short that
was written as it came and states no sizes (Matroska, WebM).
"""

from __future__ import annotations

import struct
from typing import BinaryIO

from jlxx_check.model.facts import Content

_ASF_DATA = bytes.fromhex("3626b2758e66cf11a6d900aa0062ce6c")
_ASF_HEAD = 24  # identity and size of an object
_FLV_HEAD, _FLV_TAG = 13, 11
_FLV_KINDS = (8, 9, 18)
_MOST_TAGS = 1_000_000  # some hours
_SEGMENT, _CLUSTER = bytes.fromhex("18538067"), bytes.fromhex("1f43b675")
_MP3_WITHIN = 64  # bytes from the frame's start: side information goes before the count
_HAS_FRAMES, _HAS_BYTES = 1, 2


def is_cut_short(stream: BinaryIO, size: int, content: Content) -> bool:
    """True where the file's own record goes beyond its end. False also where it keeps none."""
    match content:
        case Content.WMV:
            return _asf_cut(stream, size)
        case Content.FLV:
            return _flv_cut(stream, size)
        case Content.MATROSKA:
            return _matroska_cut(stream, size)
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
    """Not a chain of whole tags, each followed by its size (FLV 10.1, annex E.3)."""
    at = _FLV_HEAD
    for _ in range(_MOST_TAGS):
        if at == size:
            break
        stream.seek(at)
        head = stream.read(4)
        if len(head) < 4 or head[0] not in _FLV_KINDS:
            return True
        length = _FLV_TAG + int.from_bytes(head[1:], "big")
        stream.seek(at + length)
        if stream.read(4) != length.to_bytes(4, "big"):
            return True
        at += length + 4
    return at <= _FLV_HEAD


def _matroska_cut(stream: BinaryIO, size: int) -> bool:
    """An element reaches beyond the end (RFC 8794); a live recording's have no size of their own.

    A segment and a cluster of unknown size are as long as what is in them, and end anywhere.
    """
    at = 0
    for _ in range(_MOST_TAGS):
        stream.seek(at)
        head = stream.read(12)
        if not head or not head[0]:
            return False  # the end, or nothing that could be followed
        named = 9 - head[0].bit_length()
        sized = 9 - head[named].bit_length() if len(head) > named else 0
        if named > 4 or sized > 8:
            return False
        if not sized or len(head) < named + sized:
            return True
        length = int.from_bytes(head[named : named + sized], "big") & ((1 << 7 * sized) - 1)
        unknown = length == (1 << 7 * sized) - 1
        if unknown:
            if head[:named] not in (_SEGMENT, _CLUSTER):
                return False
            at += named + sized
            continue
        at += named + sized + length
        if at > size:
            return True
    return False


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
