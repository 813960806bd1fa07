"""The rounds of a unit: what each letter asked for, what has been mended since, what is new."""

from __future__ import annotations

from datetime import date, datetime

from jlxx_check.model.report import Finding, Verdict
from jlxx_check.values.frozen_types import frozen


@frozen
class LetterItem:
    """One thing to mend, as the letters to its unit number it."""

    #: Kept over all rounds of the unit, and never given to anything else.
    number: int
    #: As it was found last. Its entry's id is that of the present report; None, too, where the
    #: entry is no longer there.
    finding: Finding
    #: The round whose letter named it first.
    since: int
    #: Of the entry that it was found in, as the next: ids change from delivery to delivery.
    kind: str | None = None
    #: None: the package as a whole.
    name: str | None = None


@frozen
class UnitRound:
    """One judged delivery of a unit, held against the round before."""

    #: From 1.
    number: int
    #: The delivery's path in the inbox.
    delivery: str
    received: date | datetime | None
    verdict: Verdict
    #: What is to be mended, in the order of the letter.
    items: tuple[LetterItem, ...]
    #: What the round before had asked for, and which was judged now and not found.
    mended: tuple[LetterItem, ...] = ()
    #: What an earlier letter had asked for, and of which this delivery shows nothing: it could not
    #: be judged, its entry is gone, or only a person can tell.
    unsettled: tuple[LetterItem, ...] = ()

    @property
    def still_open(self) -> tuple[LetterItem, ...]:
        """What an earlier letter had asked for already."""
        return tuple(item for item in self.items if item.since < self.number)

    @property
    def new(self) -> tuple[LetterItem, ...]:
        """What this round's letter names for the first time."""
        return tuple(item for item in self.items if item.since == self.number)


@frozen
class KeptRound:
    """A round as it is kept: the numbers of its items."""

    number: int
    delivery: str
    #: Of the delivery's files; equal for the same content under another path.
    content: str
    received: date | datetime | None
    verdict: Verdict
    items: tuple[int, ...]
    mended: tuple[int, ...] = ()
    unsettled: tuple[int, ...] = ()

    @property
    def open(self) -> frozenset[int]:
        """The numbers that are not known to be mended after it."""
        return frozenset((*self.items, *self.unsettled))


@frozen
class UnitHistory:
    """All rounds of a unit, and everything that its letters ever numbered."""

    unit: str
    #: The number that the next new item gets.
    next: int = 1
    rounds: tuple[KeptRound, ...] = ()
    #: In the order of their numbers.
    items: tuple[LetterItem, ...] = ()

    def round(self, number: int) -> KeptRound | None:
        """The round of that number."""
        return next((item for item in self.rounds if item.number == number), None)
