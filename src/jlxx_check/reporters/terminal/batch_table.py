"""Where every unit stands, in a terminal: what is to mend first, where to look next last."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from jlxx_check.model.batch_report import BatchReport
from jlxx_check.model.report import Verdict
from jlxx_check.model.seal_state import SealStanding
from jlxx_check.reporters.batch import BATCH_JSON, INDEX, LETTERS, MASTER, OVERVIEW, SENDING_LIST
from jlxx_check.reporters.batch.over_all import advice, numbers, received, words
from jlxx_check.reporters.batch.unit_standing import (
    IN_TIME,
    MAYBE,
    MISSING,
    UNDECIDED,
    UNKNOWN,
    VOID,
    InTime,
    UnitStanding,
    badge,
    broken_seal,
    counts_instead,
    in_short,
    in_time,
    no_longer_there,
    nobody_knows,
    nothing_in,
    objected,
    of_nobody,
    open_across,
    seal_of,
    sides,
    standings,
    status,
    summary,
    title,
    titles,
    verdict,
)
from jlxx_check.reporters.matrix import SIGNS, mark_of
from jlxx_check.reporters.seal_words import SEALED
from jlxx_check.reporters.sections import ACROSS_TITLE
from jlxx_check.reporters.terminal.batch_brief import SHOWN, more, put_numbers, sign
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.report_lines import STYLES, VERDICT_STYLES
from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.reporters.wording import LEVELS, when, when_due
from jlxx_check.text import Lang, Text, joined, same

_ORDER = (Verdict.NONCOMPLIANT, Verdict.INCOMPLETE, Verdict.COMPLIANT)
#: A unit's name may take so much of a line before the others move to a line of their own.
_NAME = 0.35


def batch_lines(batch: BatchReport, lang: Lang, width: int) -> list[Styled]:
    """The batch as styled lines of at most ``width`` cells, a line for each unit."""
    page = Page(lang, width)
    _head(page, batch)
    _units(page, batch)
    _across(page, batch)
    if batch.missing_units:
        page.heading(_counted(page, MISSING, len(batch.missing_units)), "bold underline")
        page.put(joined(map(same, batch.missing_units)), lead=" – ")
    if batch.maybe_units:
        page.heading(_counted(page, MAYBE, len(batch.maybe_units)), "bold underline")
        page.put(joined([same(item.unit) for item in batch.maybe_units]), lead=" ? ")
    if batch.notes:
        page.heading(Text("另请留意", "Also note"), "bold underline")
        for note in batch.notes:
            page.put(note, lead=" · ")
    page.heading(Text("下一步：", "Next: ").say(lang) + advice(numbers(batch)).say(lang))
    registers = any(item.report and item.report.registers for item in batch.deliveries)
    rows = (
        same("")
        if not (registers and batch.for_staff)
        else Text(
            f"，{MASTER} 有全部登记（含个人信息）",
            f", {MASTER} all rows of the registers (with personal numbers)",
        )
    )
    page.put(
        Text(
            f"打开 {INDEX} 看每个单位的每项要求；{OVERVIEW} 有全部问题{rows.zh}；"
            f"{BATCH_JSON} 供其他程序使用。",
            f"{INDEX} shows every unit and requirement; {OVERVIEW} holds all findings{rows.en}; "
            f"{BATCH_JSON} is for programs.",
        )
    )
    if any("docx" in item.written for item in batch.counting):
        page.put(
            Text(
                f"{LETTERS} 文件夹里是各单位的通知、聊天用的提醒和 {SENDING_LIST}"
                "（含联系电话，仅供内部使用）。",
                f"The folder {LETTERS} holds the letters, the notes for chat and {SENDING_LIST} "
                "(with telephone numbers, for the staff alone).",
            )
        )
    return page.lines


def _head(page: Page, batch: BatchReport) -> None:
    came = received(numbers(batch))
    page.put(
        Text(f"共收到 {came.zh}", f"{came.en[0].upper()}{came.en[1:]}"),
        style="bold",
    )
    pack, due = batch.pack, when_due(batch.pack.deadline)
    page.put(
        Text(
            f"依据：{pack.title.zh}（{pack.id}）；截止：{due.zh}",
            f"By: {pack.title.en} ({pack.id}); due: {due.en}",
        )
    )
    put_numbers(page, batch)
    for caveat in batch.caveats:
        page.put(caveat, style="yellow")


def _units(page: Page, batch: BatchReport) -> None:
    across = open_across(batch)
    all_units = standings(batch)
    longest = max((cell_len(page.say(title(one.delivery))) for one in all_units), default=0)
    room = min(longest, int(page.width * _NAME))
    apart = [one for one in all_units if not one.delivery.counts]
    for why in (UNDECIDED, VOID):
        group = [one for one in apart if status(one.delivery) == why]
        if group:
            page.heading(_of_units(page, why, group), "bold underline")
        for one in group:
            _unit(page, one, room, 0)
    nobodys = [one for one in all_units if of_nobody(one.delivery)]
    if nobodys:
        page.heading(_counted(page, UNKNOWN, len(nobodys)), "bold underline")
    for one in nobodys:
        _unit(page, one, room, len(across.get(one.delivery.path, ())))
    known = [one for one in all_units if one.delivery.counts and not of_nobody(one.delivery)]
    for state in _ORDER:
        group = [one for one in known if verdict(one.delivery) is state]
        if group:
            page.heading(_counted(page, words(batch)[state], len(group)), "bold underline")
        for one in group:
            _unit(page, one, room, len(across.get(one.delivery.path, ())))


def _unit(page: Page, one: UnitStanding, room: int, across: int) -> None:
    """A unit's line; a name that is too long for it, and what else there is, get their own."""
    delivery = one.delivery
    name = page.say(title(delivery))
    lead, style = f" {sign(delivery)} ", VERDICT_STYLES[badge(delivery)]
    facts = _facts(page, one, across)
    if cell_len(name) <= room:
        page.put(facts, lead=lead + name + " " * (room - cell_len(name) + 2), lead_style=style)
    else:
        page.put(name, lead=lead, lead_style=style, style=style)
        page.put(facts, indent=room + cell_len(lead) + 2)
    told = (objected(delivery), delivery.problem, broken_seal(delivery))
    for said in (*told, no_longer_there(delivery), nobody_knows(delivery)):
        if said:
            page.put(said, indent=5)
    if not delivery.counts:
        page.put(same(delivery.path), indent=5, style="dim")
    for old in one.older:
        received = when(old.received)
        which = Text("补充材料", "supplement") if old.supplements else Text("较早的材料", "older")
        page.put(
            Text(
                f"{which.zh}：{old.path}（收到日期：{received.zh}）",
                f"{which.en}: {old.path} (received: {received.en})",
            ),
            indent=5,
            style="dim",
        )
        page.put(counts_instead(old), indent=7, style="dim")


def _facts(page: Page, one: UnitStanding, across: int) -> str:
    delivery = one.delivery
    counted = summary(delivery)
    empty = nothing_in(delivery)
    if empty is not None:
        parts = [page.say(empty)]
    elif delivery.report is None:
        parts = [page.say(status(delivery))]
    else:
        levels = zip(
            list(LEVELS)[:3], (counted.error, counted.warning, counted.review), strict=True
        )
        parts = [f"{page.say(LEVELS[level])} {count}" for level, count in levels if count]
        if not parts and counted.not_judged:
            left = counted.not_judged
            parts = [page.say(Text(f"没有结论 {left}", f"not judged {left}"))]
        parts = parts or [page.say(Text("没有问题", "no finding"))]
    if across:
        parts.append(page.say(Text(f"跨单位 {across}", f"across {across}")))
    timely = in_time(delivery)
    if timely is not InTime.UNKNOWN:
        parts.append(page.say(IN_TIME[timely]))
    if seal_of(delivery) is SealStanding.EXACT:
        parts.append(page.say(SEALED))
    return " · ".join(parts)


def _across(page: Page, batch: BatchReport) -> None:
    """What nobody has decided on; of the others only that there are some."""
    if not batch.across:
        return
    open_ = batch.open_across
    heading = ACROSS_TITLE
    page.heading(_counted(page, heading, len(open_)), "bold underline")
    names = titles(batch)
    shown = sorted(open_, key=lambda item: list(LEVELS).index(item.finding.level))
    for item in shown[:SHOWN]:
        level = item.finding.level
        lead = f" {SIGNS[mark_of(item.finding)]} {page.say(LEVELS[level])}  "
        said, named = in_short(item), sides(item, names)
        page.put(said, lead=lead, lead_style=STYLES[level])
        if not all(unit in said.zh for unit in named):
            units, label = joined(map(same, named)), Text("单位  ", "units  ")
            page.put(units, lead=page.say(label), lead_style="dim", indent=4)
    if len(shown) > SHOWN:
        page.put(more(len(shown) - SHOWN), indent=4)
    done = len(batch.across) - len(open_)
    if done:
        said = Text(f"已核对 {done} 处，见 {INDEX}。", f"{done} decided on, see {INDEX}.")
        page.put(said, lead=" ✓ ")


def _of_units(page: Page, why: Text, group: Sequence[UnitStanding]) -> str:
    """A heading over deliveries of which one unit has several: above them units are counted."""
    units = len({title(one.delivery) for one in group})
    if units == len(group):
        return _counted(page, why, units)
    told = Text(
        f"{why.zh}（{units} 个单位，{len(group)} 份材料）",
        f"{why.en} ({units} unit(s), {len(group)} packages)",
    )
    return page.say(told)


def _counted(page: Page, text: Text, count: int) -> str:
    return page.say(Text(f"{text.zh}（{count}）", f"{text.en} ({count})"))
