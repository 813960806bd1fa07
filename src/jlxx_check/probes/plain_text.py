"""Plain text: byte order mark, then strict UTF-8, then GB18030, and UTF-16 where there are zeros.

Lines that hold a table (.csv as Excel writes it, tabs, semicolons, columns set with blanks) are
read as one.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from jlxx_check.model.document import Cell, Document, Paragraph, Table
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.probes.letters import shown_text
from jlxx_check.text import Text

#: Bytes; a summary has some 5,000.
MAX_TEXT_BYTES = 10_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
#: Rows and columns below which lines with commas are prose.
_LEAST_ROWS, _LEAST_COLUMNS = 2, 4
#: Share of the lines that are of the table: above and below it stand a title and notes.
_LEAST_SHARE = 0.5
_MOST_CELLS = 1_000_000
_SEPARATORS = ("\t", ",", ";", "|")
#: Characters of a heading; sentences with as many commas each are longer.
_HEADING = 30
_STATED = re.compile(r"\s*sep=(.)\s*(?:\r?\n|\r)", re.I)
#: ="0123" keeps a number's zeros, 'x what would be a formula: marks of Excel's, no part of a value.
_KEPT = re.compile(r'="(.*)"', re.S)
_NUMBER = re.compile(r"'(?=[\d=+@-])")
#: What a text in UTF-16 is mostly made of: ASCII, general marks, Chinese signs, full-width forms.
_WRITTEN = (
    (" ", "~"),
    ("\u2010", "\u203b"),
    ("\u3000", "\u303f"),
    ("\u4e00", "\u9fff"),
    ("\uff01", "\uff5e"),
)
_USUAL = 0.95
_WIDE = re.compile(r"[ \u3000]{2,}")


def decode(data: bytes, *, whole: bool = True) -> str | None:
    """The text of the bytes, or None where they are no text.

    whole: False where the bytes are only a beginning, whose last character may be cut.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, whole)
    if b"\0" in data:
        return _unmarked_utf_16(data, whole)
    text = _strict(data, "utf-8", whole)
    return text if text is not None else _strict(data, "gb18030", whole)


def _unmarked_utf_16(data: bytes, whole: bool) -> str | None:
    """UTF-16 without a mark; None where it is none: noise is of all scripts, and half a text's."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(data, encoding, whole)
        if text and sum(map(_is_usual, text)) >= _USUAL * len(text):
            return text
    return None


def _is_usual(sign: str) -> bool:
    """Whether a sign is one of those that Chinese papers are written in."""
    return sign in "\t\r\n\x1a" or any(first <= sign <= last for first, last in _WRITTEN)


def looks_like_text(data: bytes, *, whole: bool) -> bool:
    """Whether the bytes decode and hold no control characters but those that lay out text."""
    text = decode(data, whole=whole)
    return text is not None and _CONTROL.search(text) is None


def read_text(stream: BinaryIO, size: int) -> Document | Unreadable:
    """A text file as the table that it holds, else as paragraphs, one for each line with text."""
    text = _whole(stream, size)
    if isinstance(text, Unreadable):
        return text
    table = table_of(text)
    if table is not None:
        return Document(blocks=(table,), text=shown_text([table]))
    lines = [line.strip() for line in text.splitlines()]
    blocks = tuple(Paragraph(line) for line in lines if line)
    shown = "\n".join(block.text for block in blocks)
    return Document(blocks=blocks, text=shown)


def read_lines(stream: BinaryIO, size: int) -> list[str] | Unreadable:
    """The lines of a text file as they are."""
    text = _whole(stream, size)
    return text if isinstance(text, Unreadable) else text.splitlines()


def _whole(stream: BinaryIO, size: int) -> str | Unreadable:
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
    return text.rstrip("\x1a")


def _strict(data: bytes, encoding: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data, whole)
    except UnicodeDecodeError:
        return None


def table_of(text: str) -> Table | None:
    """The table that a text file is; None where it is prose, or where its columns are not plain."""
    stated = _STATED.match(text)
    if stated:
        rows = _rows(text[stated.end() :], stated[1])
        return _table(rows) if rows and _width(rows) else None
    for mark in _SEPARATORS:
        if text.count(mark) < _LEAST_ROWS * (_LEAST_COLUMNS - 1):
            continue
        rows = _rows(text, mark)
        if rows and _width(rows):
            return _table(rows)
    rows = [_WIDE.split(line.strip()) for line in text.splitlines()]
    return _table(rows) if _width(rows) and _is_even(rows) else None


def _rows(text: str, mark: str) -> list[list[str]] | None:
    """The records; a quoted value may run over several lines."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        return None


def _width(rows: Sequence[Sequence[str]]) -> int:
    """How many columns most records have; 0 where they are no table."""
    filled = [row for row in rows if any(value.strip() for value in row)]
    widths = Counter(len(row) for row in filled if len(row) >= _LEAST_COLUMNS)
    if not widths or sum(map(len, filled)) > _MOST_CELLS:
        return 0
    ((width, count),) = widths.most_common(1)
    head = next(row for row in filled if len(row) == width)
    if any(len(value.strip()) > _HEADING or "。" in value for value in head):
        return 0
    return width if count >= _LEAST_ROWS and count >= _LEAST_SHARE * len(filled) else 0


def _is_even(rows: Sequence[Sequence[str]]) -> bool:
    """Whether columns set with blanks hold in every row of the table: an empty one shifts them."""
    widths = {len(row) for row in rows if len(row) > 1}
    return len(widths) == 1


def _table(rows: Iterable[Sequence[str]]) -> Table:
    return Table(name="表1", cells=tuple(_cells(rows)))


def _cells(rows: Iterable[Sequence[str]]) -> Iterator[Cell]:
    for number, row in enumerate(rows):
        values = [_plain(value) for value in row]
        if any(values):
            yield from (Cell(number, column, value) for column, value in enumerate(values))


def _plain(value: str) -> str:
    value = value.strip()
    kept = _KEPT.fullmatch(value)
    value = kept[1] if kept else _NUMBER.sub("", value, count=1) if value[:1] == "'" else value
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()
