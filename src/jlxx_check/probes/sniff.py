"""What a file is by its bytes, whatever its name says."""

from __future__ import annotations

import re
import struct
import zipfile
from typing import BinaryIO

from jlxx_check.model.facts import Content, Group
from jlxx_check.model.formats import EXTENSIONS, extension, group_by_name
from jlxx_check.probes import base_media, compound, sound_frames
from jlxx_check.probes.plain_text import looks_like_text
from jlxx_check.probes.zips import (
    ZIP_MAGICS,
    Broken,
    CutShort,
    Oversized,
    TooMany,
    first_member_name,
    member_name,
    open_zip,
    read_member,
)

#: Bytes from the beginning that tell a format; text is judged on as many.
HEAD = 65_536

_MAGICS: tuple[tuple[bytes, Content], ...] = (
    (b"\xff\xd8\xff", Content.JPEG),
    (b"\x89PNG\r\n\x1a\n", Content.PNG),
    (b"GIF87a", Content.GIF),
    (b"GIF89a", Content.GIF),
    (b"II*\x00", Content.TIFF),
    (b"MM\x00*", Content.TIFF),
    (b"II+\x00", Content.TIFF),
    (b"MM\x00+", Content.TIFF),
    (b"Rar!\x1a\x07", Content.RAR),
    (b"7z\xbc\xaf\x27\x1c", Content.SEVENZIP),
    (b"\x1f\x8b\x08", Content.GZIP),
    (b"\x1a\x45\xdf\xa3", Content.MATROSKA),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Content.WMV),
    (b"FLV\x01", Content.FLV),
    (b"\x00\x00\x01\xba", Content.MPEG),
    (b"\x00\x00\x01\xb3", Content.MPEG),
    (b"ID3", Content.MP3),
    (b"OggS", Content.AUDIO_OTHER),
    (b"fLaC", Content.AUDIO_OTHER),
    (b"#!AMR", Content.AUDIO_OTHER),
    (b"MThd", Content.AUDIO_OTHER),
    (b"caff\x00\x01", Content.AUDIO_OTHER),
    (b"{\\rtf", Content.RTF),
)
_RIFF = {b"AVI ": Content.AVI, b"WAVE": Content.WAV, b"WEBP": Content.WEBP}
_BMP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})
_PDF_WITHIN = 1024
_HTML = re.compile(
    rb"(?:<!--.*?-->\s*|<\?xml[^>]*\?>\s*)*<(?:!doctype\s+html|html[\s>])", re.I | re.S
)
_WEB_ARCHIVE = re.compile(rb"mime-version:.{0,400}?content-type:\s*multipart/related", re.I | re.S)
_RECORDED = (Group.PHOTO, Group.VIDEO, Group.AUDIO)
_PACKET = 188  # bytes of an MPEG transport stream's packet
_ZIP_FAMILY = (
    ("word/", Content.DOCX),
    ("xl/", Content.XLSX),
    ("ppt/", Content.PPTX),
)
_MAIN_PARTS = (
    (b"wordprocessingml.", Content.DOCX),
    (b"ms-word.", Content.DOCX),
    (b"spreadsheetml.", Content.XLSX),
    (b"ms-excel.", Content.XLSX),
    (b"presentationml.", Content.PPTX),
)
_COMPOUNDS = (
    ("encryptedpackage", Content.OFFICE_ENCRYPTED),
    ("encryptioninfo", Content.OFFICE_ENCRYPTED),
    ("worddocument", Content.DOC),
    ("workbook", Content.XLS),
    ("book", Content.XLS),
    ("powerpoint document", Content.PPT),
)
_CONTENT_TYPES = "[Content_Types].xml"
_CONTENT_TYPES_LIMIT = 1_000_000


def sniff(stream: BinaryIO, size: int, name: str) -> Content:
    """What the ``size`` bytes of the seekable ``stream`` are.

    The name only breaks ties: a container that is cut short is what its extension says, and
    an MP4 without pictures is sound where its extension says so, and text under the name of a
    picture or recording (a web page of error saved as a video) is none of these. HEIC stands for
    every still picture of the HEIF family. Raises OSError where the stream cannot be read.
    """
    if size == 0:
        return Content.EMPTY
    stream.seek(0)
    head = stream.read(HEAD)
    if not head:
        return Content.EMPTY
    if head.startswith(ZIP_MAGICS):
        return _sniff_zip(stream, size, head, name)
    if head.startswith(compound.MAGIC):
        return _sniff_compound(stream, name)
    return (
        _by_magic(head)
        or _by_structure(head, size)
        or base_media.sniff(stream, size, head, extension(name))
        or _by_text(head, size, name)
        or Content.UNKNOWN
    )


def _by_magic(head: bytes) -> Content | None:
    for magic, content in _MAGICS:
        if head.startswith(magic):
            return content
    return None


def _by_structure(head: bytes, size: int) -> Content | None:
    """Formats whose mark is short or stands elsewhere than at the beginning."""
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return Content.AUDIO_OTHER
    if head[257:262] == b"ustar":
        return Content.TAR
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return Content.PDF
    if head[:2] == b"BM" and len(head) >= 18 and _u32(head, 14) in _BMP_HEADERS:
        return Content.BMP
    if _is_transport_stream(head):
        return Content.MPEG
    return sound_frames.sniff(head, size)


def _u32(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])


def _is_transport_stream(head: bytes) -> bool:
    """MPEG-TS as broadcast (188-byte packets), or with a time stamp before each (192)."""
    plain = head[0 : 4 * _PACKET : _PACKET]
    stamped = head[4 : 4 + 4 * (_PACKET + 4) : _PACKET + 4]
    return plain == b"GGGG" or stamped == b"GGGG"


def _by_text(head: bytes, size: int, name: str) -> Content | None:
    if group_by_name(name) in _RECORDED:
        return None
    whole = size <= len(head)
    if not looks_like_text(head, whole=whole):
        return None
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"<", b"MIME", b"mime", b"From:", b"from:")):
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return Content.TEXT
        if _HTML.match(start) or _WEB_ARCHIVE.match(start[:2000]):
            return Content.HTML
        if start.startswith(b"<?xml"):
            return Content.UNKNOWN
    return Content.TEXT


def _sniff_zip(stream: BinaryIO, size: int, head: bytes, name: str) -> Content:
    try:
        archive = open_zip(stream, size)
    except (CutShort, Broken, TooMany):
        return _member_family(first_member_name(head)) or _promised(
            name, (Content.DOCX, Content.XLSX, Content.PPTX), Content.ZIP
        )
    with archive:
        members = {member_name(info): info for info in archive.infolist()}
        if "mimetype" in members and "META-INF/manifest.xml" in members:
            return Content.UNKNOWN  # OpenDocument, EPUB: no archive, and no format asked for
        listed = {member.casefold(): info for member, info in members.items()}
        types = listed.get(_CONTENT_TYPES.casefold())
        if types is None and "_rels/.rels" not in listed:
            return Content.ZIP
        for member in listed:
            family = _member_family(member)
            if family:
                return family
        if types is not None:
            family = _family_by_types(archive, types)
            if family:
                return family
    return _promised(name, (Content.DOCX, Content.XLSX, Content.PPTX), Content.ZIP)


def _member_family(member: str) -> Content | None:
    folded = member.casefold()
    return next((content for start, content in _ZIP_FAMILY if folded.startswith(start)), None)


def _family_by_types(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Content | None:
    """The family by the main part's content type, wherever the writer put that part."""
    try:
        data = read_member(archive, info, _CONTENT_TYPES_LIMIT)
    except (Broken, Oversized):
        return None
    return next((content for mark, content in _MAIN_PARTS if mark in data), None)


def _sniff_compound(stream: BinaryIO, name: str) -> Content:
    try:
        streams = compound.top_level(stream)
    except compound.BrokenCompound:
        return _promised(name, (Content.DOC, Content.XLS, Content.PPT), Content.UNKNOWN)
    return next((content for mark, content in _COMPOUNDS if mark in streams), Content.UNKNOWN)


def _promised(name: str, possible: tuple[Content, ...], otherwise: Content) -> Content:
    """What the extension promises, if that is one of the possible contents."""
    promised = EXTENSIONS.get(extension(name), frozenset())
    return next((content for content in possible if content in promised), otherwise)
