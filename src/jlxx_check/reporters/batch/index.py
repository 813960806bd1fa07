"""The page over all packages: where every unit stands, and what goes wrong most."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO

from jinja2 import Environment

from jlxx_check.model.about import NAME
from jlxx_check.model.batch_report import BatchReport
from jlxx_check.model.report import Finding, Verdict
from jlxx_check.reporters.batch import over_all
from jlxx_check.reporters.batch import unit_standing as standing
from jlxx_check.reporters.batch.grid import UnitGrid, across_anchors, grid
from jlxx_check.reporters.batch.over_all import RuleCount, rule_counts
from jlxx_check.reporters.batch.round_words import ordinal, round_of, shares
from jlxx_check.reporters.formats import REPORTS
from jlxx_check.reporters.html import shell
from jlxx_check.reporters.html.shell import BATCH, REPORT, asset, environment, frame, href
from jlxx_check.reporters.ledger import LedgerProgress, items_of, progress_of
from jlxx_check.reporters.matrix import MARKS, SIGNS, Mark, mark_of
from jlxx_check.reporters.seal_words import SEAL, STANDINGS
from jlxx_check.reporters.sections import standing as since_of
from jlxx_check.reporters.wording import LEVELS, decision_text, level_label, when
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen

#: What a filter by status offers.
_STATES = (Verdict.NONCOMPLIANT, Verdict.INCOMPLETE, Verdict.COMPLIANT)


@frozen
class SideShown:
    """A unit that a finding across packages names; link: to its report."""

    name: str
    link: str | None


@frozen
class SharedShown:
    """A finding across packages as a card: its file is shown with the package in front."""

    anchor: str
    sides: tuple[SideShown, ...]
    finding: Finding


def to_index(batch: BatchReport, lang: Lang) -> bytes:
    """The whole page as UTF-8. Texts of the packages are text: escaped, acting characters spelt."""
    template = _environment(lang).get_template("index.html.j2")
    table = grid(batch)
    shared = _across(batch)
    style = asset(REPORT, "page.css") + asset(BATCH, "index.css")
    script = asset(REPORT, "common.js") + asset(BATCH, "index.js")
    page = BytesIO()
    pieces = template.generate(
        batch=batch,
        tool=NAME,
        grid=table,
        verdicts={item.value: over_all.words(batch)[item] for item in _STATES},
        numbers=over_all.numbers(batch),
        ledger=_ledger(batch, lang),
        shared=shared,
        counts=rule_counts(batch),
        anchors=_anchors(batch, table, shared),
        **frame(lang, style, script),
    )
    for piece in pieces:  # never as one text, which would be far larger than the bytes are
        page.write(piece.encode("utf-8"))
    return page.getvalue()


def _ledger(batch: BatchReport, lang: Lang) -> LedgerProgress:
    """How far the manual checks are, by the units' own names."""
    names = {
        item.report.package.name: standing.title(item) for item in batch.counting if item.report
    }
    reports = [item.report for item in batch.counting if item.report]
    found = progress_of(item for report in reports for item in items_of(report, lang))
    units = tuple((names.get(unit, unit), counted) for unit, counted in found.units)
    return replace(found, units=units)


@cache
def _environment(lang: Lang) -> Environment:
    names = {
        "MARKS": {mark: (SIGNS[mark], MARKS[mark]) for mark in Mark},
        "RANKS": {mark: rank for rank, mark in enumerate(Mark)},
        "LEVELS": LEVELS,
        "REPORTS": REPORTS,
        "IN_TIME": standing.IN_TIME,
        "standing": standing,
        "over_all": over_all,
        "round_of": round_of,
        "shares": shares,
        "ordinal": ordinal,
        "decision_text": decision_text,
        "level_label": level_label,
        "mark_of": mark_of,
        "since_of": since_of,
        "href": href,
        "when": when,
        "bar": _bar,
        "SEAL": SEAL,
        "SEALS": STANDINGS,
    }
    return environment(lang, BATCH, names)


def _across(batch: BatchReport) -> tuple[SharedShown, ...]:
    names = standing.titles(batch)
    pages = {item.path: href(standing.main_report(item, "html")) for item in batch.deliveries}
    return tuple(
        SharedShown(
            anchor,
            tuple(SideShown(names.get(path, path), pages.get(path)) for path in item.packages),
            _placed(item.finding, item.packages[0]),
        )
        for item, anchor in across_anchors(batch)
    )


def _placed(finding: Finding, package: str) -> Finding:
    """The finding with its file as the other sides' are shown: behind its package."""
    return replace(finding, file=f"{package}/{finding.file}") if finding.file else finding


def _anchors(batch: BatchReport, table: UnitGrid, shared: tuple[SharedShown, ...]) -> shell.Anchors:
    """Ids on the page: rules by their place, findings across packages."""
    rules = {rule.id: f"r{number}" for number, rule in enumerate(table.rules, 1)}
    return shell.Anchors({}, {id(item.finding): item.anchor for item in shared}, rules)


def _bar(count: RuleCount, units: int) -> tuple[float, float, Text]:
    """Shares of units with errors and with warnings in per cent, and the same in words."""
    words = Text(
        f"{count.errors} 个单位有错误，{count.warnings} 个单位有提醒",
        f"{count.errors} unit(s) with errors, {count.warnings} with warnings",
    )
    whole = max(units, 1)
    return round(100 * count.errors / whole, 2), round(100 * count.warnings / whole, 2), words
