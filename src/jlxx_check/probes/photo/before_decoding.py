"""What is settled before a picture's library decodes it: its size, the memory left, its warnings.

Sizes are told here for formats whose library tells too late, or only how much of the picture is
shown.
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
