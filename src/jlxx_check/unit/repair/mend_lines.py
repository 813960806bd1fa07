"""A repair in the terminal: the plan as a table, then what came of it, before beside after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len

from jlxx_check.model.mend_plan import MendVerb
from jlxx_check.model.nouns import REGISTER
from jlxx_check.reporters.by_machine import left_to_people
from jlxx_check.reporters.sections import NEXT_LEAD, VERDICT
from jlxx_check.reporters.tasks import shares
from jlxx_check.reporters.terminal.details import write_todo
from jlxx_check.reporters.terminal.page import Page, wrap
from jlxx_check.reporters.terminal.report_lines import VERDICT_STYLES
from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.reporters.wording import verdict_text
from jlxx_check.text import Lang, Text, same
from jlxx_check.unit.repair.before_after import OwnersChange
from jlxx_check.unit.repair.mend_words import (
    CANNOT_TITLE,
    CHANGE_COLUMNS,
    COLUMNS,
    MADE_TITLE,
    NOTES_TITLE,
    counted,
    grouped,
    told_cannot,
)
from jlxx_check.unit.repair.repairing import Repaired

_GAP = 2
_INDENT = 2
#: Shares of a line that the table's columns take.
_SHARES = (0.28, 0.41, 0.31)
_PLAN = Text("可由程序处理的如下（还没有写任何文件）", "the plan; nothing is written yet")
_NO_PLAN = Text("没有可由程序处理的", "nothing that the machine could mend")
_PEOPLE = Text("还要由人改的", "Left to people")
_CHANGES = Text("前后对照（错误/提醒）", "Before and after (errors/warnings)")
_DRAFTS = Text(
    f"{REGISTER}是草稿：请逐项核对，核对后删去表中红色的一行。",
    f"The {REGISTER} is a draft: check every cell, then delete its red line.",
)
_NEW = Text("整理后新发现的，请看一眼", "New in the copy: please look")


def plan_lines(repaired: Repaired, lang: Lang, width: int, *, then: str) -> list[Styled]:
    """The plan, before anything is written. then: the command that carries it out."""
    page = Page(lang, width)
    name = repaired.before.package.name
    some = any(repaired.plan.told)
    title = _PLAN if some else _NO_PLAN
    page.put(Text(f"{name}：{title.zh}", f"{name}: {title.en}"), style="bold")
    page.put(counted(repaired.plan, repaired.before.pack.nouns))
    _table(page, repaired)
    _cannot(page, repaired)
    _notes(page, repaired.plan.notes)
    write_todo(page, replace(repaired.before, findings=left_to_people(repaired.before)), _PEOPLE)
    if some:
        page.blank()
        page.call(page.say(NEXT_LEAD), then)
    return page.lines


def brief_lines(repaired: Repaired, lang: Lang, width: int) -> list[Styled]:
    """Where the copy is, and its verdict."""
    page = Page(lang, width)
    assert repaired.after is not None
    verdict = verdict_text(repaired.after)
    page.put(Text(f"{repaired.copy}：{verdict.zh}", f"{repaired.copy}: {verdict.en}"))
    return page.lines


def repaired_lines(
    repaired: Repaired, lang: Lang, width: int, *, note: str, then: str
) -> list[Styled]:
    """What was done, and what is left to people.

    note: where all of it is written. then: the call that comes next.
    """
    page = Page(lang, width)
    after, changes = repaired.after, repaired.changes
    assert after is not None and changes is not None
    page.put(
        Text(
            f"已整理好：{repaired.copy}（原材料没有改动）",
            f"Done: {repaired.copy} (the package itself is untouched)",
        ),
        style="bold",
    )
    page.put(counted(repaired.plan, repaired.before.pack.nouns))
    _table(page, repaired)
    _cannot(page, repaired)
    _changes(page, repaired, changes.owners)
    if changes.new:
        page.heading(_NEW, "bold underline")
        for finding in changes.new:
            page.put(finding.message, lead=" ! ", lead_style="bold yellow")
    _people(page, repaired)
    _notes(page, repaired.plan.notes)
    page.blank()
    page.put(
        Text(
            f"修改说明（前后对照，逐人的文字可复制到聊天中发送）：{note}",
            f"All of it, with a text for each person ready for a chat: {note}",
        )
    )
    if any(step.verb is MendVerb.REGISTER for step in repaired.plan.steps):
        page.put(after.pack.nouns.fill(_DRAFTS))
    page.call(page.say(NEXT_LEAD), then)
    return page.lines


def _table(page: Page, repaired: Repaired) -> None:
    groups = list(grouped(repaired.plan))
    if not groups:
        return
    page.heading(MADE_TITLE, "bold underline")
    widths = _widths(page.width)
    _row(page, [page.say(name) for name in COLUMNS], widths, style="dim")
    for group in groups:
        where = Text(f" → {group.folder}/", f" → {group.folder}/") if group.folder else same("")
        page.put(page.say(group.owner) + page.say(where), style="bold")
        for row in group.rows:
            _row(page, [page.say(row.file), page.say(row.what), page.say(row.to)], widths)


def _widths(width: int) -> list[int]:
    room = width - _INDENT - _GAP * (len(_SHARES) - 1)
    return [max(8, int(room * share)) for share in _SHARES]


def _row(
    page: Page, cells: Sequence[str], widths: Sequence[int], style: str = "", last: str = ""
) -> None:
    """One row; a cell that is too wide goes on below itself. last: the style of the last one."""
    columns = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    styles = [style] * (len(cells) - 1) + [last or style]
    for number in range(max(map(len, columns))):
        line, room = Styled(), _INDENT
        for column, width, look in zip(columns, widths, styles, strict=True):
            part = column[number] if number < len(column) else ""
            if part:
                line.append(" " * room).append(part, look)
                room = 0
            room += width - cell_len(part) + _GAP
        page.lines.append(line)


def _cannot(page: Page, repaired: Repaired) -> None:
    if not repaired.cannot:
        return
    page.heading(CANNOT_TITLE, "bold underline")
    for owner, file, why in told_cannot(repaired.cannot, repaired.plan):
        lead = page.say(owner) + (f" · {page.say(file)}" if file else "")
        colon = "：" if page.lang is Lang.ZH else ": "
        page.put(f"{lead}{colon}{page.say(why)}", lead=" ✗ ", lead_style="bold red")


def _changes(page: Page, repaired: Repaired, owners: Sequence[OwnersChange]) -> None:
    """Verdict and numbers, before beside after."""
    after = repaired.after
    assert after is not None
    page.heading(
        Text("前后对照（错误/提醒）", "Before and after (errors/warnings)"), "bold underline"
    )
    widths = [page.width - _INDENT - 2 * (_GAP + 16), 16, 16]
    heads = [page.say(name) for name in CHANGE_COLUMNS]
    _row(page, heads, widths, style="dim")
    verdicts = [page.say(verdict_text(report)) for report in (repaired.before, after)]
    _row(
        page,
        [page.say(VERDICT), *verdicts],
        widths,
        "bold",
        VERDICT_STYLES[after.verdict],
    )
    for change in owners:
        numbers = [f"{errors}/{warnings}" for errors, warnings in (change.before, change.after)]
        _row(page, [page.say(change.name), *numbers], widths)
    totals = [f"{r.summary.error}/{r.summary.warning}" for r in (repaired.before, after)]
    _row(page, [page.say(Text("合计", "all")), *totals], widths, "bold")


def _people(page: Page, repaired: Repaired) -> None:
    after = repaired.after
    assert after is not None
    write_todo(page, after, _PEOPLE)
    if shares(after, page.lang):
        page.put(
            Text(
                f"请在“{repaired.copy}”里改，不要改原材料；改好后再检查。",
                f"Mend this in “{repaired.copy}”, not in the package itself, and check again.",
            )
        )


def _notes(page: Page, notes: Sequence[Text]) -> None:
    if notes:
        page.heading(NOTES_TITLE, "bold underline")
        for note in notes:
            page.put(note, lead=" · ")
