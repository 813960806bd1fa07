"""Whom a row or an entry without a counterpart may mean, where that is not certain."""

from __future__ import annotations

from collections.abc import Iterable

from jlxx_check.checks.register.row_pairs import entry_of, pair
from jlxx_check.forms.likeness import Likeness
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import KindSpec
from jlxx_check.model.package import Entry, Package, Row
from jlxx_check.text import Text
from jlxx_check.values.folding import one_character_apart
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.title_likeness import abbreviates, title_likeness

#: Far more than a package has left over; so the work stays bounded.
_MOST_COMPARED = 40
#: A finding names no more.
_NAMED = 3


@frozen
class Maybe:
    """What a row and an entry have in common; None: nothing could be compared."""

    entry: Entry
    row: Row
    by: Text | None


@frozen
class Likely:
    """Who may be who among a kind's unmatched rows and entries.

    maybes: pairs that nothing speaks against. twins: unmatched rows, by ``Row.key``, that say the
    same as another row under a like name: one may have been listed twice.
    """

    maybes: tuple[Maybe, ...]
    twins: dict[tuple[str, str], tuple[Row, Text]]

    def of_entry(self, entry: Entry) -> tuple[Maybe, ...]:
        """The pairs that an entry is in, at most as many as are named."""
        return tuple(maybe for maybe in self.maybes if maybe.entry is entry)[:_NAMED]

    def of_row(self, row: Row) -> tuple[Maybe, ...]:
        """The pairs that a row is in, at most as many as are named."""
        return tuple(maybe for maybe in self.maybes if maybe.row is row)[:_NAMED]

    def alone_together(self, maybe: Maybe) -> bool:
        """Whether neither of the two may be another."""
        return self.of_entry(maybe.entry) == self.of_row(maybe.row) == (maybe,)


def likely(package: Package, pack: Pack, kind: str) -> Likely:
    """Who may be who among a kind's rows and entries that have no counterpart."""
    spec, likeness = pack.kinds[kind], Likeness(pack)
    found = pair(package, kind)
    rows, entries = found.bare_rows[:_MOST_COMPARED], found.bare_entries[:_MOST_COMPARED]
    maybes = [
        maybe
        for row in rows
        for entry in entries
        if (maybe := _maybe(spec, likeness, entry, row)) is not None
    ]
    shown = _best(maybes)
    register = package.main_register(kind)
    others = register.rows if register else ()
    twins = {
        row.key: twin
        for row in rows
        if not any(maybe.row is row for maybe in shown)
        and (twin := _twin(package, spec, likeness, row, others)) is not None
    }
    return Likely(tuple(shown), twins)


def _maybe(spec: KindSpec, likeness: Likeness, entry: Entry, row: Row) -> Maybe | None:
    if entry.form is None or entry.form.scan:
        return Maybe(entry, row, None)
    if likeness.different(spec, entry.form, row):
        return None
    by = likeness.said(spec, entry.form, row)
    return Maybe(entry, row, by) if by else None


def _best(maybes: list[Maybe]) -> list[Maybe]:
    """Pairs with something in common before those of which nothing is known."""
    rows = {maybe.row.key for maybe in maybes if maybe.by}
    entries = {maybe.entry.id for maybe in maybes if maybe.by}
    return [
        maybe
        for maybe in maybes
        if maybe.by or (maybe.row.key not in rows and maybe.entry.id not in entries)
    ]


def _twin(
    package: Package, spec: KindSpec, likeness: Likeness, row: Row, others: Iterable[Row]
) -> tuple[Row, Text] | None:
    """The row with an entry that says the same under a like name: the one may be listed twice."""
    for other in others:
        if (
            other.key != row.key
            and _alike(spec, row.name, other.name)
            and likeness.identified(spec, row, other)
            and entry_of(package, other) is not None
            and (by := likeness.said(spec, row, other)) is not None
        ):
            return other, by
    return None


def _alike(spec: KindSpec, one: str, other: str) -> bool:
    if one_character_apart(one, other):
        return True
    return not spec.person and bool(title_likeness(one, other) or abbreviates(one, other))
