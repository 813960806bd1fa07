"""What is to be mended as a table of few words, whose paths are said once.

Findings that differ in one name alone are one row with all their numbers. Nothing is made safe to
show yet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.report import Finding, NotJudged, Report, ReportEntry
from jlxx_check.model.rounds import LetterItem, UnitRound
from jlxx_check.reporters.calls_told import without_commands
from jlxx_check.reporters.letter_items import numbered
from jlxx_check.reporters.letter_places import LetterPlaces
from jlxx_check.reporters.sections import unjudged
from jlxx_check.reporters.tasks import merged_messages, outside_names, parted
from jlxx_check.reporters.wording import in_quotes
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen

NEW = Text("本次新发现", "New this time")
UNJUDGED = Text("尚不能核对的内容", "What cannot be judged yet")
WAIVED = Text("以下事项经核实不作要求", "Looked into by us: nothing to mend")
_TO_LOOK_AT = Text("（请核实）", "(please check) ")
_SEE_BELOW = Text("导出设置见表后说明。", " For the settings see below.")

_QUOTED = re.compile(r"(“[^”]*”)")
_DAY = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?![\d-])")


@frozen
class LetterRow:
    """A row of the attachment. numbers: none for what no letter numbers.

    owner: None for the package as a whole; owners: several names in its place, "" otherwise.
    """

    owner: ReportEntry | None
    what: str
    where: str = ""
    do: str = ""
    basis: str = ""
    numbers: tuple[int, ...] = ()
    owners: str = ""
    level: Level = Level.ERROR
    #: The file's path as ``where`` shows it; "" for none.
    file: str = ""


@frozen
class LetterPart:
    """Rows under one heading; title None: they need none. old: an earlier letter asked for them."""

    title: Text | None
    rows: tuple[LetterRow, ...]
    old: bool = False


@frozen
class LetterTable:
    """The attachment. root: the folder that all paths lie in, "" for none.

    folders: entry id → the folder of its files, as seen from the root. notes: what stands below.
    """

    parts: tuple[LetterPart, ...]
    root: str
    folders: dict[str, str]
    notes: tuple[str, ...] = ()


def letter_table(
    report: Report, unit_round: UnitRound | None, lang: Lang, *, apart: bool = False
) -> LetterTable:
    """All that the unit has to mend or to know, in the letter's order.

    apart: each row is to be understood by itself; else advice that several give is a note below.
    """
    maker, items = _Rows(report, lang, apart=apart), numbered(report, unit_round)
    now = unit_round.number if unit_round else 1
    old = [item for item in items if item.since < now]
    new = [item for item in items if item.since >= now]
    waiting, left = _left(report)
    parts = [
        LetterPart(_still_open(old), maker.rows(old), old=True),
        LetterPart(NEW if old else None, maker.rows(new)),
        LetterPart(UNJUDGED, maker.unjudged(left)),
        LetterPart(WAIVED, maker.waived()),
    ]
    kept = tuple(part for part in parts if part.rows)
    return LetterTable(kept, maker.places.root, maker.places.folders, maker.notes(waiting))


def table_title(table: LetterTable) -> Text:
    """What the attachment is called, by the gravest in it."""
    rows = [row for part in table.parts for row in part.rows if row.numbers]
    if any(row.level is Level.ERROR for row in rows):
        return Text("需要补正的事项", "What to mend")
    if rows:
        return Text("请核实的事项", "What to check")
    return next((part.title for part in table.parts if part.title), UNJUDGED)


def ranges(numbers: Iterable[int], lang: Lang) -> str:
    """Numbers in few signs: 1、3—5."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    comma, dash = ("、", "—") if lang is Lang.ZH else (", ", "–")
    return comma.join(
        dash.join(map(str, (run[0], run[-1]))) if len(run) > 2 else comma.join(map(str, run))
        for run in runs
    )


def _still_open(items: Sequence[LetterItem]) -> Text:
    numbers = [item.number for item in items]
    return Text(
        f"仍未补正：原第{ranges(numbers, Lang.ZH)}项",
        f"Still open: the earlier letter's {ranges(numbers, Lang.EN)}",
    )


def _left(report: Report) -> tuple[int, tuple[NotJudged, ...]]:
    """How many requirements wait for something to be mended, and what else is not judged.

    What the office has to give and what the program failed on is none of the unit's.
    """
    wrong: dict[str | None, list[Finding]] = {}
    for found in report.findings:
        if found.level is Level.ERROR and found.decision is None:
            wrong.setdefault(found.entry, []).append(found)
    owned: dict[str | None, list[NotJudged]] = {}
    for item in report.not_judged:
        if item.lack is Lack.MATERIAL and item.decision is None:
            owned.setdefault(item.entry, []).append(item)
    waiting = 0
    left: list[NotJudged] = []
    for owner, items in owned.items():
        later, now = parted(items, wrong.get(owner, []))
        waiting += len(later)
        left += now
    return waiting, tuple(left)


class _Rows:
    """Rows of one report."""

    def __init__(self, report: Report, lang: Lang, *, apart: bool) -> None:
        self._report = report
        self._lang = lang
        self._entries = {entry.id: entry for entry in report.entries}
        self.places = LetterPlaces(report, lang)
        recipes = Counter(
            item.cause.recipe.say(lang)
            for item in report.findings
            if item.cause and item.cause.recipe and item.decision is None
        )
        #: Advice that several rows would repeat: said once below.
        self._repeated = [text for text, count in recipes.items() if count > 1 and not apart]

    def notes(self, waiting: int) -> tuple[str, ...]:
        """What stands below the rows. waiting: as told by ``_left``."""
        later = Text(
            f"另有{waiting}项要求，须待上述问题改正后才能核对。",
            f"{waiting} more requirement(s) can be judged only when these are mended.",
        )
        return (*self._repeated, *([later.say(self._lang)] if waiting else []))

    def rows(self, items: Sequence[LetterItem]) -> tuple[LetterRow, ...]:
        """The items, owner by owner; those alike in one row."""
        made: list[LetterRow] = []
        for _, group in groupby(items, key=lambda item: item.finding.entry):
            alike: dict[tuple[object, ...], list[LetterItem]] = {}
            for item in group:
                found = item.finding
                likeness = outside_names(found.message.say(self._lang))
                key = (found.level, found.rule, found.fix, found.clause, likeness)
                alike.setdefault(key, []).append(item)
            for same in alike.values():
                made += self._merged(same)
        return tuple(made)

    def _merged(self, items: Sequence[LetterItem]) -> Iterator[LetterRow]:
        messages = (item.finding.message.say(self._lang) for item in items)
        said = merged_messages(list(dict.fromkeys(messages)), self._lang)
        if said is not None:
            yield self._row(items, said)
            return
        for item in items:
            yield self._row([item], item.finding.message.say(self._lang))

    def _row(self, items: Sequence[LetterItem], said: str) -> LetterRow:
        found = items[0].finding
        soft = _TO_LOOK_AT.say(self._lang) if found.level is Level.WARNING else ""
        return LetterRow(
            owner=self._entries.get(found.entry or ""),
            what=soft + self._bare(said),
            where=self.places.where([item.finding for item in items]),
            do=self._do(found),
            basis=self._basis(found),
            numbers=tuple(item.number for item in items),
            level=found.level,
            file=self.places.short(found.file, found.entry) if found.file else "",
        )

    def waived(self) -> tuple[LetterRow, ...]:
        """What was found and need not be mended; by whom and why is the office's own affair."""
        return tuple(
            LetterRow(
                owner=self._entries.get(found.entry or ""),
                what=self._bare(found.message.say(self._lang)),
                where=self.places.where([found]),
                basis=self._basis(found),
            )
            for found in self._report.findings
            if found.waived
        )

    def unjudged(self, left: tuple[NotJudged, ...]) -> tuple[LetterRow, ...]:
        """Every reason once, with whom and what it concerns."""
        made = []
        comma = "、" if self._lang is Lang.ZH else ", "
        for group in unjudged(replace(self._report, not_judged=left), self._lang):
            rules = dict.fromkeys(rule for titles in group.whom.values() for rule in titles)
            named = comma.join(rules)
            concerned = Text(f"（未能核对：{named}）", f" (not judged: {named})")
            why = self._bare(group.why).rstrip("。.")
            made.append(
                LetterRow(
                    owner=None,
                    owners=comma.join(filter(None, group.whom)),
                    what=why + concerned.say(self._lang),
                    where=self.places.short(group.file, None) if group.file else "",
                    do=without_commands(group.fix),
                )
            )
        return tuple(made)

    def _bare(self, text: str) -> str:
        """A text without the folder that all paths begin with."""
        bare = without_commands(self.places.bare(text))
        return _days_in_words(bare) if self._lang is Lang.ZH else bare

    def _do(self, found: Finding) -> str:
        said = found.fix.say(self._lang) if found.fix else ""
        for recipe in self._repeated:
            if recipe in said:
                said = said.replace(recipe, "").rstrip() + _SEE_BELOW.say(self._lang)
        return self._bare(said)

    def _basis(self, found: Finding) -> str:
        quoted = in_quotes(found.quote) if found.quote else ""
        return "\n".join(filter(None, (found.clause, quoted)))


def _days_in_words(text: str) -> str:
    """2023-07-15 → 2023年7月15日, but for what a paper is quoted with."""

    def said(day: re.Match[str]) -> str:
        return f"{day[1]}年{int(day[2])}月{int(day[3])}日"

    parts = _QUOTED.split(text)
    return "".join(part if part.startswith("“") else _DAY.sub(said, part) for part in parts)
