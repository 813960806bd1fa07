"""The text layer of PDF files."""

from __future__ import annotations

from threading import Lock
from typing import BinaryIO

import pypdfium2
from pypdfium2 import raw

from jlxx_check.model.document import Document, Paragraph
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.model.text import Text
from jlxx_check.probes.ooxml import CORRUPT, CUT_SHORT, EMPTY, PASSWORD, beyond
from jlxx_check.probes.running_heads import without_running_heads

MAX_PAGES = 500
MAX_CHARACTERS = 2_000_000

#: Larger ones, scans of whole folders, are read piece by piece instead of whole.
_IN_MEMORY = 64_000_000
_END_WITHIN = 2048
#: PDFium keeps one state for the whole process: two threads inside it at once crash it.
_LOCK = Lock()


def read_pdf(stream: BinaryIO, size: int) -> Document | Unreadable:
    """The pages' text, a line a paragraph; ``has_text`` is False for a scan.

    Raises OSError where the stream cannot be read.
    """
    if size == 0:
        return EMPTY
    stream.seek(max(0, size - _END_WITHIN))
    ended = b"%%EOF" in stream.read(_END_WITHIN)
    stream.seek(0)
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(stream.read() if size <= _IN_MEMORY else stream)
        except pypdfium2.PdfiumError as error:
            return _refusal(error, ended)
        try:
            return _read(document)
        except pypdfium2.PdfiumError:
            return CORRUPT
        finally:
            document.close()


def _refusal(error: pypdfium2.PdfiumError, ended: bool) -> Unreadable:
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
    return CORRUPT if ended else CUT_SHORT


def _read(document: pypdfium2.PdfDocument) -> Document | Unreadable:
    pages = len(document)
    if pages > MAX_PAGES:
        return beyond(Text("PDF 的页数", "Pages of the PDF"), str(pages), str(MAX_PAGES))
    sheets: list[list[str]] = []
    pictures = characters = 0
    for index in range(pages):
        page = document[index]
        layer = page.get_textpage()
        characters += layer.count_chars()
        if characters > MAX_CHARACTERS:
            what = Text("PDF 的字符数", "Characters of the PDF")
            return beyond(what, str(characters), str(MAX_CHARACTERS))
        lines = layer.get_text_bounded().replace("\ufffe", "-").splitlines()
        sheets.append([line.strip() for line in lines if line.strip()])
        pictures += sum(1 for _ in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=2))
        layer.close()
        page.close()
    blocks = tuple(Paragraph(line) for lines in sheets for line in lines)
    return Document(
        blocks=blocks,
        text="\n".join(without_running_heads(sheets)),
        has_text=bool(blocks),
        pictures=pictures,
        pages=pages,
    )
