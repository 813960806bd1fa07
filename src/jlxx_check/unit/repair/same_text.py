"""Whether a document that was written anew says what it said before, in the same cells.

The old one is read by a reader of its own, never by the program that wrote the new one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from jlxx_check.model.document import Document
from jlxx_check.model.facts import Unreadable
from jlxx_check.probes.unreadable import UnreadableError
from jlxx_check.probes.word.read_docx import read_docx
from jlxx_check.probes.zip_members import open_zip, read_member
from jlxx_check.values.frozen_types import frozen

#: Shorter numbers may be those of a list, which one format writes out and another counts.
_NUMBER = re.compile(r"\d{3,}")
_NUMERALS = frozenset("一二三四五六七八九十")
#: Bytes of an OpenDocument's content, and of a rich text, that are read.
_LARGEST = 64_000_000
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CELL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell"
#: How a row of a table begins in a rich text.
_ROW = re.compile(rb"\\trowd(?![a-z])")


@frozen
class SaidText:
    """What a document says. cells: what stands in each cell of its tables; None: not known."""

    text: str
    cells: Counter[str] | None

    def is_kept_by(self, new: SaidText) -> bool:
        """Whether another one has the same letters as often, the same numbers, the same cells.

        Their order may differ: a text box stands in another place of the file than on the page.
        The new one may have more numerals: a list's, which the old one leaves to whoever shows it.
        """
        old, now = _letters(self.text), _letters(new.text)
        more = set(now - old)
        return (
            not old - now
            and more <= _NUMERALS
            and _numbers(self.text) == _numbers(new.text)
            and (self.cells is None or self.cells == new.cells)
        )


def said_by(document: Document) -> SaidText:
    """Of a document that the program reads."""
    cells = (cell.text for table in document.tables() for cell in table.cells)
    return SaidText(document.text, _cells(cells))


def said_by_docx(path: Path) -> SaidText | None:
    """As the program reads it; None where it does not."""
    with path.open("rb") as stream:
        found = read_docx(stream, path.stat().st_size)
    return None if isinstance(found, Unreadable) else said_by(found)


def said_by_odt(path: Path) -> SaidText | None:
    """All that stands in an OpenDocument text's body; None where it cannot be read."""
    try:
        with path.open("rb") as stream, open_zip(stream, path.stat().st_size) as archive:
            data = read_member(archive, archive.getinfo("content.xml"), _LARGEST)
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(data, parser)
    except (OSError, KeyError, UnreadableError, etree.XMLSyntaxError):
        return None
    body = root.find(f"{_OFFICE}body")
    if body is None:
        return None
    cells = (" ".join(map(str, cell.itertext())) for cell in body.iter(_CELL))
    return SaidText(" ".join(map(str, body.itertext())), _cells(cells))


def said_by_rtf(path: Path, plain: Path | None, new: SaidText) -> SaidText | None:
    """What another program takes for its text; of its tables only whether it has any.

    plain: that text, in UTF-8; None: there is none. new: what the new document says.
    """
    if plain is None or path.stat().st_size > _LARGEST:
        return None
    tables = _ROW.search(path.read_bytes()) is not None
    if tables != bool(new.cells):
        return None
    return SaidText(plain.read_text("utf-8-sig", errors="replace"), None)


def _cells(texts: Iterable[str]) -> Counter[str]:
    squeezed = ("".join(_plain(text).split()) for text in texts)
    return Counter(text for text in squeezed if text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _letters(text: str) -> Counter[str]:
    return Counter(sign for sign in _plain(text) if sign.isalpha())


def _numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall("".join(_plain(text).split(" "))))
