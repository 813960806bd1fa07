"""Whether an archive lies there to its end, told by its last bytes: nothing of it is unpacked."""

from __future__ import annotations

import struct
import zlib
from typing import BinaryIO

from jlxx_check.files.archives.detection import is_tar
from jlxx_check.files.archives.regions import Region
from jlxx_check.files.archives.zip_archive import zip_starts
from jlxx_check.files.archives.zip_directory import (
    NoDirectoryError,
    SplitZipError,
    TooManyRecordsError,
    read_directory,
)
from jlxx_check.model.contents import ZIP_MARKS, Content, marks_of

_SEVENZIP = struct.Struct("<6s2xLQQL")
_BLOCK = 512
_RAR5 = b"Rar!\x1a\x07\x01\x00"
#: The block that ends a RAR5 file: its length and type; flags follow, a checksum goes before.
_RAR5_END = b"\x03\x05"
#: RAR4's, of seven bytes and more: two of checksum, this type, two of flags.
_RAR4_END = 0x7B
_MORE_VOLUMES = 0x01
_TAIL = 64
_MOST_RECORDS = 20_000


def is_cut_short(region: Region) -> bool:
    """Whether the archive's end is certainly not there: cut off, or not yet written.

    What does not tell (gzip, bzip2, old RAR) is taken as whole. Raises OSError.
    """
    with region.open() as stream:
        head = stream.read(_BLOCK)
        if head.startswith((*ZIP_MARKS, b"PK\x07\x08", b"PK00")):
            return _zip(stream, region)
        if head.startswith(marks_of(Content.SEVENZIP)):
            return _sevenzip(head, region.size)
        if head.startswith(marks_of(Content.RAR)):
            return _rar(stream, head, region.size)
        if head.startswith(marks_of(Content.XZ)):
            stream.seek(max(0, region.size - _BLOCK))
            return not stream.read().rstrip(b"\0").endswith(b"YZ")
        if is_tar(head):
            stream.seek(max(0, region.size - 2 * _BLOCK))
            return any(stream.read())
        # Space that was set aside for a file and is not filled yet.
        return region.size >= _BLOCK and not any(head)


def wants_other_parts(region: Region) -> bool:
    """Whether a zip or RAR file says of itself that it is one part of several. Raises OSError."""
    with region.open() as stream:
        head = stream.read(_BLOCK)
        if head.startswith(marks_of(Content.RAR)):
            return _more_volumes(stream, head, region.size) is True
        try:
            read_directory(stream, region.size, _MOST_RECORDS)
        except SplitZipError:
            return True
        except (NoDirectoryError, TooManyRecordsError):
            return False
    return False


def _zip(stream: BinaryIO, region: Region) -> bool:
    try:
        read_directory(stream, region.size, _MOST_RECORDS, zip_starts(region))
    except TooManyRecordsError:
        return False
    except SplitZipError:
        return bool(region.volumes)
    except NoDirectoryError:
        return True
    return False


def _sevenzip(head: bytes, size: int) -> bool:
    """The head says where the list of files lies, which is written last."""
    if len(head) < _SEVENZIP.size:
        return True
    _, _, offset, length, _ = _SEVENZIP.unpack_from(head)
    return size < _SEVENZIP.size + offset + length or (not length and size > _SEVENZIP.size)


def _rar(stream: BinaryIO, head: bytes, size: int) -> bool:
    more = _more_volumes(stream, head, size)
    return head.startswith(_RAR5) if more is None else more


def _more_volumes(stream: BinaryIO, head: bytes, size: int) -> bool | None:
    """Whether the block at the end says that more follow; None where there is no such block."""
    stream.seek(max(0, size - _TAIL))
    tail = stream.read()
    if head.startswith(_RAR5):
        for at in range(len(tail) - 4, 3, -1):
            block = tail[at : at + 4]
            if block[:2] == _RAR5_END and zlib.crc32(block) == int.from_bytes(
                tail[at - 4 : at], "little"
            ):
                return bool(block[3] & _MORE_VOLUMES)
        return None
    if len(tail) >= 7 and tail[-5] == _RAR4_END:
        return bool(tail[-4] & _MORE_VOLUMES)
    return None
