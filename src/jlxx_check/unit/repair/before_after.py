"""What a repair changed: the findings before and after, held against each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from jlxx_check.model.mend_plan import MendStep
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.reporters.tasks import TO_DO, labels
from jlxx_check.reporters.wording import WHOLE
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_types import frozen

#: Whose a finding is: kind, name, and which of those called alike.
_Owner = tuple[str, str, int] | None
#: A finding by its rule, whose it is and, of nobody's, the name of the row that it stands in.
_Known = tuple[str, _Owner, str | None]


@frozen
class OwnersChange:
    """Errors and warnings of one person or project (or the whole), before and after."""

    name: Text
    before: tuple[int, int]
    after: tuple[int, int]


@frozen
class BeforeAfter:
    """Errors and warnings, each rule's by itself: mended, still there, and new in the copy."""

    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]
    new: tuple[Finding, ...]
    owners: tuple[OwnersChange, ...]


def before_after(before: Report, after: Report, steps: Iterable[MendStep] = ()) -> BeforeAfter:
    """The two reports held against each other. Files may have other names in the copy.

    steps: what went where. Whoever is called otherwise once a form can be read is the same still.
    """
    to, now = _owned(after), _owned(before)
    now.update(_called_otherwise(before, after, to, steps))
    was, is_ = _by_key(before, now), _by_key(after, to)
    mended = [f for key, found in was.items() for f in found[len(is_.get(key, ())) :]]
    left = [f for key, found in is_.items() for f in found[: len(was.get(key, ()))]]
    new = [f for key, found in is_.items() for f in found[len(was.get(key, ())) :]]
    owners = _owners((before, now), (after, to))
    return BeforeAfter(tuple(mended), tuple(left), tuple(new), tuple(owners))


def _by_key(report: Report, owners: Mapping[str, _Owner]) -> dict[_Known, list[Finding]]:
    found: dict[_Known, list[Finding]] = defaultdict(list)
    for finding in report.facts:
        if finding.level in TO_DO and finding.decision is None and not finding.of_the_call:
            owner = owners.get(finding.entry or "")
            row = fold_name(finding.about) if owner is None and finding.about else None
            found[finding.rule, owner, row].append(finding)
    return found


def _owned(report: Report) -> dict[str, _Owner]:
    """An entry's id → what it is known by in both reports, whatever its number."""
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[str, _Owner] = {}
    for entry in report.entries:
        key = entry.kind, entry.name
        seen[key] += 1
        found[entry.id] = (*key, seen[key])
    return found


def _called_otherwise(
    before: Report, after: Report, owners: Mapping[str, _Owner], steps: Iterable[MendStep]
) -> Iterator[tuple[str, _Owner]]:
    """An entry's id in the report before → what is known in the copy of whoever has its files."""
    has = {file.path: owners[entry.id] for entry in after.entries for file in entry.files}
    went: defaultdict[str, set[_Owner]] = defaultdict(set)
    for step in steps:
        if step.to is not None and step.to in has:
            went[step.file].add(has[step.to])
    for entry in before.entries:
        new = {owner for file in entry.files for owner in went[file.path]}
        if len(new) == 1:
            yield entry.id, new.pop()


def _owners(*reports: tuple[Report, Mapping[str, _Owner]]) -> Iterable[OwnersChange]:
    """Those who had or have something to do, in the copy's order."""
    counts = [_counts(report, owners) for report, owners in reports]
    names: dict[_Owner, Text] = {None: WHOLE}
    for report, owners in reports:
        shown = labels(report.entries, report.pack.nouns)
        names |= {owner: shown[key] for key, owner in owners.items()}
    for owner, name in names.items():
        pairs = [(found[owner, Level.ERROR], found[owner, Level.WARNING]) for found in counts]
        if any(map(any, pairs)):
            yield OwnersChange(name, pairs[0], pairs[1])


def _counts(report: Report, owners: Mapping[str, _Owner]) -> Counter[tuple[_Owner, Level]]:
    """As the report counts them: what several rules say for one cause is one."""
    return Counter(
        (owners.get(finding.entry or ""), finding.level)
        for finding in report.findings
        if finding.level in TO_DO and finding.decision is None
    )
