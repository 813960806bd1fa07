"""Lines as a printed table leaves them: labels and their hints broken by the width of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jlxx_check.reading.labels import Labels
from jlxx_check.reading.lines import Line

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
