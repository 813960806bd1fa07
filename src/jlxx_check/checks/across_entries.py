"""Nobody and nothing is put forward by two units."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations_with_replacement

from jlxx_check.checks.identity import Sameness
from jlxx_check.checks.parameters import FieldName, KindName, Parameters
from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Level, Outcome, Status, passed
from jlxx_check.model.pack import Words
from jlxx_check.model.text import Text, joined
from jlxx_check.model.traits import EntryTraits, Inbox, Shared, Side
from jlxx_check.values.folding import fold_name
from jlxx_check.values.nearness import Sets


class KnownAgain(Parameters):
    """By what entries of a kind are known again in another package.

    numbers: fields of ID-card numbers; one that agrees is enough. units, dates, phones: fields of
    which one that agrees is enough with the same name.
    """

    kind: KindName
    numbers: tuple[FieldName, ...] = ()
    units: tuple[FieldName, ...] = ()
    dates: tuple[FieldName, ...] = ()
    phones: tuple[FieldName, ...] = ()


class SameProject(KnownAgain):
    """heads, tails: words in front of a name or behind it that do not tell it from others."""

    heads: Words = ()
    tails: Words = ()


@check("across.person")
def person(found: Inbox, want: KnownAgain) -> Iterator[Outcome]:
    """Every person is put forward by one unit; namesakes that nothing tells apart are reviewed."""

    def same(one: EntryTraits, two: EntryTraits) -> Sameness | None:
        by = _agreeing(one, two, want)
        if by is not None:
            return _unless_told_apart(one, two, by, want)
        return _perhaps(one, two, want) or _nothing_to_compare(one, two)

    return _repeated(found, want, lambda entry: entry.folded, same)


@check("across.project")
def project(found: Inbox, want: SameProject) -> Iterator[Outcome]:
    """Every project is put forward by one unit; one name of two organisations is reviewed."""
    heads = tuple(map(fold_name, want.heads))
    tails = tuple(map(fold_name, want.tails))

    def same(one: EntryTraits, two: EntryTraits) -> Sameness | None:
        by = _agreeing(one, two, want)
        if by is not None:
            return Sameness(True, by)
        if one.units and two.units:
            units = "、".join(want.units)
            return Sameness(
                False, Text(f"名称相同，{units}不同", f"the same name, another {units}")
            )
        return _nothing_to_compare(one, two)

    return _repeated(found, want, lambda entry: bare_name(entry.folded, heads, tails), same)


_YEAR_BEFORE = re.compile(
    r"^(?:(?:19|20)\d\d){1,2}(?!\d)(?:学?年度?|届)?|^[一二三四五六七八九〇零]{4}年度?"
)
_YEAR_BEHIND = re.compile(r"\((?:(?:19|20)\d\d){1,2}(?:学?年度?|届)?\)$|(?<!\d)(?:19|20)\d\d年度?$")
#: What is left of a name has at least so many characters beside years; 学习 tells nothing any more.
_TELLING = 3
_OF_YEARS = re.compile("[0-9年度届()]")


def bare_name(folded: str, heads: tuple[str, ...], tails: tuple[str, ...]) -> str:
    """A project's folded name without years and general words at its ends, folded like it."""
    bare = folded
    while True:
        cuts = [bare.removeprefix(head) for head in heads]
        cuts += [bare.removesuffix(tail) for tail in tails]
        cuts += [_YEAR_BEFORE.sub("", bare), _YEAR_BEHIND.sub("", bare)]
        shorter = min(
            (cut for cut in cuts if len(_OF_YEARS.sub("", cut)) >= _TELLING), key=len, default=bare
        )
        if len(shorter) >= len(bare):
            return bare
        bare = shorter


def _agreeing(one: EntryTraits, two: EntryTraits, want: KnownAgain) -> Text | None:
    """What beside the name speaks for two entries being one, the strongest first."""
    if _common(one.numbers, two.numbers):
        return _same_number(want)
    for fields, agree in (
        (want.units, _common(one.units, two.units)),
        (want.dates, one.born == two.born and one.born is not None and _exact(one.born)),
        (want.phones, _common(one.phones, two.phones)),
    ):
        if agree:
            named = "、".join(fields)
            return Text(f"名称和{named}相同", f"the same name and {named}")
    return None


def _unless_told_apart(
    one: EntryTraits, two: EntryTraits, by: Text, want: KnownAgain
) -> Sameness | None:
    """One person has one number; of two numbers one may be mistyped, and a person looks."""
    if not one.numbers or not two.numbers or _common(one.numbers, two.numbers):
        return Sameness(True, by)
    numbers = "、".join(want.numbers)
    return Sameness(False, Text(f"{by.zh}，{numbers}不同", f"{by.en}, another {numbers}"))


def _perhaps(one: EntryTraits, two: EntryTraits, want: KnownAgain) -> Sameness | None:
    """An organisation named with more words, a birth known to the year: a person looks."""
    if one.numbers and two.numbers:
        return None
    overlap = _overlap(one.born, two.born)
    if overlap is False:
        return None
    longer = any(
        len(short) >= _UNIT_LENGTH and long.startswith(short)
        for first in one.units
        for second in two.units
        for short, long in ((first, second), (second, first))
    )
    for fields, alike in ((want.units, longer), (want.dates, overlap)):
        if alike:
            named = "、".join(fields)
            return Sameness(
                False, Text(f"名称相同，{named}相近", f"the same name and much the same {named}")
            )
    return None


#: Shorter beginnings (长春市) are those of very many organisations.
_UNIT_LENGTH = 4


def _nothing_to_compare(one: EntryTraits, two: EntryTraits) -> Sameness | None:
    compared = any(
        first and second
        for first, second in (
            (one.units, two.units),
            (one.born, two.born),
            (one.numbers, two.numbers),
        )
    )
    if compared:
        return None
    return Sameness(
        False,
        Text("名称相同，材料中没有可以区分的内容", "the same name, and nothing tells them apart"),
    )


def _same_number(want: KnownAgain) -> Text:
    numbers = "、".join(want.numbers)
    return Text(f"{numbers}相同", f"the same {numbers}")


def _common(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    return not set(one).isdisjoint(two)


def _exact(born: tuple[str, str]) -> bool:
    return born[0] == born[1]


def _overlap(one: tuple[str, str] | None, two: tuple[str, str] | None) -> bool | None:
    if one is None or two is None:
        return None
    return one[0] <= two[1] and two[0] <= one[1]


@dataclass(slots=True)
class _Links:
    """Sets of places that are one, and what was said of them, by place."""

    sets: Sets
    said: dict[int, dict[Text, None]] = field(default_factory=lambda: defaultdict(dict))

    def join(self, places: list[int], by: Text) -> None:
        for place in places[1:]:
            self.sets.join(places[0], place)
        self.said[places[0]][by] = None

    def reasons(self, places: list[int]) -> Text:
        """Everything that was said of them, once."""
        every = dict.fromkeys(text for place in places for text in self.said.get(place, ()))
        return joined(every, "；", "; ")


def _repeated(
    found: Inbox,
    want: KnownAgain,
    key: Callable[[EntryTraits], str],
    same: Callable[[EntryTraits, EntryTraits], Sameness | None],
) -> Iterator[Outcome]:
    """Entries that are certainly one, then those of which a person has to see whether they are."""
    sides = [
        Side(place, entry)
        for place, (_, traits) in enumerate(found.packages)
        for entry in traits.entries
        if entry.kind == want.kind
    ]
    certain, perhaps = _Links(Sets(len(sides))), _Links(Sets(len(sides)))
    _join_numbers(sides, certain, _same_number(want))
    _join_names(sides, key, same, certain, perhaps)
    yield from _told(sides, certain, perhaps)


def _join_numbers(sides: list[Side], certain: _Links, by: Text) -> None:
    holders: dict[str, list[int]] = defaultdict(list)
    for place, side in enumerate(sides):
        for number in side.entry.numbers:
            holders[number].append(place)
    for places in holders.values():
        if len(places) > 1:
            certain.join(places, by)


def _join_names(
    sides: list[Side],
    key: Callable[[EntryTraits], str],
    same: Callable[[EntryTraits, EntryTraits], Sameness | None],
    certain: _Links,
    perhaps: _Links,
) -> None:
    """Those of one name with each other; of those that say the same one speaks for all."""
    names: dict[str, dict[object, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, side in enumerate(sides):
        entry = side.entry
        name = key(entry)
        if name:
            evidence = (entry.units, entry.numbers, entry.phones, entry.born)
            names[name][evidence].append(place)
    for alike in names.values():
        for one, two in _pairs(list(alike.values()), sides):
            places = one if one is two else one + two
            likeness = same(sides[one[0]].entry, sides[two[0]].entry) if len(places) > 1 else None
            if likeness is not None:
                (certain if likeness.certain else perhaps).join(places, likeness.by)


#: Namesakes that say different things; up to so many are compared with each other.
_NAMESAKES = 50


def _pairs(alike: list[list[int]], sides: list[Side]) -> Iterator[tuple[list[int], list[int]]]:
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


def _told(sides: list[Side], certain: _Links, perhaps: _Links) -> Iterator[Outcome]:
    spoken: set[int] = set()
    for places in certain.sets.shared():
        for place in places[1:]:
            perhaps.sets.join(places[0], place)
        if _several(sides, places):
            spoken.update(places)
            by = certain.reasons(places)
            yield Shared(
                Status.FAIL,
                Text(f"{by.zh}，重复推介", f"{by.en}: put forward more than once"),
                expected=Text("只由一个单位推介", "put forward by one unit"),
                observed=by,
                sides=tuple(sides[place] for place in places),
                one_entry=True,
            )
    for places in perhaps.sets.shared():
        if _several(sides, places) and certain.sets.apart(places):
            spoken.update(places)
            by = perhaps.reasons(places)
            yield Shared(
                Status.REVIEW,
                Text(
                    f"{by.zh}，请核对是否重复推介",
                    f"{by.en}; make sure that they are not one",
                ),
                level=Level.REVIEW,
                observed=by,
                sides=tuple(sides[place] for place in places),
            )
    for place in range(len(sides)):
        if place not in spoken:
            yield passed()


def _several(sides: list[Side], places: list[int]) -> bool:
    """Whether more packages than one are concerned; within one, another rule speaks."""
    return len({sides[place].package for place in places}) > 1
