"""Folders that hold another year's material, or samples: they put nobody of this year forward.

A name alone sets nothing aside: what lies in the folder has to speak of people or projects that no
register outside of it lists, and one that is blank yet lists nobody of any year. Who was put
forward before and is again keeps no old register's folder in. Pictures alone speak of nobody: they
are set aside where neither their names nor the folders around them may mean anybody of this year.
A folder that is called after one of them bears its year for whatever reason, and is theirs. Photos
of earlier years in somebody's own folder stay theirs, whatever form lies beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from jlxx_check.inventory.items import Item
from jlxx_check.inventory.vocabulary import Clues
from jlxx_check.model.contents import Group
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.nouns import REGISTER
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, Reason, Row, Unassigned
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
            if known and _is_gallery(folder, members, outside, listed):
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
            # The only form of somebody of this year stays theirs, with what is called after them.
            forms = [names for item, _, names in told if item.form]
            alone = set().union(*forms) & again - formed
            found |= {
                item: Unassigned(item.path, Reason.EARLIER, why)
                for item in papers
                if not _is_of(item, alone, folder)
            }
    return found


def _is_of(item: Item, names: set[str], folder: str) -> bool:
    """Whether it is a form of one of these, or a file without form or rows called after one."""
    told = set().union(*(said for _, said in _speaks_of(item))) or _called(item, folder)
    return not item.registers and not told.isdisjoint(names)


def _again(told: Iterable[tuple[Item, str, set[str]]], listed: Mapping[str, set[str]]) -> set[str]:
    """Who is listed this year and was, among more others, in a register that lies in the folder."""
    again: set[str] = set()
    for item, kind, names in told:
        both = names & listed.get(kind, set())
        if item.registers and 2 * len(both) < len(names):
            again |= both
    return again


def _is_gallery(
    folder: str, members: Sequence[Item], outside: Sequence[Item], listed: Mapping[str, set[str]]
) -> bool:
    """Whether a folder of earlier years has pictures alone, and may be nobody's who is listed."""
    if not _ASIDE.search(file_name(folder)):
        return False
    if any(not item.may_be((Group.PHOTO, Group.VIDEO)) for item in members):
        return False
    first = members[0]
    kinds = first.kinds & listed.keys() or listed.keys()
    named = any(_called(item, folder) for item in members)
    if not named and len(set().union(*(listed[kind] for kind in kinds))) == 1:
        return False  # whose else should they be
    above = first.folders[: first.folders.index(folder)]
    beside = Counter(item.folders[-1] for item in outside if item.form and item.folders)
    shared = {path for item in outside if item.registers for path in item.folders}
    for path, clues in zip(above, first.folder_clues, strict=False):
        own = clues.number is not None or (bool(clues.tokens) and path not in shared)
        if own or beside[path] == 1:
            return False
    forms = (item.form for item in outside if item.form)
    known = set().union(*listed.values(), *(_names(form.names) for form in forms))
    said = _said(outside)
    called = set().union(*(_called(item, folder) for item in members))
    return not (
        _name_one(first.folder_clues[len(above) : len(above) + 1], known)
        or any(name in word or word in name for word in called for name in known)
        or any(word in text for word in called for text in said)
    )


def _said(items: Iterable[Item]) -> set[str]:
    """All that stands in registers and forms: units, and whatever else a file may be called by."""
    rows = (row for item in items for register in item.registers for row in register.rows)
    sources: Iterable[Row | Form] = chain(rows, (item.form for item in items if item.form))
    return {fold_name(value.text) for source in sources for value in source.values.values()}


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
