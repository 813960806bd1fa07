"""How far the manual checks are: over all, by unit, by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jlxx_check.model.report import NotJudged
from jlxx_check.reporters.ledger_items import LedgerItem
from jlxx_check.text import Text


@dataclass(frozen=True, slots=True)
class CheckCount:
    """What a person has to look at: all, those looked at, and those of them found wrong.

    unjudged: how many of all had no result by the program; the others are the reports' 人工核对.
    """

    every: int
    done: int
    wrong: int
    unjudged: int = 0

    @property
    def open(self) -> int:
        """Still to be looked at."""
        return self.every - self.done


@dataclass(frozen=True, slots=True)
class LedgerProgress:
    """The counts; units in their order, people by how much they have done."""

    total: CheckCount
    units: tuple[tuple[str, CheckCount], ...]
    #: Who has looked at how many items.
    people: tuple[tuple[str, CheckCount], ...]

    @property
    def line(self) -> Text:
        """Over all, in a line."""
        total = self.total
        zh = f"已核对 {total.done} / {total.every} 项"
        en = f"{total.done} of {total.every} items looked at"
        if total.wrong:
            zh, en = f"{zh}，其中有问题 {total.wrong} 项", f"{en}, {total.wrong} of them wrong"
        if total.unjudged:  # the reports count them apart
            reviews = total.every - total.unjudged
            zh += f"；全部 {total.every} 项中，人工核对 {reviews} 项，没有结论 {total.unjudged} 项"
            en += f"; of all, {reviews} are to review, {total.unjudged} had no result"
        return Text(zh, en)


def progress_of(items: Iterable[LedgerItem]) -> LedgerProgress:
    """Of what a person is asked; findings of the program that may be waived do not count."""
    every: dict[str, list[LedgerItem]] = {}
    for item in items:
        if item.asked:
            every.setdefault(item.unit, []).append(item)
    asked = [item for own in every.values() for item in own]
    done = Counter(item.said.by for item in asked if item.said)
    wrong = Counter(item.said.by for item in asked if item.said and item.wrong)
    return LedgerProgress(
        _counted(asked),
        tuple((unit, _counted(own)) for unit, own in every.items()),
        tuple((who, CheckCount(count, count, wrong[who])) for who, count in done.most_common()),
    )


def _counted(items: list[LedgerItem]) -> CheckCount:
    done = sum(item.said is not None for item in items)
    unjudged = sum(isinstance(item.source, NotJudged) for item in items)
    return CheckCount(len(items), done, sum(item.wrong for item in items), unjudged)
