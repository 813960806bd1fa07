"""What a batch came to, for a terminal: a line a unit, then what shows only across them."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text as Line

from jlxx_check.model.batch import BatchReport, Delivery
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Verdict
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.visible import visible
from jlxx_check.reporters.wording import LEVELS, VERDICTS

_MARKS = {
    Verdict.NONCOMPLIANT: ("✗", "bold red"),
    Verdict.INCOMPLETE: ("?", "bold yellow"),
    Verdict.COMPLIANT: ("✓", "green"),
}
_UNOPENED = Text("打不开", "cannot be opened")
#: Cells that a name may take; a longer one is cut, for the numbers stand in columns.
_NAME = 34
#: Repeats that are listed; the page over all has the rest.
_LISTED = 20


def batch_lines(
    batch: BatchReport, lang: Lang, width: int, index: str, judged: int, *, quiet: bool = False
) -> list[Line]:
    """Lines of at most ``width`` cells. judged: how many were in this run. index: where to look.

    quiet: the count, what does not comply, and errors across packages only.
    """
    page = Page(lang, width)
    counting = sorted(batch.counting, key=_weight)
    _head(page, batch, judged)
    shown = [item for item in counting if not quiet or _weight(item) < 2]
    if shown:
        page.blank()
        _units(page, shown, batch)
    _across(page, batch, quiet)
    if not quiet:
        _missing(page, batch)
        _notes(page, batch)
    page.blank()
    page.put(visible(index), lead=page.say(Text("详见：", "See ")))
    return page.lines


def _weight(item: Delivery) -> int:
    """What does not comply first, then what has no result."""
    if item.report is None or item.report.verdict is Verdict.INCOMPLETE:
        return 1
    return 0 if item.report.verdict is Verdict.NONCOMPLIANT else 2


def _head(page: Page, batch: BatchReport, judged: int) -> None:
    counting = batch.counting
    weights = [_weight(item) for item in counting]
    older = len(batch.deliveries) - len(counting)
    page.put(
        Text(
            f"{len(counting)} 个单位：{weights.count(2)} 个符合，{weights.count(0)} 个不符合，"
            f"{weights.count(1)} 个未能全部检查",
            f"{len(counting)} units: {weights.count(2)} comply, {weights.count(0)} do not, "
            f"{weights.count(1)} not fully judged",
        ),
        style="bold",
    )
    page.put(
        Text(
            f"材料包 {len(batch.deliveries)} 个（旧的 {older} 个不计），这次检查 {judged} 个",
            f"{len(batch.deliveries)} packages ({older} older ones do not count), {judged} judged "
            "in this run",
        )
    )


def _units(page: Page, items: list[Delivery], batch: BatchReport) -> None:
    names = [_cut(page.say(item.unit or item.name)) for item in items]
    wide = max(cell_len(name) for name in names)
    verdicts = [page.say(_verdict(item)) for item in items]
    broad = max(cell_len(verdict) for verdict in verdicts)
    older = {item.superseded_by: 0 for item in batch.deliveries if not item.counts}
    for item in batch.deliveries:
        if item.superseded_by is not None:
            older[item.superseded_by] += 1
    for item, name, verdict in zip(items, names, verdicts, strict=True):
        mark, style = _MARKS[item.report.verdict if item.report else Verdict.INCOMPLETE]
        lead = f" {mark} {name}{' ' * (wide - cell_len(name) + 2)}"
        lead += f"{verdict}{' ' * (broad - cell_len(verdict) + 2)}"
        page.put(_said(item, older.get(item.path, 0)), lead=lead, lead_style=style)


def _verdict(item: Delivery) -> Text:
    return VERDICTS[item.report.verdict] if item.report else _UNOPENED


def _said(item: Delivery, older: int) -> Text:
    """The counts, or why there are none."""
    more = Text(f"；另有旧的 {older} 份", f"; {older} older") if older else Text("", "")
    if item.report is None:
        problem = item.problem or _UNOPENED
        return Text(problem.zh + more.zh, problem.en + more.en)
    counts = item.report.summary
    error, warning = LEVELS[Level.ERROR], LEVELS[Level.WARNING]
    return Text(
        f"{error.zh} {counts.error} · {warning.zh} {counts.warning}{more.zh}",
        f"{error.en} {counts.error} · {warning.en} {counts.warning}{more.en}",
    )


def _across(page: Page, batch: BatchReport, quiet: bool) -> None:
    found = [item.finding for item in batch.across]
    found = [item for item in found if not quiet or item.level is Level.ERROR]
    if not found:
        return
    page.heading(
        Text(f"材料包之间的重复：{len(found)} 处", f"Repeats across packages: {len(found)}"),
        "bold underline",
    )
    for finding in found[:_LISTED]:
        style = "bold red" if finding.level is Level.ERROR else "bold yellow"
        mark = "✗" if finding.level is Level.ERROR else "!"
        page.put(finding.message, lead=f" {mark} ", lead_style=style)
    if len(found) > _LISTED:
        rest = len(found) - _LISTED
        page.put(Text(f"其余 {rest} 处见总览。", f"{rest} more: see the page."), indent=3)


def _missing(page: Page, batch: BatchReport) -> None:
    missing = batch.missing_units
    if not missing:
        return
    page.heading(
        Text(f"还没有报送的单位：{len(missing)} 个", f"Nothing has come from: {len(missing)}"),
        "bold underline",
    )
    page.put(Text("、".join(missing), ", ".join(missing)), indent=3)


def _notes(page: Page, batch: BatchReport) -> None:
    if not batch.notes:
        return
    page.heading(Text("另请留意", "Also note"), "bold underline")
    for note in batch.notes:
        page.put(note, lead=" · ")


def _cut(name: str) -> str:
    if cell_len(name) <= _NAME:
        return name
    while cell_len(name) >= _NAME:
        name = name[:-1]
    return name + "…"
