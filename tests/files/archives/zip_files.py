"""Zip files by hand, so that every field may say what no honest packer writes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

UTF8 = 0x800
LOCKED = 0x1
LINK = 0o120777 << 16
PIPE = 0o010644 << 16
UNIX = 3


@dataclass(frozen=True)
class Entry:
    """One member. None: what is true of the content.

    offset: where the directory says that it lies. extra: of the directory's record.
    """

    name: bytes
    content: bytes = b""
    flags: int = 0
    method: int = 8
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    offset: int | None = None
    attributes: int = 0
    system: int = 0
    extra: bytes = b""
    signature: bytes = b"PK\x03\x04"

    @property
    def packed(self) -> bytes:
        if self.method != 8:
            return self.content
        machine = zlib.compressobj(9, zlib.DEFLATED, -15)
        return machine.compress(self.content) + machine.flush()


def zip_file(
    entries: Iterable[Entry], *, disk: int = 0, before: bytes = b"", after: bytes = b""
) -> bytes:
    """The whole file. before, after: bytes around the archive. disk: as a split one says."""
    body, directory, count = b"", b"", 0
    for entry in entries:
        packed = entry.packed
        crc = zlib.crc32(entry.content) if entry.crc is None else entry.crc
        size = len(entry.content) if entry.size is None else entry.size
        stored = len(packed) if entry.packed_size is None else entry.packed_size
        common = struct.pack(
            "<4HL2L", entry.flags, entry.method, 0x4A00, 0x56E5, crc, stored, size
        )  # fmt: skip
        offset = len(body) if entry.offset is None else entry.offset
        body += entry.signature + struct.pack("<H", 20) + common
        body += struct.pack("<2H", len(entry.name), 0) + entry.name + packed
        directory += b"PK\x01\x02" + struct.pack("<2BH", 20, entry.system, 20) + common
        directory += struct.pack(
            "<5H2L", len(entry.name), len(entry.extra), 0, 0, 0, entry.attributes, offset
        )  # fmt: skip
        directory += entry.name + entry.extra
        count += 1
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", disk, disk, count, count, len(directory), len(body), 0
    )
    return before + body + directory + end + after
