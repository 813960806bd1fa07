"""Who gets no row in a register that is completed: whether they belong in it is asked of people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from jlxx_check.checks.entry.repeated import Repeat, repeats
from jlxx_check.checks.identity import Identity
from jlxx_check.checks.likely import likely
from jlxx_check.checks.register.matches_entries import Matching
from jlxx_check.checks.register.row_pairs import row_said
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.inventory.sender_papers import SenderReader, sender_of_form
from jlxx_check.inventory.set_aside import is_of_earlier
from jlxx_check.model.mend_plan import NotMended
from jlxx_check.model.nouns import FORM, PUT_FORWARD, REGISTER, nouns_of
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package, Row
from jlxx_check.text import Text, joined
from jlxx_check.unit.repair.made_readable import LAYER
from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_types import frozen


@frozen
class Withheld:
    """Why an entry gets no row. stays: its folder says so, and its files are left in it."""

    said: NotMended
    stays: bool = False


def is_read(entry: Entry) -> bool:
    """Whether there is a form to write a row from."""
    return entry.form is not None and not entry.form.scan


def withheld(
    pack: Pack, package: Package, kind: str, rules: Sequence[BoundRule]
) -> Mapping[str, Withheld]:
    """By id, the entries of a kind without a row that none is added for, in their order."""
    open_pairs = likely(package, pack, kind)
    earlier = _in_earlier_folders(pack, package, kind)
    again = _repeats(pack, package, kind, rules, earlier)
    fill = nouns_of(pack, kind).fill
    found: dict[str, Withheld] = {}
    for entry in package.of_kind(kind):
        if entry.row is not None or not is_read(entry):
            continue
        folder, about = earlier.get(entry.id), ""
        maybes, repeat = open_pairs.of_entry(entry), again.get(entry.id)
        why: Text | None = None
        if maybes:
            about = maybes[0].row.register
            why = _one_of(joined([_named(maybe.row) for maybe in maybes], "还是", " or "))
        elif repeat is not None:
            why = _repeated(repeat)
        elif folder is not None:
            why = _earlier(folder)
        elif unit := _other_unit(pack, package, entry):
            why = _from_other(unit)
        if why is not None:
            said = fill(_told(entry, why, stays=folder is not None))
            found[entry.id] = Withheld(NotMended(about, said, entry.id), folder is not None)
    return found


def _in_earlier_folders(pack: Pack, package: Package, kind: str) -> Mapping[str, str]:
    """By id, the folder called after an earlier year that all of an entry's files lie in.

    One that everything lies in is the package's own, whatever it is called.
    """
    every = [_folders(path) for path in package.facts]
    common = set.intersection(*every) if every else set()
    found: dict[str, str] = {}
    for entry in package.of_kind(kind):
        above = [_folders(file.path) for file in entry.files]
        shared = set.intersection(*above) - common if above else set()
        names = (folder.name for folder in sorted(shared, key=lambda folder: len(folder.parts)))
        called = next((name for name in names if is_of_earlier(name, entry.name, pack)), None)
        if called is not None:
            found[entry.id] = called
    return found


def _folders(path: str) -> set[PurePosixPath]:
    """The folders that a file, made readable or not, was handed in within."""
    return set(PurePosixPath(path.removeprefix(f"{LAYER}/")).parents)


def _repeats(
    pack: Pack,
    package: Package,
    kind: str,
    rules: Sequence[BoundRule],
    earlier: Mapping[str, str],
) -> Mapping[str, Repeat]:
    """By id, the entries that are, or may be, ones that have a row or get one."""
    # Whoever has a row is the first, and this year's before an earlier one's.
    entries = sorted(
        package.of_kind(kind), key=lambda entry: (entry.row is None, entry.id in earlier)
    )
    aliases = pack.unit_aliases()
    return {
        entry.id: repeat
        for identity in _identities(rules)
        if identity.kind == kind
        for entry, repeat in repeats(entries, identity, aliases)
        if repeat is not None
    }


def _identities(rules: Sequence[BoundRule]) -> Iterator[Identity]:
    """By what the notice's rules know an entry again."""
    for rule in rules:
        given = rule.parameters
        if isinstance(given, Identity):
            yield given
        elif isinstance(given, Matching):
            yield from given.same_entry


def _other_unit(pack: Pack, package: Package, entry: Entry) -> str:
    """Another unit of the notice's than the package's that the form names as its sender."""
    aliases = pack.unit_aliases()
    named = sender_of_form(entry.form, SenderReader(pack)) if entry.form else ""
    own, other = aliases.get(fold_name(package.name)), aliases.get(fold_name(named))
    return named if own and other and own != other else ""


def _named(row: Row) -> Text:
    place = row_said(row)
    return Text(f"{place.zh}的“{row.name}”", f"“{row.name}” ({place.en})")


def _told(entry: Entry, why: Text, *, stays: bool) -> Text:
    where = (
        Text("，文件留在原来的文件夹里", ", and its files stay in their folder")
        if stays
        else Text("，文件夹名前也没有编号", " and its folder bears no number")
    )
    return Text(
        f"“{entry.name}”没有补进{REGISTER}{where.zh}：{why.zh}",
        f"“{entry.name}” is not added to the {REGISTER}{where.en}: {why.en}",
    )


def _one_of(rows: Text) -> Text:
    return Text(f"是不是{rows.zh}，请先核实", f"settle first whether it is {rows.en}")


def _repeated(repeat: Repeat) -> Text:
    first, by = repeat.first, repeat.by.by
    place = Text(f"“{first.name}”", f"“{first.name}”")
    place = _named(first.row) if first.row else place
    return Text(
        f"与{place.zh}{by.zh}，请先核实是不是重复{PUT_FORWARD}",
        f"it has {by.en} as {place.en}: settle first whether it is {PUT_FORWARD} twice",
    )


def _earlier(folder: str) -> Text:
    return Text(
        f"材料只在文件夹“{folder}”里，按名称是往年的或参考用的，请先核实是不是今年{PUT_FORWARD}的",
        f"its material lies in “{folder}” alone, by its name of another year or for reference: "
        f"settle first whether it is {PUT_FORWARD} this year",
    )


def _from_other(unit: str) -> Text:
    return Text(
        f"{FORM}写的报送单位是“{unit}”，请先核实是不是本单位{PUT_FORWARD}的",
        f"its {FORM} names “{unit}” as the sender: settle first whether it is {PUT_FORWARD} here",
    )
