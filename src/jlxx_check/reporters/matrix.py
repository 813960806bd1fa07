"""Entries against rules: what became of each requirement for each entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, NotJudged, Report
from jlxx_check.model.text import Text


class Mark(StrEnum):
    """The gravest thing in a cell, the gravest first. Only PASSED is green."""

    ERROR = "error"
    CRASHED = "crashed"
    WARNING = "warning"
    NOT_JUDGED = "not-judged"
    REVIEW = "review"
    INFO = "info"
    PASSED = "passed"


SIGNS = {
    Mark.ERROR: "✗",
    Mark.CRASHED: "⚠",
    Mark.WARNING: "!",
    Mark.NOT_JUDGED: "?",
    Mark.REVIEW: "□",
    Mark.INFO: "i",
    Mark.PASSED: "✓",
}

MARKS = {
    Mark.ERROR: Text("不符合", "does not meet it"),
    Mark.CRASHED: Text("程序未能检查完", "the program could not finish"),
    Mark.WARNING: Text("有提醒", "warning"),
    Mark.NOT_JUDGED: Text("没有结论", "not judged"),
    Mark.REVIEW: Text("待人工核对", "for a person to decide"),
    Mark.INFO: Text("有说明", "worth knowing"),
    Mark.PASSED: Text("符合", "met"),
}

_BY_LEVEL = {
    Level.ERROR: Mark.ERROR,
    Level.WARNING: Mark.WARNING,
    Level.REVIEW: Mark.REVIEW,
    Level.INFO: Mark.INFO,
}
_RANK = {mark: index for index, mark in enumerate(Mark)}


@dataclass(slots=True)
class Cell:
    """All that one rule says of one entry."""

    passed: int = 0
    findings: list[Finding] = field(default_factory=list)
    not_judged: list[NotJudged] = field(default_factory=list)

    @property
    def mark(self) -> Mark:
        """The gravest of what is in the cell."""
        marks = [_BY_LEVEL[item.level] for item in self.findings]
        marks += [Mark.CRASHED if item.fault else Mark.NOT_JUDGED for item in self.not_judged]
        return min(marks, key=_RANK.__getitem__, default=Mark.PASSED)

    def of_level(self, *levels: Level) -> Sequence[Finding]:
        """Its findings of some levels."""
        return [item for item in self.findings if item.level in levels]


Matrix = dict[tuple[str | None, str], Cell]


def matrix(report: Report) -> Matrix:
    """Entry id (None: the package as a whole) and rule id → cell; without one: not applicable."""
    cells: Matrix = {}
    for tally in report.tallies:
        if tally.passed:
            cells.setdefault((tally.entry, tally.rule), Cell()).passed += tally.passed
    for finding in report.findings:
        cells.setdefault((finding.entry, finding.rule), Cell()).findings.append(finding)
    for left in report.not_judged:
        cells.setdefault((left.entry, left.rule), Cell()).not_judged.append(left)
    return cells
