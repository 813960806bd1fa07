"""Who and what the forms put forward."""

from __future__ import annotations

from collections.abc import Iterable

from jlxx_check.inventory.items import Candidate, Item
from jlxx_check.model.facts import Group
from jlxx_check.model.pack import KindSpec, Pack
from jlxx_check.model.package import Form, Row
from jlxx_check.values.folding import fold, fold_name, same_unit, unit_aliases
from jlxx_check.values.phones import fold_phone, same_phone

_MEDIA = (Group.PHOTO, Group.VIDEO)
#: Labels that hold telephone and identity numbers have these in them, whatever the notice.
_TELEPHONE, _IDENTITY = "电话", "身份证"


class Likeness:
    """Whether two forms, or a form and a row, speak of the same one beyond the name."""

    def __init__(self, pack: Pack) -> None:
        self._aliases = unit_aliases(pack.units)

    def agreement(self, spec: KindSpec, one: Form | Row, other: Form | Row) -> int:
        """How many of identity number (counted double), telephone and unit agree."""
        identity, phone, unit = self._compare(spec, one, other)
        return 2 * (identity is True) + (phone is True) + (unit is True)

    def different(self, spec: KindSpec, one: Form | Row, other: Form | Row) -> bool:
        """Whether they are certainly two: other identity numbers, or other unit and telephone."""
        identity, phone, unit = self._compare(spec, one, other)
        return identity is False or (identity is None and phone is False and unit is False)

    def _compare(
        self, spec: KindSpec, one: Form | Row, other: Form | Row
    ) -> tuple[bool | None, bool | None, bool | None]:
        ids = _texts(one, _IDENTITY), _texts(other, _IDENTITY)
        phones = _texts(one, _TELEPHONE), _texts(other, _TELEPHONE)
        units = (one.text(spec.unit), other.text(spec.unit)) if spec.unit else ("", "")
        return (
            fold(ids[0]) == fold(ids[1]) if all(ids) else None,
            same_phone(*phones) if all(map(fold_phone, phones)) else None,
            same_unit(*units, self._aliases) if all(units) else None,
        )


def _texts(source: Form | Row, word: str) -> str:
    texts = (value.text for label, value in source.values.items() if word in label)
    return " ".join(text for text in texts if text)


def kind_of_form(form: Form, item_kinds: frozenset[str], pack: Pack) -> str | None:
    """The kind of entry that such a form is for; the path decides where two kinds share it."""
    kinds = [kind for kind, spec in pack.kinds.items() if spec.form == form.kind]
    return next((kind for kind in kinds if kind in item_kinds), kinds[0] if kinds else None)


def is_blank(item: Item, items: Iterable[Item], spec: KindSpec) -> bool:
    """Whether a form is the empty sheet: nothing filled in, no name, no one's photos beside it."""
    if item.form is None or any(value.text for value in item.form.values.values()):
        return False
    if item.clues.person if spec.person else item.clues.title:
        return False
    return not item.folders or not any(
        item.folders[-1] in other.folders and other.facts.group in _MEDIA for other in items
    )


def from_forms(items: Iterable[Item], pack: Pack, likeness: Likeness) -> list[Candidate]:
    """One candidate for each person or project that a readable form of one name puts forward.

    Forms of one name are one candidate's where they lie together or one lies in no folder of its
    own; in two folders they are two: the same one put forward twice, or namesakes.
    """
    groups: dict[tuple[str, str], dict[str | None, list[Candidate]]] = {}
    found: list[Candidate] = []
    for item in items:
        form = item.form
        kind = kind_of_form(form, item.kinds, pack) if form else None
        if form is None or kind is None or len(form.names) != 1:
            continue
        group = groups.setdefault((kind, fold_name(form.names[0])), {})
        place = _place(item)
        candidate = _same(group, place, form, pack.kinds[kind], likeness)
        if candidate is None:
            candidate = Candidate(kind, [form.names[0]])
            found.append(candidate)
        group.setdefault(place, []).append(candidate)
        candidate.forms.append(item)
    return found


def _same(
    group: dict[str | None, list[Candidate]],
    place: str | None,
    form: Form,
    spec: KindSpec,
    likeness: Likeness,
) -> Candidate | None:
    together = group if place is None else dict.fromkeys((place, None))
    for candidate in (candidate for where in together for candidate in group.get(where, ())):
        known = candidate.form
        if known and not likeness.different(spec, known, form):
            return candidate
    return None


def _place(item: Item) -> str | None:
    """The nearest folder that says whose its files are; a special folder holds copies."""
    if item.specials:
        return None
    for folder, clues in zip(item.folders[::-1], item.folder_clues[::-1], strict=True):
        if clues.tokens or (clues.number is not None and not clues.roles and not clues.kinds):
            return folder
    return None
