"""What only a person can decide, grouped by item, each with the names that it concerns."""

from __future__ import annotations

from jlxx_check.model.report import Report
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.questions import Question, topics
from jlxx_check.reporters.terminal.page import Page


def write_checklist(page: Page, report: Report) -> None:
    """Write the section; nothing where there is nothing for a person to do."""
    listed = topics(report, page.lang)
    if not listed:
        return
    page.heading(
        Text("人工核对清单（程序无法判断，请逐项核对）", "Checklist (for a person to decide)"),
        "bold underline",
    )
    for topic in listed:
        clause = f"（{topic.rule.clause}）" if topic.rule.clause else ""
        page.put(page.say(topic.rule.title) + clause, lead=" □ ", lead_style="bold cyan")
        for question in topic.questions:
            _question(page, question)


def _question(page: Page, question: Question) -> None:
    page.put(question.text, indent=4)
    if len(question.asked) > 1:
        listed = ("、" if page.lang is Lang.ZH else ", ").join(item.name for item in question.asked)
        lead = page.say(Text("涉及：", "for: "))
        page.put(listed, lead=lead, lead_style="dim", indent=4)
