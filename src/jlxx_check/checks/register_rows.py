"""The rows of a register and the entries that they are: what several checks of registers share."""

from __future__ import annotations

from dataclasses import dataclass

from jlxx_check.model.outcome import Outcome, not_judged
from jlxx_check.model.pack import Pack, RegisterSpec
from jlxx_check.model.package import Entry, Package, Register, Row
from jlxx_check.model.text import Text
from jlxx_check.values.folding import fold, fold_name
from jlxx_check.values.phones import same_phone


@dataclass(frozen=True, slots=True)
class Pairing:
    """How a kind's rows and entries stand to each other.

    bare_entries, bare_rows: without a counterpart. unsaid: pairs of an entry and a row whose name
    cell is empty: probably one, and the empty cell is another rule's finding.
    """

    bare_entries: tuple[Entry, ...]
    bare_rows: tuple[Row, ...]
    unsaid: tuple[tuple[Entry | None, Row], ...]


def main_register(package: Package, kind: str) -> Register | None:
    """The register that counts where there are several: the one that most entries' rows are of."""
    registers = package.registers_of(kind)
    held = {row_key(entry.row) for entry in package.of_kind(kind) if entry.row}
    return max(
        registers,
        key=lambda item: (item.problem is None, sum(row_key(row) in held for row in item.rows)),
        default=None,
    )


def blocked_register(package: Package, kind: str) -> Register | None:
    """The kind's register, where its rows could not be read."""
    register = main_register(package, kind)
    return register if register is not None and register.problem is not None else None


def no_rows(entry: Entry, register: Register | None) -> Outcome:
    """An entry that cannot be looked up: there is no register, or it cannot be read."""
    if register is None or register.problem is None:
        why = Text("没有登记表，无法核对。", "There is no register to hold it against.")
        return not_judged(why, entry=entry.id)
    return not_judged(register.problem.detail, entry=entry.id, file=register.path)


def register_kinds(pack: Pack) -> tuple[str, ...]:
    """The kinds of entries that have a register."""
    return tuple(kind for kind, spec in pack.kinds.items() if spec.register_ is not None)


def register_spec(pack: Pack, kind: str) -> RegisterSpec:
    """What a kind's register has. Raises KeyError for a kind without one."""
    return pack.registers[pack.kinds[kind].register_ or kind]


def entry_of(package: Package, row: Row) -> Entry | None:
    """The entry that a row is, None where it has none."""
    owners = (
        entry for entry in package.entries if entry.row and row_key(entry.row) == row_key(row)
    )
    return next(owners, None)


def row_key(row: Row) -> tuple[str, str]:
    """What tells one row from all others: one workbook may hold several registers."""
    return row.register, row.where


def pair(package: Package, kind: str) -> Pairing:
    """Which entries and rows of a kind have no counterpart in the main register."""
    register = main_register(package, kind)
    rows = register.rows if register else ()
    free = [entry for entry in package.of_kind(kind) if entry.row is None]
    taken = {row_key(entry.row) for entry in package.of_kind(kind) if entry.row}
    here = {row_key(row) for row in rows}
    elsewhere = {
        fold_name(entry.row.name)
        for entry in package.of_kind(kind)
        if entry.row and row_key(entry.row) not in here
    }
    bare = [
        row for row in rows if row_key(row) not in taken and fold_name(row.name) not in elsewhere
    ]
    unsaid: list[tuple[Entry | None, Row]] = []
    for row in [row for row in bare if not fold(row.name)]:
        likely = _likeliest(free, row)
        if likely is not None:
            free.remove(likely)
        unsaid.append((likely, row))
    named = tuple(row for row in bare if fold(row.name))
    return Pairing(tuple(free), named, tuple(unsaid))


def rows_without_entry(package: Package, kind: str) -> tuple[Row, ...]:
    """Rows that put somebody forward of whom there is no material."""
    found = pair(package, kind)
    return (*found.bare_rows, *(row for entry, row in found.unsaid if entry is None))


def is_marked(row: Row, pack: Pack, special: str) -> bool:
    """Whether a row's remark singles it out as the special kind says."""
    spec = pack.kinds[special]
    remark = fold_name(row.text(register_spec(pack, spec.special_of or special).remark))
    return any(fold_name(mark) in remark for mark in spec.marks)


def _likeliest(entries: list[Entry], row: Row) -> Entry | None:
    """The free entry that agrees with a nameless row the most; the first where none does."""
    return max(entries, key=lambda entry: _agreement(entry, row), default=None)


def _agreement(entry: Entry, row: Row) -> int:
    if entry.form is None:
        return 0
    return sum(
        bool(value.text)
        and (
            fold(value.text) == fold(entry.form.text(label))
            or same_phone(value.text, entry.form.text(label))
        )
        for label, value in row.values.items()
    )
