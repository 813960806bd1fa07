"""What only a person can decide, grouped by item, each with the names that it concerns."""

from __future__ import annotations

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.terminal.page import Page


def write_checklist(page: Page, report: Report) -> None:
    """Write the section; nothing where there is nothing for a person to do."""
    items = [item for item in report.findings if item.level is Level.REVIEW]
    if not items:
        return
    page.heading(
        Text("人工核对清单（程序无法判断，请逐项核对）", "Checklist (for a person to decide)"),
        "bold underline",
    )
    names = {entry.id: entry.name for entry in report.entries}
    groups: dict[str, list[Finding]] = {rule.id: [] for rule in report.rules}
    for item in items:
        groups[item.rule].append(item)
    for rule in report.rules:
        if groups[rule.id]:
            clause = f"（{rule.clause}）" if rule.clause else ""
            page.put(page.say(rule.title) + clause, lead=" □ ", lead_style="bold cyan")
            _questions(page, groups[rule.id], names)


def _questions(page: Page, items: list[Finding], names: dict[str, str]) -> None:
    """Each question once: those that differ by the name alone are one, with all the names."""
    asked: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        message = item.message.say(page.lang)
        name = names.get(item.entry or "", "")
        question = message.replace(f"“{name}”", "“……”") if name else message
        asked.setdefault(question, []).append((message, name))
    for question, whom in asked.items():
        if len(whom) == 1:
            page.put(whom[0][0], indent=4)
            continue
        page.put(question, indent=4)
        listed = ("、" if page.lang is Lang.ZH else ", ").join(name for _, name in whom)
        lead = page.say(Text("涉及：", "for: "))
        page.put(listed, lead=lead, lead_style="dim", indent=4)
