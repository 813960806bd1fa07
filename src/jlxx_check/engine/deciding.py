"""A reviewer's decisions applied to a report: a report in, a report out.

A decision is acted on only where it is certain what it means; where it is not, the finding stands
and a warning says why. Nothing but a finding can be decided on: what crashed or could not be
judged stays so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from jlxx_check.engine.idle import Idle, of_another_package, results, warning
from jlxx_check.engine.results import in_order, summary_of, verdict_of
from jlxx_check.model.decision import Choice, Decision, DecisionsFile
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.values.folding import fold_name

#: Path → ``sha256:…`` as the file is now; None where it cannot be read.
Digests = Mapping[str, str | None]


def apply_decisions(
    report: Report,
    files: Sequence[DecisionsFile],
    *,
    today: date,
    digests: Digests | None = None,
    several: bool = False,
    masking: Callable[[str], str] = str,
    rules: Collection[str] = (),
    paths: Collection[str] | None = None,
) -> Report:
    """The report with every decision that is in force on its findings, and a warning for others.

    today: the day by which ``on`` and ``until`` are judged. digests: of the files that decisions
    give one for, where the findings do not have it. several: the files are for several packages, so
    that one for another package is no mistake. rules: all of the pack, of which the report may have
    only some. paths: of the package's files; None: not known.
    """
    known = None if paths is None else frozenset(map(_composed, paths))
    desk = _Desk(report, today, digests or {}, masking, rules, known, list(report.findings))
    for file in files:
        if file.package is not None and not _same(file.package, report.package.name):
            if not several:
                desk.warnings.append(of_another_package(file, report.package.name))
            continue
        for decision in file.decisions:
            desk.take(decision)
    findings = in_order((entry.id for entry in report.entries), [*desk.findings, *desk.warnings])
    summary = report.summary
    told, tallies = results(desk.warnings)
    return replace(
        report,
        findings=findings,
        summary=summary_of(findings, passed=summary.passed, not_judged=summary.not_judged),
        verdict=verdict_of(findings, report.not_judged),
        rules=(*report.rules, *told),
        tallies=(*report.tallies, *tallies),
        decided=True,
    )


@dataclass(slots=True)
class _Desk:
    """Decisions being applied one after the other; the first on a finding counts."""

    report: Report
    today: date
    digests: Digests
    masking: Callable[[str], str]
    rules: Collection[str]
    paths: frozenset[str] | None
    findings: list[Finding]
    warnings: list[Finding] = field(default_factory=list)

    def take(self, decision: Decision) -> None:
        """Put the decision on what it is about, or note why it is about nothing."""
        idle = self._objection(decision)
        if idle is not None:
            self.warnings.append(warning(decision, idle))
            return
        mine = replace(decision, by=self.masking(decision.by), why=self.masking(decision.why))
        for place in self._open(decision):
            self.findings[place] = replace(self.findings[place], decision=mine)

    def _objection(self, decision: Decision) -> Idle | None:
        rules = {rule.id for rule in self.report.rules}
        if self._is_wide(decision, {*rules, *self.rules}):
            return Idle.WIDE
        if decision.rule not in rules:
            left_out = self.report.partial and decision.rule in self.rules
            return None if left_out else Idle.NO_RULE
        if decision.on > self.today:
            return Idle.AHEAD
        if decision.until is not None and decision.until < self.today:
            return Idle.EXPIRED
        if decision.entry is not None and self._entry(decision) is None:
            return Idle.NO_ENTRY
        places = self._open(decision)
        if not places:
            return self._nothing(decision)
        files = {self.findings[place].file for place in places}
        if decision.choice is Choice.WAIVED and decision.file is None and len(files) > 1:
            return Idle.SEVERAL
        if decision.digest is not None and self._digest(decision, places) != decision.digest:
            return Idle.CHANGED
        return None

    def _is_wide(self, decision: Decision, rules: set[str]) -> bool:
        """Whether it names no single rule, or every entry at once."""
        rule = decision.rule or "*"
        family = rule not in rules and any(known.startswith(f"{rule}.") for known in rules)
        return family or "*" in rule or "*" in (decision.entry or "")

    def _is_elsewhere(self, decision: Decision) -> bool:
        """Whether its file is none of the package's."""
        if decision.file is None or self.paths is None:
            return False
        return _composed(decision.file) not in self.paths

    def _nothing(self, decision: Decision) -> Idle:
        """Why there is no finding to decide on."""
        if any(self._matches(decision, item) for item in self.findings if item.decision):
            return Idle.TWICE
        if any(self._concerns(decision, item) for item in self.findings):
            return Idle.NO_ITEM
        if self._is_elsewhere(decision):
            return Idle.NO_FILE
        entry = self._entry(decision)
        left = self.report.not_judged
        if any(item.rule == decision.rule and item.entry == entry for item in left):
            return Idle.NOT_JUDGED
        return Idle.GONE

    def _open(self, decision: Decision) -> list[int]:
        """The places of the findings that it is about and that nothing was decided on yet."""
        return [
            place
            for place, item in enumerate(self.findings)
            if item.decision is None and self._matches(decision, item)
        ]

    def _matches(self, decision: Decision, item: Finding) -> bool:
        fits = decision.choice is Choice.WAIVED or item.level is Level.REVIEW
        return fits and self._concerns(decision, item)

    def _concerns(self, decision: Decision, item: Finding) -> bool:
        return (
            item.rule == decision.rule
            and item.entry == self._entry(decision)
            and (decision.file is None or _same(decision.file, item.file or ""))
            and (decision.where is None or _same(decision.where, item.where or ""))
        )

    def _entry(self, decision: Decision) -> str | None:
        """The id that the decision's entry has in this report; None: the package, or no entry."""
        if decision.entry is None:
            return None
        return next(self._entries(decision.entry, decision.name), None)

    def _entries(self, wanted: str, name: str | None) -> Iterator[str]:
        """By its name where that is given and there is one of it, else by its number."""
        known = {entry.id: entry for entry in self.report.entries}
        if name is None:
            yield from (wanted,) if wanted in known else ()
            return
        kind = wanted.partition("/")[0]
        alike = [
            entry.id
            for entry in self.report.entries
            if entry.kind == kind and fold_name(entry.name) == fold_name(name)
        ]
        if wanted in alike:
            yield wanted
        elif len(alike) == 1:
            yield alike[0]

    def _digest(self, decision: Decision, places: list[int]) -> str | None:
        known = self.digests.get(decision.file or "")
        return known or self.findings[places[0]].digest


def _same(one: str, other: str) -> bool:
    """Whether two spellings are one: a Mac takes accents apart."""
    return _composed(one) == _composed(other)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
