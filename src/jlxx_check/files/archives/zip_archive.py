"""Zip archives: every member told by the directory, none read before somebody opens it."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

from jlxx_check.files.archives import member_names, refusals
from jlxx_check.files.archives.decompressing import STORED, unpacks
from jlxx_check.files.archives.listing import ArchiveListing, Budget, FoundMember
from jlxx_check.files.archives.member_names import decode_names
from jlxx_check.files.archives.members import ZipMember
from jlxx_check.files.archives.regions import Region, region_of
from jlxx_check.files.archives.zip_directory import (
    Directory,
    MemberRecord,
    NoDirectoryError,
    SplitZipError,
    TooManyRecordsError,
    read_directory,
    walk_members,
)
from jlxx_check.model.containers import document_of
from jlxx_check.model.contents import ZIP_MARKS
from jlxx_check.model.facts import Unreadable
from jlxx_check.text import Text

_LOCAL_HEADER = 30
#: What makes a zip file an Office document, beside the marks of ``model.containers``.
_OFFICE = "[content_types].xml"


def is_document(stream: BinaryIO, size: int, called: str, most: int) -> bool:
    """Whether a zip file is a document or a program, and no archive. Raises OSError.

    Cut short it still is. most: records that are looked at, as for ``list_zip``.
    """
    try:
        directory, _ = _directory(stream, size, most)
    except (SplitZipError, TooManyRecordsError):
        return False
    return _is_document(decode_names([record.name for record in directory.records]), called)


def _is_document(names_in_it: Sequence[str], called: str) -> bool:
    members = {name.replace("\\", "/").lstrip("/").casefold() for name in names_in_it}
    return _OFFICE in members or document_of(members, lambda _: b"", called) is not None


def names_in(path: Path, most: int) -> list[str]:
    """The names in a zip file, without reading more of it than its directory; else none.

    Raises OSError.
    """
    region = region_of(str(path))
    with region.open() as stream:
        if stream.read(4) not in ZIP_MARKS:
            return []
        try:
            directory, _ = _directory(stream, region.size, most)
        except (SplitZipError, TooManyRecordsError):
            return []
    return [
        name.replace("\\", "/") for name in decode_names([item.name for item in directory.records])
    ]


def list_zip(region: Region, budget: Budget, prefix: str) -> ArchiveListing:
    """The members of a zip file. prefix: begins the keys of all of them. Raises OSError."""
    listing = ArchiveListing()
    with region.open() as stream:
        try:
            directory, listing.problem = _directory(
                stream, region.size, budget.members, zip_starts(region)
            )
        except SplitZipError:
            listing.problem = refusals.SPLIT
            return listing
        except TooManyRecordsError:
            listing.problem = refusals.too_many(budget.limits.members)
            return listing
    texts = decode_names([record.name for record in directory.records])
    if _is_document(texts, region.path if region.start == 0 else ""):
        return ArchiveListing(is_document=True)
    exceeded = _charge(directory.records, budget, region.size)
    if exceeded is not None:
        listing.problem = exceeded
        return listing
    _sort_out(region, directory, texts, prefix, listing)
    return listing


def zip_starts(region: Region) -> tuple[int, ...]:
    """Where the parts of a split zip file begin; any other begins at 0, whatever it was cut into.

    Only zip's own way of splitting counts by parts, and its last one is called as the whole is.
    """
    if not region.volumes or not region.volumes[-1].path.lower().endswith(".zip"):
        return (0,)
    return tuple(accumulate((volume.size for volume in region.volumes[:-1]), initial=0))


def _directory(
    stream: BinaryIO, size: int, most: int, starts: Sequence[int] = (0,)
) -> tuple[Directory, Unreadable | None]:
    """The directory, or what can be told without one; and what is wrong with it.

    Raises SplitZipError, TooManyRecordsError, OSError.
    """
    try:
        directory = read_directory(stream, size, most, starts)
    except NoDirectoryError:
        return Directory(walk_members(stream, size, most), size), refusals.CUT_SHORT
    return directory, None if directory.whole else refusals.DAMAGED


def _charge(records: Sequence[MemberRecord], budget: Budget, packed: int) -> Unreadable | None:
    total = sum(record.size for record in records)
    return budget.charge(len(records), total, packed)


def _sort_out(
    region: Region, directory: Directory, texts: Sequence[str], prefix: str, listing: ArchiveListing
) -> None:
    """File every record: found, refused, or locked."""
    ends, overlapping = _places(directory)
    locked, odd = [], []
    for number, (record, name) in enumerate(zip(directory.records, texts, strict=True)):
        if record.is_folder:
            continue
        refusal = member_names.OVERLAP if number in overlapping else _refusal(record)
        if refusal is not None:
            listing.refused.append((name, refusal))
        elif record.locked:
            locked.append(name)
        elif not unpacks(record.method):
            odd.append(name)
        else:
            place = region.part(record.offset, max(0, ends[number] - record.offset))
            member = ZipMember(
                place, record.packed, record.size, record.method, record.crc, f"{prefix}{number}"
            )
            mark = f"{number}:{record.crc:08x}"
            listing.found.append(FoundMember(name, member, record.size, record.modified, mark))
    if locked:
        listing.beyond += locked
        some = bool(listing.found)
        listing.problem = refusals.some_locked(len(locked)) if some else refusals.LOCKED
    elif odd and listing.problem is None:
        some = bool(listing.found)
        listing.problem = refusals.some_odd(len(odd)) if some else refusals.ODD_METHOD
    listing.beyond += odd


def _refusal(record: MemberRecord) -> Text | None:
    kind = stat.S_IFMT(record.mode)
    if kind == stat.S_IFLNK:
        return member_names.LINK
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return member_names.DEVICE
    if record.method == STORED and record.packed != record.size and not record.locked:
        return member_names.OVERLAP
    return None


def _places(directory: Directory) -> tuple[dict[int, int], set[int]]:
    """By record, where it ends at the latest; and the records that begin inside another."""
    order = sorted(range(len(directory.records)), key=lambda n: directory.records[n].offset)
    overlapping: set[int] = set()
    ends: dict[int, int] = {}
    end, before = 0, None
    for number in order:
        record = directory.records[number]
        least = record.offset + _LOCAL_HEADER + len(record.name.raw) + record.packed
        if record.offset < end or least > directory.start:
            overlapping.add(number)
            ends[number] = least
            continue
        if before is not None:
            ends[before] = record.offset
        end, before = least, number
    if before is not None:
        ends[before] = directory.start
    return ends, overlapping
