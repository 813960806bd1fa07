"""OLE compound files: the container of .doc, .xls, .ppt, .wps and of encrypted Office files."""

from __future__ import annotations

import io
import struct
from typing import Any, BinaryIO

import olefile

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: What a damaged compound file makes olefile raise.
_FAULTS = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    struct.error,
)

#: Sizes of a sector by the file's major version ([MS-CFB], 2.2), as powers of two.
_SHIFTS = {3: 9, 4: 12}
_SECTOR = 1 << _SHIFTS[4]
_PLACES = 128  # sectors that a table of 512 bytes lists
_SMALLEST = 4096  # bytes of a stream that is kept in sectors of its own
_NONE, _END, _IS_TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TABLES_IN_HEADER = 109


_Compound = Any  # olefile.OleFileIO, generic in its type stubs alone


class BrokenCompound(Exception):
    """The compound file, or a stream of it, is damaged."""


def top_level(stream: BinaryIO) -> frozenset[str]:
    """Names of the streams and storages at the root, casefolded. Raises BrokenCompound."""
    try:
        with _opened(stream) as compound:
            return frozenset(str(entry[0]).casefold() for entry in compound.listdir(storages=True))
    except _FAULTS as error:
        raise BrokenCompound from error


def read_streams(stream: BinaryIO, *names: str) -> dict[str, bytes]:
    """The streams of these names that are there, whole. Raises BrokenCompound."""
    found: dict[str, bytes] = {}
    size = stream.seek(0, io.SEEK_END)
    try:
        with _opened(stream) as compound:
            for name in names:
                if compound.exists(name):
                    found[name] = _whole(compound, name, size)
    except _FAULTS as error:
        raise BrokenCompound from error
    return found


def _whole(compound: _Compound, name: str, size: int) -> bytes:
    """A stream's bytes. size: the file's, which no part of it can exceed."""
    stated = compound.get_size(name)
    root = compound.root
    if root is None or max(stated, root.size) > size:
        raise BrokenCompound  # olefile would go round in a circle for as long as the size says
    data: bytes = compound.openstream(name).read()
    if len(data) != stated:
        raise BrokenCompound
    return data


def _opened(stream: BinaryIO) -> _Compound:
    """The file, once its header states no more tables than it can need."""
    sectors = stream.seek(0, io.SEEK_END) >> 9
    stream.seek(0)
    header = stream.read(512)
    version, _, shift = struct.unpack_from("<HHH", header, 0x1A)
    tables, more_tables = (struct.unpack_from("<I", header, at)[0] for at in (0x2C, 0x48))
    most = sectors // _PLACES * 2 + 16
    if _SHIFTS.get(version) != shift or tables > most or more_tables > most:
        raise BrokenCompound
    stream.seek(0)
    return olefile.OleFileIO(stream)


def holding(name: str, data: bytes) -> bytes:
    """A compound file of this one stream, sound in every link.

    A reader that follows whatever chain a file states can be made to follow one without end.
    """
    data = data.ljust(_SMALLEST, b"\0")
    count = -(-len(data) // _SECTOR)
    tables = 1
    while tables * (_SECTOR // 4) < count + 1 + tables:
        tables += 1
    if tables > _TABLES_IN_HEADER:
        raise BrokenCompound  # 450 MB: no workbook that may be read
    chain = [*range(1, count), _END, _END, *[_IS_TABLE] * tables]
    chain += [_NONE] * (tables * (_SECTOR // 4) - len(chain))
    places = [count + 1 + number for number in range(tables)]
    places += [_NONE] * (_TABLES_IN_HEADER - tables)
    header = MAGIC + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 4, 0xFFFE, _SHIFTS[4], 6)
    header += struct.pack("<9I", 1, tables, count, 0, _SMALLEST, _END, 0, _END, 0)
    header += struct.pack(f"<{_TABLES_IN_HEADER}I", *places)
    # Nothing is kept in small sectors, but calamine refuses a root that says so.
    root = _entry("Root Entry", 5, 1, count, 0)
    return b"".join(
        (
            header.ljust(_SECTOR, b"\0"),
            data.ljust(count * _SECTOR, b"\0"),
            (root + _entry(name, 2, _NONE, 0, len(data))).ljust(_SECTOR, b"\0"),
            struct.pack(f"<{len(chain)}I", *chain),
        )
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    """A directory entry ([MS-CFB], 2.6.1)."""
    letters = name.encode("utf-16-le") + b"\0\0"
    entry = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1)
    entry += struct.pack("<III", _NONE, _NONE, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)
