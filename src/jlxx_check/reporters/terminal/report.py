"""The report that a person reads in a terminal: verdict first, what to do last."""

from __future__ import annotations

from itertools import groupby

from rich.cells import cell_len
from rich.text import Text as Line

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report, Verdict
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.decided import level_label, report_counts
from jlxx_check.reporters.matrix import SIGNS, mark_of
from jlxx_check.reporters.rows import finding_rows
from jlxx_check.reporters.since import past_owner, past_sections, since_line
from jlxx_check.reporters.terminal.checklist import write_checklist
from jlxx_check.reporters.terminal.not_judged import write_not_judged
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.wording import (
    LEVELS,
    VERDICTS,
    advice,
    heading,
    partial_note,
    size,
    when,
)

STYLES = {
    Level.ERROR: "bold red",
    Level.WARNING: "bold yellow",
    Level.REVIEW: "bold cyan",
    Level.INFO: "bold blue",
}
#: The family of warnings about decisions.
_DECISIONS = "decision."
SETTLED_STYLE = "dim"
VERDICT_STYLES = {
    Verdict.COMPLIANT: "bold green",
    Verdict.NONCOMPLIANT: "bold red",
    Verdict.INCOMPLETE: "bold yellow",
}


def report_lines(report: Report, lang: Lang, width: int, *, quiet: bool = False) -> list[Line]:
    """The report as styled lines of at most ``width`` cells.

    quiet: verdict, errors, and decisions that had no effect, on which somebody relies.
    """
    page = Page(lang, width)
    _head(page, report)
    shown = {Level.ERROR} if quiet else {Level.ERROR, Level.WARNING, Level.INFO}
    _findings(page, report, shown)
    if not quiet:
        write_checklist(page, report)
    write_not_judged(page, report)
    if not quiet:
        _past(page, report)
        _notes(page, report)
        page.heading(Text("下一步：", "Next: ").say(lang) + advice(report).say(lang))
    return page.lines


def _head(page: Page, report: Report) -> None:
    verdict = page.say(VERDICTS[report.verdict])
    page.put(
        report.package.name,
        lead=f"【{verdict}】" if page.lang is Lang.ZH else f"[{verdict}] ",
        lead_style=VERDICT_STYLES[report.verdict],
        style="bold",
    )
    page.put(
        Text(
            f"依据：{report.pack.title.zh}（{report.pack.id}）",
            f"By: {report.pack.title.en} ({report.pack.id})",
        )
    )
    files, total = report.package.files, size(report.package.bytes)
    received, due = when(report.received), when(report.pack.deadline)
    page.put(
        Text(
            f"文件 {files} 个，共 {total}；收到日期：{received.zh}；截止：{due.zh}",
            f"{files} files, {total}; received: {received.en}; due: {due.en}",
        )
    )
    partial = partial_note(report)
    if partial:
        page.put(partial, style="bold yellow")
    page.lines.append(_counts(page, report))
    compared = since_line(report)
    if compared:
        page.put(compared)


def _counts(page: Page, report: Report) -> Line:
    """How many findings of each level, and how much was judged; what there is of, in colour."""
    styles = {LEVELS[level]: STYLES[level] for level in (Level.ERROR, Level.WARNING)}
    line = Line()
    for index, (label, count) in enumerate(report_counts(report)):
        line.append(" · " if index else "")
        line.append(f"{page.say(label)} {count}", styles.get(label, "") if count else "")
    return line


def _findings(page: Page, report: Report, shown: set[Level]) -> None:
    entries = {entry.id: entry for entry in report.entries}
    listed = [
        item for item in report.findings if item.level in shown or item.rule.startswith(_DECISIONS)
    ]
    for entry_id, group in groupby(listed, key=lambda item: item.entry):
        page.heading(heading(entries.get(entry_id or "")), "bold underline")
        for finding in group:
            _finding(page, finding)


def _finding(page: Page, finding: Finding) -> None:
    style = SETTLED_STYLE if finding.decision else STYLES[finding.level]
    label = page.say(level_label(finding))
    mark = SIGNS[mark_of(finding)]
    page.put(finding.message, lead=f" {mark} {label}  ", lead_style=style)
    rows = [(page.say(label), text) for label, text in finding_rows(finding)]
    wide = max(cell_len(name) for name, _ in rows)
    for name, text in rows:
        pad = " " * (wide - cell_len(name) + 2)
        page.put(text, lead=name + pad, lead_style="dim", indent=4)


def _notes(page: Page, report: Report) -> None:
    if report.notes:
        page.heading(Text("另请留意", "Also note"), "bold underline")
        for note in report.notes:
            page.put(note, lead=" · ")


def _past(page: Page, report: Report) -> None:
    for title, items in past_sections(report.baseline):
        page.heading(title, "bold underline")
        for item in items:
            page.put(f"{page.say(past_owner(item, report))} · {item.message}", lead=" · ")
