"""``--show files``: how each file was understood, and why."""

from __future__ import annotations

from rich.text import Text as Line

from jlxx_check.model.nouns import REGISTERS
from jlxx_check.model.report import Report
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.wording import entry_title
from jlxx_check.text import Lang, Text, same


def file_lines(report: Report, lang: Lang, width: int) -> list[Line]:
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
