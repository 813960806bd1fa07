"""What has no result, by its reason: one broken file may leave many rules unjudged."""

from __future__ import annotations

from jlxx_check.model.report import Report
from jlxx_check.model.text import Lang, Text, same
from jlxx_check.reporters.terminal.page import Page


def write_not_judged(page: Page, report: Report) -> None:
    """Write the section; nothing where everything has a result."""
    if not report.not_judged:
        return
    page.heading(Text("没有结论的项目", "Not judged"), "bold underline")
    names = {entry.id: entry.name for entry in report.entries}
    titles = {rule.id: rule.title for rule in report.rules}
    groups: dict[tuple[str, str | None], dict[str, list[str]]] = {}
    for item in report.not_judged:
        whom = groups.setdefault((item.why.say(page.lang), item.file), {})
        rules = whom.setdefault(names.get(item.entry or "", ""), [])
        title = page.say(titles.get(item.rule, same(item.rule)))
        if title not in rules:
            rules.append(title)
    for (why, file), whom in groups.items():
        page.put(why, lead=" ? ", lead_style="bold")
        if file:
            page.put(file, indent=4, style="dim")
        for name, rules in whom.items():
            _line(page, name, rules)


def _line(page: Page, name: str, rules: list[str]) -> None:
    chinese = page.lang is Lang.ZH
    lead = name + ("：" if chinese else ": ") if name else ""
    page.put(lead + ("、" if chinese else ", ").join(rules), indent=4, style="dim")
