"""The rows of a register and the entries that they are: what several checks of registers share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jlxx_check.checks.first_steps import HAND_IN_REGISTER, READABLE_REGISTER
from jlxx_check.checks.unseen import is_unsaved
from jlxx_check.model.nouns import REGISTER
from jlxx_check.model.outcome import Outcome, not_judged
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import RegisterSpec
from jlxx_check.model.package import Entry, Package, Register, Row
from jlxx_check.text import Text
from jlxx_check.values.folding import fold, fold_name
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.phones import same_phone


@frozen
class Pairing:
    """How a kind's rows and entries stand to each other.

    bare_entries, bare_rows: without a counterpart. unsaid: pairs of an entry and a row whose name
    cell is empty: probably one, and the empty cell is another rule's finding.
    """

    bare_entries: tuple[Entry, ...]
    bare_rows: tuple[Row, ...]
    unsaid: tuple[tuple[Entry | None, Row], ...]


#: A cell of a sheet or a row of a Word table, at the end of a place.
_CELL = re.compile(r"!(?P<cell>\$?[A-Z]+\$?(?P<line>\d+))$")
_LINE = re.compile(r" 第(?P<line>\d+)行")


def row_said(row: Row, where: str = "") -> Text:
    """A row as a person counts: its own number, and the line that it stands in: 序号4（第8行）.

    where: of one of its cells; a sheet's is added: 序号4（第8行，B8单元格）.
    """
    found = _CELL.search(where or row.where) or _LINE.search(where or row.where)
    order = " ".join(row.order_text.split())
    if found is None:
        number = order or str(row.number)
        return Text(f"序号{number}", f"no. {number}")
    line = found["line"]
    cell = found["cell"] if where and "cell" in found.groupdict() else ""
    behind = f", {cell}" if cell else ""
    if not order:
        alone = f"（{cell}单元格）" if cell else ""
        return Text(f"第{line}行{alone}", f"row {line}{behind}")
    beside = f"，{cell}单元格" if cell else ""
    return Text(f"序号{order}（第{line}行{beside}）", f"no. {order} (row {line}{behind})")


def blocked_register(package: Package, kind: str) -> Register | None:
    """The kind's register, where its rows could not be read."""
    register = package.main_register(kind)
    return register if register is not None and register.problem is not None else None


def of_several_units(package: Package) -> Text | None:
    """Why nothing can be said of the package's numbers: it is of several units; else None."""
    if not package.units:
        return None
    return Text(
        f"这里像是{len(package.units)}个单位的材料，用 jlxx-check batch 逐个单位检查才能判断。",
        f"This looks like the material of {len(package.units)} units; it can be judged only unit "
        "by unit (jlxx-check batch).",
    )


def no_rows(entry: Entry, register: Register | None) -> Outcome:
    """An entry that cannot be looked up: there is no register, or it cannot be read."""
    if register is None or register.problem is None:
        why = Text(f"没有{REGISTER}，无法核对。", f"There is no {REGISTER} to hold it against.")
        return not_judged(why, entry=entry.id, fix=HAND_IN_REGISTER)
    fix = READABLE_REGISTER
    return not_judged(register.problem.detail, entry=entry.id, file=register.path, fix=fix)


def register_kinds(pack: Pack) -> tuple[str, ...]:
    """The kinds of entries that have a register."""
    return tuple(
        kind
        for kind, spec in pack.kinds.items()
        if spec.register_ is not None and spec.special_of is None
    )


def register_spec(pack: Pack, kind: str) -> RegisterSpec:
    """What a kind's register has. Raises KeyError for a kind without one."""
    return pack.registers[pack.kinds[kind].register_ or ""]


def parts_of(package: Package, pack: Pack, register: Register) -> tuple[Register, ...]:
    """The registers of the other kinds that share its file and its columns, itself among them."""
    key = pack.kinds[register.kind].register_
    return tuple(
        part
        for part in package.registers
        if part.path == register.path and pack.kinds[part.kind].register_ == key
    )


def ranked(package: Package, pack: Pack, register: Register) -> bool:
    """Whether the rows bear the numbers 1 to n, each once, in whatever order they stand.

    Kinds that share a register may be numbered through, or each by itself.
    """

    def all_there(rows: Iterable[Row]) -> bool:
        numbers = sorted(row.order or 0 for row in rows)
        return numbers == list(range(1, len(numbers) + 1))

    through = (row for part in parts_of(package, pack, register) for row in part.rows)
    return all_there(register.rows) or all_there(through)


def entry_of(package: Package, row: Row) -> Entry | None:
    """The entry that a row is, None where it has none."""
    owners = (entry for entry in package.entries if entry.row and entry.row.key == row.key)
    return next(owners, None)


def pair(package: Package, kind: str) -> Pairing:
    """Which entries and rows of a kind have no counterpart in the main register."""
    register = package.main_register(kind)
    rows = register.rows if register else ()
    free = [entry for entry in package.of_kind(kind) if entry.row is None]
    taken = {entry.row.key for entry in package.of_kind(kind) if entry.row}
    here = {row.key for row in rows}
    elsewhere = {
        fold_name(entry.row.name)
        for entry in package.of_kind(kind)
        if entry.row and entry.row.key not in here
    }
    bare = [row for row in rows if row.key not in taken and fold_name(row.name) not in elsewhere]
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


def unsaved(row: Row, labels: Iterable[str]) -> list[str]:
    """The labels under which the row's cell holds a formula whose result was not saved."""
    return [label for label in labels if is_unsaved(row.values.get(label))]
