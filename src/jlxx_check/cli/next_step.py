"""Where a report leads to: the call that has the machine mend what it can, or tells what it saw."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text as Line

from jlxx_check.cli.paths import quoted
from jlxx_check.model.about import DEFAULT_PACK
from jlxx_check.reporters.sections import NEXT_LEAD
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.text import Lang, Text

if TYPE_CHECKING:
    from jlxx_check.api import Report


def repair_call(
    package: Path, name: str, rules: str, to: str = "", *, placeless: bool = False
) -> str:
    """The call as it is typed. name: the package's; rules: the pack, as it was given."""
    target = quoted(to or f"{name}-整理")
    place = " --no-location" if placeless else ""
    return f"jlxx-check repair {quoted(str(package))} --to {target}{place}{pack_option(rules)}"


def check_call(package: Path, rules: str) -> str:
    """As ``repair_call``, for the call that judges the package."""
    return f"jlxx-check check {quoted(str(package))}{pack_option(rules)}"


def pack_option(rules: str) -> str:
    """The pack as it was given, with a blank before; "" for the usual one."""
    return "" if rules == DEFAULT_PACK else f" --rules {quoted(rules)}"


def next_step(report: Report, package: Path, rules: str, lang: Lang, width: int) -> list[Line]:
    """A report's last lines: what the machine can mend of it; none where that is nothing."""
    # Late: it knows what pictures and films may be, and a page of help names calls alone.
    from jlxx_check.reporters.by_machine import PLACES, by_machine, machine_line

    tasks = by_machine(report)
    if not tasks:
        return []
    page = Page(lang, width)
    count, said = sum(len(task.findings) for task in tasks), machine_line(tasks)
    page.put(
        Text(
            f"可由程序处理 {count} 处（{said.zh}）。",
            f"The machine can mend {count} of them ({said.en}).",
        )
    )
    placeless = any(task.title is PLACES for task in tasks)
    call = repair_call(package, report.package.name, rules, placeless=placeless)
    page.call(page.say(NEXT_LEAD), call)
    return page.lines


def files_step(report: Report, package: Path, rules: str, lang: Lang, width: int) -> list[Line]:
    """The last lines where nobody was recognised: how to see what each file was taken for."""
    page = Page(lang, width)
    if not report.entries:
        call = f"jlxx-check check {quoted(str(package))} --show files{pack_option(rules)}"
        page.call(page.say(NEXT_LEAD), call)
    return page.lines
