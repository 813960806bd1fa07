"""Variants of the complying sample: one mistake each, and what the report says of it.

Everything that differs from the complying sample's report is held against the case: findings by
rule, level, entry and file; how many review items and unjudged outcomes each rule has more or
fewer. What a case does not name must not change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jlxx_check import Report, RulePack
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding
from tests.support.editing import Copy, Edit, original, place, said_name
from tests.support.variants import RECEIVED, complying_report, copy_complying, judge


class Wanted(NamedTuple):
    """A finding that the mistake has to give.

    entry: the sample's id, or ``=name`` of one that the sample lacks. file: as in ``editing``.
    says: what its Chinese message holds.
    """

    rule: str
    entry: str | None = None
    file: str | None = None
    level: str = "error"
    says: str = ""


@dataclass(frozen=True)
class Variant:
    """One case. reviews, unjudged: by rule, how many more (or fewer) than in the sample."""

    name: str
    edits: tuple[Edit, ...]
    wanted: tuple[Wanted, ...] = ()
    reviews: Mapping[str, int] = field(default_factory=dict)
    unjudged: Mapping[str, int] = field(default_factory=dict)
    received: date | None = RECEIVED
    pack: RulePack | None = None

    def __str__(self) -> str:
        return self.name


def variant(
    name: str,
    edits: Edit | tuple[Edit, ...],
    *wanted: Wanted,
    reviews: Mapping[str, int] | None = None,
    unjudged: Mapping[str, int] | None = None,
    received: date | None = RECEIVED,
    pack: RulePack | None = None,
) -> Variant:
    every = edits if isinstance(edits, tuple) else (edits,)
    return Variant(name, every, wanted, reviews or {}, unjudged or {}, received, pack)


def hold(case: Variant, folder: Path) -> None:
    """Plant the case's mistake in a copy, judge it, and compare."""
    copy = Copy(copy_complying(folder))
    for edit in case.edits:
        edit(copy)
    report = judge(copy.root, case.pack, received=case.received)
    before = complying_report()
    moved = {original(path): copy.renamed[path] for path in copy.renamed}
    old = Counter(_key(before, item, moved) for item in _faults(before))
    new = Counter(_key(report, item, {}) for item in _faults(report))
    wanted = Counter(_wanted(item, copy) for item in case.wanted)
    assert new - old == wanted, _told(report)
    assert old - new == Counter()
    for item in case.wanted:
        assert any(item.says in finding.message.zh for finding in _of(report, item.rule)), item.says
    assert _difference(_reviews(report), _reviews(before)) == _plain(case.reviews)
    assert _difference(_unjudged(report), _unjudged(before)) == _plain(case.unjudged)
    assert not report.faults


Key = tuple[str, str, str | None, str | None]


def _key(report: Report, finding: Finding, moved: Mapping[str, str]) -> Key:
    names = {entry.id: f"{entry.kind} {entry.name}" for entry in report.entries}
    entry = names[finding.entry] if finding.entry else None
    file = moved.get(finding.file, finding.file) if finding.file else None
    return finding.rule, finding.level.value, entry, file


def _wanted(item: Wanted, copy: Copy) -> Key:
    entry = item.entry
    if entry and entry.startswith("="):
        entry = entry[1:]
    elif entry:
        entry = f"{entry.partition('/')[0]} {said_name(entry)}"
    file = copy.path(place(copy, item.file)) if item.file else None
    return item.rule, item.level, entry, file


def _of(report: Report, rule: str) -> Iterable[Finding]:
    return (finding for finding in report.facts if finding.rule == rule)


def _faults(report: Report) -> Iterable[Finding]:
    return (finding for finding in report.facts if finding.level is not Level.REVIEW)


def _reviews(report: Report) -> Counter[str]:
    return Counter(item.rule for item in report.findings if item.level is Level.REVIEW)


def _unjudged(report: Report) -> Counter[str]:
    return Counter(item.rule for item in report.not_judged)


def _difference(new: Counter[str], old: Counter[str]) -> dict[str, int]:
    return {rule: new[rule] - old[rule] for rule in new | old if new[rule] != old[rule]}


def _plain(counts: Mapping[str, int]) -> dict[str, int]:
    return {rule: count for rule, count in counts.items() if count}


def _told(report: Report) -> str:
    return "\n".join(
        f"{item.level} {item.rule} {item.entry} {item.file}: {item.message.zh}"
        for item in _faults(report)
    )
