"""What follows a terminal report's first lines: what to do, what to look at, what has no result.

Last, ``--show files``: how each file was understood.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len

from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.nouns import REGISTERS
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.reporters.matrix import SIGNS, mark_of
from jlxx_check.reporters.questions import Question, Topic, topics
from jlxx_check.reporters.sections import TO_DO_TITLE, Unjudged, unjudged
from jlxx_check.reporters.tasks import Task, labels, shares, short
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.reporters.wording import decision_text, entry_title
from jlxx_check.text import Lang, Text, joined, same

_KNOWN = Text("说明（不影响结论）", "Worth knowing (the verdict does not turn on it)")
_STYLES = {Level.ERROR: "bold red", Level.WARNING: "bold yellow"}
#: Lines that what is wrong may take where it is cut; what to do has one.
_LINES = 2
_ARROW = " → "


def write_todo(page: Page, report: Report, title: Text = TO_DO_TITLE) -> None:
    """Write the section; nothing where there is nothing to do."""
    owners = shares(report, page.lang)
    if not owners:
        return
    page.heading(title, "bold underline")
    for share in owners:
        page.put(share.title, style="bold")
        for task in share.tasks:
            _task(page, task)


def write_known(page: Page, report: Report) -> None:
    """Write what is worth knowing, a line a cause; nothing where there is nothing."""
    owners = shares(report, page.lang, (Level.INFO,))
    if not owners:
        return
    page.heading(_KNOWN, "bold underline")
    for share in owners:
        whose = page.say(share.entry.name if share.entry else "")
        lead = whose + ("：" if page.lang is Lang.ZH else ": ") if whose else ""
        for task in share.tasks:
            page.put(lead + page.say(task.what), lead=" i ", lead_style="bold blue")


def _task(page: Page, task: Task) -> None:
    """On one line where there is room, else what to do on a line of its own."""
    lead = f" {SIGNS[mark_of(task.findings[0])]} "
    room = page.width - cell_len(lead)
    what = page.say(short(task.what, _LINES * room, page.lang))
    do = page.say(short(task.do, room - cell_len(_ARROW), page.lang))
    style = _STYLES[task.level]
    if do and cell_len(what + _ARROW + do) <= room:
        page.put(f"{what}{_ARROW}{do}", lead=lead, lead_style=style)
        return
    page.put(what, lead=lead, lead_style=style)
    if do:
        page.put(do, lead=_ARROW.lstrip(), lead_style="dim", indent=cell_len(lead))


_TITLE = Text("没有结论的项目（不等于通过）", "Not judged (which does not mean passed)")


def write_not_judged(page: Page, report: Report) -> None:
    """Write the section; nothing where everything has a result."""
    fixes: dict[str, dict[str, list[Unjudged]]] = {}
    for group in unjudged(report, page.lang):
        fixes.setdefault(group.fix, {}).setdefault(group.why, []).append(group)
    if fixes:
        page.heading(_TITLE, "bold underline")
    for fix, reasons in fixes.items():
        for why, groups in reasons.items():
            page.put(why, lead=" ? ", lead_style="bold")
            for group in groups:
                _group(page, group)
        if fix:
            page.put(fix, lead="→ ", lead_style="dim", indent=3)


def _group(page: Page, group: Unjudged) -> None:
    chinese = page.lang is Lang.ZH
    comma = "、" if chinese else ", "
    file = file_name(group.file) if group.file else ""
    for names, rules in group.together:
        name = comma.join(filter(None, names))
        place = (f"（{file}）" if chinese else f" ({file})") if name and file else file
        lead = name + place + ("：" if chinese else ": ") if name or place else ""
        page.put(lead + comma.join(rules), indent=5, style="dim")


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


def file_lines(report: Report, lang: Lang, width: int) -> list[Styled]:
    """Every file once: under its entry, among the registers, or among the rest."""
    page, nouns = Page(lang, width), report.pack.nouns
    for entry in report.entries:
        page.heading(entry_title(entry), "bold underline")
        for file in entry.files:
            _file(page, file.role_title, file.path, file.why)
    if report.registers:
        heading = nouns.fill(same(REGISTERS))
        page.heading(
            Text(heading.zh, f"{heading.en[:1].upper()}{heading.en[1:]}"), "bold underline"
        )
        for item in report.registers:
            _file(page, nouns.short_register, item.path, item.why)
    if report.unassigned:
        page.heading(Text("没有用上的文件", "Files that play no role"), "bold underline")
        for left in report.unassigned:
            page.put(left.path, lead=" – ")
            page.put(left.why, indent=4, style="dim")
    return page.lines


def _file(page: Page, role: Text, path: str, why: Text) -> None:
    page.put(path, lead=page.say(Text(f" 【{role.zh}】", f" [{role.en}] ")), lead_style="bold")
    page.put(why, indent=4, style="dim")
