"""Where a report leads to: the call that has a machine mend what it can, or the one that seals."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from posixpath import commonpath
from typing import TYPE_CHECKING, Any

from jlxx_check.cli.common_names import language
from jlxx_check.cli.framework import asked_by
from jlxx_check.cli.options import LANGUAGE_VARIABLE
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.reporters.wording import may_be_sealed
from jlxx_check.text import Lang, Text
from jlxx_check.values.moments import as_written
from jlxx_check.values.portable_names import portable
from jlxx_check.values.shell_words import quoted
from jlxx_check.values.typed_moments import Moment

if TYPE_CHECKING:
    from jlxx_check.api import Report

#: In front of a call below a report, whose own last words are what comes next.
CALL_LEAD = Text("命令：", "The call: ")


def asked_again(lang: Lang, *groups: Any, received: Moment | None = None) -> str:
    """The options of a call that make its question, with a blank before; "" for the usual one.

    groups: the call's. received: what was read as that; tomorrow it is not what today is.
    """
    words = []
    for name, value in asked_by(*groups):
        values = value if isinstance(value, list) else [value]
        if name == "--received" and received is not None:
            values = [as_written(received)]
        words += [name if one is True else f"{name} {quoted(str(one))}" for one in values]
    usual = language(os.environ.get(LANGUAGE_VARIABLE) or Lang.ZH.value)
    words += [] if lang is usual else [f"--lang {lang.value}"]
    return "".join(f" {word}" for word in words)


def repair_call(
    package: Path, name: str, asked: str, to: str = "", *, placeless: bool = False
) -> str:
    """The call as it is typed. name: the package's; asked: see ``asked_again``."""
    target = quoted(to or f"{name}-整理")
    place = " --no-location" if placeless else ""
    return f"jlxx-check repair {quoted(str(package))} --to {target}{place}{asked}"


def check_call(package: Path, asked: str) -> str:
    """As ``repair_call``, for the call that judges the package."""
    return f"jlxx-check check {quoted(str(package))}{asked}"


def next_step(report: Report, package: Path, asked: str, lang: Lang, width: int) -> list[Styled]:
    """A report's last lines: what the machine can mend of it; none where that is nothing.

    Nothing is mended of several units at once: see ``batch_step``.
    """
    if not report.package.files:
        return []
    # Late: it knows what pictures and films may be, and a page of help names calls alone.
    from jlxx_check.reporters.by_machine import PLACES, by_machine, machine_line

    tasks = [] if report.package.units else by_machine(report)
    if not tasks:
        return []
    page = Page(lang, width)
    said = machine_line(tasks, report)
    page.put(Text(f"可由程序处理：{said.zh}。", f"The machine can do this: {said.en}."))
    placeless = any(task.title is PLACES for task in tasks)
    call = repair_call(package, report.package.name, asked, placeless=placeless)
    page.call(page.say(CALL_LEAD), call)
    return page.lines


def batch_step(report: Report, package: Path, asked: str, lang: Lang, width: int) -> list[Styled]:
    """The last lines of what seems to be of several units: the call that takes them one by one."""
    page = Page(lang, width)
    if not report.package.units:
        return []
    number, inbox = len(report.package.units), package / (place := _inbox(report))
    said = Text(
        f"这里像是{number}个单位的材料，请逐个单位检查（batch）",
        f"This looks like the material of {number} units; have each judged by itself (batch)",
    )
    if not inbox.is_dir():
        page.put(Text(f"{said.zh}：先解压到一个文件夹。", f"{said.en}: unpack it first."))
        return page.lines
    if not _parted(report, place):
        apart = "give each unit's material a folder of its own first."
        page.put(Text(f"{said.zh}：先把各单位的材料分别放进一个文件夹。", f"{said.en}: {apart}"))
        return page.lines
    page.put(Text(f"{said.zh}。", f"{said.en}."))
    target = quoted(f"{portable(inbox.absolute().name)}-检查结果")
    page.call(page.say(CALL_LEAD), f"jlxx-check batch {quoted(str(inbox))} --out {target}{asked}")
    return page.lines


def _parted(report: Report, place: str) -> bool:
    """Whether each unit's registers lie in one folder of that place, as batch takes them."""
    lead = f"{place}/" if place else ""
    beside = [register.path.removeprefix(lead) for register in report.registers]
    folders = {path.partition("/")[0] for path in beside}
    return all("/" in path for path in beside) and len(folders) <= len(report.package.units)


def _inbox(report: Report) -> str:
    """The folder in which the units' lie beside each other, as far as is known."""
    files = [file.path for entry in report.entries for file in entry.files]
    files += [register.path for register in report.registers]
    folders = [file.rpartition("/")[0] for file in files]
    folders += [item.path.rpartition("/")[0] for item in report.unassigned]
    units, beside = set(report.package.units), defaultdict[str, set[str]](set)
    for folder in folders:
        above = ""
        for name in folder.split("/"):
            beside[above].add(name)
            above = f"{above}/{name}".lstrip("/")
    # Of what their registers alone tell apart no folder bears a unit's name.
    called = (above for above, names in beside.items() if names >= units)
    return next(called, commonpath(folders[: len(files)] or folders))


def files_step(report: Report, package: Path, asked: str, lang: Lang, width: int) -> list[Styled]:
    """The last lines where nobody was recognised: how to see what each file was taken for."""
    page = Page(lang, width)
    if not report.entries:
        call = f"jlxx-check check {quoted(str(package))} --show files{asked}"
        page.call(page.say(CALL_LEAD), call)
    return page.lines


def seal_step(report: Report, package: Path, asked: str, lang: Lang, width: int) -> list[Styled]:
    """The report's last lines; none for a package that does not comply, or is sealed already.

    asked: see ``asked_again``.
    """
    if not may_be_sealed(report):
        return []
    page = Page(lang, width)
    target = quoted(f"{portable(report.package.name)}.zip")
    call = f"jlxx-check seal {quoted(str(package))} --to {target}{asked}"
    page.put(_WHY)
    page.call(page.say(CALL_LEAD), call)
    return page.lines


_WHY = Text(
    "封存成一个压缩包报送：收到的人能知道是不是检查过的这一份。",
    "Seal it into one archive to hand in: whoever receives it can tell that it is what was judged.",
)
