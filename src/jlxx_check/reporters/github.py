"""Annotations for GitHub Actions: one workflow command a line.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from jlxx_check.model.about import NAME
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, NotJudged, Report, Verdict
from jlxx_check.reporters.head_lines import head_notes
from jlxx_check.reporters.sections import finding_rows, past_owner, past_sections, since_line
from jlxx_check.reporters.wording import advice, entry_title, report_counts, verdict_of
from jlxx_check.text import Lang
from jlxx_check.values.visible import visible

_COMMANDS = {
    Level.ERROR: "error",
    Level.WARNING: "warning",
    Level.REVIEW: "notice",
    Level.INFO: "notice",
}
_LAST = {
    Verdict.COMPLIANT: "notice",
    Verdict.NONCOMPLIANT: "error",
    Verdict.INCOMPLETE: "warning",
}


def to_github(report: Report, lang: Lang) -> bytes:
    """A line for every finding and everything unjudged, and a last one for the verdict."""
    titles = {entry.id: entry_title(entry).say(lang) for entry in report.entries}
    lines = [_finding(item, titles, report, lang) for item in report.findings]
    lines += [_not_judged(item, titles, report, lang) for item in report.not_judged]
    lines.append(_verdict(report, lang))
    return "".join(f"{line}\n" for line in lines).encode()


def _finding(finding: Finding, titles: dict[str, str], report: Report, lang: Lang) -> str:
    said = [finding.message.say(lang)]
    colon = "：" if lang is Lang.ZH else ": "
    said += [f"{label.say(lang)}{colon}{text.say(lang)}" for label, text in finding_rows(finding)]
    title = " · ".join(part for part in (titles.get(finding.entry or ""), finding.rule) if part)
    place = _place(finding.file, report)
    # What a reviewer has settled asks nobody for anything.
    command = "notice" if finding.decision else _COMMANDS[finding.level]
    return _command(command, said, title=title, file=place)


def _not_judged(item: NotJudged, titles: dict[str, str], report: Report, lang: Lang) -> str:
    title = " · ".join(part for part in (titles.get(item.entry or ""), item.rule) if part)
    command = "warning" if item.fault else "notice"
    said = [text.say(lang) for text in (item.why, item.fix) if text]
    return _command(
        command,
        said,
        title=title,
        file=_place(item.file, report),
    )


def _verdict(report: Report, lang: Lang) -> str:
    numbers = " · ".join(f"{label.say(lang)} {number}" for label, number in report_counts(report))
    said = [f"{verdict_of(report).say(lang)} · {report.package.name}", numbers]
    notes = (*head_notes(report), since_line(report), advice(report))
    said += [text.say(lang) for text in notes if text]
    for section, items in past_sections(report.baseline):
        said.append(section.say(lang))
        said += [f"{past_owner(item, report).say(lang)} · {item.message}" for item in items]
    return _command(_LAST[report.verdict], said, title=NAME)


def _place(file: str | None, report: Report) -> str | None:
    """A file as the repository that is checked out calls it; an archive's members lie in it."""
    if file is None:
        return None
    folder = report.package.path.replace("\\", "/").rstrip("/")
    return f"{folder}/{file}" if report.package.kind == "folder" else folder


def _command(name: str, said: list[str], *, title: str, file: str | None = None) -> str:
    fields = {"file": file, "title": title}
    given = ",".join(f"{key}={_field(value)}" for key, value in fields.items() if value)
    return f"::{name} {given}::{_data(said)}"


def _data(said: list[str]) -> str:
    """Lines of a message; ``%`` first, or the other escapes would be escaped once more."""
    return "%0A".join(visible(line).replace("%", "%25") for line in said)


def _field(text: str) -> str:
    return visible(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
