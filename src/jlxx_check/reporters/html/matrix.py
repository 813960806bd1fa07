"""Entries against requirements: what to look at before reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jlxx_check.model.report import Finding, NotJudged, Report, ReportEntry, RuleResult, Tally
from jlxx_check.model.text import Text

_Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """One rule for one entry. state: a key of MARKS, "" where the rule does not concern it.

    item: the gravest thing to read about it; count: how many there are.
    """

    state: str
    rule: RuleResult
    item: Finding | NotJudged | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """An entry (None: the package as a whole) and its cells, one for each column."""

    entry: ReportEntry | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """All entries of one kind against every rule that concerns one of them."""

    title: Text
    columns: tuple[RuleResult, ...]
    rows: tuple[Row, ...]


def grids(report: Report) -> tuple[Grid, ...]:
    """The package as a whole first, then each kind in the report's order."""
    tallies = {(tally.rule, tally.entry): tally for tally in report.tallies}
    items: dict[_Key, list[Finding | NotJudged]] = {}
    for finding in report.findings:  # the gravest of an entry come first
        items.setdefault((finding.rule, finding.entry), []).append(finding)
    for left in report.not_judged:
        items.setdefault((left.rule, left.entry), []).append(left)
    made = (_grid(report, title, rows, tallies, items) for title, rows in _groups(report))
    return tuple(grid for grid in made if grid.columns)


def _groups(report: Report) -> Iterator[tuple[Text, list[ReportEntry | None]]]:
    yield Text("整个材料包", "The package as a whole"), [None]
    kinds: dict[str, list[ReportEntry | None]] = {}
    titles: dict[str, Text] = {}
    for entry in report.entries:
        kinds.setdefault(entry.kind, []).append(entry)
        titles[entry.kind] = entry.kind_title
    for kind, entries in kinds.items():
        yield titles[kind], entries


def _grid(
    report: Report,
    title: Text,
    entries: list[ReportEntry | None],
    tallies: dict[_Key, Tally],
    items: dict[_Key, list[Finding | NotJudged]],
) -> Grid:
    ids = [entry.id if entry else None for entry in entries]
    columns = tuple(
        rule
        for rule in report.rules
        if any((rule.id, one) in tallies or (rule.id, one) in items for one in ids)
    )
    rows = (
        Row(entry, tuple(_cell(rule, (rule.id, one), tallies, items) for rule in columns))
        for entry, one in zip(entries, ids, strict=True)
    )
    return Grid(title, columns, tuple(rows))


def _cell(
    rule: RuleResult,
    key: _Key,
    tallies: dict[_Key, Tally],
    items: dict[_Key, list[Finding | NotJudged]],
) -> Cell:
    found = items.get(key)
    if found:
        first = found[0]
        state = first.level.value if isinstance(first, Finding) else "not-judged"
        return Cell(state, rule, first, len(found))
    return Cell("pass" if key in tallies and tallies[key].passed else "", rule)
