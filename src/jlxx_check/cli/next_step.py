"""Where a report leads to: the call that has a machine mend what it can, or the one that seals."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text as Line

from jlxx_check.api import DEFAULT_PACK, Report
from jlxx_check.cli.paths import quoted
from jlxx_check.reporters.by_machine import PLACES, by_machine, machine_line
from jlxx_check.reporters.sections import NEXT_LEAD
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.wording import may_be_sealed
from jlxx_check.text import Lang, Text
from jlxx_check.values.portable_names import portable


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


def seal_step(report: Report, package: Path, rules: str, lang: Lang, width: int) -> list[Line]:
    """The report's last lines; none for a package that does not comply, or is sealed already.

    rules: the pack, as the call names it.
    """
    if not may_be_sealed(report):
        return []
    page = Page(lang, width)
    target = quoted(f"{portable(report.package.name)}.zip")
    call = f"jlxx-check seal {quoted(str(package))} --to {target}{pack_option(rules)}"
    page.put(_WHY)
    page.call(page.say(NEXT_LEAD), call)
    return page.lines


_WHY = Text(
    "封存成一个压缩包报送：收到的人能知道是不是检查过的这一份。",
    "Seal it into one archive to hand in: whoever receives it can tell that it is what was judged.",
)
