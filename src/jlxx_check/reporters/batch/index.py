"""The page over all packages: where every unit stands, and what goes wrong most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from jinja2 import Environment

from jlxx_check.model.about import NAME
from jlxx_check.model.batch import BatchReport
from jlxx_check.model.report import Finding, Verdict
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.batch import standing
from jlxx_check.reporters.batch.grid import Grid, across_anchors, grid
from jlxx_check.reporters.batch.links import REPORTS, href
from jlxx_check.reporters.batch.rule_counts import RuleCount, rule_counts
from jlxx_check.reporters.decided import decision_text, level_label
from jlxx_check.reporters.html import marks
from jlxx_check.reporters.html.shell import BATCH, REPORT, asset, environment, frame
from jlxx_check.reporters.matrix import MARKS, SIGNS, Mark, mark_of
from jlxx_check.reporters.since import standing as since_of
from jlxx_check.reporters.wording import LEVELS, VERDICTS, when

#: What a filter by status offers, with the words of the page.
_STATES = {
    Verdict.NONCOMPLIANT.value: VERDICTS[Verdict.NONCOMPLIANT],
    Verdict.INCOMPLETE.value: VERDICTS[Verdict.INCOMPLETE],
    Verdict.COMPLIANT.value: VERDICTS[Verdict.COMPLIANT],
}


@dataclass(frozen=True, slots=True)
class Side:
    """A unit that a finding across packages names; link: to its report."""

    name: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Shared:
    """A finding across packages as a card: its file is shown with the package in front."""

    anchor: str
    sides: tuple[Side, ...]
    finding: Finding


def to_index(batch: BatchReport, lang: Lang) -> bytes:
    """The whole page as UTF-8. Texts of the packages are text: escaped, acting characters spelt."""
    template = _environment(lang).get_template("index.html.j2")
    table = grid(batch)
    shared = _across(batch)
    style = asset(REPORT, "page.css") + asset(BATCH, "index.css")
    script = asset(REPORT, "common.js") + asset(BATCH, "index.js")
    page = template.render(
        batch=batch,
        tool=NAME,
        grid=table,
        numbers=standing.numbers(batch),
        shared=shared,
        counts=rule_counts(batch),
        anchors=_anchors(batch, table, shared),
        **frame(lang, style, script),
    )
    return page.encode("utf-8")


@cache
def _environment(lang: Lang) -> Environment:
    names = {
        "MARKS": {mark: (SIGNS[mark], MARKS[mark]) for mark in Mark},
        "RANKS": {mark: rank for rank, mark in enumerate(Mark)},
        "LEVELS": LEVELS,
        "VERDICTS": VERDICTS,
        "REPORTS": REPORTS,
        "IN_TIME": standing.IN_TIME,
        "STATES": _STATES,
        "standing": standing,
        "decision_text": decision_text,
        "level_label": level_label,
        "mark_of": mark_of,
        "since_of": since_of,
        "href": href,
        "when": when,
        "bar": _bar,
    }
    return environment(lang, BATCH, names)


def _across(batch: BatchReport) -> tuple[Shared, ...]:
    names = standing.titles(batch)
    pages = {item.path: href(standing.main_report(item, "html")) for item in batch.deliveries}
    return tuple(
        Shared(
            anchor,
            tuple(Side(names.get(path, path), pages.get(path)) for path in item.packages),
            _placed(item.finding, item.packages[0]),
        )
        for item, anchor in across_anchors(batch)
    )


def _placed(finding: Finding, package: str) -> Finding:
    """The finding with its file as the other sides' are shown: behind its package."""
    return replace(finding, file=f"{package}/{finding.file}") if finding.file else finding


def _anchors(batch: BatchReport, table: Grid, shared: tuple[Shared, ...]) -> marks.Anchors:
    """Ids on the page: rules by their place, findings across packages."""
    rules = {rule.id: f"r{number}" for number, rule in enumerate(table.rules, 1)}
    return marks.Anchors({}, {id(item.finding): item.anchor for item in shared}, rules)


def _bar(count: RuleCount, units: int) -> tuple[float, float, Text]:
    """Shares of units with errors and with warnings in per cent, and the same in words."""
    words = Text(
        f"{count.errors} 个单位有错误，{count.warnings} 个单位有提醒",
        f"{count.errors} unit(s) with errors, {count.warnings} with warnings",
    )
    whole = max(units, 1)
    return round(100 * count.errors / whole, 2), round(100 * count.warnings / whole, 2), words
