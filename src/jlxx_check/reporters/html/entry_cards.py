"""Everything about one entry side by side: what it says, what it holds, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from jlxx_check.model.facts import Audio, Photo, Video
from jlxx_check.model.report import Finding, NotJudged, Report, ReportEntry, ReportFile
from jlxx_check.reporters.sections import findings_of
from jlxx_check.text import Text

#: Cells (a Chinese character takes two) that a label and its value may have to stand in a column;
#: longer ones go across the page.
_COLUMN = 28


@dataclass(frozen=True, slots=True)
class Dossier:
    """An entry (None: the package as a whole), its findings and its files by what they are.

    unjudged: what has no result and no reviewer's decision. judged: whether a rule had a result.
    """

    entry: ReportEntry | None
    findings: tuple[Finding, ...]
    unjudged: tuple[NotJudged, ...]
    judged: bool
    photos: tuple[ReportFile, ...] = ()
    recordings: tuple[ReportFile, ...] = ()
    others: tuple[ReportFile, ...] = ()
    short: tuple[tuple[str, str], ...] = ()
    long: tuple[tuple[str, str], ...] = ()

    @property
    def reasons(self) -> tuple[Text, ...]:
        """Why there is no result, each reason once."""
        return tuple(dict.fromkeys(item.why for item in self.unjudged))


def dossiers(report: Report) -> tuple[Dossier, ...]:
    """The package as a whole first, then the entries; checklist items stand elsewhere."""
    found: dict[str | None, list[Finding]] = {None: []}
    for finding in findings_of(report):
        found.setdefault(finding.entry, []).append(finding)
    left: dict[str | None, list[NotJudged]] = {}
    for item in report.not_judged:
        if item.decision is None:
            left.setdefault(item.entry, []).append(item)
    judged = {tally.entry for tally in report.tallies if tally.passed or tally.failed}
    owners: list[ReportEntry | None] = [None, *report.entries]
    return tuple(
        _dossier(entry, tuple(found.get(key, ())), tuple(left.get(key, ())), key in judged)
        for entry in owners
        for key in [entry.id if entry else None]
    )


def _dossier(
    entry: ReportEntry | None,
    findings: tuple[Finding, ...],
    unjudged: tuple[NotJudged, ...],
    judged: bool,
) -> Dossier:
    if entry is None:
        return Dossier(None, findings, unjudged, judged)
    photos = tuple(file for file in entry.files if isinstance(file.media, Photo))
    recordings = tuple(file for file in entry.files if isinstance(file.media, Video | Audio))
    others = tuple(file for file in entry.files if file.media is None)
    values = [(value.label, value.text) for value in entry.values]
    short = tuple(pair for pair in values if cell_len("".join(pair)) <= _COLUMN)
    long = tuple(pair for pair in values if cell_len("".join(pair)) > _COLUMN)
    return Dossier(entry, findings, unjudged, judged, photos, recordings, others, short, long)
