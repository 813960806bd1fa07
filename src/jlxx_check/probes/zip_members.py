"""A zip file's directory, opened within limits and with the library's exceptions made three."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from typing import BinaryIO

from jlxx_check.model.contents import ZIP_MARKS
from jlxx_check.model.facts import Cause
from jlxx_check.probes.unreadable import MB, CutShortError, DamagedError, TooBigError
from jlxx_check.text import Text

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
_IN_ZIP64 = 0xFFFF_FFFF
_LONGEST_COMMENT = 65_535
_TESTED_AT_ONCE = 1 << 20
_MEMBERS = Text("文件内部的部件数", "Parts inside the file")


def open_zip(stream: BinaryIO, size: int) -> zipfile.ZipFile:
    """Open a zip file for reading. Raises CutShortError, DamagedError, TooBigError, OSError."""
    count = _stated_members(stream, size)
    if count is None:
        raise CutShortError
    if count > MAX_MEMBERS:
        raise TooBigError(_MEMBERS, count, MAX_MEMBERS)
    stream.seek(0)
    try:
        archive = zipfile.ZipFile(stream)
    except ZIP_FAULTS as error:
        raise DamagedError from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise TooBigError(_MEMBERS, len(archive.infolist()), MAX_MEMBERS)
    return archive


def begins_before(stream: BinaryIO, size: int, archive: zipfile.ZipFile) -> bool:
    """Whether the directory is not of the file's beginning, but of a zip file inside it.

    So it is where a document is cut short behind another that is embedded in it.
    """
    stream.seek(size - min(size, _END_RECORD_SIZE + _LONGEST_COMMENT))
    data = stream.read()
    at = data.rfind(_END_RECORD)
    if at < 0 or at + _END_RECORD_SIZE > len(data):
        return False
    (stated,) = struct.unpack_from("<I", data, at + 16)
    return bool(stated != _IN_ZIP64 and stated != archive.start_dir)


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name with ``/``, whichever slash its writer used, without a leading one."""
    return info.orig_filename.replace("\\", "/").lstrip("/")


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """A member's bytes, never more than ``limit``. Raises DamagedError, TooBigError, OSError."""
    try:
        with archive.open(info) as member:
            data = member.read(limit + 1)
    except ZIP_FAULTS as error:
        raise DamagedError from error
    if len(data) > limit:
        raise too_large(info, limit)
    return data


def too_large(info: zipfile.ZipInfo, limit: int) -> TooBigError:
    """What is raised of a member that unpacks to more than ``limit`` bytes."""
    what = Text("文件正文解压后的大小", "Size of the file's content unpacked")
    return TooBigError(what, f"{max(info.file_size, limit + 1) // MB} MB", f"{limit // MB} MB")


def try_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Unpacks a member without keeping it. Raises DamagedError where its sum says otherwise."""
    try:
        with archive.open(info) as member:
            while member.read(_TESTED_AT_ONCE):
                pass
    except ZIP_FAULTS as error:
        raise DamagedError from error


def is_encrypted(info: zipfile.ZipInfo) -> bool:
    """Whether the member asks for a zip password."""
    return bool(info.flag_bits & 1)


def first_member_name(head: bytes) -> str:
    """The name in the first local header: all that a cut zip file may still tell."""
    if len(head) < 30 or not head.startswith(ZIP_MARKS[0]):
        return ""
    (length,) = struct.unpack_from("<H", head, 26)
    return head[30 : 30 + length].decode("utf-8", "replace").replace("\\", "/")


def fault_of(stream: BinaryIO, size: int) -> Cause | None:
    """Why a zip file does not hold together; None where it does, or is no zip file at all.

    Raises OSError.
    """
    stream.seek(0)
    if not stream.read(len(ZIP_MARKS[0])).startswith(ZIP_MARKS):
        return None
    try:
        open_zip(stream, size).close()
    except CutShortError:
        return Cause.CUT_SHORT
    except DamagedError:
        return Cause.CORRUPT
    except TooBigError:
        return None
    return None


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
