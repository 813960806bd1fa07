"""The report as Markdown (CommonMark with the tables of GitHub), every name in it plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.reporters.head_lines import head_notes, head_rows
from jlxx_check.reporters.sections import (
    NEXT_LEAD,
    NOT_JUDGED_TITLE,
    NOTES_TITLE,
    checklist_of,
    finding_rows,
    findings_of,
    past_owner,
    past_sections,
    since_line,
    unjudged,
)
from jlxx_check.reporters.wording import advice, heading, level_label, report_counts
from jlxx_check.text import Lang, Text
from jlxx_check.values.visible import visible

#: What Markdown may act on inside a line (CommonMark 0.31, 2.4: a backslash makes it plain), in
#: front of a line, and in an address that GitHub would make a link of.
_INSIDE = re.compile(r"[\\`*_\[\]<>#|~&$]")
_IN_FRONT = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))")
_ADDRESS = re.compile(r"(?i)(?<=www)\.|:(?=//)")
_CHECKLIST = Text("人工核对清单（程序无法判断，请逐项核对）", "Checklist (for a person to decide)")


def to_markdown(report: Report, lang: Lang) -> bytes:
    """The report as UTF-8 Markdown."""
    page = _Page(lang)
    title = page.text(Text("材料检查报告：", "Report: "))
    page.put(f"# {title}{page.text(report.package.name)}")
    _head(page, report)
    _findings(page, report, Text("问题与说明", "Findings"), findings_of(report))
    _findings(page, report, _CHECKLIST, checklist_of(report))
    _unjudged(page, report)
    _past(page, report)
    if report.notes:
        page.put(f"## {page.text(NOTES_TITLE)}")
        page.put("\n".join(f"- {page.text(note)}" for note in report.notes))
    page.put(f"**{page.text(NEXT_LEAD)}** {page.text(advice(report))}")
    return ("\n\n".join(page.blocks) + "\n").encode()


def escaped(text: str) -> str:
    """Plain text of one line that Markdown shows as it is."""
    shown = _ADDRESS.sub(r"\\\g<0>", _INSIDE.sub(r"\\\g<0>", visible(text)))
    return _IN_FRONT.sub(_kept_in_line, shown)


def _kept_in_line(front: re.Match[str]) -> str:
    blank, mark = front.groups()
    return f"{blank}&#{ord(mark[0])};{mark[1:]}"


class _Page:
    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.blocks: list[str] = []

    def text(self, text: Text | str) -> str:
        return escaped(text.say(self.lang) if isinstance(text, Text) else text)

    def put(self, block: str) -> None:
        self.blocks.append(block)

    def table(self, rows: Iterable[Iterable[str]]) -> None:
        head, *body = [f"| {' | '.join(row)} |" for row in rows]
        line = "|" + " --- |" * (head.replace("\\|", "").count("|") - 1)
        self.put("\n".join([head, line, *body]))


def _head(page: _Page, report: Report) -> None:
    rows = [[page.text(label), page.text(value)] for label, value in head_rows(report)]
    page.table([["", ""], *rows])
    for note in head_notes(report):
        page.put(f"**{page.text(note)}**")
    numbers = report_counts(report)
    page.table([[page.text(label) for label, _ in numbers], [str(number) for _, number in numbers]])
    compared = since_line(report)
    if compared:
        page.put(page.text(compared))


def _findings(page: _Page, report: Report, title: Text, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    page.put(f"## {page.text(title)}")
    entries = {entry.id: entry for entry in report.entries}
    for entry_id, group in groupby(findings, key=lambda item: item.entry):
        page.put(f"### {page.text(heading(entries.get(entry_id or '')))}")
        page.put("\n".join(_finding(page, finding) for finding in group))


def _finding(page: _Page, finding: Finding) -> str:
    box = ("[x] " if finding.decision else "[ ] ") if finding.level is Level.REVIEW else ""
    level = page.text(level_label(finding))
    lines = [f"- {box}**{level}** {page.text(finding.message)}"]
    colon = "：" if page.lang is Lang.ZH else ": "
    for label, text in finding_rows(finding):
        lines.append(f"  - {page.text(label)}{colon}{page.text(text)}")
    return "\n".join(lines)


def _unjudged(page: _Page, report: Report) -> None:
    groups = unjudged(report, page.lang)
    if not groups:
        return
    page.put(f"## {page.text(NOT_JUDGED_TITLE)}")
    zh = page.lang is Lang.ZH
    comma = "、" if zh else ", "
    lines = []
    for group in groups:
        lines.append(f"- {page.text(group.why)}")
        if group.file:
            lines.append(f"  - {page.text(group.file)}")
        if group.fix:
            lines.append(f"  - {page.text(group.fix)}")
        for names, rules in group.together:
            name = comma.join(filter(None, names))
            lead = page.text(name) + ("：" if zh else ": ") if name else ""
            lines.append(f"  - {lead}{page.text(comma.join(rules))}")
    page.put("\n".join(lines))


def _past(page: _Page, report: Report) -> None:
    for title, items in past_sections(report.baseline):
        page.put(f"## {page.text(title)}")
        lines = [
            f"- {page.text(past_owner(item, report))} · {page.text(item.message)}" for item in items
        ]
        page.put("\n".join(lines))
