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
from collections.abc import Container, Iterable
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from jlxx_check.model.about import NAME
from jlxx_check.model.report import Report
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.report_options import DEFAULTS, Options
from jlxx_check.text import Lang

_BLANK = b"0" * 64
_SIGN = f"{NAME} sha256:".encode("ascii")
_MARK = re.compile(re.escape(_SIGN) + rb"([0-9a-f]{64})")
_COMMENT = b"\n<!-- %s -->\n"
#: How a text of each format carries the mark without saying anything else; %s is the mark.
_CARRIED = {
    "html": _COMMENT,
    "markdown": _COMMENT,
    "junit": _COMMENT,
    "github": b"::debug::%s\n",
    "json": b',\n  "digest": "%s"\n}\n',
}
#: For any other text: a last line.
_LAST_LINE = b"\n[%s]\n"

#: Where an office file says what it is: programs keep it when they save the file.
_PROPERTIES = "docProps/core.xml"
_IDENTIFIER = b'<dc:identifier xmlns:dc="http://purl.org/dc/elements/1.1/">%s</dc:identifier>'
_PROPERTIES_END = re.compile(rb"</(?:\w+:)?coreProperties>\s*$")
#: The first moment that a zip can name: equal reports are equal bytes.
_FIRST = (1980, 1, 1, 0, 0, 0)

#: Bytes of a file, and of its properties; what is larger is no report.
_LARGEST = 1 << 29
_LARGEST_PROPERTIES = 1 << 20


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


def report_file(report: Report, form: str, lang: Lang, options: Options = DEFAULTS) -> bytes:
    """The report as the content of a file, marked. form: a name in ``FORMATS``."""
    return marked(FORMATS[form].render(report, lang, options), form)


def marked(data: bytes, form: str) -> bytes:
    """The content of a file that the program made, with its mark. form: a name in ``FORMATS``."""
    return _marked_zip(data) if _is_zip(data) else _marked_text(data, form)


def author_of(path: Path, known: Container[str] = ()) -> Author:
    """Who made the file what it is; an empty one holds nothing of anybody's. Raises OSError.

    known: SHA-256 of what the program is known to have written there, marked or not.
    """
    size = path.stat().st_size
    if size == 0:
        return Author.PROGRAM
    if size > _LARGEST:
        return Author.OTHER
    data = path.read_bytes()
    if digest_of(data) in known:
        return Author.PROGRAM
    try:
        if _is_zip(data):
            with zipfile.ZipFile(BytesIO(data)) as archive:
                # Most office files bear no mark: their members need not be read.
                if not _MARK.search(_properties(archive)):
                    return Author.OTHER
                data = _content((item.filename, archive.read(item)) for item in archive.infolist())
    except _DAMAGED:
        return Author.OTHER
    marks = list(_MARK.finditer(data))
    if not marks:
        return Author.OTHER
    start, end = marks[-1].span(1)
    blank = data[:start] + _BLANK + data[end:]
    return Author.PROGRAM if _digest(blank) == marks[-1][1] else Author.EDITED


def digest_of(data: bytes) -> str:
    """SHA-256."""
    return hashlib.sha256(data).hexdigest()


def _marked_text(data: bytes, form: str) -> bytes:
    if form == "json":
        data = data.rstrip().removesuffix(b"}").rstrip()
    data += _CARRIED.get(form, _LAST_LINE) % (_SIGN + _BLANK)
    return _filled(data, _digest(data))


def _marked_zip(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as source:
        members = {item.filename: source.read(item) for item in source.infolist()}
    mark = _IDENTIFIER % (_SIGN + _BLANK)
    members[_PROPERTIES] = _PROPERTIES_END.sub(
        lambda end: mark + end[0], members[_PROPERTIES], count=1
    )
    members[_PROPERTIES] = _filled(members[_PROPERTIES], _digest(_content(members.items())))
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, _FIRST), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _properties(archive: zipfile.ZipFile) -> bytes:
    """Raises KeyError where it has none, ValueError where they are too large for any."""
    member = archive.getinfo(_PROPERTIES)
    if member.file_size > _LARGEST_PROPERTIES:
        raise ValueError(member.file_size)
    return archive.read(member)


def _content(members: Iterable[tuple[str, bytes]]) -> bytes:
    """All that is in an archive, however it is packed; the properties, with the mark, come last."""
    ordered = sorted(members, key=lambda item: (item[0] == _PROPERTIES, item[0]))
    return b"".join(b"%s\0%d\0%s" % (name.encode(), len(data), data) for name, data in ordered)


def _filled(data: bytes, digest: bytes) -> bytes:
    """The blank mark, the last one in the data, with the digest in it."""
    start = data.rindex(_SIGN + _BLANK) + len(_SIGN)
    return data[:start] + digest + data[start + len(_BLANK) :]


def _digest(data: bytes) -> bytes:
    return digest_of(data).encode("ascii")


def _is_zip(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")
