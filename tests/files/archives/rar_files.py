"""RAR files of stored members, written by hand: no free program writes the format."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

Member = tuple[str, bytes]

#: Flags of a RAR4 member: begins in an earlier part, goes on in a later one, needs a password.
FROM_BEFORE, GOES_ON, LOCKED = 0x01, 0x02, 0x04
#: Flag of a RAR4 archive: its headers are encrypted.
ALL_LOCKED = 0x80


def rar4(members: Iterable[Member], *, flags: int = 0, archive_flags: int = 0) -> bytes:
    """A RAR 2.9 archive; names in GBK's range have to be ASCII here."""
    data = b"Rar!\x1a\x07\x00" + _block4(0x73, archive_flags, bytes(6))
    for name, content in members:
        raw = name.encode("ascii")
        head = struct.pack(
            "<LLBLLBBHL",
            *(len(content), len(content), 2, zlib.crc32(content)),
            *(0x56E10000, 29, 0x30, len(raw), 0x20),
        )
        data += _block4(0x74, 0x8000 | flags, head + raw) + content
    return data + _block4(0x7B, 0x4000, b"")


def _block4(kind: int, flags: int, body: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head


def rar5(members: Iterable[Member]) -> bytes:
    """A RAR 5 archive; a name that ends in a slash is a folder."""
    data = b"Rar!\x1a\x07\x01\x00" + _block5(_numbers(1, 0, 0))
    for name, content in members:
        raw = name.rstrip("/").encode()
        folder = name.endswith("/")
        head = _numbers(2, 2, len(content), 1 if folder else 4, len(content), 0)
        head += b"" if folder else struct.pack("<L", zlib.crc32(content))
        data += _block5(head + _numbers(0, 1, len(raw)) + raw) + content
    return data + _block5(_numbers(5, 0, 0))


def _block5(body: bytes) -> bytes:
    head = _numbers(len(body)) + body
    return struct.pack("<L", zlib.crc32(head)) + head


def _numbers(*values: int) -> bytes:
    data = bytearray()
    for value in values:
        while value > 0x7F:
            data.append(value & 0x7F | 0x80)
            value >>= 7
        data.append(value)
    return bytes(data)
