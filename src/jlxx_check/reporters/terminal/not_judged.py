"""What has no result, by its reason: one broken file may leave many rules unjudged."""

from __future__ import annotations

from jlxx_check.model.report import Report
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.unjudged import unjudged


def write_not_judged(page: Page, report: Report) -> None:
    """Write the section; nothing where everything has a result."""
    groups = unjudged(report, page.lang)
    if not groups:
        return
    page.heading(Text("没有结论的项目", "Not judged"), "bold underline")
    for group in groups:
        page.put(group.why, lead=" ? ", lead_style="bold")
        if group.file:
            page.put(group.file, indent=4, style="dim")
        for name, rules in group.whom.items():
            _line(page, name, rules)


def _line(page: Page, name: str, rules: list[str]) -> None:
    chinese = page.lang is Lang.ZH
    lead = name + ("：" if chinese else ": ") if name else ""
    page.put(lead + ("、" if chinese else ", ").join(rules), indent=4, style="dim")
