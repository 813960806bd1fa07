"""Rows of a register against the entries: each has the other, under the same name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from jlxx_check.checks.identity import MOST_COMPARED, Identity, known_by, sameness
from jlxx_check.checks.parameters import Parameters
from jlxx_check.checks.register_rows import main_register, no_rows, pair, register_kinds
from jlxx_check.checks.registry import check
from jlxx_check.checks.unseen import may_be_unseen
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package, Register, Row
from jlxx_check.model.text import Text, same
from jlxx_check.values.folding import fold_name, unit_aliases


class Matching(Parameters):
    """same_entry: by what two entries are known to be one, of which only one has a row."""

    same_entry: tuple[Identity, ...] = ()


@check("register.matches-entries")
def matches_entries(package: Package, pack: Pack, want: Matching) -> Iterator[Outcome]:
    """Every row has its entry and every entry its row, under the same name."""
    for kind in register_kinds(pack):
        register = main_register(package, kind)
        if register is None or register.problem is not None:
            for entry in package.of_kind(kind):
                yield no_rows(entry, register)
        elif pack.kinds[kind].name not in register.columns:
            for entry in package.of_kind(kind):
                yield _no_names(entry, register)
        else:
            yield from _compare(package, pack, kind, register, want)


def _no_names(entry: Entry, register: Register) -> Outcome:
    """The missing column is one finding of another rule."""
    why = Text(
        "登记表缺少名称一栏，无法核对。",
        "The register lacks the column of names, so there is nothing to hold it against.",
    )
    return not_judged(why, entry=entry.id, file=register.path)


def _compare(
    package: Package, pack: Pack, kind: str, register: Register, want: Matching
) -> Iterator[Outcome]:
    for entry in package.of_kind(kind):
        if entry.row is not None:
            yield _same_name(entry, entry.row)
    found = pair(package, kind)
    known = _Known(package, kind, want)
    aliases = unit_aliases(pack.units)
    for entry in found.bare_entries:
        yield _entry_alone(entry, known, register, aliases)
    for row in found.bare_rows:
        yield _row_alone(package, known, row)
    for owner, row in found.unsaid:
        yield not_judged(
            Text(
                f"登记表第{row.number}行没有写名称，无法核对。",
                f"Row {row.number} of the register has no name to go by.",
            ),
            entry=owner.id if owner else None,
            file=row.register,
        )


class _Known:
    """What a kind's entries with a row, and its forms in shared files, are known by.

    One pass, so that thousands of rows and entries are not all compared with one another.
    """

    def __init__(self, package: Package, kind: str, want: Matching) -> None:
        self.same_entry = want.same_entry
        self.twins: dict[str, Row] = {}
        self.shared = {
            fold_name(name)
            for form in package.shared_forms
            if form.kind == kind
            for name in form.names
        }
        self._by_key: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in package.of_kind(kind):
            if entry.row is not None:
                self.twins.setdefault(fold_name(entry.row.name), entry.row)
                for key in self._keys(entry):
                    self._by_key[key].append(entry)

    def alike(self, entry: Entry) -> list[Entry]:
        """Entries with a row that may be this one, in the package's order for each key."""
        found = (other for key in self._keys(entry) for other in self._by_key[key][:MOST_COMPARED])
        return list({other.id: other for other in found}.values())

    def _keys(self, entry: Entry) -> list[tuple[str, str]]:
        return [key for identity in self.same_entry for key in known_by(entry, identity)]


def _entry_alone(
    entry: Entry, known: _Known, register: Register, aliases: Mapping[str, str]
) -> Outcome:
    """An entry without a row; one that is put forward twice has the other's row."""
    for other in known.alike(entry):
        found = [sameness(entry, other, identity, aliases) for identity in known.same_entry]
        if other.row is not None and any(one is not None and one.certain for one in found):
            why = Text(
                f"与登记表第{other.row.number}行的“{other.name}”是同一对象，不再核对。",
                f"The same as “{other.name}” in row {other.row.number} of the register.",
            )
            return not_judged(why, entry=entry.id, file=register.path)
    return failed(
        Text(f"登记表中没有“{entry.name}”。", f"“{entry.name}” is not in the register."),
        entry=entry.id,
        file=register.path,
        expected=Text("登记表中有这一行", "a row of the register"),
        observed=Text("没有", "none"),
    )


def _same_name(entry: Entry, row: Row) -> Outcome:
    if not entry.row_differs:
        return passed(entry=entry.id, file=row.register)
    material = entry.form.names[0] if entry.form and len(entry.form.names) == 1 else entry.name
    return failed(
        Text(
            f"登记表第{row.number}行写作“{row.name}”，材料中是“{material}”，名称不一致。",
            f"Row {row.number} of the register says “{row.name}”, the material “{material}”.",
        ),
        entry=entry.id,
        file=row.register,
        where=row.where,
        expected=same(material),
        observed=same(row.name),
        related=(entry.form.path,) if entry.form else (),
    )


def _row_alone(package: Package, known: _Known, row: Row) -> Outcome:
    """A row without an entry: shared with others' forms, named twice, or without material."""
    name = fold_name(row.name)
    if name in known.shared:
        return not_judged(
            Text(
                f"“{row.name}”的推介表与他人的在同一个文件里，无法核对。",
                f"The form of “{row.name}” is in one file with others'.",
            ),
            file=row.register,
        )
    twin = known.twins.get(name)
    if twin is not None:
        message = Text(
            f"登记表第{row.number}行与第{twin.number}行都是“{row.name}”，材料只有一份。",
            f"Rows {twin.number} and {row.number} of the register both say “{row.name}”; "
            "there is material for one.",
        )
    else:
        message = Text(
            f"登记表第{row.number}行的“{row.name}”没有对应的材料。",
            f"“{row.name}” in row {row.number} of the register has no material.",
        )
    alone = failed(
        message,
        file=row.register,
        where=row.where,
        expected=Text("有对应的推介材料", "material of its own"),
        observed=Text("没有", "none"),
    )
    return may_be_unseen(package, alone)
