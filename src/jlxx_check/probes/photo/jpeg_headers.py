"""A JPEG's headers without what its reader here refuses and others pass over.

A JFIF segment of seven bytes, an Adobe one that is too short, bytes between segments: decoders skip
to the next marker and show the picture.
"""

from __future__ import annotations

from collections.abc import Iterator

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
