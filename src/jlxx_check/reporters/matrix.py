"""Entries against rules: what became of each requirement for each entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from jlxx_check.model.decision import Choice
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, NotJudged, Report, ReportEntry
from jlxx_check.model.tallies import RuleResult
from jlxx_check.reporters.wording import CHOICES, NOT_JUDGED, WHOLE
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


class Mark(StrEnum):
    """The gravest thing in a cell, the gravest first. Only PASSED is green."""

    ERROR = "error"
    CRASHED = "crashed"
    WARNING = "warning"
    NOT_JUDGED = "not-judged"
    REVIEW = "review"
    INFO = "info"
    WAIVED = "waived"
    CONFIRMED = "confirmed"
    PASSED = "pass"


SIGNS = {
    Mark.ERROR: "✗",
    Mark.CRASHED: "⚠",
    Mark.WARNING: "!",
    Mark.NOT_JUDGED: "?",
    Mark.REVIEW: "□",
    Mark.INFO: "i",
    Mark.WAIVED: "◇",
    Mark.CONFIRMED: "☑",
    Mark.PASSED: "✓",
}

MARKS = {
    Mark.ERROR: Text("不符合", "does not meet it"),
    Mark.CRASHED: Text("程序未能检查完", "the program could not finish"),
    Mark.WARNING: Text("有提醒", "warning"),
    Mark.NOT_JUDGED: NOT_JUDGED,
    Mark.REVIEW: Text("待人工核对", "for a person to decide"),
    Mark.INFO: Text("有说明", "worth knowing"),
    Mark.WAIVED: CHOICES[Choice.WAIVED],
    Mark.CONFIRMED: Text("已人工核对", "confirmed by a person"),
    Mark.PASSED: Text("符合", "met"),
}

_BY_LEVEL = {
    Level.ERROR: Mark.ERROR,
    Level.WARNING: Mark.WARNING,
    Level.REVIEW: Mark.REVIEW,
    Level.INFO: Mark.INFO,
}
_BY_CHOICE = {Choice.WAIVED: Mark.WAIVED, Choice.CONFIRMED: Mark.CONFIRMED}
_RANK = {mark: index for index, mark in enumerate(Mark)}


def mark_of(item: Finding | NotJudged) -> Mark:
    """How grave one thing is, a reviewer's decision taken into account."""
    if item.decision:
        return _BY_CHOICE[item.decision.choice]
    if isinstance(item, NotJudged):
        return Mark.CRASHED if item.fault else Mark.NOT_JUDGED
    return _BY_LEVEL[item.level]


@dataclass(slots=True)
class MatrixCell:
    """All that one rule says of one entry."""

    passed: int = 0
    findings: list[Finding] = field(default_factory=list)
    not_judged: list[NotJudged] = field(default_factory=list)

    @property
    def gravest(self) -> Finding | NotJudged | None:
        """What to read first; None where all is well."""
        items: list[Finding | NotJudged] = [*self.findings, *self.not_judged]
        return min(items, key=lambda item: _RANK[mark_of(item)], default=None)

    @property
    def mark(self) -> Mark:
        """The gravest of what is in the cell."""
        item = self.gravest
        return mark_of(item) if item else Mark.PASSED

    @property
    def count(self) -> int:
        """How many things there are to read."""
        return len(self.findings) + len(self.not_judged)

    def standing(self, level: Level) -> Sequence[Finding]:
        """Its findings of a level that nothing was decided on."""
        return [item for item in self.findings if item.level is level and not item.decision]


Matrix = dict[tuple[str | None, str], MatrixCell]


def matrix(report: Report) -> Matrix:
    """Entry id (None: the package as a whole) and rule id → cell; without one: not applicable.

    Where several rules fail for one cause, the finding is in its own rule's cell, and what each of
    the others says in theirs.
    """
    cells: Matrix = {}
    for tally in report.tallies:
        if tally.passed:
            cells.setdefault((tally.entry, tally.rule), MatrixCell()).passed += tally.passed
    for finding in report.findings:
        others = (fact for fact in finding.facts if fact.rule != finding.rule)
        for item in (finding, *others):
            cells.setdefault((item.entry, item.rule), MatrixCell()).findings.append(item)
    for left in report.not_judged:
        cells.setdefault((left.entry, left.rule), MatrixCell()).not_judged.append(left)
    return cells


@frozen
class MatrixRow:
    """An entry (None: the package as a whole) and its cells, one a column; None: no concern."""

    entry: ReportEntry | None
    cells: tuple[MatrixCell | None, ...]


@frozen
class RuleMatrix:
    """All entries of one kind against every rule that concerns one of them."""

    title: Text
    columns: tuple[RuleResult, ...]
    rows: tuple[MatrixRow, ...]


def grids(report: Report) -> tuple[RuleMatrix, ...]:
    """The package as a whole first, then each kind in the report's order."""
    cells = matrix(report)
    made = (_grid(report, title, entries, cells) for title, entries in _groups(report))
    return tuple(grid for grid in made if grid.columns)


def _groups(report: Report) -> Iterator[tuple[Text, list[ReportEntry | None]]]:
    yield WHOLE, [None]
    kinds: dict[str, list[ReportEntry | None]] = {}
    titles: dict[str, Text] = {}
    for entry in report.entries:
        kinds.setdefault(entry.kind, []).append(entry)
        titles[entry.kind] = entry.kind_title
    for kind, entries in kinds.items():
        yield titles[kind], entries


def _grid(
    report: Report, title: Text, entries: Sequence[ReportEntry | None], cells: Matrix
) -> RuleMatrix:
    keys = [entry.id if entry else None for entry in entries]
    columns = tuple(rule for rule in report.rules if any((key, rule.id) in cells for key in keys))
    rows = (
        MatrixRow(entry, tuple(cells.get((key, rule.id)) for rule in columns))
        for entry, key in zip(entries, keys, strict=True)
    )
    return RuleMatrix(title, columns, tuple(rows))
