"""Recordings told by their inside: the ISO base media family, and sound without a container.

MP4, QuickTime, M4A and HEIF are one family (ISO/IEC 14496-12), told apart by brand and first boxes;
MP3 and AAC have no container and are known by their frames alone.
"""

from __future__ import annotations

import re
import struct
from typing import BinaryIO

from jlxx_check.model.facts import Content

_HEVC = frozenset(b"heic heix heim heis hevc hevx hevm hevs".split())
_AV1 = frozenset(b"avif avis".split())
#: Still pictures of any codec; which, the brands behind the first one tell.
_STILL = frozenset(b"heif mif1 mif2 mif3 msf1 miaf".split())
#: Still pictures and their series in codecs that no telephone uses (23008-12, annexes E to L).
_RARE = frozenset(b"avci avcs jpeg jpgs j2ki j2is evbi evbs evmi evms vvic vvis unif".split())
_SOUND = frozenset({b"M4A ", b"M4B ", b"M4P "})
_NO_MEDIA = frozenset({b"jpx ", b"jp2 "})
_OLD_QUICKTIME = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_PADDING = frozenset({b"free", b"skip", b"wide"})
_SOUND_EXTENSIONS = frozenset({".m4a", ".m4b", ".aac"})

#: How far the index is looked through for a picture track, and over how many boxes.
_INDEX_LIMIT = 4_000_000
_BOXES = 64
#: Bytes of it that are read at a time.
_PIECE = 1 << 16
#: What says which sort a track is of (ISO/IEC 14496-12, 8.4.3), in QuickTime's files, too.
_HANDLER = re.compile(rb"hdlr.{8}(soun|vide)", re.DOTALL)
_HANDLER_BYTES = 16
_BITRATES = (  # kbit/s; rows: MPEG-1 layers II and III, MPEG-2 layers II and III
    (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def media_content(stream: BinaryIO, size: int, head: bytes, extension: str) -> Content | None:
    """What the file is if it begins as one of the family, else None."""
    at = 0
    while at + 12 <= len(head):
        length, kind = struct.unpack_from(">I4s", head, at)
        if kind == b"ftyp":
            end = min(at + length, len(head))
            brands = [head[place : place + 4] for place in range(at + 8, end, 4)]
            return _by_brand(stream, size, brands, extension)
        if kind not in _PADDING or not 8 <= length < len(head):
            break
        at += length
    length, kind = struct.unpack_from(">I4s", head.ljust(8, b"\0"))
    worded = all(0x20 <= byte < 0x7F for byte in head[:4])  # "The free lunch" is no box
    if kind in _OLD_QUICKTIME and (length in (0, 1) or 8 <= length <= size or not worded):
        return Content.QUICKTIME
    return None


def _by_brand(stream: BinaryIO, size: int, brands: list[bytes], extension: str) -> Content:
    """brands: the file's own one, a version number, and those that it is compatible with."""
    brand = brands[0] if brands else b""
    if brand == b"qt  ":
        return Content.QUICKTIME
    if brand in _AV1:
        return Content.AVIF
    if brand in _RARE and _STILL.intersection(brands):
        return Content.HEIC
    if brand in _HEVC or brand in _STILL:
        av1_only = brand in _STILL and _AV1.intersection(brands) and not _HEVC.intersection(brands)
        return Content.AVIF if av1_only else Content.HEIC
    if brand == b"crx ":
        return Content.RAW
    if brand in _NO_MEDIA:
        return Content.UNKNOWN
    # Phones and converters put sound under a general brand, and films under that of sound.
    tracks = _tracks(stream, size, partly=extension in _SOUND_EXTENSIONS)
    if tracks == {b"soun"}:
        return Content.M4A
    if brand not in _SOUND:
        return Content.MP4
    # A talking book has pictures of its chapters as a track.
    return Content.M4A if b"vide" not in tracks or extension in _SOUND_EXTENSIONS else Content.MP4


def _tracks(stream: BinaryIO, size: int, *, partly: bool) -> set[bytes]:
    """Which of sound and picture the index names tracks of; none where it is not found.

    None, too, where its beginning alone is there and names no picture, which the rest may have;
    partly: the beginning will do.
    """
    at = 0
    for _ in range(_BOXES):
        stream.seek(at)
        header = stream.read(16)
        if len(header) < 8:
            return set()
        length, kind = struct.unpack_from(">I4s", header)
        if length == 1 and len(header) == 16:
            (length,) = struct.unpack_from(">Q", header, 8)
        if kind == b"moov":
            stream.seek(at + 8)
            found = _named_in(stream, min(length, _INDEX_LIMIT))
            whole = at + length <= size and length <= _INDEX_LIMIT
            return found if whole or partly or b"vide" in found else set()
        if length < 8 or at + length >= size:
            return set()
        at += length
    return set()


def _named_in(stream: BinaryIO, length: int) -> set[bytes]:
    """The same of the index that begins here; no more of it is read than tells."""
    found: set[bytes] = set()
    rest = b""
    for _ in range(0, length, _PIECE):
        piece = stream.read(_PIECE)
        found.update(_HANDLER.findall(rest + piece))
        if not piece or b"vide" in found:
            break
        rest = piece[-_HANDLER_BYTES:]
    return found


def sound_content(head: bytes, size: int) -> Content | None:
    """MP3 or AAC by frames: a sync word, a sane header and a second frame where it must be."""
    if len(head) < 4 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0 and head[2] >> 2 & 15 < 13:
        length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5 if len(head) > 5 else 0
        return Content.AUDIO_OTHER if _next_frame(head, size, length) else None
    length = _mp3_frame_length(head)
    return Content.MP3 if length and _next_frame(head, size, length) else None


def _mp3_frame_length(head: bytes) -> int:
    """Bytes of the MPEG audio frame (layer II or III) at the beginning; 0 where it is none."""
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    if head[1] & 0xE0 != 0xE0 or version == 1 or layer not in (1, 2):
        return 0
    if bitrate in (0, 15) or rate == 3:
        return 0
    row = 2 if version != 3 else (0 if layer == 2 else 1)
    samples = 72 if version != 3 and layer == 1 else 144
    return samples * _BITRATES[row][bitrate] * 1000 // _RATES[version][rate] + (head[2] >> 1 & 1)


def _next_frame(head: bytes, size: int, length: int) -> bool:
    if length < 8:
        return False
    if length + 2 > min(size, len(head)):
        return length >= size
    return head[length] == 0xFF and head[length + 1] == head[1]
