"""Plain text: byte order mark, then strict UTF-8, then GB18030; never a guess by frequency."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from jlxx_check.model.document import Document, Paragraph
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.model.text import Text

#: Bytes; a summary has some 5,000.
MAX_TEXT_BYTES = 10_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")


def decode(data: bytes, *, whole: bool = True) -> str | None:
    """The text of the bytes, or None where they are no text.

    whole: False where the bytes are only a beginning, whose last character may be cut.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, whole)
    if b"\0" in data:
        return None
    text = _strict(data, "utf-8", whole)
    return text if text is not None else _strict(data, "gb18030", whole)


def looks_like_text(data: bytes, *, whole: bool) -> bool:
    """Whether the bytes decode and hold no control characters but those that lay out text."""
    text = decode(data, whole=whole)
    return text is not None and _CONTROL.search(text) is None


def read_text(stream: BinaryIO, size: int) -> Document | Unreadable:
    """A text file as paragraphs, one a line; empty lines are none."""
    if size == 0:
        return Unreadable(
            Cause.EMPTY, Text("文件是空的（0 字节）。", "The file is empty (0 bytes).")
        )
    if size > MAX_TEXT_BYTES:
        limit = MAX_TEXT_BYTES // 1_000_000
        return Unreadable(
            Cause.LIMIT,
            Text(
                f"文本文件有 {size // 1_000_000} MB，超过可读取的上限 {limit} MB。",
                f"The text file has {size // 1_000_000} MB, more than the limit of {limit} MB.",
            ),
        )
    stream.seek(0)
    text = decode(stream.read(MAX_TEXT_BYTES + 1))
    if text is None:
        return Unreadable(
            Cause.CORRUPT,
            Text(
                "文字编码无法识别（既不是 UTF-8，也不是 GB18030），请用记事本打开后另存为 UTF-8。",
                "The text is neither UTF-8 nor GB18030; please save it again as UTF-8.",
            ),
        )
    lines = [line.strip() for line in text.rstrip("\x1a").splitlines()]
    blocks = tuple(Paragraph(line) for line in lines if line)
    shown = "\n".join(block.text for block in blocks)
    return Document(blocks=blocks, text=shown)


def _strict(data: bytes, encoding: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data, whole)
    except UnicodeDecodeError:
        return None
