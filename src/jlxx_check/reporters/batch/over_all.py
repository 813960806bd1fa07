"""The numbers over all packages, what goes wrong most, what to do next: alike in each output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jlxx_check.model.batch_report import BatchReport
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Verdict
from jlxx_check.model.tallies import RuleResult
from jlxx_check.reporters.batch.unit_standing import (
    MAYBE,
    MISSING,
    UNDECIDED,
    UNKNOWN,
    concerning,
    objected,
    of_nobody,
    title,
    verdict,
)
from jlxx_check.reporters.sections import ACROSS_TITLE
from jlxx_check.reporters.wording import OBJECTED, verdict_words
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


@frozen
class BatchNumbers:
    """Units by where they stand, findings across packages, and deliveries that no longer count.

    Every unit is counted in one place alone: complying, to mend, unfinished, undecided (nothing of
    it counts until a person has decided), missing, or perhaps received (maybe). unknown: packages
    of which nobody knows who sent them, whatever their verdict; no letter goes out on these.
    across: the findings that nobody has decided on. objected: of the units, those with whose
    material a reviewer found something wrong. letters: whether there are letters to the units.
    """

    complying: int
    to_mend: int
    unfinished: int
    missing: int
    across: int
    superseded: int
    undecided: int = 0
    objected: int = 0
    letters: bool = False
    unknown: int = 0
    maybe: int = 0

    @property
    def received(self) -> int:
        """Units of which something has come, as far as they are known."""
        return self.complying + self.to_mend + self.unfinished + self.undecided


def numbers(batch: BatchReport) -> BatchNumbers:
    """The numbers over all."""
    known = [item for item in batch.counting if not of_nobody(item)]
    verdicts = [verdict(item) for item in known]
    return BatchNumbers(
        complying=verdicts.count(Verdict.COMPLIANT),
        to_mend=verdicts.count(Verdict.NONCOMPLIANT),
        unfinished=verdicts.count(Verdict.INCOMPLETE),
        missing=len(batch.missing_units),
        across=len(batch.open_across),
        superseded=sum(item.superseded_by is not None for item in batch.deliveries),
        undecided=len({title(item) for item in batch.deliveries if item.undecided}),
        objected=sum(objected(item) is not None for item in known),
        letters=any("docx" in item.written for item in batch.counting),
        unknown=len(batch.counting) - len(known),
        maybe=len(batch.maybe_units),
    )


def received(numbers: BatchNumbers) -> Text:
    """How much has come, in words."""
    zh, en = f"{numbers.received} 个单位的材料", f"packages of {numbers.received} unit(s)"
    if numbers.unknown:
        zh += f"，另有 {numbers.unknown} 份不知道是哪个单位报送的"
        en += f", and {numbers.unknown} package(s) of nobody knows whom"
    return Text(zh, en)


def words(batch: BatchReport) -> Mapping[Verdict, Text]:
    """What the verdicts are called here; of one run either all reports are partial or none is."""
    partial = any(item.report is not None and item.report.partial for item in batch.counting)
    return verdict_words(partial=partial)


@frozen
class NamedNumber:
    """A number over all. state: the word by which pages colour it."""

    title: Text
    count: int
    state: str


def named(batch: BatchReport) -> list[NamedNumber]:
    """The numbers over all with their names, in the order of weight."""
    counted, called = numbers(batch), words(batch)
    sometimes = [
        NamedNumber(OBJECTED, counted.objected, "error"),
        NamedNumber(UNKNOWN, counted.unknown, "not-judged"),
        NamedNumber(UNDECIDED, counted.undecided, "not-judged"),
        NamedNumber(MAYBE, counted.maybe, "warning"),
    ]
    return [
        NamedNumber(called[Verdict.NONCOMPLIANT], counted.to_mend, "error"),
        NamedNumber(called[Verdict.INCOMPLETE], counted.unfinished, "not-judged"),
        NamedNumber(called[Verdict.COMPLIANT], counted.complying, "pass"),
        NamedNumber(MISSING, counted.missing, "warning"),
        NamedNumber(ACROSS_TITLE, counted.across, "review"),
        *(number for number in sometimes if number.count),
    ]


def advice(numbers: BatchNumbers) -> Text:
    """What to do next, in a sentence or two."""
    by = Text("各自的报告", "their reports")
    if numbers.letters:
        by = Text("补正通知", "the letters")
    steps = [
        (
            numbers.undecided,
            Text(
                "先确认 {n} 个单位以哪份材料为准（见“另请留意”）",
                "first decide for {n} unit(s) which package counts (see the notes)",
            ),
        ),
        (
            numbers.unknown,
            Text(
                "弄清 {n} 份材料是哪个单位报送的",
                "find out who sent {n} package(s)",
            ),
        ),
        (
            numbers.to_mend,
            Text(
                f"请 {{n}} 个单位按{by.zh}改正后重新报送",
                f"ask {{n}} unit(s) to mend by {by.en} and send again",
            ),
        ),
        (
            numbers.objected,
            Text(
                "处理 {n} 个单位人工核对发现的问题",
                "settle what reviewers found wrong with {n} unit(s)",
            ),
        ),
        (
            numbers.unfinished,
            Text("处理 {n} 份没能检查完的材料", "settle {n} package(s) not fully judged"),
        ),
        (
            numbers.across,
            Text("核对 {n} 处跨单位问题", "look into {n} finding(s) across packages"),
        ),
        (
            numbers.maybe,
            Text(
                "向 {n} 个可能已报送的单位核实",
                "ask {n} unit(s) whether what is there is all that they sent",
            ),
        ),
        (numbers.missing, Text("催报 {n} 个未报送的单位", "remind {n} unit(s) not heard of")),
    ]
    said = [(step, count) for count, step in steps if count]
    if not said:
        return Text("各单位的材料都没有错误。", "No package has an error.")
    zh = "；".join(step.zh.format(n=count) for step, count in said)
    en = "; ".join(step.en.format(n=count) for step, count in said)
    return Text(f"{zh}。", f"{en[0].upper()}{en[1:]}.")


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
