"""A package's entries as a report shows them: files with their measures, values masked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jlxx_check.model.facts import Audio, Crashed, FileFacts, Photo, Unreadable, Video
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, OwnedFile, Package
from jlxx_check.model.report import ReportEntry, ReportFile, ReportValue
from jlxx_check.model.text import same

#: Characters that a form's value may have to be shown: names, dates, units, figures. A report is
#: passed on more widely than the form, so life stories stay in the form.
_LONGEST = 60


def report_entries(
    package: Package, pack: Pack, masking: Callable[[str], str]
) -> tuple[ReportEntry, ...]:
    """The entries in the package's order; ``masking`` goes over every value of their forms."""
    return tuple(
        ReportEntry(
            entry.id,
            entry.kind,
            pack.kinds[entry.kind].title,
            entry.name,
            entry.order,
            entry.special,
            tuple(_file(file, package.facts[file.path], pack) for file in entry.files),
            entry.of,
            tuple(_values(entry, pack, masking)),
        )
        for entry in package.entries
    )


def _file(file: OwnedFile, facts: FileFacts, pack: Pack) -> ReportFile:
    spec = pack.roles.get(file.role)
    title = spec.title if spec else same(file.role)
    body = facts.body
    media = body if isinstance(body, Photo | Video | Audio) else None
    problem = body.detail if isinstance(body, Unreadable | Crashed) else None
    return ReportFile(file.path, file.role, title, file.why, facts.size, media, problem)


def _values(entry: Entry, pack: Pack, masking: Callable[[str], str]) -> Iterator[ReportValue]:
    if entry.form is None:
        return
    for label in pack.forms[entry.form.kind].fields:
        text = " ".join(entry.form.text(label).split())
        if text and len(text) <= _LONGEST:
            yield ReportValue(label, masking(text))
