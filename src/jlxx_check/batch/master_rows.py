"""The rows of a package's registers for the master register, personal numbers and all.

What a row lacks its entry's form may say. The state keeps which row and which form is whose, never
what they say: that is read anew, or found in the user's cache, where only registers and forms as
they were open it.
"""

from __future__ import annotations

import errno
import hmac
import os
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

from jlxx_check.api import Reading
from jlxx_check.facts.facts_cache import cache_for
from jlxx_check.facts.made_of_texts import made_of_texts
from jlxx_check.facts.read_files import read_files
from jlxx_check.files import NotAPackage
from jlxx_check.files.laid_over import Overlay, open_laid
from jlxx_check.forms import read_all
from jlxx_check.forms.fillers import says_nothing
from jlxx_check.model.batch_report import RegisterLine
from jlxx_check.model.document import Document
from jlxx_check.model.facts import FileFacts, is_fault
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Form, Package, Register, Row
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.trusted_pickle import load_kept

#: What kept lines are made of.
_LINES = (RegisterLine.__module__.rpartition(".")[0], Text.__module__, "jlxx_check.values")


@frozen
class RowLink:
    """A row by its place, and whose it is."""

    #: The register's path.
    register: str
    register_kind: str
    number: int
    #: Of the entry.
    kind: str
    #: The entry's id; None where the row has none.
    entry: str | None
    special: bool
    #: Of the entry's form; None where it has none that can be read.
    form: str | None = None


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
        specials = [name for name, single in pack.kinds.items() if single.special_of == kind]
        for row, entry in _rows(package, kind):
            marked = any(pack.is_marked(row, special) for special in specials)
            special = entry.special if entry else marked
            entry_id = entry.id if entry else None
            form = entry.form if entry and not (entry.form and entry.form.scan) else None
            filled = _filled(row, form, spec.register_, pack)
            lines.append(RegisterLine(delivery, kind, row, entry_id, special, filled))
            links.append(
                RowLink(
                    *(row.register, spec.register_, row.number, kind, entry_id, special),
                    form.path if form else None,
                )
            )
    return tuple(lines), tuple(links)


def _filled(row: Row, form: Form | None, register: str, pack: Pack) -> dict[str, str]:
    """By column, what the row lacks and the form says."""
    if form is None:
        return {}
    spec = pack.registers[register]
    form_spec = pack.form_of(form.kind)
    if form_spec is None:
        return {}
    fields = form_spec.fields
    lacking = (
        label
        for label in fields.keys() & spec.fields.keys()
        if label not in (spec.order, spec.remark) and not row.text(label).strip()
    )
    said = {label: form.text(label).strip() for label in lacking}
    return {
        label: said[label]
        for label in spec.fields
        if said.get(label)
        and not says_nothing(said[label], pack.fillers, [label], fields[label].fillers)
    }


def _rows(package: Package, kind: str) -> Iterator[tuple[Row, Entry | None]]:
    owners = {entry.row.key: entry for entry in package.of_kind(kind) if entry.row is not None}
    named: set[str] = set()
    for register in package.registers_of(kind):
        rows = [row for row in register.rows if fold_name(row.name) not in named]
        named |= {fold_name(row.name) for row in register.rows}
        for row in rows:
            yield row, owners.get(row.key)


def read_lines(
    delivery: str,
    path: Path,
    over: Overlay,
    links: Sequence[RowLink],
    pack: Pack,
    reading: Reading,
) -> tuple[RegisterLine, ...]:
    """The same rows, read again from the registers and forms alone.

    over: what is laid over the delivery at ``path``.

    A row that is no longer there is left out: the delivery has changed meanwhile, and the next
    run judges it anew. Raises NotAPackage, and OSError where the system does not let it be read.
    """
    wanted = _papers(links)
    if not wanted:
        return ()
    cache = cache_for(path, reading.cache_folder)
    with closing(open_laid(path, over, reading.archives)) as tree:
        made = made_of_texts(cache, tree, wanted, _told(delivery, links, pack), reading.limits)
        kept = _legible(made.kept) if made and made.kept else None
        if kept is not None:
            return kept
        facts = read_files(
            tree,
            skip=lambda name: name not in wanted,
            jobs=reading.workers,
            progress=None,
            isolated=reading.isolated,
            limits=reading.limits,
            cache=cache,
        )
    if any(is_fault(facts[name].body) for name in wanted & facts.keys()):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    lines = _lines(delivery, links, facts, pack)
    if made:
        made.keep(pickle.dumps(lines, pickle.HIGHEST_PROTOCOL), facts)
    return lines


def keep_lines(
    delivery: str,
    path: Path,
    over: Overlay,
    links: Sequence[RowLink],
    lines: tuple[RegisterLine, ...],
    facts: Mapping[str, FileFacts],
    pack: Pack,
    reading: Reading,
) -> None:
    """Keep the rows of a package that was judged just now, where ``read_lines`` finds them again.

    facts: what was judged. It only saves time: where it cannot be done, the rows are read anew.
    """
    cache, wanted = cache_for(path, reading.cache_folder), _papers(links)
    if cache is None or not wanted:
        return
    with (
        suppress(NotAPackage, OSError),
        closing(open_laid(path, over, reading.archives)) as tree,
    ):
        made = made_of_texts(cache, tree, wanted, _told(delivery, links, pack), reading.limits)
        if made and made.kept is None:
            made.keep(pickle.dumps(lines, pickle.HIGHEST_PROTOCOL), facts)


def told_of_lines(lines: Sequence[RegisterLine], key: bytes) -> str:
    """A digest of rows that tells nobody what they say who has not the key."""
    return hmac.digest(key, repr(lines).encode("utf-8", "surrogatepass"), "sha256").hex()


def _told(delivery: str, links: Sequence[RowLink], pack: Pack) -> str:
    """What rows follow from besides the registers and forms."""
    return repr(("rows", delivery, tuple(links), pack.id, pack.sha256))


def _papers(links: Iterable[RowLink]) -> set[str]:
    """The registers and forms that they lead to."""
    return {link.register for link in links} | {link.form for link in links if link.form}


def _legible(kept: bytes) -> tuple[RegisterLine, ...] | None:
    """The lines as they were kept; None for what is none."""
    found = load_kept(kept, _LINES)
    if isinstance(found, tuple) and all(isinstance(line, RegisterLine) for line in found):
        return found
    return None


def _lines(
    delivery: str, links: Sequence[RowLink], facts: Mapping[str, FileFacts], pack: Pack
) -> tuple[RegisterLine, ...]:
    """The rows as these facts have them."""
    found: dict[tuple[str, str, int], Row] = {}
    forms: dict[str, Form] = {}
    for name in _papers(links) & facts.keys():
        body = facts[name].body
        for read in read_all(body, name, pack) if isinstance(body, Document) else ():
            if isinstance(read, Register):
                key = pack.kinds[read.kind].register_ or ""
                found.update({(name, key, row.number): row for row in read.rows})
            else:
                forms.setdefault(name, read)
    rows = ((link, found.get((link.register, link.register_kind, link.number))) for link in links)
    return tuple(
        RegisterLine(
            *(delivery, link.kind, row, link.entry, link.special),
            _filled(row, forms.get(link.form or ""), link.register_kind, pack),
        )
        for link, row in rows
        if row is not None
    )
