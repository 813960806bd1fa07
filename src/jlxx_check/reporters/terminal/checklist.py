"""What only a person can decide, grouped by item, each with the names that it concerns."""

from __future__ import annotations

from collections.abc import Mapping

from jlxx_check.model.report import Finding, Report
from jlxx_check.reporters.questions import Question, Topic, topics
from jlxx_check.reporters.tasks import labels
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.wording import decision_text
from jlxx_check.text import Lang, Text, joined, same

_FOLDED = Text("人工核对（程序无法判断，请逐项核对）", "Checklist (for a person to decide)")
_OPEN = Text("人工核对清单：每一项看什么", "Checklist: what to look at")
_SETTLED = Text("人工核对清单中已有结果的", "Items of the checklist that are settled")


def write_folded(page: Page, report: Report) -> None:
    """Write what is still to be decided, a line an item with its names; nothing without any."""
    todo = topics(report, page.lang, _still_open)
    if todo:
        page.heading(_FOLDED, "bold underline")
    names = labels(report.entries, report.pack.nouns)
    for topic in todo:
        parts: dict[str, None] = {}
        for item in (item for question in topic.questions for item in question.asked):
            entry = item.finding.entry
            parts[item.question if entry is None else page.say(names[entry])] = None
        said = ("、" if page.lang is Lang.ZH else ", ").join(parts)
        page.put(f"{_headed(page, topic)}{said}", lead=" □ ", lead_style="bold cyan")


def write_checklist(page: Page, report: Report) -> None:
    """Write what to look at for each item, then what is settled; empty sections not.

    What asks nothing of an entry was said in full where the list was folded.
    """
    todo = topics(report, page.lang, lambda item: _still_open(item) and item.entry is not None)
    done = topics(report, page.lang, lambda item: item.decision is not None)
    names = labels(report.entries, report.pack.nouns)
    for title, listed, box in ((_OPEN, todo, "□"), (_SETTLED, done, "☑")):
        if listed:
            page.heading(title, "bold underline")
        for topic in listed:
            _topic(page, topic, box, names)


def _still_open(finding: Finding) -> bool:
    return finding.decision is None


def _headed(page: Page, topic: Topic) -> str:
    """A topic's title in front of what follows it on the line."""
    clause = topic.rule.clause
    if page.lang is Lang.ZH:
        return page.say(topic.rule.title) + (f"（{clause}）：" if clause else "：")
    return page.say(topic.rule.title) + (f" ({clause}): " if clause else ": ")


def _topic(page: Page, topic: Topic, box: str, names: Mapping[str, Text]) -> None:
    clause = topic.rule.clause
    cited = page.say(Text(f"（{clause}）", f" ({clause})")) if clause else ""
    page.put(page.say(topic.rule.title) + cited, lead=f" {box} ", lead_style="bold cyan")
    for question in topic.questions:
        _question(page, question, names)


def _question(page: Page, question: Question, names: Mapping[str, Text]) -> None:
    page.put(question.text, indent=4)
    if len(question.asked) > 1:
        listed = joined(
            names.get(item.finding.entry or "", same(item.name)) for item in question.asked
        )
        lead = page.say(Text("涉及：", "for: "))
        page.put(listed, lead=lead, lead_style="dim", indent=4)
    decisions = [item.finding.decision for item in question.asked]
    said = {decision_text(decision): None for decision in decisions if decision}
    for text in said:
        page.put(text, indent=4, style="dim")
