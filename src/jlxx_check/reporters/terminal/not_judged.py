"""What has no result, by what to do about it and its reason: one file may leave many unjudged."""

from __future__ import annotations

from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.report import Report
from jlxx_check.reporters.sections import Unjudged, unjudged
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.text import Lang, Text

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
