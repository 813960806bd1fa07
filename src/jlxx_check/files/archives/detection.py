"""What kind of archive a file is: by its content, and what its name promises."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import zlib
from enum import StrEnum
from typing import BinaryIO

from jlxx_check.files.archives.decompressing import faults, zstd
from jlxx_check.files.archives.zip_directory import (
    NoDirectoryError,
    SplitZipError,
    TooManyRecordsError,
    read_directory,
)
from jlxx_check.model.containers import closed_archive
from jlxx_check.model.contents import ZIP_MARKS, Content, Group, Trait, marks_of
from jlxx_check.model.file_kinds import FILE_KINDS
from jlxx_check.model.kind_lookup import (
    EXTENSIONS,
    bundle_of,
    extension,
    group_of,
    is_named_archive,
    is_part,
)


class ArchiveKind(StrEnum):
    """How an archive is opened. The name is also what ``package.kind`` says."""

    ZIP = "zip"
    SEVENZIP = "7z"
    TAR = "tar"
    RAR = "rar"
    MAIL = "mail"


class Wrapping(StrEnum):
    """What a whole tar file, or any other file, is compressed with."""

    NONE = ""
    GZIP = "gz"
    BZIP2 = "bz2"
    XZ = "xz"
    LZMA = "lzma"
    ZSTD = "zst"


#: Spanned archives begin with the mark of a data descriptor.
_ZIP = (*ZIP_MARKS, b"PK\x07\x08", b"PK00PK\x03\x04")
_WRAPPED = {
    Content.GZIP: Wrapping.GZIP,
    Content.BZIP2: Wrapping.BZIP2,
    Content.XZ: Wrapping.XZ,
    Content.ZSTD: Wrapping.ZSTD,
}
_WRAPPINGS = (
    *((mark, wrapping) for content, wrapping in _WRAPPED.items() for mark in marks_of(content)),
    # a frame that is passed over, which packers with many threads put first
    *((bytes((number,)) + b"\x2a\x4d\x18", Wrapping.ZSTD) for number in range(0x50, 0x60)),
    (b"\x5d\0\0", Wrapping.LZMA),
)
_BLOCK = 512  # a tar file's header
_HEAD = 65_536  # enough of a compressed file for its first block, unless it is meant to mislead

_TARRED = re.compile(
    r"\.(?:tar|tgz|tbz2?|txz|tlz|tzst|tar\.(?:gz|bz2|xz|lzma|zst))$", re.IGNORECASE
)
_LZMA = re.compile(r"\.(?:lzma|tlz)$", re.IGNORECASE)
#: What a broken archive was meant to be, by the extensions of these; a tar file by any other.
_MEANT = {
    ArchiveKind.SEVENZIP: (Content.SEVENZIP,),
    ArchiveKind.RAR: (Content.RAR,),
    ArchiveKind.ZIP: (Content.ZIP, Content.SELF_EXTRACTING, Content.ISO, Content.CAB, Content.DMG),
}
_BY_EXTENSION = (
    *(
        (kind, FILE_KINDS[content].extensions)
        for kind, these in _MEANT.items()
        for content in these
    ),
    (ArchiveKind.ZIP, (".img",)),
)
#: Members of a zip file that are looked at to tell that it is one.
_MOST_RECORDS = 20_000


def detect(stream: BinaryIO, name: str) -> ArchiveKind | Wrapping | Content | None:
    """The kind of archive; a Wrapping where one file is compressed and no tar; None: neither.

    A Content: an archive that is not opened. The name only tells of what is compressed and cannot
    be looked into that it should be a tar, and of what begins like no archive that it may be a zip
    file behind something else. Word and Excel files are zip archives by this; ``zips`` knows them
    apart. Raises OSError.
    """
    stream.seek(0)
    head = stream.read(_BLOCK)
    if head.startswith(_ZIP):
        return ArchiveKind.ZIP
    if head.startswith(marks_of(Content.SEVENZIP)):
        return ArchiveKind.SEVENZIP
    if head.startswith(marks_of(Content.RAR)):
        return ArchiveKind.RAR
    if head.startswith(marks_of(Content.LFS)) and is_named_archive(name):
        return Content.LFS
    if is_tar(head):
        return ArchiveKind.TAR
    wrapping = wrapping_of(head)
    if wrapping is Wrapping.LZMA and not _LZMA.search(name):
        wrapping = Wrapping.NONE  # its mark is short, and noise may begin so
    head += stream.read(_HEAD - len(head))
    if wrapping is Wrapping.NONE:
        size = stream.seek(0, io.SEEK_END)
        if (
            promised_kind(name) is ArchiveKind.ZIP
            and is_named_archive(name)
            and _ends_as_zip(stream, size)
        ):
            return ArchiveKind.ZIP
        return closed_archive(stream, head, size) or _closed_by_name(name, size)
    if _TARRED.search(name):
        return ArchiveKind.TAR
    return ArchiveKind.TAR if is_tar(_unwrapped(head, wrapping)) else wrapping


def _closed_by_name(name: str, size: int) -> Content | None:
    """Disk images and the like have marks that not all of them bear: their names are believed."""
    contents = EXTENSIONS.get(extension(name), frozenset())
    only = next(iter(contents)) if size and len(contents) == 1 else None
    return only if only is not None and Trait.PACKED in FILE_KINDS[only].traits else None


def _ends_as_zip(stream: BinaryIO, size: int) -> bool:
    """Whether a sound directory of members ends it: what stands before them is no matter."""
    try:
        directory = read_directory(stream, size, _MOST_RECORDS)
    except (TooManyRecordsError, SplitZipError):
        return True  # whoever reads it says so
    except NoDirectoryError:
        return False
    return directory.whole and bool(directory.records)


def wrapping_of(head: bytes) -> Wrapping:
    """What the first bytes say that the rest is compressed with."""
    return next((kind for magic, kind in _WRAPPINGS if head.startswith(magic)), Wrapping.NONE)


def is_tar(block: bytes) -> bool:
    """Whether it is a tar header whose checksum is right."""
    import tarfile

    try:
        tarfile.TarInfo.frombuf(block[:_BLOCK], "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True


def _unwrapped(head: bytes, wrapping: Wrapping) -> bytes:
    """The first block of what is compressed, or what there is of it."""
    try:
        match wrapping:
            case Wrapping.GZIP:
                return zlib.decompressobj(31).decompress(head, _BLOCK)
            case Wrapping.BZIP2:
                return bz2.BZ2Decompressor().decompress(head, _BLOCK)
            case Wrapping.ZSTD:
                made = zstd()
                return made().decompress(head, _BLOCK) if made else b""
            case _:
                return lzma.LZMADecompressor(lzma.FORMAT_AUTO).decompress(head, _BLOCK)
    except faults():
        return b""


def may_be_archive(name: str) -> bool:
    """Whether a file of a package is worth a look: called an archive, or not called anything known.

    A photo or a form that is an archive in truth is another rule's finding.
    """
    if bundle_of(name) is not None:
        return False  # a part of a document that is a folder
    contents = EXTENSIONS.get(extension(name))
    return (
        is_part(name)
        or contents is None
        or any(group_of(content) is Group.ARCHIVE for content in contents)
    )


def promised_kind(name: str) -> ArchiveKind:
    """What kind of archive a broken one was meant to be."""
    folded = name.lower()
    return next(
        (kind for kind, endings in _BY_EXTENSION if any(ending in folded for ending in endings)),
        ArchiveKind.TAR,
    )
