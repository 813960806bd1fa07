"""Entries put together: which file plays which role for its candidate, and the entries' ids."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from jlxx_check.inventory.items import MEDIA, Candidate, Item
from jlxx_check.inventory.papers import scanned, sort_papers
from jlxx_check.inventory.roles import (
    KindRoles,
    Told,
    named_scan,
    only_role,
    page_by_look,
    sort_photos,
    told_role,
)
from jlxx_check.inventory.specials import marks
from jlxx_check.inventory.unassigned_reasons import no_role
from jlxx_check.inventory.vocabulary import Vocabulary
from jlxx_check.model.contents import GROUP_TITLES
from jlxx_check.model.facts import Group
from jlxx_check.model.nouns import FORM
from jlxx_check.model.package import Entry, Form, OwnedFile, Register, Unassigned
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.ordering import natural_key


def settle_files(
    candidate: Candidate,
    files: Sequence[tuple[Item, Told | None]],
    vocabulary: Vocabulary,
) -> tuple[Form | None, list[Unassigned]]:
    """Give every file of an entry its role; the form it has, and what stays unknown."""
    roles = KindRoles.of(candidate.kind, vocabulary.pack)
    named = {*vocabulary.pack.kinds[candidate.kind].roles, roles.along}
    documents: list[tuple[Item, Told | None]] = []
    untold_photos: list[Item] = []
    unknown: list[Item] = []
    for item, told in files:
        only = only_role(item, candidate.kind, vocabulary)
        if told:
            paper = told.role in (*roles.forms, *roles.texts)
        else:
            paper = named_scan(item) or page_by_look(item)
        if item.facts.group is Group.DOCUMENT or paper:
            documents.append((item, told))
        elif told and told.role in named:
            candidate.held.append((item, told.role, told.why))
        elif only:
            candidate.held.append((item, only, _BY_CONTENT))
        elif item.facts.group is Group.PHOTO and roles.id_pictures:
            untold_photos.append(item)
        else:
            unknown.append(item)
    forms = {item: _form_role(item, candidate, roles, vocabulary) for item in candidate.forms}
    papers = sort_papers(candidate, roles, documents, forms)
    told_photos = [role for _, role, _ in candidate.held]
    look = vocabulary.pack.id_photo_look
    photos, either = sort_photos(told_photos, untold_photos, roles, look)
    candidate.held += papers.held + photos
    unknown += either
    form = candidate.form
    if papers.scan is not None:
        form = scanned(papers.scan, candidate.kind, candidate.name)
    why = _unknown(candidate)
    annexes = [item for item in papers.unknown if _is_annex(item, candidate, vocabulary)]
    candidate.held += [(i, roles.along, _PAPER if i.clues.paper else _ANNEX) for i in annexes]
    unknown += [item for item in papers.unknown if item not in annexes]
    return form, [no_role(item, _other_content(item, vocabulary) or why) for item in unknown]


def _form_role(item: Item, candidate: Candidate, roles: KindRoles, vocabulary: Vocabulary) -> str:
    """Which of the roles that play form a readable form has: by its name, else the first."""
    if len(roles.forms) > 1:
        told = told_role(item, candidate.kind, candidate, None, vocabulary)
        if told and told.role in roles.forms:
            return told.role
    return vocabulary.pack.role_for(Plays.FORM, candidate.kind)


def _is_annex(item: Item, candidate: Candidate, vocabulary: Vocabulary) -> bool:
    """Whether a document is a letter, a list or the like, or named for a field of the form.

    主要事迹.docx, 个人简历.docx.
    """
    if item.clues.paper:
        return True
    form = vocabulary.pack.form_of(candidate.kind)
    if form is None or item.facts.group is not Group.DOCUMENT:
        return False
    labels = (label for name, field in form.fields.items() for label in (name, *field.spellings))
    return any(len(label) >= _TELLING and fold_name(label) in item.clues.text for label in labels)


def number_entries(
    candidates: Sequence[Candidate],
    forms: Mapping[Candidate, Form],
    first_registers: Mapping[str, Register],
    vocabulary: Vocabulary,
) -> tuple[Entry, ...]:
    """Entries by kind, then as the register numbers its rows, then by path."""
    by_kind: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.held:
            by_kind.setdefault(candidate.kind, []).append(candidate)
    ids: dict[Candidate, str] = {}
    ordered: list[Candidate] = []
    for kind in vocabulary.pack.kinds:
        register = first_registers.get(kind)
        numbers = _row_numbers(register) if register else {}
        last = max(numbers.values(), default=0)
        rest: list[Candidate] = []
        placed: list[tuple[int, Candidate]] = []
        for candidate in by_kind.get(kind, ()):
            row = candidate.row
            if row and row.key in numbers:
                placed.append((numbers[row.key], candidate))
            else:
                rest.append(candidate)
        placed.sort(key=lambda pair: pair[0])
        rest.sort(key=_place_without_row)
        placed += [(last + n, candidate) for n, candidate in enumerate(rest, 1)]
        ids.update({candidate: f"{kind}/{number}" for number, candidate in placed})
        ordered += [candidate for _, candidate in placed]
    return tuple(_entry(candidate, ids, forms.get(candidate), vocabulary) for candidate in ordered)


def _row_numbers(register: Register) -> dict[tuple[str, str], int]:
    """The number of each row by its key: its own where all have one and no two the same.

    It is the rank, and what people call the row by; else they are counted as they stand.
    """
    own = [row.order or 0 for row in register.rows]
    plain = len(set(own)) == len(own) and all(0 < number <= _LAST_NUMBER for number in own)
    return {
        row.key: number if plain else row.number
        for row, number in zip(register.rows, own, strict=True)
    }


def _place_without_row(candidate: Candidate) -> tuple[float, object]:
    """A special entry stands where the one that it singles out does; the others by path."""
    of = candidate.of
    row = of.row.number if of and of.row else math.inf
    return row, min(natural_key(item.path) for item, _, _ in candidate.held)


def _entry(
    candidate: Candidate, ids: Mapping[Candidate, str], form: Form | None, vocabulary: Vocabulary
) -> Entry:
    kinds = vocabulary.pack.kinds
    entry_id = ids[candidate]
    files = tuple(
        OwnedFile(item.path, role, entry_id, _evidence(item, why))
        for item, role, why in sorted(candidate.held, key=lambda held: natural_key(held[0].path))
    )
    special = any(
        spec.special_of == candidate.kind and marks(candidate, kind, vocabulary)
        for kind, spec in kinds.items()
    )
    return Entry(
        id=entry_id,
        kind=candidate.kind,
        name=candidate.name or _stand_in(candidate),
        order=candidate.row.order if candidate.row else None,
        special=special,
        files=files,
        folder=_own_folder(candidate),
        of=ids.get(candidate.of) if candidate.of else None,
        row=candidate.row,
        row_differs=candidate.row_differs,
        form=form,
    )


def _evidence(item: Item, role: Text) -> Text:
    """Whose the file is and what it is, each with what tells it."""
    if item.owned is None or item.owned == role:
        return role
    return Text(f"{item.owned.zh}；{role.zh}", f"{item.owned.en}; {role.en}")


def _stand_in(candidate: Candidate) -> str:
    """What to call one whom neither form, register nor folder names: its folder or its file."""
    path = candidate.homes[0] if candidate.homes else candidate.held[0][0].path
    return path.rsplit("/", 1)[-1]


def _own_folder(candidate: Candidate) -> str | None:
    """The home that holds most of its files; of equals the first."""
    if not candidate.homes:
        return None
    paths = [item.path for item, _, _ in candidate.held]
    return max(candidate.homes, key=lambda home: sum(p.startswith(home + "/") for p in paths))


#: A greater one is no rank: 20230001.
_LAST_NUMBER = 999
#: A shorter label (单位, 地址) says too little in a file's name.
_TELLING = 4
_ANNEX = Text(
    f"名称是{FORM}里的一栏，按{FORM}的附带材料处理",
    f"named for a field of the {FORM}; it comes along with the {FORM}",
)
_PAPER = Text("名称是公函、清单一类的文件", "its name is that of a letter, a list or the like")
_BY_CONTENT = Text("按文件内容和所在位置判断", "by its content and where it lies")


def _other_content(item: Item, vocabulary: Vocabulary) -> Text | None:
    """That a recording is not what its name says: 视频.mp4 with sound alone; None where it is."""
    named, group = item.clues.roles, item.facts.group
    contents = [vocabulary.pack.roles[role].content for role in named]
    if group not in MEDIA or not named or any(group in content for content in contents):
        return None
    word, found = max(named.values())[1], GROUP_TITLES[group]
    return Text(
        f"名称写的是“{word}”，内容却是{found.zh}。请换成真正的{word}；只是附带的，请在文件名中加上"
        "“佐证材料”。",
        f"By its name it is “{word}”, but it holds {found.en}. Put in what its name says; if it "
        "only comes along, add 佐证材料 (supporting material) to its name.",
    )


def _unknown(candidate: Candidate) -> Text:
    return Text(
        f"在“{candidate.name}”的材料里，但看不出是要求的哪一项。是其中一项的，请在文件名中写明"
        f"（{FORM}、证件照、活动照片、工作总结、视频等）；只是附带的，请在文件名中加上“佐证材料”。",
        f"It is among the material of “{candidate.name}”, but nothing tells which of the things "
        f"asked for it is. If it is one, say so in its name ({FORM}, ID photo, activity photo, "
        "summary, video); if it only comes along, add 佐证材料 (supporting material) to its name.",
    )
