"""What a reader of a report in each format sees, as one string without any space."""

from __future__ import annotations

import io
import json
import re
from html import unescape
from typing import Any

import docx
import lxml.html
import openpyxl
from lxml import etree
from markdown_it import MarkdownIt


def squeezed(text: str) -> str:
    """The text without spaces and line breaks, which formats put where they like."""
    return re.sub(r"\s+", "", text)


def read_back(name: str, data: bytes) -> str:
    """The text of a report, squeezed."""
    return squeezed(_READERS[name](data))


def markdown_html(data: bytes) -> str:
    """A Markdown report as a browser gets it, tables and strikethrough as on GitHub."""
    parser = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])
    return parser.render(data.decode())


def workbook(data: bytes) -> openpyxl.Workbook:
    """The workbook as a program reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def _json(data: bytes) -> str:
    return "\n".join(_strings(json.loads(data)))


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return [str(value)]


def _xlsx(data: bytes) -> str:
    cells = (cell for sheet in workbook(data) for row in sheet.iter_rows() for cell in row)
    text = "\n".join(str(cell.value) for cell in cells if cell.value is not None)
    # A workbook writes "_x0041_" as "_x005F_x0041_" (ECMA-376-1, 22.9.2.19).
    return text.replace("_x005F_", "_")


def _docx(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    texts = [item.text for item in document.paragraphs]
    rows = (row for table in document.tables for row in table.rows)
    return "\n".join([*texts, *(cell.text for row in rows for cell in row.cells)])


def _markdown(data: bytes) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markdown_html(data)))


def _html(data: bytes) -> str:
    page = lxml.html.fromstring(data.decode())
    for element in list(page.iter("script", "style")):
        element.drop_tree()
    return str(page.text_content())


def _junit(data: bytes) -> str:
    texts: list[str] = []
    for element in etree.fromstring(data).iter():
        texts += [*map(str, element.attrib.values()), element.text or ""]
    return "\n".join(texts)


def _github(data: bytes) -> str:
    text = data.decode()
    for escape, char in {"%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}.items():
        text = text.replace(escape, char)
    return text


_READERS = {
    "terminal": lambda data: data.decode(),
    "brief": lambda data: data.decode(),
    "json": _json,
    "html": _html,
    "xlsx": _xlsx,
    "ledger": _xlsx,
    "docx": _docx,
    "markdown": _markdown,
    "junit": _junit,
    "github": _github,
    "sarif": _json,
    "codequality": _json,
}
