"""Units against requirements: a sign for each unit and rule, the gravest over its entries."""

from __future__ import annotations

from collections.abc import Iterator

from jlxx_check.model.batch_report import AcrossFinding, BatchReport, DeliveryResult
from jlxx_check.model.nouns import FORM, REGISTER, SPECIAL
from jlxx_check.model.report import Finding, NotJudged, Report
from jlxx_check.model.tallies import RuleResult
from jlxx_check.reporters.batch.over_all import all_rules
from jlxx_check.reporters.batch.unit_standing import UnitStanding, concerning, standings
from jlxx_check.reporters.html.shell import anchors, href
from jlxx_check.reporters.matrix import Mark, mark_of, matrix
from jlxx_check.reporters.matrix import MatrixCell as Tallied
from jlxx_check.reporters.sections import PACKAGE
from jlxx_check.text import Text, same
from jlxx_check.values.frozen_types import frozen

#: What rules are about, by the first word of their ids; kinds of entries have the pack's titles.
_FAMILIES = {
    "package": PACKAGE,
    "quota": Text("名额", "quota"),
    "register": same(REGISTER),
    "form": same(FORM),
    "special": SPECIAL,
    "photo": Text("照片", "photo"),
    "video": Text("视频", "video"),
    "batch": Text("跨单位", "across"),
}


@frozen
class RuleFamily:
    """Rules whose ids begin with the same word."""

    id: str
    title: Text
    rules: tuple[RuleResult, ...]


@frozen
class UnitCell:
    """One rule for one unit. mark: None where the rule does not concern it.

    count: findings or unjudged items of that weight. target: where to read about them.
    """

    rule: RuleResult
    mark: Mark | None = None
    count: int = 0
    target: str | None = None


@frozen
class UnitRow:
    """A unit and its cells, one for each rule in the order of the families."""

    standing: UnitStanding
    cells: tuple[UnitCell, ...]

    @property
    def wrong(self) -> tuple[Text, ...]:
        """The titles of the requirements that are not met."""
        return tuple(cell.rule.title for cell in self.cells if cell.mark is Mark.ERROR)


@frozen
class UnitGrid:
    """All units that something came from, against all rules."""

    families: tuple[RuleFamily, ...]
    rows: tuple[UnitRow, ...]

    @property
    def rules(self) -> tuple[RuleResult, ...]:
        """The columns."""
        return tuple(rule for family in self.families for rule in family.rules)


def grid(batch: BatchReport) -> UnitGrid:
    """The table, rules grouped by family, units in the deliveries' order."""
    families = _families(batch)
    rules = [rule for family in families for rule in family.rules]
    across = concerning(batch)
    places = {id(item): f"#{name}" for item, name in across_anchors(batch)}
    rows = []
    for standing in standings(batch):
        delivery = standing.delivery
        own = _own(delivery)
        shared = _shared(batch, delivery, across.get(delivery.path, []), places)
        cells = tuple(shared.get(rule.id) or own.get(rule.id) or UnitCell(rule) for rule in rules)
        rows.append(UnitRow(standing, cells))
    return UnitGrid(families, tuple(rows))


def across_anchors(batch: BatchReport) -> Iterator[tuple[AcrossFinding, str]]:
    """The findings across packages, each with its id on the page."""
    return ((item, f"a{number}") for number, item in enumerate(batch.across, 1))


def _families(batch: BatchReport) -> tuple[RuleFamily, ...]:
    kinds = {
        entry.kind: entry.kind_title
        for delivery in batch.deliveries
        for entry in (delivery.report.entries if delivery.report else ())
    }
    known = {name: batch.pack.nouns.fill(title) for name, title in _FAMILIES.items()}
    groups: dict[str, list[RuleResult]] = {}
    for rule in all_rules(batch):
        groups.setdefault(rule.id.partition(".")[0], []).append(rule)
    return tuple(
        RuleFamily(name, known.get(name) or kinds.get(name) or same(name), tuple(rules))
        for name, rules in groups.items()
    )


def _own(delivery: DeliveryResult) -> dict[str, UnitCell]:
    """Rule id → what the package's own report says of it, with a link into that report."""
    if delivery.report is None:
        return {}
    ids, page = anchors(delivery.report), href(delivery.written.get("html"))
    rules = {rule.id: rule for rule in delivery.report.rules}
    made = {}
    for rule, tallied in _folded(delivery.report).items():
        mark, found = _gravest(tallied)
        target = f"{page}#{ids.of(found[0])}" if page and found else None
        made[rule] = UnitCell(rules[rule], mark, len(found), target)
    return made


def _shared(
    batch: BatchReport,
    delivery: DeliveryResult,
    across: list[AcrossFinding],
    places: dict[int, str],
) -> dict[str, UnitCell]:
    """Rule id → what shows only across packages, with a link down the page."""
    if delivery.report is None:
        return {}
    made = {rule.id: UnitCell(rule, Mark.PASSED) for rule in batch.rules if rule.judged}
    rules = {rule.id: rule for rule in batch.rules}
    items: dict[str, list[AcrossFinding]] = {}
    for item in across:
        items.setdefault(item.finding.rule, []).append(item)
    for rule, group in items.items():
        mark, found = _gravest(Tallied(findings=[item.finding for item in group]))
        first = next(item for item in group if item.finding is found[0])
        made[rule] = UnitCell(rules[rule], mark, len(found), places[id(first)])
    return made


def _folded(report: Report) -> dict[str, Tallied]:
    """Rule id → everything it says of the package and all its entries."""
    folded: dict[str, Tallied] = {}
    for (_, rule), cell in matrix(report).items():
        into = folded.setdefault(rule, Tallied())
        into.passed += cell.passed
        into.findings += cell.findings
        into.not_judged += cell.not_judged
    return folded


def _gravest(cell: Tallied) -> tuple[Mark, list[Finding | NotJudged]]:
    """The gravest mark in a cell, and what bears it."""
    mark = cell.mark
    items: list[Finding | NotJudged] = [*cell.findings, *cell.not_judged]
    return mark, [item for item in items if mark_of(item) is mark]
