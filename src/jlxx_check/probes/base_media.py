"""The ISO base media family (MP4, QuickTime, M4A, HEIF), told by brand and first boxes."""

from __future__ import annotations

import struct
from typing import BinaryIO

from jlxx_check.model.facts import Content

_STILL = frozenset(b"heic heix heim heis hevc hevx hevm hevs heif mif1 mif2 msf1 avif avis".split())
_SOUND = frozenset({b"M4A ", b"M4B ", b"M4P "})
_NO_MEDIA = frozenset({b"crx ", b"jpx ", b"jp2 "})
_OLD_QUICKTIME = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_PADDING = frozenset({b"free", b"skip", b"wide"})
_SOUND_EXTENSIONS = frozenset({".m4a", ".m4b", ".aac"})

#: How far the index is looked through for a picture track, and over how many boxes.
_INDEX_LIMIT = 4_000_000
_BOXES = 64


def sniff(stream: BinaryIO, size: int, head: bytes, extension: str) -> Content | None:
    """What the file is if it begins as one of the family, else None."""
    at = 0
    while at + 12 <= len(head):
        length, kind = struct.unpack_from(">I4s", head, at)
        if kind == b"ftyp":
            brand = head[at + 8 : at + 12]
            return _by_brand(stream, size, brand, extension)
        if kind not in _PADDING or not 8 <= length < len(head):
            break
        at += length
    length, kind = struct.unpack_from(">I4s", head.ljust(8, b"\0"))
    worded = all(0x20 <= byte < 0x7F for byte in head[:4])  # "The free lunch" is no box
    if kind in _OLD_QUICKTIME and (length in (0, 1) or 8 <= length <= size or not worded):
        return Content.QUICKTIME
    return None


def _by_brand(stream: BinaryIO, size: int, brand: bytes, extension: str) -> Content:
    if brand == b"qt  ":
        return Content.QUICKTIME
    if brand in _STILL:
        return Content.HEIC
    if brand in _SOUND:
        return Content.M4A
    if brand in _NO_MEDIA:
        return Content.UNKNOWN
    if extension in _SOUND_EXTENSIONS and _without_pictures(stream, size):
        return Content.M4A  # phones record sound under a general brand
    return Content.MP4


def _without_pictures(stream: BinaryIO, size: int) -> bool:
    """Whether the index is found and names no picture track."""
    at = 0
    for _ in range(_BOXES):
        stream.seek(at)
        header = stream.read(16)
        if len(header) < 8:
            return False
        length, kind = struct.unpack_from(">I4s", header)
        if kind == b"moov":
            index = stream.read(min(length, _INDEX_LIMIT))
            return b"soun" in index and b"vide" not in index
        if length == 1 and len(header) == 16:
            (length,) = struct.unpack_from(">Q", header, 8)
        if length < 8 or at + length >= size:
            return False
        at += length
    return False
