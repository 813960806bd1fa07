"""Several units' material in one folder, taken for one package: no fault, but a reader should know.

Nothing is as telling as registers: a unit has one for each kind. Where folders or archives beside
each other have one of the same kind each, with hardly anybody in common, they are of several units;
so are registers, wherever they lie, that name different units as their senders. Folders below one
of a kind of entry, or numbered and named for an entry, are entries' own. Folders that are called as
units are that the notice addresses, with forms in them, need no registers, unless one for all lies
beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from jlxx_check.inventory.sender_papers import SenderReader
from jlxx_check.inventory.vocabulary import Vocabulary
from jlxx_check.model.document import Document
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.kind_lookup import archive_stem
from jlxx_check.model.package import Register
from jlxx_check.text import Text
from jlxx_check.values.folding import canonical_unit, fold_name
from jlxx_check.values.ordering import natural_key

#: Of so many of a unit's one may be another's, too.
_SHARED = 4
#: So many are named; the others are counted.
_NAMED = 5


def several_units(
    registers: Sequence[Register],
    forms: Iterable[str],
    facts: Mapping[str, FileFacts],
    vocabulary: Vocabulary,
) -> tuple[str, ...]:
    """The units that it seems to be of, two or more; empty where all may well be of one.

    forms: the paths of all forms. facts: of the registers' files.
    """
    reader, aliases = SenderReader(vocabulary.pack), vocabulary.pack.unit_aliases()
    named = [(r, names) for r in registers if (names := {fold_name(row.name) for row in r.rows})]
    senders = {register.path: _sender(facts.get(register.path), reader) for register, _ in named}
    paths = [register.path.split("/")[:-1] for register, _ in named]
    prefix = _shared(paths)
    shared = paths[0][:prefix] if paths else []
    below = any(vocabulary.read(archive_stem(name)).kinds for name in shared)
    for kind in dict.fromkeys(register.kind for register, _ in named):
        folders: dict[str, list[set[str]]] = {}
        signed: dict[str, list[set[str]]] = {}
        titles: dict[str, str] = {}
        for register, names in named:
            if register.kind == kind:
                parts = register.path.split("/")[prefix:]
                if len(parts) > 1 and not below and not _numbered(parts[0], names, vocabulary):
                    folders.setdefault(parts[0], []).append(names)
                if sender := senders[register.path]:
                    unit = canonical_unit(sender, aliases)
                    titles.setdefault(unit, sender)
                    signed.setdefault(unit, []).append(names)
        if _apart(signed):
            return tuple(titles.values())
        if _apart(folders):
            return tuple(sorted(folders, key=natural_key))
    lists = [register.path for register, _ in named]
    return _addressed([*forms, *(each.path for each in registers)], lists, aliases, vocabulary)


def _addressed(
    paths: Iterable[str], lists: Sequence[str], aliases: Mapping[str, str], vocabulary: Vocabulary
) -> tuple[str, ...]:
    """The folders beside each other that are called as units that the notice addresses.

    lists: the registers that have rows; one that lies in no such folder lists whoever lies in all.
    """
    beside: dict[str, dict[str, str]] = {}
    for path in paths:
        above = ""
        for folder in path.split("/")[:-1]:
            name = archive_stem(folder)
            if vocabulary.read(name).kinds:
                break
            unit = aliases.get(fold_name(name))
            if unit is not None:
                beside.setdefault(above, {}).setdefault(unit, folder)
            above += f"{folder}/"
    above, most = max(beside.items(), key=lambda item: len(item[1]), default=("", {}))
    inside = tuple(f"{above}{folder}/" for folder in most.values())
    if len(most) < 2 or any(not path.startswith(inside) for path in lists):
        return ()
    return tuple(sorted(most.values(), key=natural_key))


def _sender(facts: FileFacts | None, reader: SenderReader) -> str:
    body = facts.body if facts else None
    return reader.in_lines(body.text) if isinstance(body, Document) else ""


def _numbered(folder: str, names: set[str], vocabulary: Vocabulary) -> bool:
    """Whether it is an entry's own folder: numbered, and named as a row is."""
    clues = vocabulary.read(archive_stem(folder))
    return clues.number is not None and any(name and name in clues.text for name in names)


def _shared(paths: Sequence[Sequence[str]]) -> int:
    """How many folders, outermost first, all of the paths have in common."""
    depth = 0
    for level in zip(*paths, strict=False):
        if len(set(level)) > 1:
            break
        depth += 1
    return depth


def _apart(groups: Mapping[str, Sequence[set[str]]]) -> bool:
    """Whether there are two or more, and hardly anybody is in two of them: a namesake is."""
    wholes: list[set[str]] = [set().union(*names) for names in groups.values()]
    return len(wholes) > 1 and all(
        len(one & two) * _SHARED <= min(len(one), len(two)) for one, two in combinations(wholes, 2)
    )


def note_of(units: Sequence[str]) -> Text:
    """What a reader should know of them, and what to do."""
    more = len(units) > _NAMED
    zh, en = "、".join(units[:_NAMED]), ", ".join(units[:_NAMED])
    return Text(
        f"这里像是{len(units)}个单位的材料（{zh}{'等' if more else ''}），却当作一个材料包检查了。"
        "如果是几个单位的，请用 jlxx-check batch 逐个检查。",
        f"This looks like the material of {len(units)} units ({en}{' …' if more else ''}), and was "
        "judged as one package. If so, use jlxx-check batch, which judges each by itself.",
    )
