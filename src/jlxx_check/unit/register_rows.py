"""What a register says of a package's entries: its columns, and the row of each."""

from __future__ import annotations

from collections.abc import Collection

from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import FieldSpec, RegisterSpec
from jlxx_check.model.package import Entry, Package
from jlxx_check.unit.package_layout import language_of


def register_columns(pack: Pack, register: str) -> dict[str, FieldSpec]:
    """The columns of a register that the program writes, in their order."""
    fields = pack.registers[register].fields
    return {name: spec for name, spec in fields.items() if spec.blank}


def register_rows(
    pack: Pack, register: str, package: Package, among: Collection[str] | None = None
) -> list[dict[str, str]]:
    """A row for each entry of the register's kinds: as its form says, else as its row does.

    among: the ids of those that are wanted; None: all.

    In the order of the rows that there are, then of the package. The remark is the row's own; one
    that is singled out by material of its own and is not marked gets the words for that.
    """
    spec = pack.registers[register]
    kinds = pack.kinds_of_register(register)
    entries = [
        entry
        for entry in package.entries
        if entry.kind in kinds and (among is None or entry.id in among)
    ]
    entries.sort(key=lambda entry: entry.row.number if entry.row else len(package.facts) + 1)
    return [
        _row(pack, spec, register, entry, str(number), package)
        for number, entry in enumerate(entries, 1)
    ]


def _row(
    pack: Pack, spec: RegisterSpec, register: str, entry: Entry, number: str, package: Package
) -> dict[str, str]:
    made = {name: entry.text(name) for name in register_columns(pack, register)}
    name = pack.kinds[entry.kind].name
    if name in made:
        made[name] = made[name] or entry.name
    if spec.order is not None:
        made[spec.order] = number
    if spec.remark is not None and spec.remark in made:
        made[spec.remark] = entry.row.text(spec.remark) if entry.row else ""
        made[spec.remark] = made[spec.remark] or _marks(pack, entry, package)
    return made


def _marks(pack: Pack, entry: Entry, package: Package) -> str:
    special = (other.kind for other in package.entries if other.of == entry.id)
    said = (pack.kinds[kind].title.say(language_of(pack)) for kind in special)
    return "；".join(dict.fromkeys(said))
