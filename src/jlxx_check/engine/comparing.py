"""A report held against an earlier one: what is new, what is still there, what is mended."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from jlxx_check.engine.results import in_order, summary_of
from jlxx_check.model.baseline import Baseline, PastFinding, SavedReport, Standing
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, NotJudged, Report, RuleResult, Tally
from jlxx_check.model.text import Text
from jlxx_check.values.folding import fold_name

_OTHER_PACKAGE = "baseline.other-package"
_TITLE = Text("对照的是另一个材料包的报告", "Compared with another package's report")
_WHY = Text(
    "对照报告应是同一材料包上一次的报告，否则新增和改正都说不准。",
    "The earlier report should be of the same package, or what is new or mended means little.",
)

#: An entry by kind and folded name; None: the package as a whole.
_Who = tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class _Trait:
    """What a finding is known again by, whatever number its entry has."""

    rule: str
    who: _Who
    file: str | None
    where: str | None

    def keys(self) -> Iterator[Hashable]:
        """From the closest to the loosest: a folder renamed, a row moved, an entry renamed."""
        name = self.file.rpartition("/")[2] if self.file else None
        yield (self.rule, self.who, self.file, self.where)
        yield (self.rule, self.who, name, self.where)
        yield (self.rule, self.who, name, None)
        yield (self.rule, self.file or self.who, self.where)


def compare(report: Report, earlier: SavedReport, *, masking: Callable[[str], str] = str) -> Report:
    """The report with the standing of every finding, and what is mended since ``earlier``.

    masking: goes over the earlier report's messages, which may have been saved unmasked.
    """
    if fold_name(earlier.package) != fold_name(report.package.name):
        report = _with_warning(report, earlier.package)
    names: dict[str | None, _Who] = {
        entry.id: (entry.kind, fold_name(entry.name)) for entry in report.entries
    }
    now = [
        _Trait(item.rule, names.get(item.entry), item.file, item.where) for item in report.findings
    ]
    judged = {rule.id for rule in report.rules}
    past = [item for item in earlier.findings if item.rule in judged]
    traits = [_Trait(item.rule, _who(item), item.file, item.where) for item in past]
    known = _paired(now, traits)
    gone = [
        (replace(item, message=masking(item.message)), trait)
        for place, (item, trait) in enumerate(zip(past, traits, strict=True))
        if place not in known.values() and item.level is not Level.REVIEW
    ]
    left = [(item, names.get(item.entry)) for item in report.not_judged]
    blocked = [_is_left(trait, left) for _, trait in gone]
    return replace(
        report,
        findings=tuple(
            replace(item, standing=Standing.OPEN if place in known else Standing.NEW)
            for place, item in enumerate(report.findings)
        ),
        baseline=Baseline(
            earlier.package,
            earlier.received,
            earlier.verdict,
            tuple(item for (item, _), shut in zip(gone, blocked, strict=True) if not shut),
            tuple(item for (item, _), shut in zip(gone, blocked, strict=True) if shut),
        ),
    )


def _who(item: PastFinding) -> _Who:
    return (item.kind, fold_name(item.name)) if item.kind and item.name is not None else None


def _paired(now: Sequence[_Trait], past: Sequence[_Trait]) -> dict[int, int]:
    """Place in ``now`` → place in ``past``; each is used once, the closest likeness first."""
    pairs: dict[int, int] = {}
    here, there = [tuple(item.keys()) for item in now], [tuple(item.keys()) for item in past]
    free = set(range(len(past)))
    for closeness in range(len(here[0]) if here else 0):
        waiting: dict[Hashable, list[int]] = {}
        for place in sorted(free, reverse=True):
            waiting.setdefault(there[place][closeness], []).append(place)
        for place, keys in enumerate(here):
            alike = waiting.get(keys[closeness])
            if place not in pairs and alike:
                pairs[place] = alike.pop()
                free.discard(pairs[place])
    return pairs


def _is_left(trait: _Trait, left: Sequence[tuple[NotJudged, _Who]]) -> bool:
    """Whether that of which something was found has no result now."""
    return any(
        item.rule == trait.rule and (who == trait.who or (item.file and item.file == trait.file))
        for item, who in left
    )


def _with_warning(report: Report, package: str) -> Report:
    own = report.package.name
    found = Finding(
        rule=_OTHER_PACKAGE,
        level=Level.WARNING,
        message=Text(
            f"对照用的报告是“{package}”的，这个材料包是“{own}”。",
            f"The report to compare with is of “{package}”; this package is “{own}”.",
        ),
        fix=Text(
            "如果不是同一个材料包，请换用它自己上一次的报告。",
            "If it is not the same package, give its own earlier report.",
        ),
    )
    rule = RuleResult(_OTHER_PACKAGE, _TITLE, Level.WARNING, None, 1, 0, 1, 0, why=_WHY)
    summary = report.summary
    findings = in_order((entry.id for entry in report.entries), [*report.findings, found])
    return replace(
        report,
        findings=findings,
        summary=summary_of(findings, passed=summary.passed, not_judged=summary.not_judged),
        rules=(*report.rules, rule),
        tallies=(*report.tallies, Tally(_OTHER_PACKAGE, None, failed=1)),
    )
