"""What a file is by its bytes, whatever its name says; text, by what is written in it."""

from __future__ import annotations

import re
import struct
import zipfile
from typing import BinaryIO

from jlxx_check.model.containers import closed_archive, document_of
from jlxx_check.model.contents import (
    COMPOUND_STREAMS,
    MARKS,
    OFFICE_FOLDERS,
    OFFICE_TYPES,
    WORDED_MARKS,
    ZIP_MARKS,
    Trait,
)
from jlxx_check.model.facts import Content, Group
from jlxx_check.model.file_kinds import FILE_KINDS
from jlxx_check.model.kind_lookup import EXTENSIONS, bundle_of, extension, group_by_name, promised
from jlxx_check.probes import compound
from jlxx_check.probes.plain_text import looks_like_text
from jlxx_check.probes.sniffing import base_media, camera_raw
from jlxx_check.probes.unreadable import DamagedError, UnreadableError
from jlxx_check.probes.zip_members import (
    first_member_name,
    member_name,
    open_zip,
    read_member,
)

#: Bytes from the beginning that tell a format; text is judged on as many.
HEAD = 65_536

_RIFF = {b"AVI ": Content.AVI, b"WAVE": Content.WAV, b"WEBP": Content.WEBP}
_BMP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})
_PDF_WITHIN = 1024
_RECORDED = (Group.PHOTO, Group.VIDEO, Group.AUDIO)
_OFFICE = (Content.DOCX, Content.XLSX, Content.PPTX)
_OLD_OFFICE = (Content.DOC, Content.XLS, Content.PPT)
#: What a zip file that breaks off may have been.
_IN_ZIPS = (
    *_OFFICE,
    *(kind.content for kind in FILE_KINDS.values() if Trait.ZIPPED in kind.traits),
)
#: Formats without a mark that all their files have: what is no text and nothing else may be one.
_NO_MARK = (
    *(Content.CAJ, Content.COREL, Content.RECORDER, Content.DWG),
    *(Content.DMG, Content.ISO, Content.ARCHIVE_OTHER, Content.PICTURE_OTHER),
)
_AUDIO_TRACK = bytes.fromhex("409e69f84d5bcf11a8fd00805f5c442b")
_VIDEO_TRACK = bytes.fromhex("c0ef19bc4d5bcf11a8fd00805f5c442b")
_PACKET = 188  # bytes of an MPEG transport stream's packet
#: Containers that hold an unknown thing are what their names say, if they may be.
_IN_COMPOUNDS = (Content.PROJECT, Content.OLD_OFFICE, Content.PROGRAM)
_CONTENT_TYPES = "[Content_Types].xml"
_CONTENT_TYPES_LIMIT = 1_000_000


def sniff(stream: BinaryIO, size: int, name: str) -> Content:
    """What the ``size`` bytes of the seekable ``stream`` are.

    The name only breaks ties: a container that is cut short is what its extension says, and
    a talking book with pictures is sound where its extension says so, and text under the name of a
    picture or recording (a web page of error saved as a video) is none of these. HEIC stands for
    every still picture of the HEIF family but AVIF. Raises OSError where the stream cannot be read.
    """
    told = _by_place(name)
    if told is not None:
        return told
    if size == 0:
        return Content.EMPTY
    stream.seek(0)
    head = stream.read(HEAD)
    if not head:
        return Content.EMPTY
    if head.startswith(ZIP_MARKS):
        return _sniff_zip(stream, size, head, name)
    if head.startswith(compound.MAGIC):
        return _sniff_compound(stream, name)
    return (
        closed_archive(stream, head, size)
        or _by_magic(stream, head, name)
        or _by_structure(head, size, name)
        or pointer(head)
        or base_media.media_content(stream, size, head, extension(name))
        or _by_text(head, size, name)
        or next((content for mark, content in WORDED_MARKS if head.startswith(mark)), None)
        or promised(name, _NO_MARK, Content.UNKNOWN)
    )


def _by_place(name: str) -> Content | None:
    """What is told by name alone: half a download is anything, a part of a bundle is the bundle."""
    bundle = bundle_of(name)
    if bundle is not None:
        return bundle[1]
    said = EXTENSIONS.get(extension(name), frozenset())
    return next((content for content in (Content.PARTIAL, Content.CLOUD) if content in said), None)


def _by_magic(stream: BinaryIO, head: bytes, name: str) -> Content | None:
    for magic, content in MARKS:
        if head.startswith(magic):
            if content is Content.TIFF:
                if camera_raw.is_camera_raw(stream):
                    return Content.RAW
                return promised(name, (Content.TIFF, Content.RAW), content)
            if content is Content.EPS:
                return promised(name, (Content.ILLUSTRATOR,), content)
            if content is Content.WMV and _AUDIO_TRACK in head and _VIDEO_TRACK not in head:
                return Content.AUDIO_OTHER
            return content
    if head.startswith(b"MZ"):
        return Content.PROGRAM
    if head.startswith(b"bplist00"):
        return promised(name, (Content.SHORTCUT,), Content.UNKNOWN)
    return None


def _by_structure(head: bytes, size: int, name: str) -> Content | None:
    """Formats whose mark is short or stands elsewhere than at the beginning."""
    if head[:3] == b"ID3":
        return _behind_tag(head, size)
    if head[:4] == b"RIFF" and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return Content.AUDIO_OTHER
    if head[:4] == b"RIFF" and head[8:11] == b"CDR":
        return Content.COREL
    if head[257:262] == b"ustar":
        return Content.TAR
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return Content.ILLUSTRATOR if extension(name) == ".ai" else Content.PDF
    if head[:2] == b"BM" and len(head) >= 18 and _u32(head, 14) in _BMP_HEADERS:
        return Content.BMP
    if _is_transport_stream(head):
        return Content.MPEG
    return base_media.sound_content(head, size)


def _behind_tag(head: bytes, size: int) -> Content:
    """What the sound is that an ID3 tag stands before: mostly MP3, sometimes AAC or FLAC."""
    length = 0
    for byte in head[6:10]:
        length = length << 7 | byte & 0x7F
    behind = head[10 + length :]
    if behind[:4] == b"fLaC":
        return Content.AUDIO_OTHER
    return base_media.sound_content(behind, size - 10 - length) or Content.MP3


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
        return Content.HTML if is_page(head) else None
    return kind_of_text(head, name)


def _sniff_zip(stream: BinaryIO, size: int, head: bytes, name: str) -> Content:
    try:
        archive = open_zip(stream, size)
    except UnreadableError:
        return _member_family(first_member_name(head)) or promised(name, _IN_ZIPS, Content.ZIP)
    with archive:
        members = {member_name(info): info for info in archive.infolist()}
        listed = {member.casefold(): info for member, info in members.items()}
        other = document_of(listed, lambda member: _small(archive, listed.get(member)), name)
        if other is not None:
            return other
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
    return promised(name, _OFFICE, Content.ZIP)


def _small(archive: zipfile.ZipFile, info: zipfile.ZipInfo | None) -> bytes:
    """A small member's bytes; none where it is not there or cannot be read."""
    try:
        return read_member(archive, info, _CONTENT_TYPES_LIMIT) if info else b""
    except UnreadableError:
        return b""


def _member_family(member: str) -> Content | None:
    folded = member.casefold()
    return next((content for start, content in OFFICE_FOLDERS if folded.startswith(start)), None)


def _family_by_types(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Content | None:
    """The family by the main part's content type, wherever the writer put that part."""
    try:
        data = read_member(archive, info, _CONTENT_TYPES_LIMIT)
    except UnreadableError:
        return None
    return next((content for mark, content in OFFICE_TYPES if mark in data), None)


def _sniff_compound(stream: BinaryIO, name: str) -> Content:
    try:
        streams = compound.top_level(stream)
    except DamagedError:
        return promised(name, _OLD_OFFICE, Content.UNKNOWN)
    told = next((content for mark, content in COMPOUND_STREAMS if mark in streams), None)
    return told or promised(name, _IN_COMPOUNDS, Content.UNKNOWN)


_SHORTCUT = re.compile(
    rb"\s*(?:\[DEFAULT\][^\[]{0,400})?\[(?:InternetShortcut|Desktop Entry)\]", re.I
)
_PAGE = re.compile(
    rb"(?:<!--.*?-->\s*|<\?xml[^>]*\?>\s*)*<(?:!doctype\s+html|html[\s>])", re.I | re.S
)
#: What systems write that export tables and pages without the rest of a web page.
_PIECE = re.compile(rb"(?:<!--.*?-->\s*)*<(?:head|body|meta|style|table|div)[\s>]", re.I | re.S)
_WEB_ARCHIVE = re.compile(rb"mime-version:.{0,400}?content-type:\s*multipart/related", re.I | re.S)
#: What an XML file says near its beginning → what it is; the first that fits.
_XML = (
    (rb'progid\s*=\s*["\']Word\.Document', Content.WORD_XML),
    (rb"<w:wordDocument|office/2006/xmlPackage|office/word/2003/wordml", Content.WORD_XML),
    (rb'progid\s*=\s*["\']Excel\.Sheet', Content.EXCEL_XML),
    (rb"<(?:\w+:)?Workbook[^>]*urn:schemas-microsoft-com:office:spreadsheet", Content.EXCEL_XML),
    (rb"<office:document[^>]*opendocument\.text", Content.ODT),
    (rb"<office:document[^>]*opendocument\.spreadsheet", Content.ODS),
    (rb"<office:document[^>]*opendocument\.presentation", Content.ODP),
    (rb"<uof:UOF|schemas\.uof\.org|<\w+:UOF\b", Content.UOF),
    (rb"<(?:\w+:)?svg[\s>]", Content.SVG),
    (rb"<plist.{0,200}<key>URL</key>", Content.SHORTCUT),
)
_XML_MARKS = tuple((re.compile(mark, re.S), content) for mark, content in _XML)
_NEAR = 8192
#: Text that nothing but its extension tells from other text.
_BY_NAME = (
    *(Content.SHORTCUT, Content.DWG, Content.PROGRAM, Content.UOF),
    *(Content.MAIL, Content.MHT, Content.HTML, Content.CAPTIONS),
)


def pointer(head: bytes) -> Content | None:
    """What stands for a file that is elsewhere, whatever it is called."""
    return Content.SHORTCUT if _SHORTCUT.match(head[:600]) else None


def is_page(head: bytes) -> bool:
    """Whether it begins as a web page, whatever it is written in: some are no text any more."""
    return _PAGE.match(_as_bytes(head)) is not None


def kind_of_text(head: bytes, name: str) -> Content:
    """What a text file is, by its beginning."""
    start = _as_bytes(head)
    if _WEB_ARCHIVE.match(start[:2000]):
        return Content.MHT
    if _PAGE.match(start) or _PIECE.match(start):
        return Content.HTML
    if start.startswith(b"<"):
        near = start[:_NEAR]
        marked = next((content for mark, content in _XML_MARKS if mark.search(near)), None)
        if marked is not None:
            return marked
        if start.startswith(b"<?xml"):
            return Content.XML
    said = EXTENSIONS.get(extension(name), frozenset())
    return next((content for content in _BY_NAME if content in said), Content.TEXT)


def _as_bytes(head: bytes) -> bytes:
    """The beginning in one byte a letter, without its mark and outer space."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "ignore").encode().lstrip()
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()
