"""A batch in brief, for a terminal: what is amiss, and where to look."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text as Line

from jlxx_check.model.batch import BatchReport, Delivery
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Verdict
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.batch import INDEX
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.visible import visible
from jlxx_check.reporters.wording import LEVELS, VERDICTS

_UNOPENED = Text("打不开", "cannot be opened")
#: Cells that a name may take; a longer one is cut, for the numbers stand in columns.
_NAME = 34
#: Findings across packages that are told at length; one slip may make hundreds.
SHOWN = 10


def more(left: int) -> Text:
    """Where the other findings across packages are."""
    return Text(f"其余 {left} 处见 {INDEX}。", f"{left} more in {INDEX}.")


def brief_lines(batch: BatchReport, lang: Lang, width: int) -> list[Line]:
    """``--quiet``: units that do not comply or have no result, and errors across packages."""
    page = Page(lang, width)
    counts = [_verdict(item) for item in batch.counting]
    numbers = [(verdict, counts.count(verdict)) for verdict in Verdict]
    page.put(
        " · ".join(f"{page.say(VERDICTS[verdict])} {count}" for verdict, count in numbers),
        style="bold",
    )
    for caveat in batch.caveats:
        page.put(caveat, style="yellow")
    amiss = [item for item in batch.counting if _verdict(item) is not Verdict.COMPLIANT]
    names = [_cut(page.say(item.unit or item.name)) for item in amiss]
    wide = max(map(cell_len, names), default=0)
    for item, name in zip(amiss, names, strict=True):
        wrong = _verdict(item) is Verdict.NONCOMPLIANT
        lead = f" {'✗' if wrong else '?'} {name}{' ' * (wide - cell_len(name) + 2)}"
        page.put(_said(item), lead=lead, lead_style="bold red" if wrong else "bold yellow")
    across = [item.finding for item in batch.across if item.finding.level is Level.ERROR]
    for finding in across[:SHOWN]:
        page.put(finding.message, lead=" ✗ ", lead_style="bold red")
    if len(across) > SHOWN:
        page.put(more(len(across) - SHOWN), indent=3)
    return page.lines


def closing_lines(judged: int, found: int, index: str, lang: Lang, width: int) -> list[Line]:
    """How much was done in this run, of how many deliveries found, and the page to look at."""
    page = Page(lang, width)
    page.blank()
    page.put(_done(judged, found))
    page.put(visible(index), lead=page.say(Text("结果：", "Results: ")))
    return page.lines


def _done(judged: int, found: int) -> Text:
    if not found:
        return Text("收件文件夹里没有材料包。", "There is no package in the inbox.")
    if not judged:
        return Text("材料都没有变化。", "No package had changed.")
    return Text(
        f"这次检查了 {judged} 份材料，其余没有变化。",
        f"{judged} package(s) judged in this run; the others had not changed.",
    )


def _verdict(item: Delivery) -> Verdict:
    return item.report.verdict if item.report else Verdict.INCOMPLETE


def _said(item: Delivery) -> Text:
    """The counts, or why there are none."""
    if item.report is None:
        return item.problem or _UNOPENED
    verdict, error = VERDICTS[item.report.verdict], LEVELS[Level.ERROR]
    count = item.report.summary.error
    return Text(f"{verdict.zh}，{error.zh} {count}", f"{verdict.en}, {error.en} {count}")


def _cut(name: str) -> str:
    if cell_len(name) <= _NAME:
        return name
    while cell_len(name) >= _NAME:
        name = name[:-1]
    return name + "…"
