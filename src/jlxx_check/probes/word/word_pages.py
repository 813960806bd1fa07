"""A Word file's pages: how large its sections have them, and how many were counted last."""

from __future__ import annotations

from lxml import etree

from jlxx_check.probes.ooxml import OfficePackage
from jlxx_check.probes.unreadable import RefusedError
from jlxx_check.probes.word.word_xml import attribute, child, name


def paper_of(root: etree._Element) -> tuple[tuple[float, float], ...]:
    """The sections' pages in millimetres, each once; () where one of them does not say."""
    found: dict[tuple[float, float], None] = {}
    for section in root.iter("{*}sectPr"):
        size = child(section, "w:pgSz")
        width, height = (
            (_millimetres(attribute(size, "w")), _millimetres(attribute(size, "h")))
            if size is not None
            else (None, None)
        )
        if width is None or height is None:
            return ()
        found[width, height] = None
    return tuple(found)


def _millimetres(twentieths: str | None) -> float | None:
    """Of twentieths of a point."""
    try:
        return round(int((twentieths or "")[:9]) / 20 / 72 * 25.4, 1)
    except ValueError:
        return None


def stored_pages(package: OfficePackage, text: str) -> int | None:
    """The pages that the program which saved it last counted.

    It counted the characters, too: where those are not the text's, something else has written the
    text since (a template filled in by a program keeps the template's number of pages).
    """
    try:
        parts = (item.part for item in package.relations() if item.kind == "extended-properties")
        part = next(parts, None)
        about = package.xml(part) if part else None
    except RefusedError:
        return None
    said = {name(item): (item.text or "").strip() for item in (() if about is None else about)}
    pages, characters = said.get("Pages", "")[:9], said.get("Characters", "")[:9]
    if not all(number.isascii() and number.isdigit() for number in (pages, characters)):
        return None
    there = len("".join(text.split()))
    near = abs(int(characters) - there) <= max(20, there // 5)
    return int(pages) or None if near else None
