"""PDF files: what their pages show, what was filled in on them, and whether they are whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import BinaryIO

import pypdfium2
from pypdfium2 import raw

from jlxx_check.model.document import Document, Paragraph
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.probes.pdf.pdf_damage import damage, has_objects
from jlxx_check.probes.pdf.pdf_fields import take_for_text, typeless
from jlxx_check.probes.pdf.pdf_page import PageText, is_blank, read_page
from jlxx_check.probes.unreadable import CORRUPT, CUT_SHORT, EMPTY, PASSWORD, beyond
from jlxx_check.text import Text

MAX_PAGES = 500
MAX_CHARACTERS = 2_000_000

#: Larger ones, scans of whole folders, are read piece by piece instead of whole.
_IN_MEMORY = 64_000_000
#: Pages that are drawn to see whether anything is on them.
_DRAWN = 20
#: Characters that are looked at one by one; what has more is no form and no summary.
_LOOKED_AT = 100_000
#: Characters quoted of text that is not shown.
_QUOTED = 20
#: Share of characters without a Unicode value from which a page's text is noise.
_NOISE = 0.1
#: With XFA in the foreground the fields are there as ordinary ones, too.
_FIELDS = frozenset({raw.FORMTYPE_ACRO_FORM, raw.FORMTYPE_XFA_FOREGROUND})
#: PDFium keeps one state for the whole process: two threads inside it at once crash it.
_LOCK = Lock()

_NO_UNICODE = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "这个 PDF 里的文字没有对应的字符编码，程序读出来是乱码，请人工核对，"
        "或请提交 Word 原文件（.docx）。",
        "The characters of this PDF have no Unicode values, so its text cannot be read by "
        "machine: read it by eye, or hand in the Word file (.docx).",
    ),
)
_XFA = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "这是 XFA 动态表单的 PDF，本程序读不了，请用 Adobe Reader 打开后打印（另存）为普通 PDF，"
        "或提交 Word 文件。",
        "This PDF is a dynamic XFA form, which cannot be read here; print it to an ordinary PDF "
        "in Adobe Reader, or hand in a Word file.",
    ),
)
_NOT_READ = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "这个 PDF 本程序读不了，请用原文件重新导出为 PDF，或提交 Word 原文件（.docx）。",
        "This PDF cannot be read here; export it to PDF again, or hand in the Word file (.docx).",
    ),
)
_DAMAGE = {Cause.CUT_SHORT: CUT_SHORT, Cause.CORRUPT: CORRUPT}
#: Lines of a head or a foot; more that are alike are the text's own.
_MOST = 3
#: Characters of such a line; a longer one is text, which may well begin alike on two pages.
_LONGEST = 30
_DIGITS = re.compile(r"\d+")


def read_pdf(stream: BinaryIO, size: int) -> Document | Unreadable:
    """The pages' text as it is seen, a line a paragraph; ``has_text`` is False for a scan.

    What was filled into form fields stands beside its labels. Raises OSError where the stream
    cannot be read.
    """
    if size == 0:
        return EMPTY
    stream.seek(0)
    data = stream.read() if size <= _IN_MEMORY else None
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(stream if data is None else data)
        except pypdfium2.PdfiumError as error:
            return _refusal(error, stream, size)
        try:
            cause = None if data is None else damage(data)
            if cause:
                return _DAMAGE[cause]
            boxes = _open_forms(document)
            if boxes:
                document.close()
                document = pypdfium2.PdfDocument(stream if data is None else data)
                take_for_text(document, boxes)
                document.init_forms()
            return _read(document)
        except pypdfium2.PdfiumError:
            return _NOT_READ
        finally:
            document.close()


def _open_forms(document: pypdfium2.PdfDocument) -> list[tuple[int, int]]:
    """Make fields readable, where there are any; returns those that have to be named first."""
    if document.get_formtype() not in _FIELDS or len(document) > MAX_PAGES:
        return []
    document.init_forms()
    return typeless(document)


def _refusal(error: pypdfium2.PdfiumError, stream: BinaryIO, size: int) -> Unreadable:
    """Why the file does not open; that its reader gives up proves no damage."""
    code = getattr(error, "err_code", None)
    if code == raw.FPDF_ERR_PASSWORD:
        return PASSWORD
    if code == raw.FPDF_ERR_SECURITY:
        return Unreadable(
            Cause.UNSUPPORTED,
            Text(
                "PDF 文件使用了本程序不支持的加密方式，请取消加密后重新保存。",
                "The PDF uses a kind of encryption that cannot be read; save it again without.",
            ),
        )
    stream.seek(0)
    data = stream.read(_IN_MEMORY)
    if size > _IN_MEMORY:
        return _NOT_READ
    cause = damage(data)
    if cause is not None:
        return _DAMAGE[cause]
    return _NOT_READ if has_objects(data) else CORRUPT


@dataclass(slots=True)
class _Sheets:
    """What is gathered page by page."""

    lines: list[list[str]] = field(default_factory=list)
    pages: list[PageText] = field(default_factory=list)
    sizes: dict[tuple[float, float], None] = field(default_factory=dict)
    characters: int = 0
    blank: bool = True


def _read(document: pypdfium2.PdfDocument) -> Document | Unreadable:
    pages = len(document)
    if pages > MAX_PAGES:
        return beyond(Text("PDF 的页数", "Pages of the PDF"), str(pages), str(MAX_PAGES))
    if document.get_formtype() == raw.FORMTYPE_XFA_FULL:
        return _XFA
    sheets = _Sheets()
    for index in range(pages):
        page = document[index]
        layer = page.get_textpage()
        try:
            sheets.sizes[_millimetres(page.get_size())] = None
            sheets.characters += layer.count_chars()
            if sheets.characters > MAX_CHARACTERS:
                what = Text("PDF 的字符数", "Characters of the PDF")
                return beyond(what, str(sheets.characters), str(MAX_CHARACTERS))
            closely = sheets.characters <= _LOOKED_AT
            found = read_page(
                page, layer, document.formenv, partial(document.get_page, index), closely=closely
            )
            sheets.blank = sheets.blank and not found.shown and index < _DRAWN and is_blank(page)
        finally:
            layer.close()
            page.close()
        sheets.pages.append(found)
        sheets.lines.append([] if found.scan else list(found.lines))
    return _document(sheets)


def _millimetres(points: tuple[float, float]) -> tuple[float, float]:
    width, height = (round(side / 72 * 25.4, 1) for side in points)
    return width, height


def _document(sheets: _Sheets) -> Document | Unreadable:
    pages = sheets.pages
    shown, unmapped = (sum(getattr(page, name) for page in pages) for name in ("shown", "unmapped"))
    if unmapped > _NOISE * shown:
        return _NO_UNICODE
    blocks = tuple(Paragraph(line) for lines in sheets.lines for line in lines)
    return Document(
        blocks=blocks,
        text="\n".join(without_running_heads(sheets.lines)),
        has_text=bool(blocks),
        pictures=sum(page.pictures for page in pages),
        pages=len(pages),
        paper=tuple(sheets.sizes),
        blank=bool(pages) and sheets.blank,
        unseen=tuple(_unseen(pages)) if blocks else (),
        unread=_unread(pages) if blocks else None,
    )


def _unseen(pages: list[PageText]) -> Iterator[Text]:
    """What is told of text that no page shows; over a scan it is the scanner's own."""
    for number, page in enumerate(pages, 1):
        if page.hidden and not page.scan:
            words = page.hidden[:_QUOTED] + ("…" if len(page.hidden) > _QUOTED else "")
            yield Text(
                f"第{number}页有看不见的文字（“{words}”），没有计入",
                f"page {number} has text that is not shown (“{words}”), which was left out",
            )


def _unread(pages: list[PageText]) -> Text | None:
    """Said where some pages are scans beside others with text."""
    scans = "、".join(str(number) for number, page in enumerate(pages, 1) if page.scan)
    if not scans:
        return None
    return Text(
        f"第{scans}页是扫描的图像，其中的文字没有读到",
        f"page {scans} is a scanned picture whose text was not read",
    )


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages without heads and feet, which may count the pages.

    Word leaves them out of 字数, too. A single page repeats nothing.
    """
    rest = [list(page) for page in pages if page]
    if len(rest) > 1:
        for place in (0, -1):
            for _ in range(_MOST):
                shown = {_DIGITS.sub("#", page[place]) if page else "" for page in rest}
                if len(shown) > 1 or len(shown.pop()) > _LONGEST:
                    break
                for page in rest:
                    del page[place : place + 1 or None]
    return [line for page in rest for line in page]
