"""``--show files``: how each file was understood, and why."""

from __future__ import annotations

from rich.text import Text as Line

from jlxx_check.model.report import Report, ReportFile
from jlxx_check.model.text import Lang, Text, same
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.wording import ROLES


def file_lines(report: Report, lang: Lang, width: int) -> list[Line]:
    """Every file once: under its entry, among the registers, or among the rest."""
    page = Page(lang, width)
    for entry in report.entries:
        title = f"{page.say(entry.kind_title)} {entry.id.rpartition('/')[2]}　{entry.name}"
        page.heading(title, "bold underline")
        for file in entry.files:
            _file(page, file)
    if report.registers:
        page.heading(Text("推介登记表", "Registers"), "bold underline")
        for item in report.registers:
            _file(page, ReportFile(item.path, "register", item.why))
    if report.unassigned:
        page.heading(Text("没有用上的文件", "Files that play no role"), "bold underline")
        for left in report.unassigned:
            page.put(left.path, lead=" – ")
            page.put(left.why, indent=4, style="dim")
    return page.lines


def _file(page: Page, file: ReportFile) -> None:
    role = page.say(ROLES.get(file.role, same(file.role)))
    lead = f"【{role}】" if page.lang is Lang.ZH else f"[{role}] "
    page.put(file.path, lead=f" {lead}", lead_style="bold")
    page.put(file.why, indent=4, style="dim")
