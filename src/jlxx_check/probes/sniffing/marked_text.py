"""Formats that are text: XML of office programs, web pages, mails, and pointers to other files."""

from __future__ import annotations

import re

from jlxx_check.model.facts import Content
from jlxx_check.model.kind_lookup import EXTENSIONS, extension

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
