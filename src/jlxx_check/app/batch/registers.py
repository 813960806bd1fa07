"""The rows of a package's registers for the master register, personal numbers and all.

The state keeps which row is whose, never what a row says: that is read anew from the register.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from jlxx_check.app.reading import Reading
from jlxx_check.extraction.files import read_files
from jlxx_check.inventory import open_package
from jlxx_check.model.batch import RegisterLine
from jlxx_check.model.document import Document
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package, Register, Row
from jlxx_check.reading import read_all
from jlxx_check.values.folding import fold, fold_name


@dataclass(frozen=True, slots=True)
class RowLink:
    """A row by its place: the register's path and kind, the row's number; and whose it is.

    kind: of the entry. entry: its id, None where the row has none.
    """

    register: str
    register_kind: str
    number: int
    kind: str
    entry: str | None
    special: bool


def lines_of(
    delivery: str, package: Package, pack: Pack
) -> tuple[tuple[RegisterLine, ...], tuple[RowLink, ...]]:
    """The rows of a package's registers, each with its link, in the registers' order.

    Of several registers of one kind the one whose rows number the entries is taken whole, of the
    others the rows with names of their own.
    """
    lines: list[RegisterLine] = []
    links: list[RowLink] = []
    for kind, spec in pack.kinds.items():
        if spec.register_ is None:
            continue
        marks = tuple(
            fold(mark)
            for single in pack.kinds.values()
            if single.special_of == kind
            for mark in single.marks
        )
        remark = pack.registers[spec.register_].remark
        entries = list(package.of_kind(kind))
        for row, entry in _rows(package.registers_of(spec.register_), entries):
            marked = any(mark in fold(row.text(remark)) for mark in marks)
            special = entry.special if entry else marked
            entry_id = entry.id if entry else None
            lines.append(RegisterLine(delivery, kind, row, entry_id, special))
            links.append(RowLink(row.register, spec.register_, row.number, kind, entry_id, special))
    return tuple(lines), tuple(links)


def _rows(
    registers: Sequence[Register], entries: Sequence[Entry]
) -> Iterator[tuple[Row, Entry | None]]:
    owners = {
        (entry.row.register, entry.row.number): entry for entry in entries if entry.row is not None
    }
    first = sorted(registers, key=lambda item: -sum(key[0] == item.path for key in owners))
    named: set[str] = set()
    for register in first:
        rows = [row for row in register.rows if fold_name(row.name) not in named]
        named |= {fold_name(row.name) for row in register.rows}
        for row in rows:
            yield row, owners.get((row.register, row.number))


def read_lines(
    delivery: str, path: Path, links: Sequence[RowLink], pack: Pack, reading: Reading
) -> tuple[RegisterLine, ...]:
    """The same rows, read again from the registers alone.

    A row that is no longer there is left out: the delivery has changed meanwhile, and the next
    run judges it anew. Raises NotAPackage.
    """
    wanted = {link.register for link in links}
    found: dict[tuple[str, str, int], Row] = {}
    if not wanted:
        return ()
    with closing(open_package(path, reading.archives)) as tree:
        facts = read_files(
            tree,
            skip=lambda name: name not in wanted,
            jobs=1,
            progress=None,
            isolated=reading.isolated,
            limits=reading.limits,
        )
    for register in wanted & facts.keys():
        body = facts[register].body
        for read in read_all(body, register, pack) if isinstance(body, Document) else ():
            if isinstance(read, Register):
                found.update({(register, read.kind, row.number): row for row in read.rows})
    rows = ((link, found.get((link.register, link.register_kind, link.number))) for link in links)
    return tuple(
        RegisterLine(delivery, link.kind, row, link.entry, link.special)
        for link, row in rows
        if row is not None
    )
