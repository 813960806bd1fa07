"""Who and what the forms put forward."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jlxx_check.forms.likeness import Likeness
from jlxx_check.inventory.items import Candidate, Item
from jlxx_check.model.facts import Group
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import KindSpec
from jlxx_check.model.package import Form
from jlxx_check.values.folding import fold_name

_MEDIA = (Group.PHOTO, Group.VIDEO)


def is_blank(item: Item, items: Iterable[Item], spec: KindSpec) -> bool:
    """Whether a form is the empty sheet: nothing filled in, no name, no one's photos beside it."""
    if item.form is None or any(value.text for value in item.form.values.values()):
        return False
    if item.clues.person if spec.person else item.clues.title:
        return False
    return not item.folders or not any(
        item.folders[-1] in other.folders and other.facts.group in _MEDIA for other in items
    )


def listed_under(item: Item, kind: str, candidates: Iterable[Candidate]) -> Candidate | None:
    """Whose row has the number that is all that the form's folder is called, and has no form."""
    clues = item.folder_clues[-1] if item.folder_clues else None
    if clues is None or clues.tokens or clues.number is None:
        return None
    listed = (c for c in candidates if c.kind == kind and c.row and not c.forms)
    fitting = [c for c in listed if c.row and c.row.order == clues.number]
    return fitting[0] if len(fitting) == 1 else None


def astray_copies(items: Iterable[Item]) -> Iterator[tuple[Item, Item]]:
    """Forms that lie in another's folder, byte for byte what lies in their own, with that one.

    Nobody is put forward twice by a file that was copied to the wrong place.
    """
    at_home: dict[str, Item] = {}
    away: list[Item] = []
    for item in items:
        form, place, digest = item.form, _place(item), item.facts.digest
        if form is None or len(form.names) != 1 or place is None or digest is None:
            continue
        if fold_name(form.names[0]) in fold_name(place.rpartition("/")[2]):
            at_home.setdefault(digest, item)
        else:
            away.append(item)
    for item in away:
        own = at_home.get(item.facts.digest or "")
        if own is not None:
            yield item, own


def from_forms(items: Iterable[Item], pack: Pack, likeness: Likeness) -> list[Candidate]:
    """One candidate for each person or project that a readable form of one name puts forward.

    Forms of one name are one candidate's where they lie together or one lies in no folder of its
    own; in two folders they are two: the same one put forward twice, or namesakes.
    """
    groups: dict[tuple[str, str], dict[str | None, list[Candidate]]] = {}
    found: list[Candidate] = []
    for item in items:
        form = item.form
        if form is None or len(form.names) != 1:
            continue
        kind = form.kind
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
