"""Who and what the forms put forward."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from jlxx_check.forms.form_words import SAMPLE_FORM
from jlxx_check.forms.likeness import Likeness
from jlxx_check.inventory.items import Candidate, Item
from jlxx_check.model.facts import Group
from jlxx_check.model.nouns import FORM
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import KindSpec
from jlxx_check.model.package import Form
from jlxx_check.text import Text
from jlxx_check.values.folding import fold, fold_name

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


def sample_sheets(items: Sequence[Item]) -> list[Item]:
    """Forms that show how to fill one in (填写样表), by their file names: they put nobody forward.

    One that a register names, or that lies in somebody's own folder, is a form all the same.
    """
    listed = {fold_name(row.name) for item in items for each in item.registers for row in each.rows}
    return [
        item
        for item in items
        if item.form
        and SAMPLE_FORM.search(PurePosixPath(item.path).stem)
        and _place(item) is None
        and not any(fold_name(name) in listed for name in item.form.names)
    ]


def listed_under(item: Item, kind: str, candidates: Iterable[Candidate]) -> Candidate | None:
    """Whose row has the number that is all that the form's folder is called, and has no form."""
    clues = item.folder_clues[-1] if item.folder_clues else None
    if clues is None or clues.tokens or clues.number is None:
        return None
    listed = (c for c in candidates if c.kind == kind and c.row and not c.forms)
    fitting = [c for c in listed if c.row and c.row.order == clues.number]
    return fitting[0] if len(fitting) == 1 else None


def astray_copies(items: Iterable[Item]) -> Iterator[tuple[Item, Item]]:
    """Forms that lie in another's folder and say what lies in their own, with that one.

    Nobody is put forward twice by a file that was copied to the wrong place, saved anew or not.
    """
    at_home: dict[str, list[Item]] = {}
    away: list[Item] = []
    for item in items:
        form, place = item.form, _place(item)
        if form is None or len(form.names) != 1 or place is None:
            continue
        if fold_name(form.names[0]) in fold_name(place.rpartition("/")[2]):
            at_home.setdefault(fold_name(form.names[0]), []).append(item)
        else:
            away.append(item)
    for item in away:
        names = item.form.names if item.form else ()
        for own in at_home.get(fold_name(names[0]), ()):
            if says_the_same(item, own):
                yield item, own
                break


def says_the_same(item: Item, other: Item) -> bool:
    """Whether two forms are one: byte for byte, or every answer, saved anew by another program."""
    if item.facts.digest is not None and item.facts.digest == other.facts.digest:
        return True
    one, two = item.form, other.form
    return one is not None and two is not None and _said(one) == _said(two)


def _said(form: Form) -> tuple[str, dict[str, str]]:
    return form.kind, {label: fold(value.text) for label, value in form.values.items()}


def from_forms(items: Iterable[Item], pack: Pack, likeness: Likeness) -> list[Candidate]:
    """One candidate for each person or project that a readable form of one name puts forward.

    Forms of one name are one candidate's where they lie together or one lies in no folder of its
    own, or say the same of somebody who has one row: a second folder with a copy puts nobody
    forward again. Else they are two: put forward twice, or namesakes.
    """
    items = list(items)
    rows: Counter[tuple[str, str]] = Counter()
    for register in (each for item in items for each in item.registers):
        # Of two that say the same, as in Word and in Excel, one counts.
        rows |= Counter((register.kind, fold_name(row.name)) for row in register.rows)
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
        if candidate is None and rows[kind, fold_name(form.names[0])] == 1:
            candidate = _copied(group, item)
        if candidate is None:
            candidate = Candidate(kind, [form.names[0]])
            found.append(candidate)
        group.setdefault(place, []).append(candidate)
        candidate.forms.append(item)
    return found


def copied_notes(candidates: Iterable[Candidate]) -> Iterator[Text]:
    """Whose form lies in two folders of their own, and says the same in both."""
    for candidate in candidates:
        homes = dict.fromkeys(place for form in candidate.forms if (place := _place(form)))
        if len(homes) > 1:
            one, two, *_ = homes
            yield Text(
                f"“{candidate.name}”的{FORM}在文件夹“{one}”和“{two}”里都有，填写相同，按一份检查；"
                "请只保留一个文件夹。",
                f"The {FORM} of “{candidate.name}” lies in “{one}” and in “{two}” and says the "
                "same in both: it was judged once. Keep one folder.",
            )


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


def _copied(group: dict[str | None, list[Candidate]], item: Item) -> Candidate | None:
    """Whose form the item is a copy of."""
    every = (candidate for candidates in group.values() for candidate in candidates)
    return next(
        (one for one in every if any(says_the_same(item, form) for form in one.forms)), None
    )


def _place(item: Item) -> str | None:
    """The nearest folder that says whose its files are; a special folder holds copies."""
    if item.specials:
        return None
    for folder, clues in zip(item.folders[::-1], item.folder_clues[::-1], strict=True):
        if clues.tokens or (clues.number is not None and not clues.roles and not clues.kinds):
            return folder
    return None
