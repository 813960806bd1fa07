"""Archives in volumes, cut as their packers cut them."""

from __future__ import annotations

import struct
import zlib

from tests.files.archives.rar_files import FROM_BEFORE, GOES_ON, _block4


def in_bytes(name: str, data: bytes, parts: int = 3) -> dict[str, bytes]:
    """``X.7z.001`` and so on: the bytes go on from one file to the next."""
    step = -(-len(data) // parts)
    cut = [data[at : at + step] for at in range(0, len(data), step)]
    return {f"{name}.{number:03}": piece for number, piece in enumerate(cut, start=1)}


def in_zip_parts(stem: str, data: bytes, at: int) -> dict[str, bytes]:
    """``X.z01`` and ``X.zip``, cut before byte ``at``: the directory counts by parts."""
    end = data.rfind(b"PK\x05\x06")
    _, _, _, _, count, length, start, _ = struct.unpack_from("<4s4H2LH", data, end)
    body, directory = data[:start], bytearray(data[start : start + length])
    place = 0
    while place < len(directory):
        names = struct.unpack_from("<3H", directory, place + 28)
        (offset,) = struct.unpack_from("<L", directory, place + 42)
        if offset >= at:
            struct.pack_into("<H", directory, place + 34, 1)
            struct.pack_into("<L", directory, place + 42, offset - at)
        place += 46 + sum(names)
    close = struct.pack("<4s4H2LH", b"PK\x05\x06", 1, 1, count, count, length, start - at, 0)
    return {f"{stem}.z01": body[:at], f"{stem}.zip": body[at:] + bytes(directory) + close}


def in_rar_parts(stem: str, name: str, content: bytes) -> dict[str, bytes]:
    """``X.part1.rar`` and ``X.part2.rar`` with one stored member that goes over both."""
    half = len(content) // 2
    first = _rar4_part(name, content[:half], content, GOES_ON, 0x0111, more=True)
    second = _rar4_part(name, content[half:], content, FROM_BEFORE, 0x0011, more=False)
    return {f"{stem}.part1.rar": first, f"{stem}.part2.rar": second}


def _rar4_part(
    name: str, piece: bytes, whole: bytes, flags: int, archive_flags: int, *, more: bool
) -> bytes:
    raw = name.encode("ascii")
    head = struct.pack(
        "<LLBLLBBHL",
        *(len(piece), len(whole), 2, zlib.crc32(piece if more else whole)),
        *(0x56E10000, 29, 0x30, len(raw), 0x20),
    )
    data = b"Rar!\x1a\x07\x00" + _block4(0x73, archive_flags, bytes(6))
    data += _block4(0x74, 0x8000 | flags, head + raw) + piece
    return data + _block4(0x7B, 0x4000 | more, b"")
