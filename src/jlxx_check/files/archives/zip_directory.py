"""A zip file's directory, read record by record.

The standard library's reader takes no archive whose names are not what their flag says, loses the
bytes that names were written with, and reads a directory of any size; hence a reader of one's own.
What is unpacked is still the libraries' work.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import BinaryIO

from jlxx_check.errors import InternalError
from jlxx_check.files.archives.member_names import RawName
from jlxx_check.files.archives.regions import written_end
from jlxx_check.values.frozen_types import frozen

_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_RECORD = struct.Struct("<4s4B4HL2L5H2L")
_LOCAL = struct.Struct("<4s2B4HL2L2H")
_RECORD_SIGNATURE = b"PK\x01\x02"
#: Of an archive that was to be split and fitted into one part, before the first member.
_SPANNING = (b"PK00", b"PK\x07\x08")
_LONGEST_COMMENT = 65_535
_NO_SIZE = 0xFFFFFFFF
_UTF8_FLAG, _LOCKED_FLAG, _SIZES_LATER_FLAG = 0x800, 0x1, 0x8
_UNICODE_PATH, _ZIP64, _TIMES, _AES = 0x7075, 0x0001, 0x5455, 0x9901
_AES_METHOD = 99
_UNIX, _MAC = 3, 19
#: A directory larger than this is no package's: 20,000 members have some 4 MB.
_LARGEST_DIRECTORY = 64 * 1024**2
#: Times without a zone are the packer's own clock.
_CHINA = timezone(timedelta(hours=8))


class ZipDirectoryError(InternalError):
    """A zip file's directory cannot be used."""


class NoDirectoryError(ZipDirectoryError):
    """There is no directory at the end: the file was cut short."""


class SplitZipError(ZipDirectoryError):
    """The directory speaks of other files that belong to it."""


class TooManyRecordsError(ZipDirectoryError):
    """More records than asked for, or a directory of an absurd size."""


@frozen
class MemberRecord:
    """A member as the directory states it. mode: the Unix file type and mode, 0 where unknown."""

    name: RawName
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    locked: bool
    mode: int
    is_folder: bool
    modified: float | None


@dataclass(slots=True)
class Directory:
    """records: in the directory's order. start: where it begins. whole: nothing in it is amiss."""

    records: list[MemberRecord] = field(default_factory=list)
    start: int = 0
    whole: bool = True


def read_directory(
    stream: BinaryIO, size: int, most: int, starts: Sequence[int] = (0,)
) -> Directory:
    """The directory of a zip file of ``size`` bytes.

    starts: where each of its parts begins, if it was split and the stream joins them.
    Raises NoDirectoryError, SplitZipError, TooManyRecordsError (more than ``most``), OSError.
    """
    tail_size = min(size, _END.size + _LONGEST_COMMENT + _END64_LOCATOR.size)
    stream.seek(size - tail_size)
    tail = stream.read(tail_size)
    if tail and not any(tail):
        return read_directory(stream, written_end(stream, size, _END.size), most, starts)
    at = _end_record(tail)
    _, disk, start_disk, _, count, length, offset, _ = _END.unpack_from(tail, at)
    end = size - tail_size + at
    found = _end64(stream, tail, at, size, starts)
    if found is not None:
        # Also written beside numbers that would do, by whoever packs into a pipe.
        disk, start_disk, count, length, offset, end = found
    if max(disk, start_disk) >= len(starts):
        raise SplitZipError
    offset += starts[start_disk]
    if count > most or length > _LARGEST_DIRECTORY:
        raise TooManyRecordsError
    start = _start(stream, offset, length, end)
    stream.seek(start)
    data = stream.read(length)
    # What stands before the archive (a program that unpacks it) shifts every offset.
    shift = max(0, start - offset)
    directory = Directory(start=start)
    for record in _records(data, shift, starts):
        if record is None:
            directory.whole = False
            break
        directory.records.append(record)
        if len(directory.records) > most:
            raise TooManyRecordsError
    return directory


def _end_record(tail: bytes) -> int:
    """Where the end record stands: the one whose comment ends the file, else the last of all."""
    at = last = tail.rfind(b"PK\x05\x06")
    while at >= 0:
        if at + _END.size <= len(tail):
            (comment,) = struct.unpack_from("<H", tail, at + 20)
            if at + _END.size + comment == len(tail):
                return at
        at = tail.rfind(b"PK\x05\x06", 0, at)
    if last < 0 or last + _END.size > len(tail):
        raise NoDirectoryError
    return last


def _start(stream: BinaryIO, offset: int, length: int, end: int) -> int:
    """Where the directory begins: right before its end, or where the end record says.

    A signature of it may stand between the two. Raises NoDirectoryError, OSError.
    """
    for start in (end - length, offset):
        if 0 <= start <= end - length:
            stream.seek(start)
            if not length or stream.read(4) == _RECORD_SIGNATURE:
                return start
    if end < length:
        raise NoDirectoryError
    return end - length


def _end64(
    stream: BinaryIO, tail: bytes, at: int, size: int, starts: Sequence[int]
) -> tuple[int, int, int, int, int, int] | None:
    """Disk, disk of the directory, its count, length, offset and end, of a large zip file."""
    if at < _END64_LOCATOR.size:
        return None
    signature, disk, place, disks = _END64_LOCATOR.unpack_from(tail, at - _END64_LOCATOR.size)
    if signature != b"PK\x06\x07":
        return None
    if disks > len(starts) or disk >= len(starts):
        raise SplitZipError
    place += starts[disk]
    before = size - len(tail) + at - _END64_LOCATOR.size
    # What stands before the archive shifts the record; it then lies right before its locator.
    for start in (place, before - _END64.size):
        if 0 <= start <= before - _END64.size:
            stream.seek(start)
            fields = _END64.unpack(stream.read(_END64.size))
            if fields[0] == b"PK\x06\x06":
                return fields[4], fields[5], fields[7], fields[8], fields[9], start
    raise NoDirectoryError


def _records(data: bytes, shift: int, starts: Sequence[int]) -> Iterator[MemberRecord | None]:
    """Every record; None, and no more, where one is damaged."""
    at = 0
    while at < len(data):
        if data[at : at + 4] != _RECORD_SIGNATURE or at + _RECORD.size > len(data):
            yield None
            return
        fields = _RECORD.unpack_from(data, at)
        name_length, extra_length, comment_length = fields[12:15]
        name_end = at + _RECORD.size + name_length
        following = name_end + extra_length + comment_length
        if following > len(data):
            yield None
            return
        raw = data[at + _RECORD.size : name_end]
        # Before the parts were joined each record counted from the start of its own.
        begin = starts[fields[15]] if fields[15] < len(starts) else 0
        yield _record(fields, raw, data[name_end : name_end + extra_length], shift + begin)
        at = following


def _record(fields: tuple[int, ...], raw: bytes, extra: bytes, shift: int) -> MemberRecord:
    (_, _, system, _, _, flags, method, clock, day, crc, packed, size) = fields[:12]
    attributes, offset = fields[17], fields[18]
    extras = dict(_extras(extra))
    packed, size, offset = _large(extras.get(_ZIP64, b""), packed, size, offset)
    mode = attributes >> 16 if system in (_UNIX, _MAC) else 0
    return MemberRecord(
        name=_name(raw, flags, extras.get(_UNICODE_PATH)),
        method=method,
        crc=crc,
        packed=packed,
        size=size,
        offset=offset + shift,
        locked=bool(flags & _LOCKED_FLAG) or method == _AES_METHOD or _AES in extras,
        mode=mode,
        is_folder=not size and (raw.endswith((b"/", b"\\")) or bool(attributes & 0x10)),
        modified=_modified(extras.get(_TIMES, b""), day, clock),
    )


def _name(raw: bytes, flags: int, unicode_path: bytes | None) -> RawName:
    """The name, and what the archive itself says that it reads."""
    told = None
    if unicode_path and len(unicode_path) > 5 and unicode_path[0] == 1:
        (checksum,) = struct.unpack_from("<L", unicode_path, 1)
        if checksum == zlib.crc32(raw):
            told = _strict(unicode_path[5:])
    if told is None and flags & _UTF8_FLAG:
        told = _strict(raw)
    return RawName(raw, told)


def _strict(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _extras(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<2H", data, at)
        yield kind, data[at + 4 : at + 4 + length]
        at += 4 + length


def _large(extra: bytes, *values: int) -> tuple[int, int, int]:
    """Packed size, size and offset, each from the extra field where 32 bits were too few."""
    packed, size, offset = values
    at = 0
    found = []
    for value in (size, packed, offset):
        if value == _NO_SIZE and at + 8 <= len(extra):
            (value,) = struct.unpack_from("<Q", extra, at)
            at += 8
        found.append(value)
    return found[1], found[0], found[2]


def _modified(times: bytes, day: int, clock: int) -> float | None:
    if len(times) >= 5 and times[0] & 1:
        (seconds,) = struct.unpack_from("<l", times, 1)
        return float(seconds)
    return dos_time(day, clock)


def dos_time(day: int, clock: int) -> float | None:
    """Epoch seconds of MS-DOS's date and time, taken as China's; None where they are no date."""
    try:
        moment = datetime(
            1980 + (day >> 9), day >> 5 & 15, day & 31, clock >> 11, clock >> 5 & 63,
            min(59, (clock & 31) * 2), tzinfo=_CHINA,
        )  # fmt: skip
    except ValueError:
        return None
    return moment.astimezone(UTC).timestamp()


def walk_members(stream: BinaryIO, size: int, most: int) -> list[MemberRecord]:
    """What the local headers of a zip file without a directory tell, up to where it breaks off.

    Members whose size is told only after their bytes end the walk: where they end is not known.
    Raises OSError.
    """
    found: list[MemberRecord] = []
    stream.seek(0)
    at = 4 if stream.read(4) in _SPANNING else 0
    while len(found) < most:
        stream.seek(at)
        header = stream.read(_LOCAL.size)
        if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
            break
        fields = _LOCAL.unpack(header)
        flags, (name_length, extra_length) = fields[3], fields[10:12]
        rest = stream.read(name_length + extra_length)
        raw, extra = rest[:name_length], rest[name_length:]
        record = _record((0, 0, 0, 0, 0, flags, *fields[4:10], 0, 0, 0, 0, 0, 0, at), raw, extra, 0)
        following = at + _LOCAL.size + name_length + extra_length + record.packed
        if flags & _SIZES_LATER_FLAG or following > size or len(rest) < name_length + extra_length:
            break
        found.append(record)
        at = following
    return found
