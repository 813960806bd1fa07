"""Packages compared with each other, by the pack's rules across packages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jlxx_check.engine.across_findings import Ground, finding_of
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.engine.evidence import across_arguments
from jlxx_check.engine.plugin_calls import CheckCalls
from jlxx_check.engine.plugin_side import CallPlace
from jlxx_check.model.batch_report import AcrossFinding
from jlxx_check.model.nouns import nouns_of
from jlxx_check.model.outcome import Outcome, Status
from jlxx_check.model.pack import Pack
from jlxx_check.model.tallies import RuleResult
from jlxx_check.model.traits import Inbox, Shared, Side, Traits
from jlxx_check.values.showing import MASKED, Showing

Whole = Callable[[str, str], str | None]


@dataclass(slots=True)
class _Run:
    """One rule's outcomes."""

    rule: BoundRule
    outcomes: list[Outcome]
    excused: set[int] = field(default_factory=set)  # places of outcomes that another one causes


def compare(
    found: Sequence[tuple[str, Traits]],
    rules: Sequence[BoundRule],
    pack: Pack,
    *,
    whole: Whole | None = None,
    show: Showing = MASKED,
    senders: Mapping[str, str] | None = None,
    processes: int = 1,
) -> tuple[tuple[AcrossFinding, ...], tuple[RuleResult, ...]]:
    """What the packages share, and how often each rule was judged; other rules are passed over.

    found: the deliveries that count, each path once, in any order. whole: the digest of all bytes
    of a file (the package's path, the file's path), asked for videos that agree in size, length
    and samples; without it they are a warning. show: goes over every message. senders: by path,
    equal for deliveries of one unit, of which none is held against another; who is not in it is
    like nobody else. processes: as in ``CheckCalls``.

    Files that two entries share are no findings of their own where the entries are one person or
    project: they are listed with that finding. Nor is anything that two deliveries share which are
    the same as a whole. A rule whose check fails is not judged.
    """
    inbox = _inbox(found, whole, senders or {})
    calls = CheckCalls(inbox, pack, processes)
    runs = [_Run(rule, _outcomes(rule, inbox, pack, calls)) for rule in rules if rule.spec.across]
    every = [item for run in runs for item in run.outcomes if isinstance(item, Shared)]
    consequences = _excuse_deliveries(runs, [item for item in every if item.one_delivery])
    consequences |= _excuse(runs, [item for item in every if item.one_entry], inbox, pack)
    on = Ground(inbox, pack, show)
    findings = [
        finding_of(run.rule, outcome, consequences.get(id(outcome), ()), on)
        for run in runs
        for place, outcome in enumerate(run.outcomes)
        if isinstance(outcome, Shared) and place not in run.excused
    ]
    return tuple(findings), tuple(_result(run) for run in runs)


def _inbox(
    found: Sequence[tuple[str, Traits]], whole: Whole | None, senders: Mapping[str, str]
) -> Inbox:
    packages = tuple(sorted(found, key=lambda item: item[0]))
    named = ((path, senders.get(path)) for path, _ in packages)
    # A path and a unit's name may be the same text.
    return Inbox(packages, whole, tuple(f"u{name}" if name else f"p{path}" for path, name in named))


def _outcomes(rule: BoundRule, inbox: Inbox, pack: Pack, calls: CheckCalls) -> list[Outcome]:
    given = across_arguments(rule, inbox, pack)
    said = calls.outcomes(rule, rule.check.function, given, CallPlace("batch"))
    return list(map(nouns_of(pack).outcome, said))


def _excuse_deliveries(runs: Iterable[_Run], causes: Sequence[Shared]) -> dict[int, list[Shared]]:
    """What is between deliveries that are the same, by that cause; it is marked in its run."""
    found: dict[int, list[Shared]] = {}
    between = [(frozenset(side.package for side in cause.sides), cause) for cause in causes]
    for run in runs:
        for place, outcome in enumerate(run.outcomes):
            if isinstance(outcome, Shared) and not outcome.one_delivery:
                packages = {side.package for side in outcome.sides}
                cause = next((cause for whole, cause in between if packages <= whole), None)
                if cause is not None:
                    run.excused.add(place)
                    found.setdefault(id(cause), []).append(outcome)
    return found


def _excuse(
    runs: Iterable[_Run], causes: Sequence[Shared], inbox: Inbox, pack: Pack
) -> dict[int, list[Shared]]:
    """Outcomes that are the consequence of a cause, by that cause; they are marked in their run."""
    ones = _Ones(causes, inbox, pack)
    found: dict[int, list[Shared]] = {}
    for run in runs:
        for place, outcome in enumerate(run.outcomes):
            if not isinstance(outcome, Shared) or outcome.one_entry or place in run.excused:
                continue
            cause = ones.behind(outcome.sides)
            if cause is not None and all(side.file for side in outcome.sides):
                run.excused.add(place)
                found.setdefault(id(causes[cause]), []).append(outcome)
    return found


class _Ones:
    """Which entries of several packages are one, a special entry with the one it singles out."""

    def __init__(self, causes: Sequence[Shared], inbox: Inbox, pack: Pack) -> None:
        self._pack = pack
        self._by_entry: dict[tuple[int, str], set[int]] = {}
        self._by_kind: dict[tuple[int, str], set[int]] = {}
        for number, cause in enumerate(causes):
            for side in cause.sides:
                if side.entry is not None:
                    self._by_entry.setdefault((side.package, side.entry.id), set()).add(number)
                    self._by_kind.setdefault((side.package, side.entry.kind), set()).add(number)

    def behind(self, sides: Sequence[Side]) -> int | None:
        """The cause that all the sides belong to; None where there is none."""
        common = set.intersection(*(self._causes(side) for side in sides))
        return min(common, default=None)

    def _causes(self, side: Side) -> set[int]:
        """Whose special material nobody can tell may be anybody's of the kind."""
        entry = side.entry
        if entry is None:
            return set()
        base = self._pack.kinds[entry.kind].special_of
        if base is not None and entry.of is None:
            return self._by_kind.get((side.package, base), set())
        return self._by_entry.get((side.package, entry.of or entry.id), set())


def _result(run: _Run) -> RuleResult:
    """As for a single package: ``judged == passed + failed``; what is excused has passed."""
    spec = run.rule.spec
    passed = failed = left = 0
    for place, outcome in enumerate(run.outcomes):
        if outcome.status is Status.PASS or place in run.excused:
            passed += 1
        elif outcome.status is Status.FAIL:
            failed += 1
        elif outcome.status in (Status.NOT_JUDGED, Status.CRASHED):
            left += 1
    return RuleResult(
        id=run.rule.id,
        title=spec.title,
        level=spec.level,
        clause=spec.clause,
        judged=passed + failed,
        passed=passed,
        failed=failed,
        not_judged=left,
        quote=spec.quote,
        why=spec.why,
        reading=spec.reading,
        check=spec.check,
        parameters=spec.with_,
        faults=tuple(
            outcome.message
            for outcome in run.outcomes
            if outcome.status is Status.CRASHED and outcome.message is not None
        ),
    )
