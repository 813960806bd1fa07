"""Whether a file was written by this program, and whether anybody has changed it since.

A report that goes to a file bears a mark: the digest of all that is in it but the mark's own
digits. So the file itself tells, on whatever machine and under whatever name, and what a person
edited is known from what may be written anew.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Container, Iterable, Iterator
from enum import StrEnum
from functools import partial
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from jlxx_check.model.about import NAME
from jlxx_check.model.report import Report
from jlxx_check.reporters.formats import FORMATS, Format
from jlxx_check.reporters.report_options import DEFAULTS, Options
from jlxx_check.text import Lang

_BLANK = b"0" * 64
_SIGN = f"{NAME} sha256:".encode("ascii")
_MARK = re.compile(re.escape(_SIGN) + rb"([0-9a-f]{64})")

#: Where an office file says what it is: programs keep it when they save the file.
_PROPERTIES = "docProps/core.xml"
_IDENTIFIER = b'<dc:identifier xmlns:dc="http://purl.org/dc/elements/1.1/">%s</dc:identifier>'
_PROPERTIES_END = re.compile(rb"</(?:\w+:)?coreProperties>\s*$")
#: The first moment that a zip can name: equal reports are equal bytes.
_FIRST = (1980, 1, 1, 0, 0, 0)

#: Bytes of a file, and of its properties; what is larger is no report.
_LARGEST = 1 << 29
_LARGEST_PROPERTIES = 1 << 20
#: Bytes read at a time: a workbook over thousands of packages is large, unpacked.
_PIECE = 1 << 18
_ZIP = b"PK\x03\x04"

#: What an archive that is none any longer makes ``zipfile`` raise.
_DAMAGED = (
    *(KeyError, ValueError, RuntimeError, NotImplementedError, EOFError),
    *(zipfile.BadZipFile, zlib.error, struct.error),
)


class Author(StrEnum):
    """Who made a file what it is. OTHER: no mark tells that this program wrote it.

    EDITED: it did, and the file has been changed since.
    """

    PROGRAM = "program"
    EDITED = "edited"
    OTHER = "other"


def report_file(report: Report, format_name: str, lang: Lang, options: Options = DEFAULTS) -> bytes:
    """The report as the content of a file, marked. format_name: one in ``FORMATS``."""
    return marked(FORMATS[format_name].render(report, lang, options), format_name)


def marked(data: bytes, format_name: str) -> bytes:
    """What the program made, as a file's content, with its mark. format_name: of ``FORMATS``."""
    return _marked_zip(data) if data.startswith(_ZIP) else _marked_text(data, FORMATS[format_name])


def author_of(path: Path, known: Container[str] = ()) -> Author:
    """Who made the file what it is; an empty one holds nothing of anybody's. Raises OSError.

    known: SHA-256 of what the program is known to have written there, marked or not. The file is
    read in pieces, an archive in it is never unpacked whole.
    """
    size = path.stat().st_size
    if size == 0:
        return Author.PROGRAM
    if size > _LARGEST:
        return Author.OTHER
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() in known:
            return Author.PROGRAM
        file.seek(0)
        if file.read(len(_ZIP)) != _ZIP:
            return _author_of_text(file)
        try:
            with zipfile.ZipFile(file) as archive:
                return _author_of_zip(archive)
        except _DAMAGED:
            return Author.OTHER


def _author_of_text(file: BinaryIO) -> Author:
    found = _last_mark(_pieces(file))
    if found is None:
        return Author.OTHER
    start, digits = found
    digest, at = hashlib.sha256(), 0
    for piece in _pieces(file):
        here = slice(max(start - at, 0), max(start + len(_BLANK) - at, 0))
        blank = _BLANK[: len(piece[here])]
        digest.update(piece[: here.start] + blank + piece[here.stop :])
        at += len(piece)
    return _author(digest, digits)


def _author_of_zip(archive: zipfile.ZipFile) -> Author:
    # Most office files bear no mark: their members need not be read.
    properties = _properties(archive)
    marks = list(_MARK.finditer(properties))
    if not marks:
        return Author.OTHER
    start, end = marks[-1].span(1)
    blank = properties[:start] + _BLANK + properties[end:]
    return _author(_told(archive, blank), marks[-1][1])


def _author(digest: hashlib._Hash, digits: bytes) -> Author:
    return Author.PROGRAM if digest.hexdigest().encode("ascii") == digits else Author.EDITED


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """The file from its beginning."""
    file.seek(0)
    return iter(partial(file.read, _PIECE), b"")


def _last_mark(pieces: Iterable[bytes]) -> tuple[int, bytes] | None:
    """Where the digits of the last mark begin, and what they are."""
    found, held, at = None, b"", 0
    for piece in pieces:
        held += piece
        for mark in _MARK.finditer(held):
            found = at + mark.start(1), mark[1]
        kept = held[1 - len(_SIGN) - len(_BLANK) :]  # it may be cut in two
        at += len(held) - len(kept)
        held = kept
    return found


def digest_of(data: bytes) -> str:
    """SHA-256."""
    return hashlib.sha256(data).hexdigest()


def _marked_text(data: bytes, kept_as: Format) -> bytes:
    for end in kept_as.closes:
        data = data.rstrip().removesuffix(bytes((end,))).rstrip()
    data += kept_as.mark % (_SIGN + _BLANK)
    return _filled(data, digest_of(data))


def _marked_zip(data: bytes) -> bytes:
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        mark = _IDENTIFIER % (_SIGN + _BLANK)
        properties = _PROPERTIES_END.sub(
            lambda end: mark + end[0], source.read(_PROPERTIES), count=1
        )
        properties = _filled(properties, _told(source, properties).hexdigest())
        for item in source.infolist():
            member = zipfile.ZipInfo(item.filename, _FIRST)
            member.compress_type, member.file_size = zipfile.ZIP_DEFLATED, item.file_size
            if item.filename == _PROPERTIES:
                made.writestr(member, properties)
                continue
            with source.open(item) as old, made.open(member, "w") as new:
                copyfileobj(old, new, _PIECE)
    return target.getvalue()


def _properties(archive: zipfile.ZipFile) -> bytes:
    """Raises KeyError where it has none, ValueError where they are too large for any."""
    member = archive.getinfo(_PROPERTIES)
    if member.file_size > _LARGEST_PROPERTIES:
        raise ValueError(member.file_size)
    return archive.read(member)


def _told(archive: zipfile.ZipFile, properties: bytes) -> hashlib._Hash:
    """The digest of all that is in an archive, however it is packed.

    The properties, with the mark, come last, as they are given.
    """
    digest = hashlib.sha256()
    for item in sorted(archive.infolist(), key=lambda one: one.filename):
        if item.filename != _PROPERTIES:
            digest.update(_head(item.filename, item.file_size))
            with archive.open(item) as member:
                for piece in iter(partial(member.read, _PIECE), b""):
                    digest.update(piece)
    digest.update(_head(_PROPERTIES, len(properties)) + properties)
    return digest


def _head(name: str, size: int) -> bytes:
    return b"%s\0%d\0" % (name.encode(), size)


def _filled(data: bytes, digest: str) -> bytes:
    """The blank mark, the last one in the data, with the digest in it."""
    start = data.rindex(_SIGN + _BLANK) + len(_SIGN)
    return data[:start] + digest.encode("ascii") + data[start + len(_BLANK) :]
