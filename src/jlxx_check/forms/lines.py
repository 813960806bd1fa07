"""Labels and values in running text: ``姓名：张三  性别：男``, or a label with its text below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jlxx_check.forms.form_words import BYSTANDERS, CONTACT, FILLERS, NOTE, OWNER
from jlxx_check.forms.labels import LabelBook, LabelledValue, LabelMeaning, Labels, Position
from jlxx_check.forms.tidy import tidy, tidy_label
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.late_patterns import late_pattern

#: A value of this length may run on into the next line; a shorter one has ended with its line.
_WRAPPED = 28
#: A line without any colon is read as label, value, label, value only up to this length.
_LONGEST_PLAIN = 80
#: A number that the width of its cell has broken in two.
_BROKEN_NUMBER = late_pattern(r"\d{6,}|(?:.*\s)?[0-9A-Z]{8,17}")
_REST_OF_NUMBER = late_pattern(r"\s*\d{1,12}[Xx]?\s*|\s*[Xx]\s*|\s*[0-9A-Z]{1,10}\s*")
_LEAD = late_pattern(
    r"\s*(?:[●■◆★*□·\-]\s*)?(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)、]|[.．](?!\d))\s*)?"
)
#: The number before the next label is looked for in so many last characters.
_TAIL = 40
_NEXT_NUMBER = late_pattern(r"[\s;；,，、]+(?:[（(]?\d{1,2}[）)、.．])?$")
#: A pair of a label that nobody knows: short, and no sentence.
_PAIR = late_pattern(r"\s*[^\s：:，。]{1,14}[：:][^。！？]{0,40}")


@frozen
class Line:
    """A line of text and where it stands.

    table: the table that holds it, whose name stands before the label; None: place says it all.
    """

    text: str
    position: Position
    table: str | None
    place: str


@frozen
class _Hit:
    start: int
    end: int
    label: str
    colon: bool


@dataclass
class _Open:
    """A value that is still being read."""

    mark: LabelMeaning
    line: Line
    label: str
    owner: str
    offset: int
    texts: list[str] = field(default_factory=list)
    empty_so_far: bool = True


class LineReader:
    """Reads lines by one book of labels; all labels of the pack end a value."""

    def __init__(self, labels: Labels, book: LabelBook) -> None:
        self._labels = labels
        self._book = book

    def read(self, lines: Sequence[Line]) -> list[LabelledValue]:
        """What the lines say, in their order."""
        found: list[LabelledValue] = []
        current: _Open | None = None
        for line in lines:
            hits = self._labels_in(line.text, running=current is not None)
            if hits:
                _close(current, found)
                current = self._take(line, hits, found)
            elif current is not None and not self._goes_on(current, line.text):
                _close(current, found)
                current = None
            elif current is not None:
                current.texts.append(line.text)
        _close(current, found)
        return found

    def starts_with_label(self, text: str) -> bool:
        """Whether the first line of a text begins with a label."""
        first = text.strip().partition("\n")[0]
        return bool(self._labels_in(first, running=True))

    def _take(self, line: Line, hits: list[_Hit], found: list[LabelledValue]) -> _Open | None:
        """Record all labels of a line but the last, whose value may run on."""
        owner = beside = ""
        last: _Open | None = None
        for hit, following in zip(hits, [*hits[1:], None], strict=True):
            name = tidy_label(hit.label)
            others = name.startswith(FILLERS) or (owner != "" and bool(CONTACT.search(name)))
            if name.startswith((*FILLERS, *BYSTANDERS)):
                owner = name
            text = line.text[hit.end : following.start if following else None]
            if following:
                text = text[:-_TAIL] + _NEXT_NUMBER.sub("", text[-_TAIL:])
            _close(last, found)
            mark = None if others else self._book.find(hit.label)
            last = _Open(mark, line, name, beside, hit.start, [text]) if mark else None
            if OWNER.search(name):
                beside = name
        if last is not None:
            last.empty_so_far = not tidy(last.texts[0])
        return last

    def _goes_on(self, current: _Open, text: str) -> bool:
        """Whether a line without a label belongs to the value above it."""
        if NOTE.match(re.sub(r"\s", "", text)):
            return False
        if current.empty_so_far:
            current.empty_so_far = not text.strip()
            return not _is_pair(text)
        if _BROKEN_NUMBER.fullmatch(current.texts[-1].strip()) and _REST_OF_NUMBER.fullmatch(text):
            return True
        return len(current.texts) > 1 or len(current.texts[0].strip()) >= _WRAPPED

    def _labels_in(self, text: str, *, running: bool) -> list[_Hit]:
        """The labels of a line. running: inside a value only a line's own first word counts."""
        start = _LEAD.match(text)
        first = start.end() if start else 0
        hits = [
            _Hit(m.start(), m.end(), m["label"], bool(m["colon"]))
            for m in self._labels.in_text(text)
        ]
        coloned = [hit for hit in hits if hit.colon]
        if coloned:
            leads = coloned[0].start == first
            return coloned if leads or not running else []
        if not hits or hits[0].start != first:
            return []
        alone = not text[hits[0].end :].strip()
        return hits if alone or len(text) <= _LONGEST_PLAIN else []


def _is_pair(text: str) -> bool:
    return bool(_PAIR.fullmatch(text))


def _close(current: _Open | None, found: list[LabelledValue]) -> None:
    if current is None:
        return
    line = current.line
    where = f"{line.table} {current.label}" if line.table else line.place
    text = tidy("\n".join(current.texts))
    position = (*line.position, current.offset)
    label = f"{current.owner} {current.label}"
    found.append(LabelledValue(current.mark, text, where, position, label=label))


#: The rest of a label that did not fit its cell, and a bracketed hint, are no longer than this.
_REST, _HINT = 8, 40
#: A line with a value and the next label in it; a longer one is a sentence.
_SHORT = 40


def mend(lines: Sequence[Line], labels: Labels) -> list[Line]:
    """The lines with broken labels joined: 工作单位 / 及职务, 出生年月 / （如1970年1 / 月）.

    A label alone is joined with a short line that holds its value and further labels.
    """
    texts = [line.text for line in lines]
    mended: list[Line] = []
    at = 0
    while at < len(texts):
        text, after = texts[at], at + 1
        if after < len(texts) and _is_rest(text, texts[after], labels):
            text, after = text.rstrip() + texts[after].strip(), after + 1
        if labels.is_label(text.strip()):
            hint, after = _hint(texts, after)
            text = text.rstrip() + hint
            if after < len(texts) and _value_and_label(texts[after], labels):
                text, after = f"{text} {texts[after]}", after + 1
        mended.append(replace(lines[at], text=text))
        at = after
    return mended


def _is_rest(text: str, following: str, labels: Labels) -> bool:
    """Whether the last word of a line and the next line are one label."""
    rest, words = following.strip(), text.split()
    if not words or not 0 < len(rest) <= _REST or rest[0] in "（(" or labels.is_label(rest):
        return False
    return labels.is_label(words[-1] + rest)


def _hint(texts: Sequence[str], start: int) -> tuple[str, int]:
    """A bracketed hint that has lines of its own, and where the next line is."""
    hint = ""
    for at in range(start, min(start + 4, len(texts))):
        hint += texts[at].strip()
        if not hint.startswith(("（", "(")) or len(hint) > _HINT:
            break
        if hint.endswith(("）", ")")):
            return hint, at + 1
    return "", start


def _value_and_label(text: str, labels: Labels) -> bool:
    if len(text) > _SHORT or "：" in text or ":" in text:
        return False
    hits = [hit.start("label") for hit in labels.in_text(text)]
    return bool(hits) and bool(text[: hits[0]].strip())
