"""A reviewer's decisions applied to a report: a report in, a report out.

A decision is acted on only where it is certain what it means; where it is not, the finding stands
and a warning says why. What no machine could read of the material a person may have looked at
instead; what crashed, or lacks what the caller has to give, stays unjudged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from jlxx_check.engine.causes import together
from jlxx_check.engine.decision_scope import DecisionScope, composed, is_wide, same_spelling
from jlxx_check.engine.ineffective import Idle, of_another_package, results, unusable, warning
from jlxx_check.engine.results import in_order, summary_of, verdict_of
from jlxx_check.model.decision import Choice, Decision, DecisionsFile
from jlxx_check.model.outcome import Lack
from jlxx_check.model.report import Finding, NotJudged, Report
from jlxx_check.text import Text, joined

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
    known = None if paths is None else frozenset(map(composed, paths))
    desk = _Desk(
        report,
        today,
        digests or {},
        masking,
        rules,
        known,
        list(report.facts),
        list(report.not_judged),
        DecisionScope(report),
        several=several,
    )
    for file in files:
        if file.package is not None and not same_spelling(file.package, report.package.name):
            if not several and not file.shared:
                desk.warnings.append(of_another_package(file, report.package.name))
            continue
        for decision in file.decisions:
            # What names sides is for the batch as a whole.
            if not (decision.sides and (several or file.shared)):
                desk.take(decision, file.path)
        desk.warnings += (unusable(place, masked(why, masking)) for place, why in file.unusable)
    desk.settle_read()
    stated = [*together(desk.findings), *desk.warnings]
    findings = in_order((entry.id for entry in report.entries), stated)
    summary = report.summary
    told, tallies = results(desk.warnings)
    return replace(
        report,
        findings=findings,
        summary=summary_of(findings, passed=summary.passed, not_judged=summary.not_judged),
        verdict=verdict_of(findings, desk.left, entries=len(report.entries), passed=summary.passed),
        not_judged=tuple(desk.left),
        rules=(*report.rules, *told),
        tallies=(*report.tallies, *tallies),
        notes=(*report.notes, *desk.objections()),
        decided=True,
    )


def masked(text: Text, masking: Callable[[str], str]) -> Text:
    """What quotes a person's own words may quote somebody's number."""
    return Text(masking(text.zh), masking(text.en))


#: A finding, or what was not judged, by its place among them.
_Place = tuple[bool, int]


@dataclass(slots=True)
class _Desk:
    """Decisions being applied one after the other; the first on a finding counts.

    Where a later one says otherwise, none counts: which of two people is right no program knows.
    """

    report: Report
    today: date
    digests: Digests
    masking: Callable[[str], str]
    rules: Collection[str]
    paths: frozenset[str] | None
    findings: list[Finding]
    left: list[NotJudged]
    scope: DecisionScope
    warnings: list[Finding] = field(default_factory=list)
    #: Who said what so far, and in which file; None: different things were said.
    taken: dict[_Place, tuple[Decision, Path] | None] = field(default_factory=dict)
    several: bool = False

    def take(self, decision: Decision, source: Path) -> None:
        """Put the decision on what it is about, or note why it is about nothing."""
        idle = self._objection(decision)
        if idle is Idle.TWICE:
            idle = self._again(decision, source)
        elif idle is None:
            mine = replace(decision, by=self.masking(decision.by), why=self.masking(decision.why))
            for place in self._open(decision):
                self._put((True, place), mine)
                self.taken[True, place] = (decision, source)
            for place in self._unread(decision):
                self._put((False, place), mine)
                self.taken[False, place] = (decision, source)
        if idle is not None:
            self.warnings.append(warning(self._masked(decision), idle))

    def _put(self, place: _Place, mine: Decision | None) -> None:
        """A decision on a finding or on what was not judged; None takes away what is there."""
        wrong = mine is not None and mine.choice is Choice.WRONG
        settled, objection = (None, mine) if wrong else (mine, None)
        is_finding, at = place
        if is_finding:
            found = self.findings[at]
            self.findings[at] = replace(found, decision=settled, objection=objection)
        else:
            self.left[at] = replace(self.left[at], decision=settled, objection=objection)

    def _again(self, decision: Decision, source: Path) -> Idle | None:
        """What comes of a decision on what was decided before.

        Two people who find the same agree; in one file the second is one too many.
        """
        idle: Idle | None = None
        for place in self._settled(decision):
            before = self.taken[place]
            if before is None:
                idle = Idle.CONTRADICTED
            elif before[0].choice is not decision.choice:
                self._put(place, None)
                self.taken[place] = None
                self.warnings.append(warning(self._masked(before[0]), Idle.CONTRADICTED))
                idle = Idle.CONTRADICTED
            elif before[1] == source and idle is None:
                idle = Idle.TWICE
        return idle

    def objections(self) -> tuple[Text, ...]:
        """What somebody looked at and found wrong, for the reader of any report."""
        names = {entry.id: entry.name for entry in self.report.entries}
        titles = {rule.id: rule.title for rule in self.report.rules}
        every = [(item.rule, item.entry, item.objection) for item in self.findings]
        every += [(item.rule, item.entry, item.objection) for item in self.left]
        said = [
            Text(
                f"{names.get(entry or '', '')}“{titles[rule].zh}”：{why.why}（{why.by}，{why.on}）",
                f"{names.get(entry or '', '')} “{titles[rule].en}”: {why.why} ({why.by}, {why.on})",
            )
            for rule, entry, why in every
            if why is not None
        ]
        if not said:
            return ()
        all_said = joined(said, "；", "; ")
        return (
            Text(
                f"人工核对后有问题的 {len(said)} 项：{all_said.zh}。",
                f"Looked at by a person and found wrong, {len(said)} item(s): {all_said.en}.",
            ),
        )

    def _masked(self, decision: Decision) -> Decision:
        """As it may be shown where it is about nothing: any of it may be somebody's number."""
        rule, entry, name = (
            self.masking(said) if said else said
            for said in (decision.rule, decision.entry, decision.name)
        )
        return replace(decision, rule=rule, entry=entry, name=name)

    def settle_read(self) -> None:
        """What a person has read and confirmed settles all that the program could not read of it.

        A scan of a form is one item of the checklist and leaves a dozen requirements unjudged.
        """
        read: dict[tuple[str | None, str | None], Decision | None] = {
            (item.entry, item.file): item.decision
            for item in self.findings
            if item.confirmed and item.file is not None
        }
        for place, item in enumerate(self.left):
            decision = read.get((item.entry, item.file))
            if decision is not None and item.decision is None and item.lack is Lack.MATERIAL:
                self.left[place] = replace(item, decision=decision)

    def _objection(self, decision: Decision) -> Idle | None:
        if decision.sides:
            return Idle.ACROSS
        rules = {rule.id for rule in self.report.rules}
        if is_wide(decision, {*rules, *self.rules}):
            return Idle.WIDE
        if decision.rule not in rules:
            if decision.rule not in self.rules:
                return Idle.NO_RULE
            # What the pack has and no package is judged by shows across packages alone; who has
            # several of them says so there.
            return None if self.report.partial or self.several else Idle.ACROSS
        if decision.on > self.today:
            return Idle.AHEAD
        if decision.until is not None and decision.until < self.today:
            return Idle.EXPIRED
        if decision.entry is not None and self.scope.entry(decision) is None:
            return Idle.NO_ENTRY
        places = self._open(decision)
        if not places:
            return None if self._unread(decision) else self._nothing(decision)
        files = {self.findings[place].file for place in places}
        if decision.choice is Choice.WAIVED and decision.file is None and len(files) > 1:
            return Idle.SEVERAL
        if decision.digest is not None and self._digest(decision, places) != decision.digest:
            return Idle.CHANGED
        return None

    def _is_elsewhere(self, decision: Decision) -> bool:
        """Whether its file is none of the package's."""
        if decision.file is None or self.paths is None:
            return False
        return composed(decision.file) not in self.paths

    def _nothing(self, decision: Decision) -> Idle:
        """Why there is no finding to decide on."""
        if self._settled(decision):
            return Idle.TWICE
        if decision.evidence is not None and (
            any(self.scope.matches(decision, item) for item in self.findings)
            or any(self.scope.is_about(decision, item) for item in self.left)
        ):
            return Idle.OTHERWISE
        if any(self.scope.concerns(decision, item) for item in self.findings):
            return Idle.NO_ITEM
        if self._is_elsewhere(decision):
            return Idle.NO_FILE
        entry = self.scope.entry(decision)
        if any(item.rule == decision.rule and item.entry == entry for item in self.left):
            return Idle.NOT_JUDGED
        return Idle.GONE

    def _open(self, decision: Decision) -> list[int]:
        """The places of the findings that it is about and that nothing was decided on yet."""
        return [
            place
            for place, item in enumerate(self.findings)
            if (True, place) not in self.taken
            and self.scope.matches(decision, item)
            and self.scope.unchanged(decision, item)
        ]

    def _settled(self, decision: Decision) -> list[_Place]:
        """What it is about and something was decided on before."""
        return [
            (found, number)
            for found, number in self.taken
            if (
                self.scope.matches(decision, self.findings[number])
                and self.scope.unchanged(decision, self.findings[number])
                if found
                else self.scope.is_about(decision, self.left[number])
                and self.scope.unchanged(decision, self.left[number])
            )
        ]

    def _unread(self, decision: Decision) -> list[int]:
        """The places of what could not be judged on the material and that it is about."""
        return [
            place
            for place, item in enumerate(self.left)
            if (False, place) not in self.taken
            and self.scope.is_about(decision, item)
            and self.scope.unchanged(decision, item)
        ]

    def _digest(self, decision: Decision, places: list[int]) -> str | None:
        known = self.digests.get(decision.file or "")
        return known or self.findings[places[0]].digest
