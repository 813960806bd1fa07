"""Folders that hold another year's material, or samples: they put nobody of this year forward.

A name alone sets nothing aside: what lies in the folder has to speak of people or projects that no
register outside of it lists, and one that is blank yet lists nobody of any year. Who was put
forward before and is again keeps an old register's folder as little as photos alone that are
nobody's who is listed. A folder that is
called after one of them bears its year for whatever reason, and is theirs. Photos of earlier years
in somebody's own folder stay theirs, whatever form lies beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from jlxx_check.inventory.items import Item
from jlxx_check.inventory.vocabulary import Clues
from jlxx_check.model.contents import Group
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.nouns import REGISTER
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Reason, Unassigned
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.people_words import without_notes

_MATERIAL = "(?:材料|资料|文件|表格?|样|件|用|推[介荐]|申报|报送|档案)*"
_ASIDE = re.compile(
    r"(?:^|[\s_\-—（(【\[、.\d])(?:仅供)?(?:往年|历年|去年|前年|上一?年度?|上届|往届|历史|旧|参考|存档|归档"
    rf"|样例|示例|范例|范本|样表|(?:附件|表格?|空白|填写)?模[板版]){_MATERIAL}(?:[）)】\]\d\s_\-]|$)"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
#: Years back that a folder of an earlier round may bear; before them a year is anything else's.
_BACK = 8


def set_aside(items: Sequence[Item], pack: Pack) -> dict[Item, Unassigned]:
    """The files of such folders, each with the reason."""
    groups: dict[str, list[Item]] = {}
    outside: list[Item] = []
    for item in items:
        folder = next((path for path in item.folders if _is_named_so(file_name(path), pack)), None)
        (outside if folder is None else groups.setdefault(folder, [])).append(item)
    listed: dict[str, set[str]] = {}
    for register in (each for item in outside for each in item.registers):
        listed.setdefault(register.kind, set()).update(_names(row.name for row in register.rows))
    known = set().union(*listed.values())
    formed = set().union(*(_names(item.form.names) for item in outside if item.form))
    found: dict[Item, Unassigned] = {}
    for folder, members in groups.items():
        told = [(item, *each) for item in members for each in _speaks_of(item) if each[1]]
        if not told:
            if known and _is_gallery(folder, members, outside, known):
                why = _why(file_name(folder))
                found |= {item: Unassigned(item.path, Reason.EARLIER, why) for item in members}
            continue
        again = _again(told, listed)
        if _is_their_own(folder, members[0], set().union(*(names for _, _, names in told))):
            continue
        if any(_called(item, folder) & known - again for item in members):
            continue
        if all(listed.get(kind) and not names & listed[kind] - again for _, kind, names in told):
            why = _why(file_name(folder))
            theirs = _lies_with(known, members[0], folder)
            papers = [item for item in members if not theirs or any(_speaks_of(item))]
            # The only form of somebody of this year stays theirs, wherever it lies.
            alone = {item for item, _, names in told if item.form and names & again - formed}
            found |= {
                item: Unassigned(item.path, Reason.EARLIER, why)
                for item in papers
                if item not in alone
            }
    return found


def _again(told: Iterable[tuple[Item, str, set[str]]], listed: Mapping[str, set[str]]) -> set[str]:
    """Who is listed this year and was, among more others, in a register that lies in the folder."""
    again: set[str] = set()
    for item, kind, names in told:
        both = names & listed.get(kind, set())
        if item.registers and 2 * len(both) < len(names):
            again |= both
    return again


def _is_gallery(
    folder: str, members: Iterable[Item], outside: Iterable[Item], known: set[str]
) -> bool:
    """Whether a folder of earlier years has pictures alone, and is nobody's who is listed."""
    if not _ASIDE.search(file_name(folder)):
        return False
    if any(not item.may_be((Group.PHOTO, Group.VIDEO)) for item in members):
        return False
    first = next(iter(members))
    above = first.folders[: first.folders.index(folder)]
    beside = Counter(item.folders[-1] for item in outside if item.form and item.folders)
    numbered = any(first.folder_clues[at].number is not None for at in range(len(above)))
    if numbered or any(beside[path] == 1 for path in above) or _lies_with(known, first, folder):
        return False
    return not _name_one(first.folder_clues[len(above) : len(above) + 1], known) and not any(
        _called(item, folder) & known for item in members
    )


def _is_named_so(name: str, pack: Pack) -> bool:
    if _ASIDE.search(name):
        return True
    years = [int(year) for year in _YEAR.findall(name)]
    this = pack.due.year if pack.due else 0
    return bool(years) and this - _BACK <= min(years) and max(years) < this


def is_of_earlier(folder: str, name: str, pack: Pack) -> bool:
    """Whether a folder's name sets apart what it holds of somebody, of another year or a sample.

    One that bears a year beside their own name is theirs.
    """
    own = bool(fold_name(name)) and fold_name(name) in fold_name(folder)
    return bool(_ASIDE.search(folder)) or (not own and _is_named_so(folder, pack))


def _is_their_own(folder: str, inside: Item, told: set[str]) -> bool:
    """Whether a folder, named so by a year alone, is called after somebody in it, if in part."""
    if _ASIDE.search(file_name(folder)):
        return False
    clues = inside.folder_clues[inside.folders.index(folder)]
    return _name_one([clues], told)


def _lies_with(known: set[str], inside: Item, folder: str) -> bool:
    """Whether the folder lies in that of somebody who is listed."""
    return _name_one(inside.folder_clues[: inside.folders.index(folder)], known)


def _name_one(clues: Iterable[Clues], names: Iterable[str]) -> bool:
    words = [fold_name(token) for each in clues for token in each.tokens]
    return any(word in name or name in word for word in words for name in names)


def _called(item: Item, folder: str) -> set[str]:
    """What the file, and the folders between it and this one, are called."""
    between = item.folder_clues[item.folders.index(folder) + 1 :]
    return {fold_name(token) for clues in (*between, item.clues) for token in clues.tokens}


def _speaks_of(item: Item) -> Iterable[tuple[str, set[str]]]:
    """Whom it names, by kind."""
    if item.form is not None:
        yield item.form.kind, _names(item.form.names)
    for register in item.registers:
        yield register.kind, _names(row.name for row in register.rows)


def _names(names: Iterable[str]) -> set[str]:
    return {fold_name(without_notes(name)) for name in names if name}


def _why(folder: str) -> Text:
    return Text(
        f"文件夹“{folder}”按名称是往年的或参考用的，不是今年{REGISTER}上的材料，没有计入",
        f"The folder “{folder}” is by its name of another year or for reference, and holds nothing "
        f"of what this year's {REGISTER} lists: it was not counted",
    )
