"""Everything about one entry side by side: what it says, what it holds, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from jlxx_check.model.facts import Audio, Photo, Video
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report, ReportEntry, ReportFile

#: Cells (a Chinese character takes two) that a label and its value may have to stand in a column;
#: longer ones go across the page.
_COLUMN = 28


@dataclass(frozen=True, slots=True)
class Dossier:
    """An entry (None: the package as a whole), its findings and its files by what they are."""

    entry: ReportEntry | None
    findings: tuple[Finding, ...]
    photos: tuple[ReportFile, ...] = ()
    recordings: tuple[ReportFile, ...] = ()
    others: tuple[ReportFile, ...] = ()
    short: tuple[tuple[str, str], ...] = ()
    long: tuple[tuple[str, str], ...] = ()


def dossiers(report: Report) -> tuple[Dossier, ...]:
    """The package as a whole first, then the entries; checklist items stand elsewhere."""
    found: dict[str | None, list[Finding]] = {None: []}
    for finding in report.findings:
        if finding.level is not Level.REVIEW:
            found.setdefault(finding.entry, []).append(finding)
    own = (_dossier(entry, tuple(found.get(entry.id, ()))) for entry in report.entries)
    return (Dossier(None, tuple(found[None])), *own)


def _dossier(entry: ReportEntry, findings: tuple[Finding, ...]) -> Dossier:
    photos = tuple(file for file in entry.files if isinstance(file.media, Photo))
    recordings = tuple(file for file in entry.files if isinstance(file.media, Video | Audio))
    others = tuple(file for file in entry.files if file.media is None)
    values = [(value.label, value.text) for value in entry.values]
    short = tuple(pair for pair in values if cell_len("".join(pair)) <= _COLUMN)
    long = tuple(pair for pair in values if cell_len("".join(pair)) > _COLUMN)
    return Dossier(entry, findings, photos, recordings, others, short, long)
