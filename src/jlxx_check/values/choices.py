"""Which of a form's printed options somebody chose, and which class an answer names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from jlxx_check.values.folding import fold_name

_TICKED, _UNTICKED = "☑☒√✓✔■●▣", "□☐○"
#: ○ between figures is a nought: 二○二三.
_SIGN = re.compile(rf"[{_TICKED}□☐]|(?<![一二三四五六七八九〇○0-9])○(?![一二三四五六七八九〇○0-9])")
_APART = re.compile(r"[\s、,，;；/／|]+")
_SEVERAL = re.compile(r"[、,，;；/／|]+")
_NOTE = re.compile(r"\([^()]*\)$")
#: In front of a word they say that it does not hold.
_DENIED = re.compile(r"(?:非|不是|并非|不属于|无)$")


def chosen(text: str) -> tuple[str, ...] | None:
    """The options that are ticked; None where the text has no boxes, () where none is ticked.

    The tick stands in front (☑农民 □工人) or behind (农民√ 工人).
    """
    plain = unicodedata.normalize("NFC", text).strip()
    signs = list(_SIGN.finditer(plain))
    if not signs:
        return None
    found: list[str] = []
    behind = signs[0].start() > 0
    for place, sign in enumerate(signs):
        if sign[0] not in _TICKED:
            continue
        if behind:
            start = signs[place - 1].end() if place else 0
            option = [part for part in _APART.split(plain[start : sign.start()]) if part][-1:]
        else:
            end = signs[place + 1].start() if place + 1 < len(signs) else len(plain)
            option = [part for part in _APART.split(plain[sign.end() : end]) if part][:1]
        found += option
    return tuple(found)


def answers(text: str) -> tuple[str, ...]:
    """What an answer names, folded as names are: its ticked options, or its parts (农民、党员)."""
    ticked = chosen(text)
    parts = _APART.split(text) if ticked is None else ticked
    folded = (fold_name(part) for part in parts)
    return tuple(part for part in folded if part)


def only_answer(text: str) -> str | None:
    """What an answer names where it names one thing, folded; None for nothing and for several."""
    ticked = chosen(text)
    parts = _SEVERAL.split(text) if ticked is None else ticked
    named = {folded for part in parts if (folded := fold_name(part))}
    return named.pop() if len(named) == 1 else None


def names_one(text: str, values: Sequence[str], words: Sequence[str] = ()) -> bool:
    """Whether an answer is one of the values as a whole, or holds one of the words undenied.

    A note in brackets behind a value makes no difference (农民（种植）).
    """
    wanted = {fold_name(value) for value in values}
    for said in answers(text):
        if said in wanted or _NOTE.sub("", said) in wanted:
            return True
        for word in filter(None, map(fold_name, words)):
            starts = (hit.start() for hit in re.finditer(re.escape(word), said))
            if any(not _DENIED.search(said[:start]) for start in starts):
                return True
    return fold_name(text) in wanted
