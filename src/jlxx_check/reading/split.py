"""Several forms in one file: where one person's particulars end and the next one's begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jlxx_check.reading.found import Found
from jlxx_check.values.folding import fold_name

#: A second name starts another form only if so many of its labels come again with it. A list of
#: family members inside a form repeats fewer.
_REPEATED = 3


def split(found: Sequence[Found], name: str | None) -> list[list[Found]]:
    """The labels of each form in the file, in reading order; always at least one list.

    name: the field that names the person or the project.
    """
    pieces: list[list[Found]] = [[]]
    for item in found:
        if item.mark.field == name and any(old.mark.field == name for old in pieces[-1]):
            pieces.append([])
        pieces[-1].append(item)
    forms = [pieces[0]]
    for piece in pieces[1:]:
        if _another(forms[-1], piece, name):
            forms.append(piece)
        else:
            forms[-1] = forms[-1] + piece
    return forms


def _another(form: Iterable[Found], piece: Sequence[Found], name: str | None) -> bool:
    seen = {item.mark for item in form}
    names = {fold_name(item.text) for item in form if item.mark.field == name}
    again = {item.mark for item in piece if item.mark.field != name} & seen
    own = fold_name(piece[0].text)
    return len(again) >= _REPEATED and (own not in names or not own)
