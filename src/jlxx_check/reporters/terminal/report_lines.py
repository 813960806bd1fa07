"""The report that a person reads in a terminal: in one look first, the details after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from rich.cells import cell_len

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report, Verdict
from jlxx_check.reporters.head_lines import head_notes
from jlxx_check.reporters.matrix import SIGNS, mark_of
from jlxx_check.reporters.seal_words import SEAL_LEAD, seal_line
from jlxx_check.reporters.sections import (
    NEXT_LEAD,
    NOTES_TITLE,
    finding_rows,
    past_owner,
    past_sections,
    since_line,
)
from jlxx_check.reporters.tasks import TO_DO, begin, tally
from jlxx_check.reporters.terminal.details import (
    write_checklist,
    write_folded,
    write_known,
    write_not_judged,
    write_todo,
)
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.reporters.wording import (
    LEVELS,
    advice,
    heading,
    level_label,
    report_counts,
    verdict_text,
    when,
    when_due,
)
from jlxx_check.text import Lang, Text, joined
from jlxx_check.values.file_size import size_shown

STYLES = {
    Level.ERROR: "bold red",
    Level.WARNING: "bold yellow",
    Level.REVIEW: "bold cyan",
    Level.INFO: "bold blue",
}
#: Findings to do something about that need no overview.
_FEW = 3
_DETAILS = Text(
    "明细：每处问题的位置、现状、要求、依据和改法",
    "Details: where, what was found, what is asked, by which clause, how to mend",
)
#: The family of warnings about decisions.
_DECISIONS = "decision."
SETTLED_STYLE = "dim"
VERDICT_SIGNS = {Verdict.NONCOMPLIANT: "✗", Verdict.INCOMPLETE: "?", Verdict.COMPLIANT: "✓"}
VERDICT_STYLES = {
    Verdict.COMPLIANT: "bold green",
    Verdict.NONCOMPLIANT: "bold red",
    Verdict.INCOMPLETE: "bold yellow",
}


def report_lines(report: Report, lang: Lang, width: int, *, quiet: bool = False) -> list[Styled]:
    """The report as styled lines of at most ``width`` cells.

    quiet: verdict, errors, decisions that had no effect, on which somebody relies, and what was
    not judged where that is the verdict.
    """
    page = Page(lang, width)
    _head(page, report, quiet=quiet)
    if quiet:
        _findings(page, report, {Level.ERROR})
        if report.verdict is Verdict.INCOMPLETE:
            blocking = tuple(item for item in report.not_judged if item.blocks)
            write_not_judged(page, replace(report, not_judged=blocking))
        return page.lines
    _next(page, report)
    # A few findings are read sooner than an overview of them and then the findings.
    few = sum(item.level in TO_DO and item.decision is None for item in report.findings) <= _FEW
    if few:
        _findings(page, report, set(TO_DO))
    else:
        write_todo(page, report)
    write_not_judged(page, report)
    write_folded(page, report)
    write_known(page, report)
    _notes(page, report)
    left = {Level.INFO} if few else {*TO_DO, Level.INFO}
    if any(item.level in left for item in report.findings):
        page.heading(_DETAILS, "bold reverse")
        _findings(page, report, left)
    write_checklist(page, report)
    _past(page, report)
    _closing(page, report)
    return page.lines


def recap_lines(reports: Sequence[Report], lang: Lang, width: int) -> list[Styled]:
    """Several packages' verdicts and errors again: their reports have scrolled away."""
    page = Page(lang, width)
    number = len(reports)
    page.heading(Text(f"共检查{number}个材料包", f"{number} packages judged"), "bold underline")
    for report in reports:
        _verdict(page, report)
        numbers = report_counts(report)[:3]
        page.put(joined(Text(f"{name.zh}{n}", f"{name.en} {n}") for name, n in numbers), indent=2)
    return page.lines


def _verdict(page: Page, report: Report) -> None:
    verdict = page.say(verdict_text(report))
    page.put(
        report.package.name,
        lead=f"【{verdict}】" if page.lang is Lang.ZH else f"[{verdict}] ",
        lead_style=VERDICT_STYLES[report.verdict],
        style="bold",
    )


def _next(page: Page, report: Report) -> None:
    """What to do next, and where to begin."""
    said = joined(filter(None, (advice(report), begin(report))), "", " ")
    page.put(said, lead=page.say(NEXT_LEAD), lead_style="bold", style="bold")


def _closing(page: Page, report: Report) -> None:
    """What the report began with: after pages of details this is what is still on the screen."""
    page.blank()
    _verdict(page, report)
    _counts(page, report)
    numbers = tally(report)
    if numbers.zh:
        page.put(numbers, lead=page.say(Text("错误数：", "Errors: ")))
    _next(page, report)


def _head(page: Page, report: Report, *, quiet: bool) -> None:
    _verdict(page, report)
    page.put(
        Text(
            f"依据：{report.pack.title.zh}（{report.pack.id}）",
            f"By: {report.pack.title.en} ({report.pack.id})",
        )
    )
    files, total = report.package.files, size_shown(report.package.bytes)
    received, due = when(report.received), when_due(report.pack.deadline)
    page.put(
        Text(
            f"文件 {files} 个，共 {total}；收到日期：{received.zh}；截止：{due.zh}",
            f"{files} files, {total}; received: {received.en}; due: {due.en}",
        )
    )
    seal = report.package.seal
    if seal is not None and seal.exact:
        page.put(seal_line(report) or "", lead=page.say(SEAL_LEAD), style="green")
    for note in head_notes(report, whole=not quiet):
        page.put(note, style="bold yellow")
    _counts(page, report)
    compared = since_line(report)
    if compared:
        page.put(compared)


def _counts(page: Page, report: Report) -> None:
    """How many findings of each level, and how much was judged; what there is of, in colour."""
    styles = {LEVELS[level]: STYLES[level] for level in (Level.ERROR, Level.WARNING)}
    line = Styled()
    for label, count in report_counts(report):
        said = f"{page.say(label)} {count}"
        if line and line.cell_len + len(" ·  ·") + cell_len(said) > page.width:
            page.lines.append(line.append(" ·"))
            line = Styled()
        line.append(" · " if line else "")
        line.append(said, styles.get(label, "") if count else "")
    page.lines.append(line)


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
        page.heading(NOTES_TITLE, "bold underline")
        for note in report.notes:
            page.put(note, lead=" · ")


def _past(page: Page, report: Report) -> None:
    for title, items in past_sections(report.baseline):
        page.heading(title, "bold underline")
        for item in items:
            page.put(f"{page.say(past_owner(item, report))} · {item.message}", lead=" · ")
