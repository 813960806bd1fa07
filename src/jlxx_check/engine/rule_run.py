"""One rule over a package: its check called for every subject, its outcomes made into results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from jlxx_check.checks.registry import CheckFunction
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.engine.causes import cause_of, with_recipe
from jlxx_check.engine.evidence import (
    Arguments,
    Missing,
    RowNames,
    Subject,
    arguments_of,
    file_of,
    subjects,
    without_form,
)
from jlxx_check.engine.plugin_calls import CheckCalls
from jlxx_check.engine.plugin_side import CallPlace
from jlxx_check.engine.unread import doubted
from jlxx_check.model.facts import Body, Cause, Unreadable, is_fault
from jlxx_check.model.nouns import Nouns, nouns_by_kind
from jlxx_check.model.outcome import Lack, Level, Outcome, Status
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, Package, Reason, Unassigned
from jlxx_check.model.report import Finding, NotJudged
from jlxx_check.model.tallies import RuleResult, Tally
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.showing import Showing, beside

_WHOLE = Text(
    "请先换成完好、能打开的文件，再检查一次。", "Hand in a whole file that opens, and check again."
)
_OTHER = Text(
    "请另存为常用格式（.docx、.xlsx、.jpg、.mp4、.zip）后再检查一次；或由人工打开核对这一项。",
    "Save it in a common format (.docx, .xlsx, .jpg, .mp4, .zip) and check again, or open it and "
    "look at this by eye.",
)
_BY_CAUSE = {
    Cause.PASSWORD: Text(
        "请先取消密码另存一份，再检查一次。", "Save it without its password, and check again."
    ),
    Cause.LIMIT: Text(
        "请先把文件缩小或拆分，再检查一次。", "Make the file smaller or split it, and check again."
    ),
    Cause.UNSUPPORTED: _OTHER,
    Cause.POINTER: Text(
        "请在仓库里运行 git lfs pull，再检查一次。",
        "Run git lfs pull in the repository, and check again.",
    ),
    Cause.DENIED: Text(
        "请给出读取这个文件或文件夹的权限，或者重新拷贝一份到自己的文件夹，再检查一次。",
        "Give permission to read the file or folder, or copy it to a folder of your own, and "
        "check again.",
    ),
}
_BY_LACK = {
    Lack.CALLER: Text("请由检查的人补充后再检查一次。", "Give it and check again."),
    Lack.MATERIAL: Text(
        "请先按报告改正有关的问题，再检查一次；改不了的，由人工核对这一项。",
        "Mend what the report says of it and check again; what cannot be mended a person looks at.",
    ),
    Lack.PROGRAM: Text(
        "请再检查一次，或换一台机器检查；仍没有结论的，由人工核对这一项。",
        "Check again, or on another machine; what stays unjudged a person looks at.",
    ),
}


def way_out(lack: Lack, body: Body) -> Text:
    """What to do. body: of the file that it is about; one that cannot be read is replaced."""
    if isinstance(body, Unreadable) and lack is not Lack.CALLER:
        return _BY_CAUSE.get(body.cause, _WHOLE)
    return _BY_LACK[lack]


@frozen
class RuleRun:
    """A rule's results: what was found, what could not be judged, what passed, and the counts."""

    findings: tuple[Finding, ...]
    not_judged: tuple[NotJudged, ...]
    result: RuleResult
    tallies: tuple[Tally, ...]


@frozen
class Placed:
    """An outcome with the entry and file that it is about."""

    outcome: Outcome
    entry: str | None
    file: str | None


def run_rule(
    rule: BoundRule,
    package: Package,
    pack: Pack,
    show: Showing,
    nouns: Mapping[str | None, Nouns] | None = None,
    calls: CheckCalls | None = None,
    rows: RowNames | None = None,
) -> RuleRun:
    """Judge one rule. A check that raises is the program's fault and says so; the rest goes on.

    nouns, calls, rows: the pack's by kind, the judging's, the package's, where the caller has them.
    """
    findings: list[Finding] = []
    left: list[NotJudged] = []
    counts: dict[str | None, Counter[Status]] = {}
    rows = rows or RowNames(package)
    for placed in outcomes(rule, package, pack, nouns, calls):
        status = placed.outcome.status
        counts.setdefault(placed.entry, Counter())[status] += 1
        match status:
            case Status.FAIL | Status.REVIEW:
                findings.append(_finding(rule, placed, package, pack, rows, show))
            case Status.NOT_JUDGED | Status.CRASHED:
                left.append(_not_judged(rule, placed, package, show))
            case Status.PASS | Status.NOT_APPLICABLE:
                pass
            case _:
                assert_never(status)
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


def outcomes(
    rule: BoundRule,
    package: Package,
    pack: Pack,
    nouns: Mapping[str | None, Nouns] | None = None,
    calls: CheckCalls | None = None,
) -> Iterator[Placed]:
    """Every outcome of one rule, passes included, in the order of its subjects. Never raises.

    They speak the pack's words; of an entry, those of its kind. calls: of the judging that it is
    part of.
    """
    kinds = {entry.id: entry.kind for entry in package.entries}
    nouns = nouns or nouns_by_kind(pack)
    run = _Run(rule, package, pack, calls or CheckCalls(package, pack))
    for scope in rule.spec.scopes:
        usual = nouns.get(scope.partition(".")[0], nouns[None])
        for number, subject in enumerate(subjects(package, scope, pack)):
            for placed in run.judge(subject, CallPlace(scope, number)):
                own = nouns.get(kinds.get(placed.entry or ""), usual) if placed.entry else usual
                yield replace(placed, outcome=own.outcome(placed.outcome))


@frozen
class _Run:
    """A rule over a package, for one subject after the other."""

    rule: BoundRule
    package: Package
    pack: Pack
    calls: CheckCalls

    def judge(self, subject: Subject, place: CallPlace) -> Iterator[Placed]:
        check, own = self.rule.check, subject.file.facts.path if subject.file else None
        given = arguments_of(self.rule, subject, self.package, self.pack)
        if not isinstance(given, Missing):
            yield from self._called(check.function, given, subject, place, own or file_of(given))
            return
        yield _place(given.outcome, subject, own)
        if given.kind is Form and subject.entry and (other := check.without_form):
            given_all_the_same = without_form(self.rule, subject, self.pack)
            place = replace(place, without_form=True)
            yield from self._called(other, given_all_the_same, subject, place, own)

    def _called(
        self,
        function: CheckFunction,
        arguments: Arguments,
        subject: Subject,
        place: CallPlace,
        default_file: str | None,
    ) -> Iterator[Placed]:
        for outcome in self.calls.outcomes(self.rule, function, arguments, place):
            placed = _place(outcome, subject, default_file)
            if self.package.unread and outcome.status is Status.FAIL:
                said = doubted(outcome, placed.entry, self.rule, subject, self.package)
                placed = replace(placed, outcome=said)
            yield placed


def _place(outcome: Outcome, subject: Subject, default_file: str | None) -> Placed:
    entry = outcome.entry or (subject.entry.id if subject.entry else None)
    return Placed(outcome, entry, outcome.file or default_file)


def _finding(
    rule: BoundRule, placed: Placed, package: Package, pack: Pack, rows: RowNames, show: Showing
) -> Finding:
    outcome, spec = placed.outcome, rule.spec
    own = _shown(outcome.fix, show) if outcome.fix else None
    cause = cause_of(rule, own, package, pack, placed.file)
    level = outcome.level or spec.level
    if outcome.status is Status.REVIEW:
        level = Level.REVIEW
    row = rows.at(placed.file, outcome.where)
    value = beside(show, (outcome.message or spec.title).zh, outcome.where or "")
    return Finding(
        rule=rule.id,
        level=level,
        message=_shown(outcome.message or spec.title, show),
        entry=placed.entry,
        file=placed.file,
        where=show(outcome.where) if outcome.where else None,
        about=show(row) if row else None,
        expected=_shown(outcome.expected, value) if outcome.expected else None,
        observed=_shown(outcome.observed, value) if outcome.observed else None,
        clause=spec.clause,
        quote=spec.quote,
        fix=with_recipe(own or spec.fix, cause),
        related=outcome.related,
        digest=_digest(package, placed.file),
        cause=cause,
    )


def _digest(package: Package, path: str | None) -> str | None:
    """The digest of a finding's file; a video's is of samples and would prove nothing later."""
    facts = package.facts.get(path) if path else None
    digest = facts.digest if facts else None
    return digest if digest and digest.startswith("sha256:") else None


def _not_judged(rule: BoundRule, placed: Placed, package: Package, show: Showing) -> NotJudged:
    outcome = placed.outcome
    facts = package.facts.get(placed.file) if placed.file else None
    shut = [item for item in package.unseen if item.path == placed.file and _is_shut(item)]
    body = facts.body if facts is not None else next((item.problem for item in shut), None)
    fault = outcome.status is Status.CRASHED or bool(shut) or is_fault(body)
    lack = Lack.PROGRAM if fault else outcome.lack
    # Of a fault only the one who called the check can say more than that it is one.
    told = not fault or outcome.status is Status.CRASHED
    return NotJudged(
        rule.id,
        _shown(outcome.message or rule.spec.title, show),
        placed.entry,
        placed.file,
        rule.spec.level,
        lack,
        _shown(outcome.fix, show) if outcome.fix and told else way_out(lack, body),
    )


def _is_shut(item: Unassigned) -> bool:
    """Whether it was not looked into through no fault of the package's."""
    return item.reason is Reason.SHUT or (item.problem is not None and is_fault(item.problem))


def _shown(text: Text, show: Showing) -> Text:
    return Text(show(text.zh), show(text.en))
