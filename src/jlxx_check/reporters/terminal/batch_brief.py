"""A batch in brief, for a terminal: what is amiss and where to look, or what has come since."""

from __future__ import annotations

from collections.abc import Collection

from rich.cells import cell_len

from jlxx_check.model.batch_report import BatchReport, DeliveryResult
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Verdict
from jlxx_check.reporters.batch import INDEX
from jlxx_check.reporters.batch.over_all import named, words
from jlxx_check.reporters.batch.round_words import change, round_of
from jlxx_check.reporters.batch.unit_standing import (
    UNKNOWN,
    badge,
    counts_instead,
    in_short,
    main_report,
    nothing_in,
    objected,
    of_nobody,
    title,
    verdict,
)
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.report_lines import VERDICT_SIGNS, VERDICT_STYLES
from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.reporters.wording import LEVELS, verdict_words
from jlxx_check.text import Lang, Text, joined
from jlxx_check.values.visible import visible

_UNOPENED = Text("打不开", "cannot be opened")
#: Cells that a name may take; a longer one is cut, for the numbers stand in columns.
_NAME = 34
#: Findings across packages that are told at length; one slip may make hundreds.
SHOWN = 10


def more(left: int) -> Text:
    """Where the other findings across packages are."""
    return Text(f"其余 {left} 处见 {INDEX}。", f"{left} more in {INDEX}.")


def sign(delivery: DeliveryResult) -> str:
    """What stands before its name: the verdict's sign, unless a reviewer found something wrong."""
    own = verdict(delivery)
    return VERDICT_SIGNS[own] if badge(delivery) is own else "!"


def put_numbers(page: Page, batch: BatchReport) -> None:
    """The numbers over all, in as few lines as they need."""
    styles = {name: VERDICT_STYLES[verdict] for verdict, name in words(batch).items()}
    line = Styled()
    for number in named(batch):
        said = f"{page.say(number.title)} {number.count}"
        if line and line.cell_len + 3 + cell_len(said) > page.width:
            page.lines.append(line)
            line = Styled()
        line.append(" · " if line else "")
        line.append(said, styles.get(number.title, "") if number.count else "")
    page.lines.append(line)


def brief_lines(
    batch: BatchReport, lang: Lang, width: int, changed: Collection[str] = ()
) -> list[Styled]:
    """``--quiet``: units that do not comply or have no result, and errors across packages.

    changed: what was judged in this run is named, too, with what it changed.
    """
    page = Page(lang, width)
    put_numbers(page, batch)
    for caveat in batch.caveats:
        page.put(caveat, style="yellow")
    for item in batch.deliveries:
        if item.undecided:
            page.put(item.undecided, lead=" ? ", lead_style="bold yellow")
    amiss = [
        item
        for item in batch.counting
        if item.path in changed
        or _verdict(item) is not Verdict.COMPLIANT
        or objected(item)
        or of_nobody(item)
    ]
    names = [_cut(page.say(item.unit or item.name)) for item in amiss]
    wide = max(map(cell_len, names), default=0)
    for item, name in zip(amiss, names, strict=True):
        lead = f" {sign(item)} {name}{' ' * (wide - cell_len(name) + 2)}"
        sender = UNKNOWN if of_nobody(item) else None
        said = joined(filter(None, (_said(item), objected(item), sender)), "；", "; ")
        brought = round_of(item) if item.path in changed else None
        if brought is not None and item.round and item.round.number > 1:
            said = joined((said, brought), "；", "; ")
        page.put(said, lead=lead, lead_style=VERDICT_STYLES[badge(item)])
    across = [item for item in batch.open_across if item.finding.level is Level.ERROR]
    for found in across[:SHOWN]:
        page.put(in_short(found), lead=" ✗ ", lead_style="bold red")
    if len(across) > SHOWN:
        page.put(more(len(across) - SHOWN), indent=3)
    return page.lines


def closing_lines(judged: int, found: int, index: str, lang: Lang, width: int) -> list[Styled]:
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
    if judged >= found:
        return Text(f"这次检查了 {judged} 份材料。", f"{judged} package(s) judged in this run.")
    return Text(
        f"这次检查了 {judged} 份材料，其余没有变化。",
        f"{judged} package(s) judged in this run; the others had not changed.",
    )


def _verdict(item: DeliveryResult) -> Verdict:
    return item.report.verdict if item.report else Verdict.INCOMPLETE


def _said(item: DeliveryResult) -> Text:
    """The verdict and how many errors there are, or why there is none."""
    if item.report is None:
        return item.problem or _UNOPENED
    empty = nothing_in(item)
    if empty is not None:
        return empty
    verdict = verdict_words(partial=item.report.partial)[item.report.verdict]
    error = LEVELS[Level.ERROR]
    count = item.report.summary.error
    if item.report.verdict is Verdict.COMPLIANT:
        return verdict
    return Text(f"{verdict.zh}，{error.zh} {count}", f"{verdict.en}, {error.en} {count}")


def _cut(name: str) -> str:
    if cell_len(name) <= _NAME:
        return name
    while cell_len(name) >= _NAME:
        name = name[:-1]
    return name + "…"


def changed_lines(
    batch: BatchReport,
    changed: Collection[str],
    out: str,
    lang: Lang,
    width: int,
    *,
    quiet: bool = False,
) -> list[Styled]:
    """A line for each delivery that was judged now. out: the output folder as the call named it.

    quiet: nothing else; else what a person should know besides.
    """
    page = Page(lang, width)
    for delivery in batch.deliveries:
        if delivery.path in changed:
            _line(page, delivery, out)
    if not changed:
        page.put(Text("材料都没有变化。", "No package had changed."))
    for note in () if quiet else batch.notes:
        page.put(note, lead=" · ")
    return page.lines


def _line(page: Page, delivery: DeliveryResult, out: str) -> None:
    said = page.say(change(delivery))
    if not delivery.counts:
        said += page.say(Text("；", "; ")) + page.say(counts_instead(delivery))
    report = main_report(delivery, "html")
    if report:
        said += f" → {out}/{report}"
    name = page.say(title(delivery)) + page.say(Text("：", ": "))
    page.put(name + said, lead=f" {sign(delivery)} ", lead_style=VERDICT_STYLES[badge(delivery)])
