"""A unit's delivery held against the rounds before: numbers that stay, what is mended, what is new.

A number is given once and kept for ever: the letters that name it are out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from jlxx_check.engine.known_again import (
    Absence,
    Absences,
    FindingTrait,
    paired,
    trait,
    traits,
    who,
)
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.model.rounds import KeptRound, LetterItem, UnitHistory, UnitRound
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


@frozen
class RoundsDelivery:
    """A judged delivery as its round needs it."""

    #: Its path in the inbox.
    path: str
    #: Equal for the same files under whatever path.
    content: str
    received: date | datetime | None
    report: Report
    #: What its letter names, in the letter's order.
    asked: Sequence[Finding]


def judged_round(
    history: UnitHistory, number: int, delivery: RoundsDelivery, masking: Callable[[str], str]
) -> UnitHistory:
    """The history with this delivery as its round of that number, new or judged once more.

    Judged once more, a round keeps its numbers; what its own letter named and is no longer found
    is dropped, not mended: the delivery is the same. masking: goes over whatever is kept.
    """
    before, same = history.round(number - 1), history.round(number)
    open_before = before.open if before else frozenset()
    earlier = {item.number: item for item in history.items if item.since <= number}
    numbered = (*same.items, *same.unsettled) if same else ()
    own = [earlier[key] for key in numbered if key in earlier]
    still = [item for key, item in earlier.items() if key in open_before and item not in own]
    candidates = [*own, *still]
    closed = [item for item in earlier.values() if item not in candidates]
    match = _Match(delivery, own, still, closed)
    found: dict[int, LetterItem] = {}
    upcoming = history.next
    for finding in delivery.asked:
        item = next((one for one in match.of(finding) if one.number not in found), None)
        if item is None:
            item = LetterItem(upcoming, finding, number)
            upcoming += 1
        found[item.number] = match.renewed(item, finding)
    mended: list[int] = []
    unsettled: list[int] = []
    for item in candidates:
        if item.number in found:
            continue
        absence = match.absence(item)
        if absence is Absence.MENDED and item.number in open_before:
            mended.append(item.number)
        elif absence in (Absence.UNSETTLED, Absence.NOT_ASKED):
            unsettled.append(item.number)
    this = KeptRound(
        number=number,
        delivery=delivery.path,
        content=delivery.content,
        received=delivery.received,
        verdict=delivery.report.verdict,
        items=tuple(found),
        mended=tuple(mended),
        unsettled=tuple(unsettled),
    )
    items = {item.number: item for item in history.items}
    items.update((key, _masked(item, masking)) for key, item in found.items())
    rounds = {item.number: item for item in history.rounds} | {number: this}
    return UnitHistory(
        unit=history.unit,
        next=upcoming,
        rounds=tuple(rounds[key] for key in sorted(rounds)),
        items=tuple(items[key] for key in sorted(items)),
    )


def shown_round(
    history: UnitHistory, number: int, report: Report, asked: Sequence[Finding]
) -> UnitRound:
    """A kept round as reports show it. asked: the delivery's own findings, numbered in this order.

    Of what is no longer found the entries' ids are those that the report has now.
    """
    kept, absences = history.round(number), Absences(report)
    if kept is None:
        raise ValueError(number)
    items = {item.number: item for item in history.items}

    def gone(numbers: Iterable[int]) -> tuple[LetterItem, ...]:
        return tuple(_placed(items[key], absences) for key in numbers if key in items)

    own = [items[key] for key in kept.items if key in items]
    if len(own) == len(asked):  # unmasked, if so the report is, and with all that it says
        own = [replace(item, finding=finding) for item, finding in zip(own, asked, strict=True)]
    else:
        own = [_placed(item, absences) for item in own]
    return UnitRound(
        number=number,
        delivery=kept.delivery,
        received=kept.received,
        verdict=kept.verdict,
        items=tuple(own),
        mended=gone(kept.mended),
        unsettled=gone(kept.unsettled),
    )


class _Match:
    """The report's findings held against the items that there were."""

    def __init__(
        self,
        delivery: RoundsDelivery,
        *stages: Sequence[LetterItem],
    ) -> None:
        """stages: items to know again, those that are likeliest first."""
        report = delivery.report
        self._names = {entry.id: (entry.kind, entry.name) for entry in report.entries}
        self._absences = Absences(report)
        # In the letter's order, as the items are: like is paired with like.
        own = [fact for finding in delivery.asked for fact in finding.apart]
        asked = {id(fact) for fact in own}
        self._facts = [*own, *(fact for fact in report.facts if id(fact) not in asked)]
        self._items: dict[int, LetterItem] = {}
        #: By an item's number: what bears its likeness now.
        self._seen: dict[int, list[Finding]] = {}
        now = traits(report, self._facts)
        for items in stages:
            self._pair(now, items)

    def _pair(self, now: Sequence[FindingTrait], items: Sequence[LetterItem]) -> None:
        places = [place for place in range(len(now)) if place not in self._items]
        past = [(item, bears) for item in items for bears in _traits(item)]
        pairs = paired([now[place] for place in places], [bears for _, bears in past])
        for at, other in pairs.items():
            item, fact = past[other][0], self._facts[places[at]]
            self._items[places[at]] = item
            self._seen.setdefault(item.number, []).append(fact)

    def of(self, finding: Finding) -> list[LetterItem]:
        """The items that the finding, or a fact of it, was known as; the lowest number first."""
        own = {id(fact) for fact in finding.apart}
        items = {
            item.number: item
            for place, item in self._items.items()
            if id(self._facts[place]) in own
        }
        return [items[number] for number in sorted(items)]

    def renewed(self, item: LetterItem, finding: Finding) -> LetterItem:
        """The item as it is found now."""
        kind, name = self._names.get(finding.entry or "", (None, None))
        return replace(item, finding=finding, kind=kind, name=name)

    def absence(self, item: LetterItem) -> Absence | None:
        """What has become of an item that no finding bears now; None: it asks for nothing more."""
        seen = self._seen.get(item.number)
        if seen:
            # A person is to look, or it has become part of another item; else it was decided on.
            if any(fact.decision is None and fact.level is not Level.INFO for fact in seen):
                return Absence.UNSETTLED
            # A reviewer who found it wrong before has looked again, and now it holds.
            return Absence.MENDED if all(fact.confirmed for fact in seen) else None
        every = {self._absences.of(bears) for bears in _traits(item)}
        return Absence.MENDED if every == {Absence.MENDED} else Absence.UNSETTLED


def _traits(item: LetterItem) -> list[FindingTrait]:
    owner = who(item.kind, item.name)
    return [trait(fact, owner) for fact in item.finding.apart]


def _placed(item: LetterItem, absences: Absences) -> LetterItem:
    entry = absences.entry(_traits(item)[0])
    return replace(item, finding=replace(item.finding, entry=entry))


def _masked(item: LetterItem, masking: Callable[[str], str]) -> LetterItem:
    return replace(item, finding=_bare(item.finding, masking))


def _bare(finding: Finding, masking: Callable[[str], str]) -> Finding:
    """What is kept of a finding: what it says, masked, and what it is known by."""

    def say(text: Text | None) -> Text | None:
        return text and Text(masking(text.zh), masking(text.en))

    return replace(
        finding,
        message=Text(masking(finding.message.zh), masking(finding.message.en)),
        expected=say(finding.expected),
        observed=say(finding.observed),
        fix=say(finding.fix),
        about=finding.about and masking(finding.about),
        cause=None,
        standing=None,
        decision=None,
        facts=tuple(_bare(fact, masking) for fact in finding.facts),
    )
