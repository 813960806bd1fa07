"""Which of the pack's titles a document bears, in its head or in its file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from itertools import pairwise
from pathlib import PurePosixPath

from jlxx_check.forms.form_words import OTHER_LIST, OTHER_PAPER
from jlxx_check.forms.labels import Labels
from jlxx_check.model.document import Cell, Document, Paragraph, Table
from jlxx_check.model.pack_parts import Words
from jlxx_check.values.folding import fold_label, fold_name

#: How many lines of a document may come before its title, and how much longer than the title's
#: own words its line may be: a sentence that mentions a form is no title.
_HEAD_LINES = 8
_ROOM = 26
#: Lines of a printed page among which the title of its table stands.
_PAGE_LINES = 80
#: A line of a letter's list of enclosures, not a title.
_ENCLOSURE = re.compile(r"附件:|\d{1,2}[.、](?!\d)")
_SENTENCE_MARKS = "。；;，,：:、！"


class Titled(IntEnum):
    """How surely a document bears a title."""

    NOT = 0
    FILE = 1
    HEAD = 2


class Head:
    """The lines at a document's head that may be titles, and its file's name."""

    def __init__(self, document: Document, path: str, labels: Labels) -> None:
        self._lines = [fold_name(line) for line in _head_lines(document, labels)]
        self._stem = fold_name(PurePosixPath(path).stem)
        self._blocks = document.blocks

    def bears(self, titles: Words) -> Titled:
        """Where one of these titles stands."""
        wanted = [fold_name(title) for title in titles]
        if any(_titles(line, title) for line in self._lines for title in wanted):
            return Titled.HEAD
        return Titled.FILE if any(title in self._stem for title in wanted) else Titled.NOT

    def bears_below(self, titles: Words) -> bool:
        """Whether one of these titles is a line of its own further down, where no table is."""
        wanted = {fold_name(title) for title in titles}
        return any(
            isinstance(block, Paragraph) and fold_name(block.text) in wanted
            for block in self._blocks[:_PAGE_LINES]
        )

    def is_other_list(self) -> bool:
        """Whether the head, a sheet's or the file's name is that of a list of participants."""
        return any(OTHER_LIST.search(text) for text in (*self._lines, self._stem))

    def is_other_paper(self) -> bool:
        """Whether the title or the file's name is that of a 简历, 证书 or 总结."""
        return any(OTHER_PAPER.search(text) for text in (*self._lines[:2], self._stem))


def _titles(line: str, title: str) -> bool:
    at = line.rfind(title)
    if at < 0 or _ENCLOSURE.match(line) or len(line) > len(title) + _ROOM:
        return False
    return not any(mark in line[:at].removeprefix("附件") for mark in "。；;，,") and (
        line[-1] not in _SENTENCE_MARKS
    )


def _head_lines(document: Document, labels: Labels) -> list[str]:
    """Lines before the first label: of the text, and of the tables' wide cells."""
    lines: list[str] = []
    sheets: list[str] = []
    for block in document.blocks:
        if len(lines) >= _HEAD_LINES:
            break
        if isinstance(block, Table):
            lines += _table_head(block, labels)
            if block.sheet:
                sheets.append(block.name)
        else:
            texts = (text.strip() for text in block.text.splitlines())
            lines += [text for text in texts if text and not labels.is_label(text)]
    joined = ["".join(pair) for pair in pairwise(lines)]
    return [*lines[:_HEAD_LINES], *joined[:_HEAD_LINES], *sheets]


def _table_head(table: Table, labels: Labels) -> Iterable[str]:
    """A table's own title rows: those above its first row with a label."""
    first: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row not in first and len(first) == _HEAD_LINES:
            break
        first.setdefault(cell.row, []).append(cell)
    for cells in first.values():
        filled = [cell for cell in cells if cell.text.strip() or cell.tables]
        if any(labels.is_label(cell.text) for cell in filled) or len(filled) > 3:
            return
        for cell in filled:
            yield from (text for text in cell.text.splitlines() if fold_label(text))
            for inner in cell.tables:
                yield from _table_head(inner, labels)
