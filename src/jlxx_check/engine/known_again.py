"""Findings of two reports held against each other: which are the same, which are mended.

One answer for a report and an earlier one (``--baseline``), and for the rounds of a unit.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from enum import Enum, auto

from jlxx_check.model.baseline import PastFinding
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.values.folding import fold_name, one_character_apart
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.masking import mask

#: An entry by kind and folded name; None: the package as a whole.
Who = tuple[str, str] | None


def who(kind: str | None, name: str | None) -> Who:
    """An entry by what does not change from delivery to delivery."""
    return (kind, fold_name(name)) if kind and name is not None else None


@frozen
class FindingTrait:
    """What a finding is known again by, whatever number its entry has."""

    rule: str
    who: Who
    file: str | None
    where: str | None
    #: The folded name of the row that it stands in; None: it stands in none, or nobody kept it.
    row: str | None = None

    def keys(self) -> Iterator[tuple[Hashable, str | None]]:
        """From the closest to the loosest: a folder renamed, a row moved, an entry renamed.

        Beside each the row that it has to be, where nothing else tells whose it is: another row in
        the same place is another's.
        """
        name, row = _base(self.file), None if self.who else self.row
        yield (self.rule, self.who, self.file, self.where), row
        yield (self.rule, self.who, name, self.where), row
        yield (self.rule, self.who, name, None), row
        yield (self.rule, self.file or self.who, self.where), self.row


def trait(item: Finding | PastFinding, owner: Who) -> FindingTrait:
    """Of a finding, or of one that was kept; owner: its entry."""
    row = fold_name(mask(item.about)) if item.about else None
    return FindingTrait(item.rule, owner, item.file, item.where, row)


def traits(report: Report, facts: Sequence[Finding]) -> list[FindingTrait]:
    """Of each of the facts, which are the report's."""
    names = {entry.id: who(entry.kind, entry.name) for entry in report.entries}
    return [trait(item, names.get(item.entry or "")) for item in facts]


def paired(now: Sequence[FindingTrait], past: Sequence[FindingTrait]) -> dict[int, int]:
    """Place in ``now`` → place in ``past``; each is used once, the closest likeness first."""
    pairs: dict[int, int] = {}
    here, there = [tuple(item.keys()) for item in now], [tuple(item.keys()) for item in past]
    free = set(range(len(past)))
    for closeness in range(len(here[0]) if here else 0):
        waiting: dict[tuple[Hashable, str | None], list[int]] = {}
        for place in sorted(free, reverse=True):
            waiting.setdefault(there[place][closeness], []).append(place)
        for place, keys in enumerate(here):
            key, row = keys[closeness]
            # Reports of earlier versions name no row: of these the place is all there is.
            alike = waiting.get((key, row)) or waiting.get((key, None))
            if place not in pairs and alike:
                pairs[place] = alike.pop()
                free.discard(pairs[place])
    return pairs


class Absence(Enum):
    """What it means that something is no longer found."""

    #: The rule has left it out of this run: nothing is known.
    NOT_ASKED = auto()
    #: It was looked for where it was, or is itself gone.
    MENDED = auto()
    #: Nothing can be said: it could not be judged, or its entry is not there.
    UNSETTLED = auto()


class Absences:
    """What a report lets one say of earlier findings that it does not have."""

    def __init__(self, report: Report) -> None:
        names = {entry.id: who(entry.kind, entry.name) for entry in report.entries}
        self._ids = {name: id_ for id_, name in names.items()}
        self._owners = {file.path: item.id for item in report.entries for file in item.files}
        registers = (item.path for item in report.registers)
        rest = (item.path for item in report.unassigned)
        self._files = {_base(path) for path in (*self._owners, *registers, *rest)}
        self._judged = {
            (item.rule, item.entry)
            for item in report.tallies
            if item.passed or item.failed or item.review
        }
        self._rules = {rule.id: rule.judged for rule in report.rules}
        self._left = [(item, names.get(item.entry or "")) for item in report.not_judged]
        self._lacking = {
            item.entry
            for item in report.findings
            if item.file is None and item.level is Level.ERROR and item.entry
        }

    def entry(self, trait: FindingTrait) -> str | None:
        """The id that its entry has now; None: the package, or it is no longer there."""
        if trait.who is None:
            return None
        known = self._ids.get(trait.who) or self._owners.get(trait.file or "")
        return known or self._misspelt(*trait.who)

    def _misspelt(self, kind: str, name: str) -> str | None:
        """The one entry whose name differs in a character: a slip that was put right."""
        near = [
            id_
            for known, id_ in self._ids.items()
            if known and known[0] == kind and one_character_apart(known[1], name)
        ]
        return near[0] if len(near) == 1 else None

    def of(self, trait: FindingTrait) -> Absence:
        """What has become of something that was found earlier and is not found now."""
        if trait.rule not in self._rules:
            return Absence.NOT_ASKED
        entry = self.entry(trait)
        if self._is_left(trait):
            return Absence.UNSETTLED
        gone = trait.file is not None and _base(trait.file) not in self._files
        if trait.who is None:
            settled = gone or self._rules[trait.rule] > 0 or (trait.rule, None) in self._judged
        elif entry is None:  # withdrawn, or not handed in this time: only its row may tell
            settled = trait.file is not None and not gone and self._rules[trait.rule] > 0
        else:  # a file that was taken out is not mended where the entry now lacks one
            settled = (trait.rule, entry) in self._judged or (gone and entry not in self._lacking)
        return Absence.MENDED if settled else Absence.UNSETTLED

    def _is_left(self, trait: FindingTrait) -> bool:
        """Whether that of which something was found has no result now."""
        return any(
            item.rule == trait.rule
            and (owner == trait.who or (item.file and item.file == trait.file))
            for item, owner in self._left
        )


def _base(path: str | None) -> str | None:
    return path.rpartition("/")[2] if path else None
