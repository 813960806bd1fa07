"""Rows of a register against the entries: each has the other, under the same name."""

from __future__ import annotations

from collections.abc import Iterator

from jlxx_check.checks.identity import Identity, sameness
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
    for entry in found.bare_entries:
        yield _entry_alone(package, pack, entry, register, want)
    for row in found.bare_rows:
        yield _row_alone(package, kind, row)
    for owner, row in found.unsaid:
        yield not_judged(
            Text(
                f"登记表第{row.number}行没有写名称，无法核对。",
                f"Row {row.number} of the register has no name to go by.",
            ),
            entry=owner.id if owner else None,
            file=row.register,
        )


def _entry_alone(
    package: Package, pack: Pack, entry: Entry, register: Register, want: Matching
) -> Outcome:
    """An entry without a row; one that is put forward twice has the other's row."""
    aliases = unit_aliases(pack.units)
    for other in package.of_kind(entry.kind):
        found = [sameness(entry, other, identity, aliases) for identity in want.same_entry]
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


def _row_alone(package: Package, kind: str, row: Row) -> Outcome:
    """A row without an entry: shared with others' forms, named twice, or without material."""
    name = fold_name(row.name)
    shared = (form for form in package.shared_forms if form.kind == kind)
    if any(name == fold_name(other) for form in shared for other in form.names):
        return not_judged(
            Text(
                f"“{row.name}”的推介表与他人的在同一个文件里，无法核对。",
                f"The form of “{row.name}” is in one file with others'.",
            ),
            file=row.register,
        )
    twin = next(
        (item for item in package.of_kind(kind) if item.row and fold_name(item.row.name) == name),
        None,
    )
    if twin is not None and twin.row is not None:
        message = Text(
            f"登记表第{row.number}行与第{twin.row.number}行都是“{row.name}”，材料只有一份。",
            f"Rows {twin.row.number} and {row.number} of the register both say “{row.name}”; "
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
