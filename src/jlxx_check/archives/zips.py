"""Zip archives: every member told by the directory, none read before somebody opens it."""

from __future__ import annotations

import stat
from collections.abc import Sequence

from jlxx_check.archives import names, problems
from jlxx_check.archives.limits import Budget
from jlxx_check.archives.listing import Found, Listing
from jlxx_check.archives.members import METHODS, STORED, ZipMember
from jlxx_check.archives.names import decode_names
from jlxx_check.archives.regions import Region
from jlxx_check.archives.zip_directory import (
    Directory,
    NoDirectory,
    Record,
    SplitZip,
    TooManyRecords,
    read_directory,
    walk_members,
)
from jlxx_check.model.facts import Unreadable
from jlxx_check.model.text import Text

_LOCAL_HEADER = 30
#: Members that make a zip file a document or a program: Office, OpenDocument and EPUB, Java.
_DOCUMENT_MARKS = frozenset(
    {
        "[content_types].xml",
        "meta-inf/manifest.xml",
        "meta-inf/container.xml",
        "meta-inf/manifest.mf",
    }
)


def list_zip(region: Region, budget: Budget, prefix: str) -> Listing:
    """The members of a zip file. prefix: begins the keys of all of them. Raises OSError."""
    listing = Listing()
    with region.open() as stream:
        try:
            directory = read_directory(stream, region.size, budget.members)
        except SplitZip:
            listing.problem = problems.SPLIT
            return listing
        except TooManyRecords:
            listing.problem = problems.too_many(budget.limits.members)
            return listing
        except NoDirectory:
            records = walk_members(stream, region.size, budget.members)
            directory = Directory(records, region.size)
            listing.problem = problems.CUT_SHORT
    if not directory.whole:
        listing.problem = problems.DAMAGED
    texts = decode_names([record.name for record in directory.records])
    if any(text.replace("\\", "/").casefold() in _DOCUMENT_MARKS for text in texts):
        return Listing(is_document=True)
    exceeded = _charge(directory.records, budget, region.size)
    if exceeded is not None:
        listing.problem = exceeded
        return listing
    _sort_out(region, directory, texts, prefix, listing)
    return listing


def _charge(records: Sequence[Record], budget: Budget, packed: int) -> Unreadable | None:
    total = sum(record.size for record in records)
    return budget.charge(len(records), total, packed)


def _sort_out(
    region: Region, directory: Directory, texts: Sequence[str], prefix: str, listing: Listing
) -> None:
    """File every record: found, refused, or locked."""
    ends, overlapping = _places(directory)
    locked = []
    for number, (record, name) in enumerate(zip(directory.records, texts, strict=True)):
        if record.is_folder:
            continue
        refusal = names.OVERLAP if number in overlapping else _refusal(record)
        if refusal is not None:
            listing.refused.append((name, refusal))
        elif record.locked:
            locked.append(name)
        else:
            place = region.part(record.offset, max(0, ends[number] - record.offset))
            member = ZipMember(
                place, record.packed, record.size, record.method, record.crc, f"{prefix}{number}"
            )
            mark = f"{number}:{record.crc:08x}"
            listing.found.append(Found(name, member, record.size, record.modified, mark))
    if locked:
        listing.beyond += locked
        some = bool(listing.found)
        listing.problem = problems.some_locked(len(locked)) if some else problems.LOCKED


def _refusal(record: Record) -> Text | None:
    kind = stat.S_IFMT(record.mode)
    if kind == stat.S_IFLNK:
        return names.LINK
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return names.DEVICE
    if record.method not in METHODS and not record.locked:
        return names.METHOD
    if record.method == STORED and record.packed != record.size and not record.locked:
        return names.OVERLAP
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
