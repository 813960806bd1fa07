"""OLE compound files: the container of .doc, .xls, .ppt, .wps and of encrypted Office files."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from typing import Any, BinaryIO

from jlxx_check.probes.unreadable import DamagedError

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
#: What every office program says of a file; begins with FE FF.
_PROPERTIES = frozenset({"\x05SummaryInformation", "\x05DocumentSummaryInformation"})


_Compound = Any  # olefile.OleFileIO, generic in its type stubs alone


def top_level(stream: BinaryIO) -> frozenset[str]:
    """Names of the streams and storages at the root, casefolded. Raises DamagedError."""
    try:
        with _opened(stream) as compound:
            return frozenset(str(entry[0]).casefold() for entry in compound.listdir(storages=True))
    except _FAULTS as error:
        raise DamagedError from error


def read_streams(stream: BinaryIO, *names: str) -> dict[str, bytes]:
    """The streams of these names that are there, whole. Raises DamagedError."""
    found: dict[str, bytes] = {}
    size = stream.seek(0, io.SEEK_END)
    try:
        with _opened(stream) as compound:
            if _is_cut(compound, size):
                raise DamagedError
            for name in names:
                if compound.exists(name):
                    found[name] = _whole(compound, name, size)
    except _FAULTS as error:
        raise DamagedError from error
    return found


def _whole(compound: _Compound, name: str, size: int) -> bytes:
    """A stream's bytes. size: the file's, which no part of it can exceed."""
    stated = compound.get_size(name)
    root = compound.root
    if root is None or max(stated, root.size) > size:
        raise DamagedError  # olefile would go round in a circle for as long as the size says
    data: bytes = compound.openstream(name).read()
    if len(data) != stated:
        raise DamagedError
    return data


def _is_cut(compound: _Compound, size: int) -> bool:
    """Whether a stream's sectors lead beyond the file, or the head of one is wiped."""
    for entry in compound.direntries:
        if entry is None or not 0 < entry.size <= size:
            continue
        own = entry.size >= compound.minisectorcutoff or entry is compound.root
        if own and not _leads_home(
            compound.fat, entry.isectStart, entry.size, compound.sector_size
        ):
            return True
        if entry.name in _PROPERTIES and _is_wiped(compound.openstream(entry.name).read()):
            return True
    return False


def _is_wiped(properties: bytes) -> bool:
    """Whether the head is gone and something behind it is not.

    JExcelApi, which many systems export with, leaves the whole stream empty.
    """
    return not properties[:2].strip(b"\0") and bool(properties.strip(b"\0"))


def _leads_home(table: Sequence[int], sector: int, size: int, length: int) -> bool:
    """Whether as many sectors follow each other within the file as ``size`` bytes need."""
    for _ in range(-(-size // length)):
        if not 0 <= sector < len(table):
            return False
        sector = table[sector]
    return True


def _opened(stream: BinaryIO) -> _Compound:
    """The file, once its header states no more tables than it can need."""
    sectors = stream.seek(0, io.SEEK_END) >> 9
    stream.seek(0)
    header = stream.read(512)
    version, _, shift = struct.unpack_from("<HHH", header, 0x1A)
    tables, more_tables = (struct.unpack_from("<I", header, at)[0] for at in (0x2C, 0x48))
    most = sectors // _PLACES * 2 + 16
    if _SHIFTS.get(version) != shift or tables > most or more_tables > most:
        raise DamagedError
    stream.seek(0)
    import olefile  # late: every file is asked whether it is one of these

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
        raise DamagedError  # 450 MB: no workbook that may be read
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
