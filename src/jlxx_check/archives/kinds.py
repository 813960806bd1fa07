"""What kind of archive a file is: by its content, and what its name promises."""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from enum import StrEnum
from typing import BinaryIO

from jlxx_check.model.formats import EXTENSIONS, extension


class Kind(StrEnum):
    """How an archive is opened. The name is also what ``package.kind`` says."""

    ZIP = "zip"
    SEVENZIP = "7z"
    TAR = "tar"
    RAR = "rar"


class Wrapping(StrEnum):
    """What a whole tar file, or any other file, is compressed with."""

    NONE = ""
    GZIP = "gz"
    BZIP2 = "bz2"
    XZ = "xz"


#: Spanned archives begin with the mark of a data descriptor.
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_SEVENZIP = b"7z\xbc\xaf\x27\x1c"
_RAR = b"Rar!\x1a\x07"
_WRAPPINGS = (
    (b"\x1f\x8b\x08", Wrapping.GZIP),
    (b"BZh", Wrapping.BZIP2),
    (b"\xfd7zXZ\x00", Wrapping.XZ),
)
_BLOCK = 512  # a tar file's header
_HEAD = 65_536  # enough of a compressed file for its first block, unless it is meant to mislead

_SUFFIXES = re.compile(
    r"\.(?:zip|7z|rar|tar|tgz|tbz2?|txz|(?:tar\.)?(?:gz|bz2|xz))$", re.IGNORECASE
)
_TARRED = re.compile(r"\.(?:tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz))$", re.IGNORECASE)
_PART = re.compile(
    r"(?:\.part\d+\.rar|\.(?:zip|7z|rar|tar|tgz|gz|bz2|xz)\.\d{3}|\.[zr]\d\d)$", re.IGNORECASE
)
_BY_SUFFIX = (("7z", Kind.SEVENZIP), ("rar", Kind.RAR), ("zip", Kind.ZIP))


def detect(stream: BinaryIO, name: str) -> Kind | Wrapping | None:
    """The kind of archive; a Wrapping where one file is compressed and no tar; None: neither.

    The name only tells of what is compressed and cannot be looked into that it should be a tar.
    Word and Excel files are zip archives by this; ``zips`` knows them apart. Raises OSError.
    """
    stream.seek(0)
    head = stream.read(_BLOCK)
    if head.startswith(_ZIP):
        return Kind.ZIP
    if head.startswith(_SEVENZIP):
        return Kind.SEVENZIP
    if head.startswith(_RAR):
        return Kind.RAR
    if is_tar(head):
        return Kind.TAR
    wrapping = wrapping_of(head)
    if wrapping is Wrapping.NONE:
        return None
    if _TARRED.search(name):
        return Kind.TAR
    head += stream.read(_HEAD - len(head))
    return Kind.TAR if is_tar(_unwrapped(head, wrapping)) else wrapping


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
            case _:
                return lzma.LZMADecompressor(lzma.FORMAT_XZ).decompress(head, _BLOCK)
    except (zlib.error, lzma.LZMAError, OSError, ValueError, EOFError):
        return b""


def is_named_archive(name: str) -> bool:
    """Whether the name promises an archive, or a part of one."""
    return _SUFFIXES.search(name) is not None or is_part(name)


def is_part(name: str) -> bool:
    """Whether it is called as one part of a split archive is; the last is often a plain .zip."""
    return _PART.search(name) is not None


def may_be_archive(name: str) -> bool:
    """Whether a file of a package is worth a look: called an archive, or not called anything known.

    A photo or a form that is an archive in truth is another rule's finding.
    """
    return is_named_archive(name) or extension(name) not in EXTENSIONS


def promised_kind(name: str) -> Kind:
    """What kind of archive a broken one was meant to be."""
    folded = name.lower()
    return next((kind for suffix, kind in _BY_SUFFIX if f".{suffix}" in folded), Kind.TAR)


def stem(name: str) -> str:
    """An archive's name without what tells its kind; also that of a folder that stands for one."""
    bare = _PART.sub("", name)
    return (bare if bare != name else _SUFFIXES.sub("", name)) or name
