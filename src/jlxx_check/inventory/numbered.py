"""Whose photos and videos are that bear a bare number, where the numbers are the register's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from jlxx_check.inventory.items import MEDIA, Candidate, Item
from jlxx_check.inventory.owners import Owner
from jlxx_check.model.nouns import REGISTER
from jlxx_check.model.pack import KindSpec, Pack
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text

_BARE = re.compile(r"(?:第|no\.?)?(\d{1,3})[.、号]?")


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
        rows = {c.row.order: c for c in candidates if c.kind == kind and c.row}
        numbers = [_number(item) for item in members]
        if (
            kind
            and len(rows) > 1
            and sorted(n or 0 for n in numbers) == sorted(order or -1 for order in rows)
        ):
            found |= {
                item: Owner(rows[number], None, _why(rows[number], number))
                for item, number in zip(members, numbers, strict=True)
            }
            notes.append(_note(folder, pack.kinds[kind]))
    return found, notes


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
