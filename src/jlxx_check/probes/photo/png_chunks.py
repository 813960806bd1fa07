"""A PNG without the extra chunks whose checksum is wrong, which viewers pass over (PNG, 13.2)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Bit of a chunk's first letter that tells that the picture can do without it (PNG, 5.4).
_EXTRA = 0x20


def cleaned(data: bytes) -> bytes | None:
    """The file without them; None where there are none, or where a chunk that counts is spoilt."""
    kept = [_SIGNATURE]
    for chunk in _chunks(data):
        if zlib.crc32(chunk[4:-4]) == int.from_bytes(chunk[-4:], "big"):
            kept.append(chunk)
        elif not chunk[4] & _EXTRA:
            return None
    made = b"".join(kept)
    whole = made.endswith(b"IEND\xaeB`\x82")
    return made if whole and len(made) < len(data) and made != data[: len(made)] else None


def _chunks(data: bytes) -> Iterator[bytes]:
    at = len(_SIGNATURE)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if end > len(data):
            return
        yield data[at:end]
        if data[at + 4 : at + 8] == b"IEND":
            return
        at = end
