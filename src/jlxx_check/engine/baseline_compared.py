"""A report held against an earlier one: what is new, what is still there, what is mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from jlxx_check.engine.causes import with_standings
from jlxx_check.engine.known_again import Absence, Absences, paired, trait, traits, who
from jlxx_check.engine.results import in_order, summary_of
from jlxx_check.model.baseline import Baseline, PastFinding, SavedReport, Standing
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.model.tallies import RuleResult, Tally
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name

_OTHER_PACKAGE = "baseline.other-package"
_TITLE = Text("对照的是另一个材料包的报告", "Compared with another package's report")
_WHY = Text(
    "对照报告应是同一材料包上一次的报告，否则新增和改正都说不准。",
    "The earlier report should be of the same package, or what is new or mended means little.",
)


def compare(report: Report, earlier: SavedReport, *, masking: Callable[[str], str] = str) -> Report:
    """The report with the standing of every finding, and what is mended since ``earlier``.

    masking: goes over the earlier report's messages, which may have been saved unmasked.
    """
    if fold_name(earlier.package) != fold_name(report.package.name):
        report = _with_warning(report, earlier.package)
    now, absences = traits(report, report.facts), Absences(report)
    judged = {rule.id for rule in report.rules}
    past = [fact for item in earlier.findings for fact in item.apart if fact.rule in judged]
    known = [trait(item, who(item.kind, item.name)) for item in past]
    pairs = paired(now, known)
    gone = [
        (item, absences.of(bears))
        for place, (item, bears) in enumerate(zip(past, known, strict=True))
        if place not in pairs.values() and item.level is not Level.REVIEW
    ]
    blocked = [item for item, why in gone if why is Absence.UNSETTLED]
    mended = [item for item, why in gone if why is Absence.MENDED]
    standings = iter(
        [Standing.OPEN if place in pairs else Standing.NEW for place in range(len(now))]
    )
    return replace(
        report,
        findings=tuple(with_standings(item, standings) for item in report.findings),
        baseline=Baseline(
            earlier.package,
            earlier.received,
            earlier.verdict,
            _told(mended, earlier.findings, masking),
            _told(blocked, earlier.findings, masking),
        ),
    )


def _told(
    facts: Sequence[PastFinding], earlier: Sequence[PastFinding], masking: Callable[[str], str]
) -> tuple[PastFinding, ...]:
    """The facts, masked; an earlier finding of which every fact is among them is told as it was."""
    told: list[PastFinding] = []
    rest = Counter(facts)
    for item in earlier:
        mine = [fact for fact in item.apart if rest[fact]]
        told += [item] if len(mine) == len(item.apart) else mine
        rest.subtract(mine)
    return tuple(replace(item, message=masking(item.message)) for item in told)


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
