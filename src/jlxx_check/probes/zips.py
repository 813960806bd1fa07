"""A zip file's directory, opened within limits and with the library's many exceptions made two."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from typing import BinaryIO

ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")

#: Members of a document; Word and Excel write some dozens, photo-heavy ones some hundreds.
MAX_MEMBERS = 20_000

#: What a damaged zip file makes the standard library raise.
ZIP_FAULTS = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
    ValueError,
    EOFError,
    OverflowError,
    IndexError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)

_END_RECORD = b"PK\x05\x06"
_END_RECORD_SIZE = 22
_LONGEST_COMMENT = 65_535


class CutShort(Exception):
    """The zip file has no directory at its end: it was not copied to its end."""


class Broken(Exception):
    """The zip file, or a member of it, is damaged."""


class Oversized(Exception):
    """A member unpacks to more than the limit given."""


class TooMany(Exception):
    """The zip file lists more members than ``MAX_MEMBERS``; ``count`` says how many."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def open_zip(stream: BinaryIO, size: int) -> zipfile.ZipFile:
    """Open a zip file for reading. Raises CutShort, Broken, TooMany, OSError."""
    count = _stated_members(stream, size)
    if count is None:
        raise CutShort
    if count > MAX_MEMBERS:
        raise TooMany(count)
    stream.seek(0)
    try:
        archive = zipfile.ZipFile(stream)
    except ZIP_FAULTS as error:
        raise Broken from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise TooMany(len(archive.infolist()))
    return archive


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name with ``/``, whichever slash its writer used, without a leading one."""
    return info.orig_filename.replace("\\", "/").lstrip("/")


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """A member's bytes, never more than ``limit``. Raises Broken, Oversized, OSError."""
    try:
        with archive.open(info) as member:
            data = member.read(limit + 1)
    except ZIP_FAULTS as error:
        raise Broken from error
    if len(data) > limit:
        raise Oversized
    return data


def is_encrypted(info: zipfile.ZipInfo) -> bool:
    """Whether the member asks for a zip password."""
    return bool(info.flag_bits & 1)


def first_member_name(head: bytes) -> str:
    """The name in the first local header: all that a cut zip file may still tell."""
    if len(head) < 30 or not head.startswith(ZIP_MAGICS[0]):
        return ""
    (length,) = struct.unpack_from("<H", head, 26)
    return head[30 : 30 + length].decode("utf-8", "replace").replace("\\", "/")


def _stated_members(stream: BinaryIO, size: int) -> int | None:
    """How many members the end record states; None where there is no end record."""
    tail = min(size, _END_RECORD_SIZE + _LONGEST_COMMENT)
    stream.seek(size - tail)
    data = stream.read(tail)
    at = data.rfind(_END_RECORD)
    if at < 0 or at + _END_RECORD_SIZE > len(data):
        return None
    (count,) = struct.unpack_from("<H", data, at + 10)
    return int(count)
