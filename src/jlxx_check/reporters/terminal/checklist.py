"""What only a person can decide, grouped by item, each with the names that it concerns."""

from __future__ import annotations

from jlxx_check.model.report import Report
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.decided import decision_text
from jlxx_check.reporters.questions import Question, Topic, topics
from jlxx_check.reporters.terminal.page import Page

_OPEN = Text("人工核对清单（程序无法判断，请逐项核对）", "Checklist (for a person to decide)")
_SETTLED = Text("人工核对清单中已有结果的", "Items of the checklist that are settled")


def write_checklist(page: Page, report: Report) -> None:
    """Write the sections: what is still to be decided, then what is settled; empty ones not."""
    todo = topics(report, page.lang, lambda item: item.decision is None)
    done = topics(report, page.lang, lambda item: item.decision is not None)
    for title, listed, box in ((_OPEN, todo, "□"), (_SETTLED, done, "☑")):
        if listed:
            page.heading(title, "bold underline")
        for topic in listed:
            _topic(page, topic, box)


def _topic(page: Page, topic: Topic, box: str) -> None:
    clause = f"（{topic.rule.clause}）" if topic.rule.clause else ""
    page.put(page.say(topic.rule.title) + clause, lead=f" {box} ", lead_style="bold cyan")
    for question in topic.questions:
        _question(page, question)


def _question(page: Page, question: Question) -> None:
    page.put(question.text, indent=4)
    if len(question.asked) > 1:
        listed = ("、" if page.lang is Lang.ZH else ", ").join(item.name for item in question.asked)
        lead = page.say(Text("涉及：", "for: "))
        page.put(listed, lead=lead, lead_style="dim", indent=4)
    decisions = [item.finding.decision for item in question.asked]
    said = {decision_text(decision): None for decision in decisions if decision}
    for text in said:
        page.put(text, indent=4, style="dim")
