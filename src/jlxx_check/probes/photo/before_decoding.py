"""What is settled before a picture's library decodes it: size, memory left, warnings, headers.

Sizes are told here for formats whose library tells too late, or only how much of the picture is
shown. A JPEG's headers are put in order where its reader refuses what others pass over: a JFIF
segment of seven bytes, an Adobe one that is too short, bytes between segments.
"""

from __future__ import annotations

import re
import struct
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from jlxx_check.probes.mp4_boxes import top_level
from jlxx_check.probes.unreadable import TooBigError

_HEAD = 30
#: Bytes of a HEIF file's own index that are looked through; a telephone's picture has some 5,000.
_INDEX = 10_000_000
_EXTENT = re.compile(rb"ispe\0\0\0\0(.{8})", re.DOTALL)
_DATA = re.compile(rb"^VmData:\s*(\d+) kB", re.MULTILINE)


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
    except TooBigError:
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


def check_headroom(needed: int) -> None:
    """Raises MemoryError where this process may not take ``needed`` bytes more.

    For libraries that, when they are refused memory, say that the file is damaged.
    """
    if not sys.platform.startswith("linux"):
        return  # no other system refuses any
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_DATA)
    if limit == resource.RLIM_INFINITY:
        return
    taken = _DATA.search(Path("/proc/self/status").read_bytes())
    if taken is not None and int(taken[1]) * 1024 + needed > limit:
        raise MemoryError


class _Hush:
    """Ignores warnings while any thread is inside.

    ``warnings.catch_warnings`` alone is not safe between threads: one that leaves late would
    restore another's filters. Here the first to enter saves them and the last to leave restores.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._saved: warnings.catch_warnings[None] | None = None

    @contextmanager
    def __call__(self) -> Iterator[None]:
        with self._lock:
            if not self._inside:
                self._saved = warnings.catch_warnings()
                self._saved.__enter__()
                warnings.simplefilter("ignore")
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if not self._inside and self._saved is not None:
                    self._saved.__exit__(None, None, None)
                    self._saved = None


#: ``with hushed():`` around calls of a library that warns about odd files.
hushed = _Hush()


_SOI = b"\xff\xd8"
_START_OF_SCAN = 0xDA
#: Application segments that say something of the picture, and the least that they hold.
_TELLING = {0xE0: (b"JFIF\0", 16), 0xE1: (b"Exif\0\0", 16), 0xEE: (b"Adobe", 14)}
_APPLICATION = range(0xE0, 0xF0)
_COMMENT = 0xFE
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def cleaned(data: bytes) -> bytes | None:
    """The file with its headers in order; None where they are, or where there is no picture."""
    parts = list(_segments(data))
    if not parts or parts[-1][0] != _START_OF_SCAN:
        return None
    kept = b"".join(segment for marker, segment, _ in parts if _is_sound(marker, segment))
    rest = data[parts[-1][2] :]
    made = _SOI + kept + rest
    return made if made != data else None


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Marker, whole segment and its end, up to the first scan's header."""
    at = data.find(b"\xff", 2)
    while 0 <= at < len(data) - 4:
        marker = data[at + 1]
        if marker in (0x00, 0xFF) or marker in _STANDALONE:
            at = data.find(b"\xff", at + 1)
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end > len(data):
            return
        yield marker, data[at:end], end
        if marker == _START_OF_SCAN:
            return
        at = data.find(b"\xff", end)


def _is_sound(marker: int, segment: bytes) -> bool:
    if marker not in _APPLICATION:
        return marker != _COMMENT
    name, least = _TELLING.get(marker, (b"", 0))
    return bool(name) and segment[4:].startswith(name) and len(segment) - 2 >= least
