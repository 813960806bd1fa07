"""What is taken as a package that is one file, whether it is there to its end, and it opened."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from jlxx_check.files.archives import detection, refusals
from jlxx_check.files.archives.detection import ArchiveKind, Wrapping, is_tar
from jlxx_check.files.archives.exploring import ArchivePlace, Explorer, Skip, exploring
from jlxx_check.files.archives.listing import ArchiveTree
from jlxx_check.files.archives.regions import Region, joined, region_of
from jlxx_check.files.archives.volumes import VolumeSet, volume_sets, volumes_at
from jlxx_check.files.archives.zip_archive import zip_starts
from jlxx_check.files.archives.zip_directory import (
    NoDirectoryError,
    SplitZipError,
    TooManyRecordsError,
    read_directory,
)
from jlxx_check.model.contents import ZIP_MARKS, marks_of
from jlxx_check.model.facts import Content, Unreadable
from jlxx_check.model.kind_lookup import archive_stem, is_mail, is_named_archive
from jlxx_check.model.limits import ArchiveLimits
from jlxx_check.model.tree import Tree
from jlxx_check.values.visible import readable_name

_AS_USUAL = ArchiveLimits()


def is_archive(path: Path, limits: ArchiveLimits = _AS_USUAL) -> bool:
    """Whether a file can be a package: an archive, or called one; nothing is unpacked.

    The one answer to what ``open_archive`` takes. Raises OSError where the file cannot be read,
    whatever it is called.
    """
    region, volumes = _region(path)
    return _told(volumes.whole if volumes else path.name, region, limits)[0]


def _region(path: Path) -> tuple[Region, VolumeSet | None]:
    """The file; of a split archive whose parts are all there, the whole. Raises OSError."""
    volumes = volumes_at(path)
    if volumes is None or volumes.missing:
        return region_of(str(path)), volumes
    parts = [region_of(str(path.with_name(name)), follow=False) for name in volumes.parts]
    return joined(parts), volumes


def _told(
    name: str, region: Region, limits: ArchiveLimits
) -> tuple[bool, ArchiveKind | Wrapping | Content | None]:
    """Whether a file can be a package, and what it is by its content. Raises OSError."""
    named = is_named_archive(name)
    with region.open() as stream:
        if is_mail(name):
            from jlxx_check.files.archives.mails import is_read_as_mail

            return (True, ArchiveKind.MAIL) if is_read_as_mail(stream, name) else (False, None)
        if not named and not detection.may_be_archive(name):
            return False, None
        kind = detection.detect(stream, name)
        if kind is ArchiveKind.ZIP and not named:
            from jlxx_check.files.archives.zip_archive import is_document

            return not is_document(stream, region.size, name, limits.members), kind
    return named or isinstance(kind, ArchiveKind | Content), kind


def open_archive(path: Path, limits: ArchiveLimits, skip: Skip) -> ArchiveTree | None:
    """The archive as a tree, broken ones too; None where ``is_archive`` says that it is none.

    A mail is one of its attachments. A split archive is opened by any of its parts, which lie
    beside it. Raises OSError where the file itself cannot be read.
    """
    region, volumes = _region(path)
    name = volumes.whole if volumes else path.name
    taken, kind = _told(name, region, limits)
    if not taken:
        return None
    # A mail is no archive: what it carries may lie as deep as what lies in a folder.
    place = ArchivePlace(path.name, "", 0 if kind is ArchiveKind.MAIL else 1, region.stamp)
    with exploring(limits, skip) as explorer:
        lacks = _lacks(volumes, region, kind) if volumes else None
        if lacks is not None:
            explorer.put_aside(path.name, lacks)
        elif isinstance(kind, Content):
            explorer.put_aside(path.name, refusals.closed(kind))
        elif kind is None or not explorer.enter(kind, region, place):
            explorer.put_aside(path.name, refusals.NO_ARCHIVE if region.size else refusals.EMPTY)
        said = kind if isinstance(kind, ArchiveKind) else detection.promised_kind(name)
        return explorer.tree(str(path), package_stem(readable_name(name)), said.value)


def package_stem(name: str) -> str:
    """What a package that is one file is called without its ending."""
    return PurePosixPath(name).stem if is_mail(name) else archive_stem(name)


def lacking(path: Path) -> Unreadable | None:
    """What a split archive lacks, so that nothing of it can be read; None for anything else.

    Raises OSError.
    """
    if path.is_dir():
        return None
    region, volumes = _region(path)
    if volumes is None:
        return refusals.LONE_VOLUME if wants_other_parts(region) else None
    return _lacks(volumes, region, _told(volumes.whole, region, _AS_USUAL)[1])


def lacks_its_end(path: Path) -> bool:
    """Whether an archive, or the parts of one, ends before its end. Raises OSError."""
    return is_cut_short(_region(path)[0])


def _lacks(
    volumes: VolumeSet, region: Region, kind: ArchiveKind | Wrapping | Content | None
) -> Unreadable | None:
    """Why nothing can be made of the parts; None where they are one whole archive."""
    if volumes.missing:
        return refusals.volumes_missing(volumes.missing)
    if not isinstance(kind, ArchiveKind):
        return refusals.SPLIT_DAMAGED
    return refusals.LAST_VOLUME_MISSING if is_cut_short(region) else None


def look_into(folder: Tree, limits: ArchiveLimits, skip: Skip) -> Tree:
    """The folder, with the files of the archives that lie in it in place of the archives."""
    candidates = [
        node for node in folder.files if detection.may_be_archive(node.path) and not skip(node.path)
    ]
    if not candidates:
        return folder
    with exploring(limits, skip) as explorer:
        opened = _enter_volumes(folder, [node.path for node in candidates], explorer)
        opened |= {
            node.path
            for node in candidates
            if node.path not in opened and explorer.enter_file(folder, node)
        }
        if not opened:
            return folder
        kept = [node for node in folder.files if node.path not in opened]
        return explorer.tree(
            folder.path, folder.name, folder.kind, folder=folder, kept=kept, refused=folder.refused
        )


def _enter_volumes(folder: Tree, paths: Iterable[str], explorer: Explorer) -> set[str]:
    """The parts of split archives in the folder, each archive read as one or put aside as one."""
    by_folder: dict[str, list[str]] = {}
    for path in paths:
        parent, _, name = path.rpartition("/")
        by_folder.setdefault(parent, []).append(name)
    opened: set[str] = set()
    for parent, names in by_folder.items():
        prefix = f"{parent}/" if parent else ""
        for volumes in volume_sets(names):
            parts = [prefix + name for name in volumes.parts]
            opened.update(parts)
            places = [os.path.join(folder.path, part) for part in parts]  # noqa: PTH118
            try:
                region = joined([region_of(place, follow=False) for place in places])
                kind = _told(volumes.whole, region, _AS_USUAL)[1]
                lacks = _lacks(volumes, region, kind)
            except OSError:
                lacks = refusals.SPLIT_DAMAGED
            if lacks is None and isinstance(kind, ArchiveKind):
                whole = prefix + volumes.whole
                explorer.enter(kind, region, ArchivePlace(whole, whole + "/", 1, region.stamp))
            else:
                for part in parts:
                    explorer.split_part(part, lacks or refusals.SPLIT_DAMAGED)
    return opened


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
