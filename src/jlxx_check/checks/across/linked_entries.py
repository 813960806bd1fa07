"""Entries that are one in several packages: which links there are, and what is said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, combinations_with_replacement
from typing import NamedTuple

from jlxx_check.checks.identity import Sameness
from jlxx_check.model.nouns import FORM, PUT_FORWARD, REGISTER
from jlxx_check.model.outcome import Level, Outcome, Status, passed
from jlxx_check.model.traits import EntryTraits, Inbox, Shared, Side
from jlxx_check.text import Text, joined
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.nearness import Sets

#: Namesakes that say different things; up to so many are compared with each other.
_NAMESAKES = 50


class _Put(NamedTuple):
    """An entry, and the package that puts it forward."""

    package: int
    entry: EntryTraits

    @property
    def side(self) -> Side:
        """The entry as a side of what is said."""
        return Side(self.package, self.entry)


@dataclass(slots=True)
class _Links:
    """Entries that say the same, as knots; which knots are one with which, and by what."""

    knots: dict[int, list[int]]
    sets: Sets
    by: dict[tuple[int, int], Text] = field(default_factory=dict)

    def join(self, one: int, other: int, by: Text) -> None:
        """Link two knots, or what is in one."""
        for place in (*self.knots[one], *self.knots[other]):
            self.sets.join(one, place)
        self.by[one, other] = by

    def groups(self, also: Mapping[tuple[int, int], Text]) -> Iterator[tuple[list[int], Text]]:
        """What is one by what, where each is linked with each (or ``also``); else pair by pair.

        That two are like a third says nothing of these two.
        """
        within: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for link in self.by:
            within[self.sets.first(link[0])].append(link)
        for links in within.values():
            knots = sorted({knot for link in links for knot in link})
            whole = all(pair in self.by or pair in also for pair in combinations(knots, 2))
            for joint in (
                [links] if whole or len(knots) > _NAMESAKES else [[link] for link in links]
            ):
                every = {place for link in joint for knot in link for place in self.knots[knot]}
                by = dict.fromkeys(self.by[link] for link in sorted(joint))
                yield sorted(every), joined(by, "；", "; ")


@frozen
class Known:
    """By what entries of one kind are known again."""

    kind: str
    #: The name for comparing; "" for none.
    name: Callable[[EntryTraits], str]
    #: What two of one name are; None: two.
    same: Callable[[EntryTraits, EntryTraits], Sameness | None]
    #: What is said of those of one number, and of those whose names differ.
    number: Text
    slip: Text


def repeated(found: Inbox, known: Known) -> Iterator[Outcome]:
    """Entries that are certainly one, then those of which a person has to see whether they are."""
    sides = [
        _Put(place, entry)
        for place, (_, traits) in enumerate(found.packages)
        for entry in traits.entries
        if entry.kind == known.kind
    ]
    certain, perhaps = _linked(sides, known)
    spoken: set[int] = set()
    for places, by in certain.groups({}):
        if found.of_several(sides[place].side for place in places):
            spoken.update(places)
            yield Shared(
                Status.FAIL,
                Text(f"{by.zh}，重复{PUT_FORWARD}", f"{by.en}: {PUT_FORWARD} more than once"),
                expected=Text(f"只由一个单位{PUT_FORWARD}", f"{PUT_FORWARD} by one unit"),
                observed=by,
                sides=tuple(sides[place].side for place in places),
                one_entry=True,
            )
    doubts = [
        (places, by, _ONE_OR_TWO)
        for places, by in perhaps.groups(certain.by)
        if certain.sets.apart(places)
    ]
    slips = [(places, by, _NUMBERS) for places, by in _slips(sides, known)]
    for places, by, fix in (*doubts, *slips):
        if found.of_several(sides[place].side for place in places):
            spoken.update(places)
            yield Shared(
                Status.REVIEW,
                Text(
                    f"{by.zh}，请核对是否重复{PUT_FORWARD}",
                    f"{by.en}; make sure that they are not one",
                ),
                level=Level.REVIEW,
                observed=by,
                fix=fix,
                sides=tuple(sides[place].side for place in places),
            )
    for place in range(len(sides)):
        if place not in spoken:
            yield passed()


_WITHDRAWN = Text(
    f"商定由一个单位{PUT_FORWARD}，另一个单位撤回并修改{REGISTER}",
    f"settle which unit puts it forward; the other withdraws and mends its {REGISTER}",
)
_ONE_OR_TWO = Text(
    f"请核实是不是同一个：是的，{_WITHDRAWN.zh}；不是的，书面说明。",
    f"Find out whether they are one: if so, {_WITHDRAWN.en}; if not, say so in writing.",
)
_NUMBERS = Text(
    f"请对照证件核对号码：填错的，改正{FORM}和{REGISTER}；确是同一个的，{_WITHDRAWN.zh}。",
    f"Hold the numbers against the papers: put a wrong one right in the {FORM} and the {REGISTER}; "
    f"if they are one, {_WITHDRAWN.en}.",
)


def _slips(sides: Sequence[_Put], known: Known) -> Iterator[tuple[list[int], Text]]:
    """Those of one number and of several names: a slip is likelier than a fraud."""
    holders: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, side in enumerate(sides):
        for number in side.entry.numbers:
            holders[number][known.name(side.entry)].append(place)
    for named in holders.values():
        places = sorted(place for some in named.values() for place in some)
        if len(named) > 1:
            yield places, known.slip if all(named) else known.number


def _linked(sides: Sequence[_Put], known: Known) -> tuple[_Links, _Links]:
    """Those of one name with each other; of those that say the same one speaks for all."""
    names: dict[str, dict[object, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, side in enumerate(sides):
        entry = side.entry
        name = known.name(entry)
        if name:
            evidence = (entry.units, entry.numbers, entry.phones, entry.born)
            names[name][evidence].append(place)
    knots = {places[0]: places for alike in names.values() for places in alike.values()}
    certain, perhaps = _Links(knots, Sets(len(sides))), _Links(knots, Sets(len(sides)))
    for alike in names.values():
        for one, two in _pairs(list(alike.values()), sides):
            if one is two and len(one) == 1:
                continue
            likeness = known.same(sides[one[0]].entry, sides[two[0]].entry)
            if likeness is not None:
                (certain if likeness.certain else perhaps).join(one[0], two[0], likeness.by)
    return certain, perhaps


def _pairs(alike: list[list[int]], sides: Sequence[_Put]) -> Iterator[tuple[list[int], list[int]]]:
    """Which namesakes are compared, each also with itself.

    A name may be very many entries' (全民终身学习活动周, or what is no name at all). Each is then
    compared with the first that has something in common with it, and with the first of all.
    """
    if len(alike) <= _NAMESAKES:
        yield from combinations_with_replacement(alike, 2)
        return
    first: dict[object, list[int]] = {}
    for one in alike:
        yield one, one
        entry = sides[one[0]].entry
        for common in ("", *entry.units, *entry.numbers, *entry.phones, entry.born):
            other = first.setdefault(common, one)
            if other is not one:
                yield other, one
