"""Which candidate each row of a register is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jlxx_check.forms.likeness import Likeness
from jlxx_check.inventory.items import Candidate
from jlxx_check.model.pack_parts import KindSpec
from jlxx_check.model.package import Register, Row
from jlxx_check.values.folding import fold_name, one_character_apart
from jlxx_check.values.title_likeness import abbreviates, differ_in_count, title_likeness

#: Far more than a package has left over; so the work stays bounded.
_MOST_COMPARED = 40
#: Less than any likeness of titles: only their order of characters speaks for them.
_ABBREVIATED = 0.3


def by_importance(registers: Iterable[Register], candidates: Iterable[Candidate]) -> list[Register]:
    """Of one kind's registers the one whose rows number the entries first.

    That is the one that names most of the candidates, then the longest, then by path.
    """
    names = {fold_name(name) for candidate in candidates for name in candidate.names}

    def known(register: Register) -> int:
        return sum(fold_name(row.name) in names for row in register.rows)

    return sorted(registers, key=lambda register: (-known(register), -len(register.rows)))


class RowMatcher:
    """Gives each row to the candidate of its kind that it is."""

    def __init__(self, kind: str, spec: KindSpec, likeness: Likeness) -> None:
        self._kind = kind
        self._spec = spec
        self._likeness = likeness

    def match(self, candidates: list[Candidate], register: Register) -> list[Candidate]:
        """Set ``row`` of the candidates that have none; candidates for rows without one."""
        free = [candidate for candidate in candidates if candidate.row is None]
        rows = self._same_name(free, register.rows)
        free = [candidate for candidate in free if candidate.row is None]
        rows = self._one_apart(free, rows)
        if not self._spec.person:
            free = [candidate for candidate in free if candidate.row is None]
            rows = self._alike(free, rows)
        rows = self._identified(candidates, register.rows, rows)
        return [Candidate(self._kind, [row.name] if row.name else [], row=row) for row in rows]

    def _same_name(self, free: Sequence[Candidate], rows: Sequence[Row]) -> list[Row]:
        """Rows that no candidate of the same name takes; namesakes by what else agrees."""
        by_name: dict[str, list[Candidate]] = {}
        for candidate in free:
            by_name.setdefault(fold_name(candidate.name), []).append(candidate)
        rows_by_name: dict[str, list[Row]] = {}
        for row in rows:
            rows_by_name.setdefault(fold_name(row.name), []).append(row)
        taken: set[int] = set()
        for name, same in rows_by_name.items():
            owners = by_name.get(name, []) if name else []
            pairs = sorted(
                ((-self._agreement(candidate, row), n, m) for n, row in enumerate(same)
                 for m, candidate in enumerate(owners)),
            )  # fmt: skip
            for _, n, m in pairs:
                if same[n].number not in taken and owners[m].row is None:
                    owners[m].row = same[n]
                    taken.add(same[n].number)
        return [row for row in rows if row.number not in taken]

    def _one_apart(self, free: Sequence[Candidate], rows: Sequence[Row]) -> list[Row]:
        """Rows left over after names that differ by one character, where something else agrees."""
        shortened: dict[str, list[Candidate]] = {}
        for candidate in free:
            for key in _shortened(fold_name(candidate.name)):
                shortened.setdefault(key, []).append(candidate)
        left: list[Row] = []
        for row in rows:
            keys = _shortened(fold_name(row.name))
            near = {id(c): c for key in keys for c in shortened.get(key, ()) if c.row is None}
            likely = [
                (self._evidence(candidate, row), -n, candidate)
                for n, candidate in enumerate(near.values())
                if one_character_apart(candidate.name, row.name)
                and (self._spec.person or not differ_in_count(candidate.name, row.name))
            ]
            best = max(likely, key=lambda entry: entry[:2], default=None)
            if best is None or best[0] == 0:
                left.append(row)
                continue
            _join(best[2], row)
        return left

    def _alike(self, free: Sequence[Candidate], rows: Sequence[Row]) -> list[Row]:
        """Rows left over after titles in full and in short, where something else agrees.

        The likeliest pairs first; a row or a title that fits two equally well stays alone.
        """
        pairs = [
            ((agreed, likeness), candidate, row)
            for row in rows[:_MOST_COMPARED]
            for candidate in free[:_MOST_COMPARED]
            if row.name and candidate.form
            and (likeness := _title_likeness(candidate.name, row.name))
            and (agreed := self._likeness.agreement_of_title(self._spec, candidate.form, row))
        ]  # fmt: skip
        pairs.sort(key=lambda pair: pair[0], reverse=True)
        taken: set[int] = set()
        for rank, candidate, row in pairs:
            rivals = [
                pair
                for pair in pairs
                if pair[0] == rank
                and (pair[1] is candidate) != (pair[2] is row)
                and pair[1].row is None
                and pair[2].number not in taken
            ]
            if candidate.row is None and row.number not in taken and not rivals:
                _join(candidate, row)
                taken.add(row.number)
        return [row for row in rows if row.number not in taken]

    def _identified(
        self, candidates: Sequence[Candidate], every: Sequence[Row], rows: Sequence[Row]
    ) -> list[Row]:
        """Rows left over after identity numbers, or unit and telephone, whatever the names are.

        Unit and telephone identify only where no other form and no other row has them, too: two
        projects of one unit are two.
        """
        formed = [(c, c.form) for c in candidates if c.form]
        free = [pair for pair in formed if pair[0].row is None][:_MOST_COMPARED]
        pairs = [
            (sure, candidate, row)
            for row in rows[:_MOST_COMPARED]
            for candidate, form in free
            if fold_name(row.name)
            and not (not self._spec.person and differ_in_count(candidate.name, row.name))
            and (sure := self._likeness.identified(self._spec, form, row))
        ]
        taken: set[int] = set()
        for sure, candidate, row in pairs:
            rivals = any(
                self._likeness.identified(self._spec, form, row) >= sure
                for other, form in formed
                if other is not candidate
            ) or any(
                self._likeness.identified(self._spec, form, other) >= sure
                for other in every
                if other.number != row.number and (form := candidate.form)
            )
            if not rivals:
                _join(candidate, row)
                taken.add(row.number)
        return [row for row in rows if row.number not in taken]

    def _agreement(self, candidate: Candidate, row: Row) -> int:
        form = candidate.form
        return self._likeness.agreement(self._spec, form, row) if form else 0

    def _evidence(self, candidate: Candidate, row: Row) -> int:
        """What agrees in form and row; a form filed under the row's spelling counts, too."""
        name = fold_name(row.name)
        filed = any(
            name in clues.text
            for item in candidate.forms
            for clues in (item.clues, *item.folder_clues)
        )
        return self._agreement(candidate, row) + filed


def _title_likeness(one: str, other: str) -> float:
    return title_likeness(one, other) or _ABBREVIATED * abbreviates(one, other)


def _join(candidate: Candidate, row: Row) -> None:
    """The row is the candidate's although it is spelled otherwise."""
    candidate.row, candidate.row_differs = row, True
    candidate.names.append(row.name)


def _shortened(name: str) -> set[str]:
    """Names one character apart share one of these: the name, and it with one left out."""
    if not name:
        return set()
    return {name} | {name[:place] + name[place + 1 :] for place in range(len(name))}


def unmatched_names(
    names: Iterable[tuple[str, str]], candidates: Iterable[Candidate]
) -> list[Candidate]:
    """Candidates for (kind, name) pairs that no candidate bears yet."""
    known = {(c.kind, fold_name(name)) for c in candidates for name in c.names}
    found: list[Candidate] = []
    for kind, name in names:
        key = (kind, fold_name(name))
        if key not in known and key[1]:
            known.add(key)
            found.append(Candidate(kind, [name]))
    return found
