"""Several forms in one file: where one person's particulars end and the next one's begin."""

from __future__ import annotations

from collections.abc import Sequence

from jlxx_check.reading.found import Found
from jlxx_check.reading.labels import Mark
from jlxx_check.values.folding import fold_name

#: A second name starts another form only if so many of its labels come again with it. A list of
#: family members inside a form repeats fewer.
_REPEATED = 3


def split(found: Sequence[Found], name: str | None) -> list[list[Found]]:
    """The labels of each form in the file, in reading order; always at least one list.

    name: the field that names the person or the project.
    """
    forms: list[list[Found]] = [[]]
    seen: set[Mark] = set()
    names: set[str] = set()
    for piece in _pieces(found, name):
        own = {fold_name(item.text) for item in piece if item.mark.field == name}
        others = {item.mark for item in piece if item.mark.field != name}
        if len(others & seen) >= _REPEATED and ("" in own or not own & names):
            forms.append([])
            seen, names = set(), set()
        forms[-1] += piece
        seen |= others
        names |= own
    return forms


def _pieces(found: Sequence[Found], name: str | None) -> list[list[Found]]:
    """The labels cut before every further name."""
    pieces: list[list[Found]] = [[]]
    named = False
    for item in found:
        if item.mark.field == name and named:
            pieces.append([])
        named = named or item.mark.field == name
        pieces[-1].append(item)
    return pieces
