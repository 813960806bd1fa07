"""Whose files are that bear a bare number, where the numbers are the register's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from jlxx_check.inventory.items import MEDIA, Candidate, Item
from jlxx_check.inventory.owners import Owner, doubt
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.nouns import REGISTER
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import KindSpec
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text

_BARE = re.compile(r"(?:第|no\.?)?(\d{1,3})[.、号]?")
#: 3-总结, 03、照片; neither 3月总结 nor 3-8活动.
_IN_FRONT = re.compile(r"\s*0*(\d{1,3})\s*(?:[-_—–、.．,，)）]+|\s)\s*(?=[^\W\d])")


def by_number(
    items: Iterable[Item], candidates: Sequence[Candidate], pack: Pack
) -> tuple[dict[Item, Owner], list[Text]]:
    """Owners of 证件照/1.jpg, 证件照/2.jpg …, and a note for each such folder.

    Only in a folder that names a role, and only where its numbers are exactly those of one kind's
    rows, each once: some of them, or more, may count anything.
    """
    folders: dict[str, list[Item]] = {}
    for item in items:
        if item.folders and item.facts.group in MEDIA:
            folders.setdefault(item.folders[-1], []).append(item)
    found: dict[Item, Owner] = {}
    notes: list[Text] = []
    for folder, members in folders.items():
        kind = _kind(members[0], pack)
        orders = [(c.row.order, c) for c in candidates if c.kind == kind and c.row]
        rows = dict(orders)
        numbers = [_number(item) for item in members]
        if (
            kind
            and len(orders) == len(rows) > 1
            and sorted(n or 0 for n in numbers) == sorted(order or -1 for order in rows)
        ):
            found |= {
                item: Owner(rows[number], None, _why(rows[number], number))
                for item, number in zip(members, numbers, strict=True)
            }
            notes.append(_note(folder, pack.kinds[kind]))
    return found, notes


def by_row_number(
    waiting: Iterable[Item],
    owned: Mapping[Item, Candidate | None],
    candidates: Sequence[Candidate],
    pack: Pack,
) -> dict[Item, Owner]:
    """Owners of 3-总结.docx and the like, whose names say a number and a role and nothing else.

    The row of that number has it where the register has one, and nothing beside the file speaks
    against it: no number there is another's, or beyond the rows, or a paper's; and where several
    are numbered they are not counted through (1-推介表, 2-总结, 3-照片).
    owned: every other file and whose it is, None where nothing tells.
    """
    beside: dict[str, list[Item]] = {}
    for item in (*owned, *waiting):
        if _in_front(item) is not None:
            beside.setdefault(_folder(item), []).append(item)
    rows = _rows(candidates)
    found: dict[Item, Owner] = {}
    for item in waiting:
        number = _in_front(item)
        kind = _only_kind(item, rows, pack) if number is not None else None
        owner = rows.get((kind, number)) if kind is not None and number is not None else None
        if owner is None or number is None:
            continue
        others = [other for other in beside[_folder(item)] if other is not item]
        if _agrees(item, owner, others, owned, rows) and not _has_one(item, owner, owned):
            found[item] = Owner(owner, None, _why(owner, number), doubt(item, owner))
    return found


def _rows(candidates: Sequence[Candidate]) -> dict[tuple[str, int], Candidate | None]:
    """By kind and number, whose the row is; None where several rows bear the number."""
    rows: dict[tuple[str, int], Candidate | None] = {}
    for one in candidates:
        if one.row and one.row.order:
            place = one.kind, one.row.order
            rows[place] = None if place in rows else one
    return rows


def _agrees(
    item: Item,
    owner: Candidate,
    others: Sequence[Item],
    owned: Mapping[Item, Candidate | None],
    rows: Mapping[tuple[str, int], Candidate | None],
) -> bool:
    """Whether the numbers beside the file are the register's, as far as anything tells."""
    supported = not others
    for other in others:
        number, whose = _in_front(other), owned.get(other)
        if other.register or other.clues.paper or number is None:
            return False
        if whose is not None and (whose.row is None or whose.row.order != number):
            return False
        if whose is None and (owner.kind, number) not in rows:
            return False
        supported = (
            supported or whose is owner or bool(set(item.clues.roles) & set(other.clues.roles))
        )
    return supported


def _has_one(item: Item, owner: Candidate, owned: Mapping[Item, Candidate | None]) -> bool:
    """Whether the owner has such a paper already, under its own name."""
    if item.facts.group in MEDIA:
        return False
    roles = set(item.clues.roles)
    return any(
        whose is owner and other.facts.group not in MEDIA and roles & set(other.clues.roles)
        for other, whose in owned.items()
    )


def _in_front(item: Item) -> int | None:
    match = _IN_FRONT.match(PurePosixPath(file_name(item.path)).stem)
    return int(match[1]) if match else None


def _only_kind(item: Item, rows: Iterable[tuple[str, int]], pack: Pack) -> str | None:
    """The one kind with rows whose role the name says, where it says nothing else."""
    if item.specials or item.form or item.register or item.clues.tokens:
        return None
    # A picture's word may be any kind's; only an ID photo is told from all others.
    if item.facts.group in MEDIA and not (item.kinds or Plays.ID_PICTURE in item.clues.parts):
        return None
    able = [
        kind
        for kind in dict.fromkeys(kind for kind, _ in rows)
        if set(item.clues.roles) & set(pack.kinds[kind].roles)
        and (not item.kinds or kind in item.kinds)
    ]
    return able[0] if len(able) == 1 else None


def _folder(item: Item) -> str:
    return item.folders[-1] if item.folders else ""


def _number(item: Item) -> int | None:
    bare = None if item.specials else _BARE.fullmatch(item.clues.text)
    return int(bare[1]) if bare else None


def _kind(item: Item, pack: Pack) -> str | None:
    """The one kind that the path allows and that has a role which the folder names."""
    told = item.folder_clues[-1].roles
    roles = {role for role in told if pack.plays(role) is not Plays.ATTACHMENT}
    able = [
        kind
        for kind, spec in pack.kinds.items()
        if spec.special_of is None
        and roles & set(spec.roles)
        and (not item.kinds or kind in item.kinds)
    ]
    return able[0] if len(able) == 1 else None


def _why(owner: Candidate, number: int | None) -> Text:
    return Text(
        f"文件名只有编号，按{REGISTER}序号{number}归入“{owner.name}”",
        f"its name is but a number, and number {number} of the {REGISTER} is “{owner.name}”",
    )


def _note(folder: str, spec: KindSpec) -> Text:
    return Text(
        f"文件夹“{folder}”里的文件只有编号，按{spec.title.zh}{REGISTER}的序号对应。"
        "如不对，请在文件名中写明姓名或项目名称。",
        f"The files in “{folder}” bear numbers only and were taken for the rows "
        f"of the {REGISTER} of "
        f"“{spec.title.en}”. If that is wrong, put the names into their names.",
    )
