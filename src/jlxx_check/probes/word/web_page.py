"""A web page's paragraphs and tables, as a document that takes it in shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from jlxx_check.model.document import Block, Cell, Paragraph, Table

_NOTHING = frozenset({"script", "style", "head", "title", "template", "noscript", "select"})
_BREAKS = frozenset({"br", "hr"})
_RUNNING = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd"),
        *("label", "mark", "q", "small", "span", "strong", "sub", "sup", "u", "o:p"),
    }
)
_UNSEEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.I)
_STRUCK = frozenset({"del", "strike", "s"})
_MOST_SPAN = 500
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def page_blocks(data: bytes) -> list[Block] | None:
    """The blocks of a page, tables without a name; None where it is no page that can be read."""
    try:
        parser = html.HTMLParser(encoding=_encoding(data), huge_tree=False, no_network=True)
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError):
        return None
    return list(_blocks(root))


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are that; else what the page or its mark says."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None if b"charset" in data[:2048].lower() else "gb18030"
    return "utf-8"


def _blocks(root: etree._Element) -> Iterator[Block]:
    line: list[str] = []

    def ended() -> Iterator[Block]:
        text = "".join(line).strip()
        line.clear()
        if text:
            yield Paragraph(text)

    def walk(element: etree._Element) -> Iterator[Block]:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or _is_unseen(element, tag):
            pass
        elif tag == "table":
            yield from ended()
            yield _table(element)
        elif tag in _BREAKS:
            yield from ended()
        else:
            if tag not in _RUNNING:
                yield from ended()
            line.append(_BLANKS.sub(" ", element.text or ""))
            for inner in element:
                yield from walk(inner)
            if tag not in _RUNNING:
                yield from ended()
        line.append(_BLANKS.sub(" ", element.tail or ""))

    yield from walk(root)
    yield from ended()


def _is_unseen(element: etree._Element, tag: str) -> bool:
    style = str(element.get("style", ""))
    return tag in _NOTHING or tag in _STRUCK or bool(style and _UNSEEN.search(style))


def _table(element: etree._Element) -> Table:
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    rows = [row for row in element.iter("tr") if _owner(row) is element]
    for number, row in enumerate(rows):
        column = 0
        for item in row:
            if item.tag not in ("td", "th"):
                continue
            while (number, column) in taken:
                column += 1
            wide, high = (_span(item, name) for name in ("colspan", "rowspan"))
            high = min(high, len(rows) - number)
            taken.update(
                (down, across)
                for down in range(number, number + high)
                for across in range(column, min(column + wide, _MOST_SPAN))
            )
            inside = [block for child in _inside(item) for block in child]
            text = "\n".join(block.text for block in inside if isinstance(block, Paragraph))
            tables = tuple(block for block in inside if isinstance(block, Table))
            cells.append(Cell(number, column, text, high, wide, tables=tables))
            column += wide
    return Table("", tuple(cells))


def _inside(cell: etree._Element) -> Iterator[list[Block]]:
    tail, cell.tail = cell.tail, None
    yield list(_blocks(cell))
    cell.tail = tail


def _owner(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors("table"), None)


def _span(cell: etree._Element, name: str) -> int:
    text = str(cell.get(name, "1")).strip()
    return min(max(int(text), 1), _MOST_SPAN) if text.isdecimal() and len(text) < 5 else 1
