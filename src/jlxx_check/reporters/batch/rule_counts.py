"""What goes wrong most: every rule over all packages that count."""

from __future__ import annotations

from dataclasses import dataclass

from jlxx_check.model.batch_report import BatchReport
from jlxx_check.model.outcome import Level
from jlxx_check.model.tallies import RuleResult
from jlxx_check.reporters.batch.unit_standing import concerning


@dataclass(slots=True)
class RuleCount:
    """A rule in numbers. errors, warnings, unjudged: units with one; findings: all of both levels.

    A unit with an error of the rule is not counted again for its warnings.
    """

    rule: RuleResult
    errors: int = 0
    warnings: int = 0
    unjudged: int = 0
    findings: int = 0

    @property
    def wrong(self) -> bool:
        """Whether any unit has an error or a warning of it."""
        return bool(self.errors or self.warnings)


def all_rules(batch: BatchReport) -> tuple[RuleResult, ...]:
    """Every rule that some package was judged by, in the pack's order, then those across."""
    found: dict[str, RuleResult] = {}
    for delivery in batch.counting:
        for rule in delivery.report.rules if delivery.report else ():
            found.setdefault(rule.id, rule)
    for rule in batch.rules:
        found.setdefault(rule.id, rule)
    return tuple(found.values())


def rule_counts(batch: BatchReport) -> tuple[RuleCount, ...]:
    """The rules, those that most units fail first; equal ones stay in their order."""
    counts = {rule.id: RuleCount(rule) for rule in all_rules(batch)}
    across = concerning(batch)
    for delivery in batch.counting:
        levels: dict[str, set[Level]] = {}
        for item in delivery.report.facts if delivery.report else ():
            levels.setdefault(item.rule, set()).add(item.level)
            if item.rule in counts and item.level in (Level.ERROR, Level.WARNING):
                counts[item.rule].findings += 1
        for other in across.get(delivery.path, ()):
            levels.setdefault(other.finding.rule, set()).add(other.finding.level)
        left = {item.rule for item in delivery.report.not_judged} if delivery.report else set()
        for rule, count in counts.items():
            count.errors += Level.ERROR in levels.get(rule, ())
            count.warnings += levels.get(rule, set()) & {Level.ERROR, Level.WARNING} == {
                Level.WARNING
            }
            count.unjudged += rule in left
    for other in batch.across:
        if other.finding.rule in counts:
            counts[other.finding.rule].findings += 1
    return tuple(
        sorted(counts.values(), key=lambda item: (-item.errors, -item.warnings, -item.findings))
    )
