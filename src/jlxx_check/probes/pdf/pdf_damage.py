"""Whether a PDF is whole, shown by its own bytes: its reader mends what it can and says nothing.

A file that is only written sloppily (offsets that are off, no end mark after the last line, bytes
before or behind it) is sound: viewers open it. Damage is shown by what is gone: an end that is
missing while objects stand after the last one, places of the cross-reference that lie beyond the
file or in a hole, and streams that do not unpack because bytes in them were wiped.
"""

from __future__ import annotations

import io
import re
from enum import Enum

from jlxx_check.model.facts import Cause
from jlxx_check.probes.deflated import unpacked
from jlxx_check.probes.photo import jpeg_scans
from jlxx_check.values.frozen_types import frozen

#: Bytes of streams unpacked to see whether they do; beyond them a file is trusted.
MAX_UNPACKED = 200_000_000
#: One byte this many times: in packed data that is a hole. Whole sectors and pages are wiped.
_HOLE = 64
_LINEARISED = re.compile(rb"/Linearized\b.{0,300}?/L[ ]*(\d{1,12})\b", re.S)
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})[ \t\r\n\0]+(\d{1,5})[ \t\r\n\0]+obj\b")
_STREAM = re.compile(rb"stream(?:\r\n|\n|\r)")
_END = b"%%EOF"
_XREF_TABLE = re.compile(rb"xref[ \t\r\n]+(?=\d)")
_SECTION = re.compile(rb"[ \t\r\n]*(\d{1,10})[ ]+(\d{1,10})[ \t]*[\r\n]+")
_ENTRY = re.compile(rb"(\d{10})[ ](\d{5})[ ]([nf])[ \r\n]{1,2}")
_PACKED = re.compile(rb"/Filter\s*(?:\[\s*)?/(?:FlateDecode|Fl)\b")
#: Packings in which no stretch of zeros can stand.
_DENSE = re.compile(
    rb"/Filter\s*(?:\[\s*)?/(?:ASCII85Decode|A85|ASCIIHexDecode|AHx|LZWDecode|LZW)\b"
)
_JPEG = re.compile(rb"/Filter\s*(?:\[\s*)?/(?:DCTDecode|DCT)\b")
#: Fax pages of group 4, whose code has no eight zeros but in the mark at its end.
_FAX = re.compile(rb"/Filter\s*(?:\[\s*)?/(?:CCITTFaxDecode|CCF)\b")
_GROUP_4 = re.compile(rb"/K\s*-\d")
_PRINTED = bytes([9, 10, 12, 13, *range(32, 127)])
_INLINE = re.compile(rb"\bID\s")
_DICTIONARY = 4096  # bytes before a stream in which its dictionary is looked for
_ENCRYPTED = re.compile(rb"/Encrypt\b\s*(?:\d|<<)")
#: Between streams; a string of a dictionary may hold some zeros.
_WIPED = re.compile(rb"\0{200}")
_RUN = re.compile(rb"(.)\1{%d}" % (_HOLE - 1), re.S)


def damage(data: bytes) -> Cause | None:
    """CUT_SHORT, CORRUPT, or None where nothing shows that bytes are gone. data: the whole file."""
    if _is_cut(data):
        return Cause.CUT_SHORT
    if _has_lost_objects(data) or _has_holes(data):
        return Cause.CORRUPT
    return None


def has_objects(data: bytes) -> bool:
    """Whether there is anything of a PDF in it at all."""
    return (_OBJECT.search(data) is not None and b"/Catalog" in data) or b"/ObjStm" in data


def _is_cut(data: bytes) -> bool:
    """Whether the last part is missing: objects with no end behind them."""
    end = data.rfind(_END)
    stated = _LINEARISED.search(data, 0, 2048)
    if stated and int(stated[1]) > len(data):
        return True
    if end < 0:
        # A file whose very last line is missing is opened by every viewer.
        return not _closes(data)
    rest = data[end + len(_END) :]
    begun = _OBJECT.search(rest)
    return begun is not None and not _closes(data)


def _closes(data: bytes) -> bool:
    """Whether the file has come to its trailer though its end mark is missing or lost."""
    last = data.rfind(b"startxref")
    return last >= 0 and _OBJECT.search(data, last) is None


@frozen
class _Entry:
    number: int
    place: int


def _entries(data: bytes) -> list[_Entry]:
    """The objects in use by every cross-reference table that is written in plain text."""
    found: list[_Entry] = []
    for table in _XREF_TABLE.finditer(data):
        at = table.end()
        while section := _SECTION.match(data, at):
            number, at = int(section[1]), section.end()
            for _ in range(int(section[2])):
                entry = _ENTRY.match(data, at)
                if entry is None:
                    break
                if entry[3] == b"n" and int(entry[1]):
                    found.append(_Entry(number, int(entry[1])))
                number, at = number + 1, entry.end()
    return found


def _has_lost_objects(data: bytes) -> bool:
    """Whether objects that the file lists lie in a hole, most of the others in their places."""
    entries = _entries(data)
    start = max(0, data.find(b"%PDF-", 0, 1024))
    there = lost = 0
    for entry in entries:
        for place in {entry.place, entry.place + start}:
            if _OBJECT.match(data, place) or _OBJECT.match(data, place + 1):
                there += 1
                break
        else:
            piece = data[entry.place : entry.place + _HOLE]
            gone = len(piece) == _HOLE and not piece.strip(b"\0")
            lost += gone and _stream_around(data, entry.place) is None
    return lost > 0 and there > 0


def _has_holes(data: bytes) -> bool:
    """Whether bytes were wiped where a sound file has other ones."""
    encrypted = _ENCRYPTED.search(data) is not None
    last, room, at = data.rfind(_END), MAX_UNPACKED, max(0, data.find(b"%PDF-"))
    while run := _RUN.search(data, at, max(last, at)):
        stream = _stream_around(data, run.start())
        if stream is None:
            if _WIPED.match(data, run.start()):
                return True
            at = run.end()
            continue
        start, at = stream
        at = max(at, run.end())
        kind = _kind_of(data, start)
        if kind is _Kind.PACKED and not encrypted:
            used = unpacked(data[start:at], room, zeros=run[1] == b"\0")
            if used is None:
                return True
            room = max(0, room - used)
        elif kind is _Kind.JPEG and not encrypted:
            if jpeg_scans.has_hole(io.BytesIO(data[start:at]), at - start):
                return True
        elif kind is _Kind.FAX and not encrypted:
            if run[1] == b"\0" and data[run.end() : at].strip(b"\0\r\n"):
                return True
        elif run[1] == b"\0" and (
            kind in (_Kind.DENSE, _Kind.PACKED)
            or (kind is _Kind.BARE and not encrypted and _is_text(data[start:at]))
        ):
            return True
    return False


class _Kind(Enum):
    """What a stream is made of, as far as it tells a hole."""

    PACKED = 1
    DENSE = 2  # no long stretch of zeros stands in it
    BARE = 3  # not packed: page content, or a font, a picture
    JPEG = 4
    FAX = 5  # zeros stand at its end alone
    ANY = 6


def _stream_around(data: bytes, place: int) -> tuple[int, int] | None:
    """Where the stream that a place lies in begins and ends; None between streams."""
    begin = place
    while (begin := data.rfind(b"stream", 0, begin)) >= 0:
        if data[max(0, begin - 3) : begin] == b"end":
            return None
        opened = _STREAM.match(data, begin)
        if opened:
            end = data.find(b"endstream", place)
            return opened.end(), end if end >= 0 else len(data)
    return None


def _kind_of(data: bytes, start: int) -> _Kind:
    before = data[max(0, start - _DICTIONARY) : start]
    dictionary = before[before.rfind(b" obj") + 1 :]
    if _PACKED.search(dictionary):
        return _Kind.PACKED
    if _DENSE.search(dictionary):
        return _Kind.DENSE
    if _JPEG.search(dictionary):
        return _Kind.JPEG
    if _FAX.search(dictionary) and _GROUP_4.search(dictionary):
        return _Kind.FAX
    return _Kind.ANY if b"/Filter" in dictionary else _Kind.BARE


def _is_text(piece: bytes) -> bool:
    """Whether bytes, wiped ones aside, are page content or XML: no font, picture or table."""
    left = piece.replace(b"\0", b"")
    odd = len(left.translate(None, _PRINTED))
    return 4 * len(left) >= len(piece) and odd * 100 <= len(left) and not _INLINE.search(piece)
