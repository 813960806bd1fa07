"""One rule over a package: its check called for every subject, its outcomes made into results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jlxx_check.binding import BoundRule
from jlxx_check.engine.evidence import Missing, evidence
from jlxx_check.engine.subjects import Subject, subjects
from jlxx_check.model.facts import is_fault
from jlxx_check.model.outcome import Level, Outcome, Status
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, Package, Reason, Row, Unassigned
from jlxx_check.model.report import Finding, NotJudged, RuleResult, Tally
from jlxx_check.model.text import Text

Masking = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class RuleRun:
    """A rule's results: what was found, what could not be judged, what passed, and the counts."""

    findings: tuple[Finding, ...]
    not_judged: tuple[NotJudged, ...]
    result: RuleResult
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """An outcome with the entry and file that it is about."""

    outcome: Outcome
    entry: str | None
    file: str | None


def run_rule(rule: BoundRule, package: Package, pack: Pack, masking: Masking) -> RuleRun:
    """Judge one rule. A check that raises is the program's fault and says so; the rest goes on."""
    findings: list[Finding] = []
    left: list[NotJudged] = []
    counts: dict[str | None, Counter[Status]] = {}
    for placed in outcomes(rule, package, pack):
        status = placed.outcome.status
        counts.setdefault(placed.entry, Counter())[status] += 1
        match status:
            case Status.FAIL | Status.REVIEW:
                findings.append(_finding(rule, placed, package, masking))
            case Status.NOT_JUDGED | Status.CRASHED:
                left.append(_not_judged(rule, placed, package, masking))
            case Status.PASS | Status.NOT_APPLICABLE:
                pass
    tallies = tuple(_tallies(rule.id, counts))
    return RuleRun(tuple(findings), tuple(left), _result(rule, tallies), tallies)


def _tallies(rule: str, counts: Mapping[str | None, Counter[Status]]) -> Iterator[Tally]:
    for entry, count in counts.items():
        left = count[Status.NOT_JUDGED] + count[Status.CRASHED]
        numbers = (count[Status.PASS], count[Status.FAIL], count[Status.REVIEW], left)
        if any(numbers):
            yield Tally(rule, entry, *numbers)


def _result(rule: BoundRule, tallies: tuple[Tally, ...]) -> RuleResult:
    spec = rule.spec
    passed = sum(tally.passed for tally in tallies)
    failed = sum(tally.failed for tally in tallies)
    return RuleResult(
        id=rule.id,
        title=spec.title,
        level=spec.level,
        clause=spec.clause,
        judged=passed + failed,
        passed=passed,
        failed=failed,
        not_judged=sum(tally.not_judged for tally in tallies),
        quote=spec.quote,
        why=spec.why,
        reading=spec.reading,
        check=spec.check,
        parameters=spec.with_,
    )


def outcomes(rule: BoundRule, package: Package, pack: Pack) -> Iterator[Placed]:
    """Every outcome of one rule, passes included, in the order of its subjects. Never raises."""
    for scope in rule.spec.scopes:
        for subject in subjects(package, scope):
            yield from _judge(rule, subject, package, pack)


def _judge(rule: BoundRule, subject: Subject, package: Package, pack: Pack) -> Iterator[Placed]:
    arguments: dict[str, object] = {}
    own_file = subject.file.facts.path if subject.file else None
    default_file = own_file
    for name, kind in rule.check.needs:
        found = evidence(kind, subject, package, pack)
        if isinstance(found, Missing):
            yield _place(found.outcome, subject, own_file)
            return
        if default_file is None and isinstance(found, Form):
            default_file = found.path
        elif default_file is None and isinstance(found, Row):
            default_file = found.register
        arguments[name] = found
    if rule.check.parameters_name is not None:
        arguments[rule.check.parameters_name] = rule.parameters
    try:
        for outcome in rule.check.function(**arguments):
            yield _place(outcome, subject, default_file)
    # Whatever a check raises, third-party ones included, is a fault of the program. It is turned
    # into an outcome that can never pass, so that one bad check does not cost the whole report.
    except Exception as error:  # noqa: BLE001
        name = type(error).__name__
        why = Text(
            f"程序检查这一项时出错（{name}），这一项没有结论。",
            f"The program failed on this item ({name}); it has no result.",
        )
        yield _place(Outcome(Status.CRASHED, why), subject, default_file)


def _place(outcome: Outcome, subject: Subject, default_file: str | None) -> Placed:
    entry = outcome.entry or (subject.entry.id if subject.entry else None)
    return Placed(outcome, entry, outcome.file or default_file)


def _finding(rule: BoundRule, placed: Placed, package: Package, masking: Masking) -> Finding:
    outcome, spec = placed.outcome, rule.spec
    level = outcome.level or spec.level
    if outcome.status is Status.REVIEW:
        level = Level.REVIEW
    return Finding(
        rule=rule.id,
        level=level,
        message=_masked(outcome.message or spec.title, masking),
        entry=placed.entry,
        file=placed.file,
        where=outcome.where,
        expected=_masked(outcome.expected, masking) if outcome.expected else None,
        observed=_masked(outcome.observed, masking) if outcome.observed else None,
        clause=spec.clause,
        quote=spec.quote,
        fix=outcome.fix or spec.fix,
        related=outcome.related,
        digest=_digest(package, placed.file),
    )


def _digest(package: Package, path: str | None) -> str | None:
    """The digest of a finding's file; a video's is of samples and would prove nothing later."""
    facts = package.facts.get(path) if path else None
    digest = facts.digest if facts else None
    return digest if digest and digest.startswith("sha256:") else None


def _not_judged(rule: BoundRule, placed: Placed, package: Package, masking: Masking) -> NotJudged:
    outcome = placed.outcome
    facts = package.facts.get(placed.file) if placed.file else None
    shut = any(item.path == placed.file and _is_shut(item) for item in package.unseen)
    fault = outcome.status is Status.CRASHED or shut or (facts is not None and is_fault(facts.body))
    return NotJudged(
        rule.id,
        _masked(outcome.message or rule.spec.title, masking),
        placed.entry,
        placed.file,
        fault,
    )


def _is_shut(item: Unassigned) -> bool:
    """Whether it was not looked into through no fault of the package's."""
    return item.reason is Reason.SHUT or (item.problem is not None and is_fault(item.problem))


def _masked(text: Text, masking: Masking) -> Text:
    return Text(masking(text.zh), masking(text.en))
