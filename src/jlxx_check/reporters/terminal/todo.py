"""What is to do, by person and project, a line a cause: what is read in the first minute."""

from __future__ import annotations

from rich.cells import cell_len

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report
from jlxx_check.reporters.matrix import SIGNS, mark_of
from jlxx_check.reporters.sections import TO_DO_TITLE
from jlxx_check.reporters.tasks import Task, shares, short
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.text import Lang, Text

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
