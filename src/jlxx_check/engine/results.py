"""What findings come to: their order, the counts, the verdict and the exit status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from jlxx_check.model.outcome import ExitStatus, FailOn, Level
from jlxx_check.model.report import Finding, NotJudged, Report, Verdict
from jlxx_check.model.tallies import Summary
from jlxx_check.values.given import given_words, require_flags, require_kind

#: The gravest first.
WEIGHT = {Level.ERROR: 0, Level.WARNING: 1, Level.REVIEW: 2, Level.INFO: 3}


def of_the_package(report: Report) -> Report:
    """The report without what is for whoever ran the check alone, and nothing of the unit's."""
    findings = tuple(item for item in report.findings if not item.of_the_call)
    callers = {item.rule for item in report.findings if item.of_the_call}
    if not callers:
        return report
    counts = report.summary
    return replace(
        report,
        findings=findings,
        summary=summary_of(findings, passed=counts.passed, not_judged=counts.not_judged),
        rules=tuple(rule for rule in report.rules if rule.id not in callers),
        tallies=tuple(item for item in report.tallies if item.rule not in callers),
    )


def in_order(entries: Iterable[str], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The package's own findings first, then by entry; the gravest first; else as they came.

    entries: the ids in the report's order.
    """
    place = {entry: index for index, entry in enumerate(entries)}
    return tuple(
        sorted(findings, key=lambda item: (place.get(item.entry or "", -1), WEIGHT[item.level]))
    )


def summary_of(findings: Iterable[Finding], *, passed: int, not_judged: int) -> Summary:
    """The counts; a finding that was decided on no longer counts under its level."""
    every = tuple(findings)
    standing = Counter(item.level for item in every if item.decision is None)
    return Summary(
        error=standing[Level.ERROR],
        warning=standing[Level.WARNING],
        review=standing[Level.REVIEW],
        info=standing[Level.INFO],
        passed=passed,
        not_judged=not_judged,
        waived=sum(item.waived for item in every),
    )


def verdict_of(
    findings: Iterable[Finding], not_judged: Iterable[NotJudged], *, entries: int, passed: int
) -> Verdict:
    """The verdict; a waived error is left out, and what it kept from being judged is not.

    A waiver lets a broken file or a missing form stand; the requirements that needed it are still
    not met for that, so that the package is not judged to its end.
    entries, passed: where nothing was recognised, or nothing passed, nothing can comply.
    """
    errors = [item for item in findings if item.level is Level.ERROR]
    if not all(item.waived for item in errors):
        return Verdict.NONCOMPLIANT
    if not entries or not passed:
        return Verdict.INCOMPLETE
    left = [item for item in not_judged if item.decision is None]
    blocked = any(_stems_from(item, error) for error in errors for item in left)
    return Verdict.INCOMPLETE if blocked or any(item.blocks for item in left) else Verdict.COMPLIANT


def exit_status(
    reports: Report | Iterable[Report],
    across: Iterable[Level] = (),
    *,
    strict: bool = False,
    unfinished: bool = False,
    fail_on: Collection[FailOn] = (),
) -> ExitStatus:
    """What every command that judges ends with: 0, 1 or 3 (the calls' own mistakes are 2).

    across: levels of what was found between packages and still stands. strict: warnings count.
    unfinished: something has no report at all, or a result could not be written. fail_on: what else
    counts; whatever was not judged makes it 3, the others make it 1. Raises TypeError.
    """
    require_flags(strict=strict, unfinished=unfinished)
    judged = _given_reports(reports)
    across, fail_on = given_words("across", across, Level), given_words("fail_on", fail_on, FailOn)
    warned, asked = strict or FailOn.WARNING in fail_on, FailOn.REVIEW in fail_on
    wrong = {Level.ERROR} | ({Level.WARNING} if warned else set())
    wrong |= {Level.REVIEW} if asked else set()
    if wrong & set(across) or any(item.verdict is Verdict.NONCOMPLIANT for item in judged):
        return ExitStatus.WRONG
    if warned and any(item.summary.warning for item in judged):
        return ExitStatus.WRONG
    if asked and any(item.summary.review for item in judged):
        return ExitStatus.WRONG
    left = any(item.faults or item.verdict is Verdict.INCOMPLETE for item in judged)
    if FailOn.NOT_JUDGED in fail_on:
        left = left or any(not one.decision for item in judged for one in item.not_judged)
    return ExitStatus.NOT_FINISHED if unfinished or left else ExitStatus.COMPLIES


def _given_reports(reports: Report | Iterable[Report]) -> tuple[Report, ...]:
    if isinstance(reports, Report):
        return (reports,)
    found = tuple(reports) if isinstance(reports, Iterable) else (reports,)
    for report in found:
        require_kind("reports", report, Report, "Reports")
    return found


def _stems_from(item: NotJudged, error: Finding) -> bool:
    """Whether it may be for this error that something was not judged."""
    if error.file is not None:
        return item.file == error.file
    return item.file is None and error.entry is not None and item.entry == error.entry
