"""Whether a document that was written anew says what it said before."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree

from jlxx_check.model.facts import Unreadable
from jlxx_check.probes.word.read_docx import read_docx

#: Shorter numbers may be those of a list, which one format writes out and another counts.
_NUMBER = re.compile(r"\d{3,}")
_NUMERALS = frozenset("一二三四五六七八九十")
#: Bytes of an OpenDocument's content that are read.
_LARGEST = 64_000_000


def says_the_same(before: str, after: str) -> bool:
    """Whether two texts have the same letters as often, and the same numbers.

    Their order may differ: a text box stands in another place of the file than on the page. The
    second may have more numerals: a list's, which the first leaves to whoever shows it.
    """
    old, new = _letters(before), _letters(after)
    more = set(new - old)
    return not old - new and more <= _NUMERALS and _numbers(before) == _numbers(after)


def text_of_docx(path: Path) -> str | None:
    """What the program reads in it; None where it does not read it."""
    with path.open("rb") as stream:
        found = read_docx(stream, path.stat().st_size)
    return None if isinstance(found, Unreadable) else found.text


def text_of_odt(path: Path) -> str | None:
    """All that stands in an OpenDocument text's body; None where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo("content.xml").file_size > _LARGEST:
                return None
            data = archive.read("content.xml")
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(data, parser)
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return None
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    body = root.find(f"{office}body")
    return None if body is None else " ".join(map(str, body.itertext()))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _letters(text: str) -> Counter[str]:
    return Counter(sign for sign in _plain(text) if sign.isalpha())


def _numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall("".join(_plain(text).split(" "))))
