"""Files that hold files: those that are documents or programs and no archives, and closed archives.

What ``probes`` sniff and what ``archives`` open is one answer, told by names and marks here.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from typing import BinaryIO

from jlxx_check.model.contents import ZIP_MARKS, ZIP_MEMBERS, ZIP_SAYINGS, Content, Group, marks_of
from jlxx_check.model.kind_lookup import bundle_of, group_by_name, promised

_CABINET, _ISO = b"MSCF\0\0\0\0", b"CD001"
#: Where a disc's first descriptor begins with its mark (ECMA-119, 8.1).
_ISO_AT = 0x8001
#: A disk image of Apple's is told by its last block alone.
_APPLE, _APPLE_BLOCK = b"koly", 512
#: ARJ, ALZip, EGG, compress.
_RARE = (b"\x60\xea", b"ALZ\x01", b"EGGA", b"\x1f\x9d")
#: How the archives begin that a program carries behind its own parts.
_CARRIED = (*marks_of(Content.RAR, Content.SEVENZIP), ZIP_MARKS[0], b"MSCF")
#: Between the program and its archive 7-Zip writes some lines of settings.
_SETTINGS = 64 * 1024
_MOST_SECTIONS = 96
#: Enough to see a disc's mark.
HEAD = _ISO_AT + len(_ISO)


def closed_archive(stream: BinaryIO, head: bytes, size: int) -> Content | None:
    """What a file is that holds others and is not opened; None where it is none such.

    head: its first ``HEAD`` bytes or more. Raises OSError.
    """
    if head.startswith(b"MZ"):
        return Content.SELF_EXTRACTING if carries_archive(stream) else None
    if head.startswith(_CABINET):
        return Content.CAB
    if head[_ISO_AT : _ISO_AT + len(_ISO)] == _ISO:
        return Content.ISO
    if head.startswith(_RARE) or head[7:14] == b"**ACE**":
        return Content.ARCHIVE_OTHER
    if head[2:5] == b"-lh" and head[6:7] == b"-":
        return Content.ARCHIVE_OTHER
    if size >= _APPLE_BLOCK:
        stream.seek(size - _APPLE_BLOCK)
        if stream.read(len(_APPLE)) == _APPLE:
            return Content.DMG
    return None


def carries_archive(stream: BinaryIO) -> bool:
    """Whether behind the last part of a Windows program an archive begins. Raises OSError.

    Looked for there alone: an unpacking program knows the same marks and carries none.
    """
    end = _end_of_parts(stream)
    if not end:
        return False
    stream.seek(end)
    behind = stream.read(_SETTINGS)
    return any(mark in behind for mark in _CARRIED)


def _end_of_parts(stream: BinaryIO) -> int:
    """Where the last section of the program ends (PE/COFF); 0 where it is no such program."""
    stream.seek(0)
    head = stream.read(4096)
    if len(head) < 0x40:
        return 0
    (at,) = struct.unpack_from("<I", head, 0x3C)
    if head[at : at + 4] != b"PE\0\0" or at + 24 > len(head):
        return 0
    sections, optional = struct.unpack_from("<H12xH", head, at + 6)
    start = at + 24 + optional
    end = 0
    for number in range(min(sections, _MOST_SECTIONS)):
        place = start + 40 * number
        if place + 24 > len(head):
            break
        size, offset = struct.unpack_from("<2I", head, place + 16)
        end = max(end, offset + size)
    return end


_APPLE_DOCUMENTS = (Content.PAGES, Content.NUMBERS, Content.KEYNOTE)
_APPLE_MARKS = ("index/document.iwa", "index.zip", "buildversionhistory.plist")
_MANIFEST, _MIME, _JAVA = "meta-inf/manifest.xml", "mimetype", "meta-inf/manifest.mf"


def document_of(names: Iterable[str], read: Callable[[str], bytes], called: str) -> Content | None:
    """What a zip file is where it is no archive; None where it may be one, or is an Office file.

    names: its members' with ``/``, in lower case. read: the bytes of one of them, b"" where they
    cannot be got at. called: the file's own name.
    """
    members = set(names)
    told = next((ZIP_MEMBERS[name] for name in members if name in ZIP_MEMBERS), None)
    if told is not None:
        return told
    if _MIME in members or _MANIFEST in members:
        said = read(_MIME)[:200] + read(_MANIFEST)[:4000]
        told = next((content for mark, content in ZIP_SAYINGS if mark in said), None)
        return told or promised(called, (Content.ODT, Content.ODS, Content.ODP), Content.UNKNOWN)
    if any(f"{folder}{name}" in members for name in _APPLE_MARKS for folder in ("", "metadata/")):
        return promised(called, _APPLE_DOCUMENTS, _apple(members))
    bundle = bundle_of(next(iter(members), ""))
    if (
        bundle is not None
        and all(bundle_of(name) == bundle for name in members)
        and group_by_name(called) is not Group.ARCHIVE
    ):
        return bundle[1]  # the folder, as some disks send it
    if _JAVA in members or any(name.startswith("payload/") and ".app/" in name for name in members):
        return Content.PROGRAM
    return Content.LIVP if _is_live_photo(members, called) else None


def _apple(members: Iterable[str]) -> Content:
    if any("slide" in name and name.endswith(".iwa") for name in members):
        return Content.KEYNOTE
    tables = any("calculationengine" in name for name in members)
    return Content.NUMBERS if tables else Content.PAGES


def _is_live_photo(members: Iterable[str], called: str) -> bool:
    """A picture and its moving part alone, in a file that is not called an archive."""
    files = [name for name in members if not name.endswith("/")]
    if group_by_name(called) is Group.ARCHIVE or any("/" in name for name in files):
        return False
    groups = sorted(group_by_name(name) for name in files)
    return groups == [Group.PHOTO, Group.VIDEO]
