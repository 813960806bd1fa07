"""Where every unit stands, in a terminal: what is to mend first, where to look next last."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text as Line

from jlxx_check.model.batch import BatchReport
from jlxx_check.model.report import Verdict
from jlxx_check.model.text import Lang, Text, joined, same
from jlxx_check.reporters.batch import BATCH_JSON, INDEX, MASTER, OVERVIEW
from jlxx_check.reporters.batch.standing import (
    IN_TIME,
    MISSING,
    InTime,
    Standing,
    advice,
    concerning,
    counts_instead,
    in_time,
    named,
    numbers,
    sides,
    standings,
    status,
    summary,
    title,
    titles,
    verdict,
)
from jlxx_check.reporters.matrix import SIGNS, mark_of
from jlxx_check.reporters.terminal.batch_brief import SHOWN, more
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.report import STYLES, VERDICT_STYLES
from jlxx_check.reporters.wording import LEVELS, VERDICTS, when

_ORDER = (Verdict.NONCOMPLIANT, Verdict.INCOMPLETE, Verdict.COMPLIANT)
_SIGNS = {Verdict.NONCOMPLIANT: "✗", Verdict.INCOMPLETE: "?", Verdict.COMPLIANT: "✓"}
#: A unit's name may take so much of a line before the others move to a line of their own.
_NAME = 0.35


def batch_lines(batch: BatchReport, lang: Lang, width: int) -> list[Line]:
    """The batch as styled lines of at most ``width`` cells, a line for each unit."""
    page = Page(lang, width)
    _head(page, batch)
    _units(page, batch)
    _across(page, batch)
    if batch.missing_units:
        page.heading(_counted(page, MISSING, len(batch.missing_units)), "bold underline")
        page.put(joined(map(same, batch.missing_units)), lead=" – ")
    if batch.notes:
        page.heading(Text("另请留意", "Also note"), "bold underline")
        for note in batch.notes:
            page.put(note, lead=" · ")
    page.heading(Text("下一步：", "Next: ").say(lang) + advice(numbers(batch)).say(lang))
    page.put(
        Text(
            f"打开 {INDEX} 看每个单位的每项要求；{OVERVIEW} 有全部问题，{MASTER} 有全部登记"
            f"（含个人信息）；{BATCH_JSON} 供其他程序使用。",
            f"{INDEX} shows every unit and requirement; {OVERVIEW} holds all findings, {MASTER} "
            f"all rows of the registers (with personal numbers); {BATCH_JSON} is for programs.",
        )
    )
    return page.lines


def _head(page: Page, batch: BatchReport) -> None:
    counted = numbers(batch)
    page.put(
        Text(f"共收到 {counted.received} 个单位的材料", f"Packages of {counted.received} unit(s)"),
        style="bold",
    )
    pack, due = batch.pack, when(batch.pack.deadline)
    page.put(
        Text(
            f"依据：{pack.title.zh}（{pack.id}）；截止：{due.zh}",
            f"By: {pack.title.en} ({pack.id}); due: {due.en}",
        )
    )
    styles = {VERDICTS[item]: VERDICT_STYLES[item] for item in _ORDER}
    line = Line()
    for label, count in named(counted):
        said = f"{page.say(label)} {count}"
        if line and line.cell_len + 3 + cell_len(said) > page.width:
            page.lines.append(line)
            line = Line()
        line.append(" · " if line else "")
        line.append(said, styles.get(label, "") if count else "")
    page.lines.append(line)
    for caveat in batch.caveats:
        page.put(caveat, style="yellow")


def _units(page: Page, batch: BatchReport) -> None:
    across = concerning(batch)
    all_units = standings(batch)
    longest = max((cell_len(page.say(title(one.delivery))) for one in all_units), default=0)
    room = min(longest, int(page.width * _NAME))
    for state in _ORDER:
        group = [one for one in all_units if verdict(one.delivery) is state]
        if group:
            page.heading(_counted(page, VERDICTS[state], len(group)), "bold underline")
        for one in group:
            _unit(page, one, room, len(across.get(one.delivery.path, ())))


def _unit(page: Page, one: Standing, room: int, across: int) -> None:
    """A unit's line; a name that is too long for it, and what else there is, get their own."""
    delivery = one.delivery
    state = verdict(delivery)
    name = page.say(title(delivery))
    lead, style = f" {_SIGNS[state]} ", VERDICT_STYLES[state]
    facts = _facts(page, one, across)
    if cell_len(name) <= room:
        page.put(facts, lead=lead + name + " " * (room - cell_len(name) + 2), lead_style=style)
    else:
        page.put(name, lead=lead, lead_style=style, style=style)
        page.put(facts, indent=room + cell_len(lead) + 2)
    if delivery.problem:
        page.put(delivery.problem, indent=5)
    for old in one.older:
        received = when(old.received)
        page.put(
            Text(
                f"较早的材料：{old.path}（收到日期：{received.zh}）",
                f"older: {old.path} (received: {received.en})",
            ),
            indent=5,
            style="dim",
        )
        page.put(counts_instead(old), indent=7, style="dim")


def _facts(page: Page, one: Standing, across: int) -> str:
    delivery = one.delivery
    counted = summary(delivery)
    if delivery.report is None:
        parts = [page.say(status(delivery))]
    else:
        levels = zip(
            list(LEVELS)[:3], (counted.error, counted.warning, counted.review), strict=True
        )
        parts = [f"{page.say(LEVELS[level])} {count}" for level, count in levels if count]
        parts = parts or [page.say(Text("没有问题", "no finding"))]
    if across:
        parts.append(page.say(Text(f"跨单位 {across}", f"across {across}")))
    timely = in_time(delivery)
    if timely is not InTime.UNKNOWN:
        parts.append(page.say(IN_TIME[timely]))
    return " · ".join(parts)


def _across(page: Page, batch: BatchReport) -> None:
    if not batch.across:
        return
    heading = Text("跨单位问题", "Across packages")
    page.heading(_counted(page, heading, len(batch.across)), "bold underline")
    names = titles(batch)
    shown = sorted(batch.across, key=lambda item: list(LEVELS).index(item.finding.level))
    for item in shown[:SHOWN]:
        level = item.finding.level
        lead = f" {SIGNS[mark_of(item.finding)]} {page.say(LEVELS[level])}  "
        page.put(item.finding.message, lead=lead, lead_style=STYLES[level])
        units = joined(map(same, sides(item, names)))
        page.put(units, lead=page.say(Text("单位  ", "units  ")), lead_style="dim", indent=4)
    if len(shown) > SHOWN:
        page.put(more(len(shown) - SHOWN), indent=4)


def _counted(page: Page, text: Text, count: int) -> str:
    return page.say(Text(f"{text.zh}（{count}）", f"{text.en} ({count})"))
