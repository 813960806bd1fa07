"""Whether who, or what, is put forward has won before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from pydantic import Field, PositiveInt

from jlxx_check.checks.form.answers import judged_entry
from jlxx_check.checks.registry import Parameters, check
from jlxx_check.model.nouns import PUT_FORWARD
from jlxx_check.model.outcome import Lack, Outcome, Status, failed, not_judged, passed, review
from jlxx_check.model.pack import Pack, Winner
from jlxx_check.model.pack_parts import Words
from jlxx_check.model.package import Entry
from jlxx_check.text import Text, joined, same
from jlxx_check.values.folding import fold_name, same_unit
from jlxx_check.values.people_words import same_person_name
from jlxx_check.values.title_likeness import title_likeness

_ROUND = re.compile(
    r"(?:19|20)[0-9]{2}年?度?|第[0-9〇零一二三四五六七八九十]+[届期批季]|[一二三四五六七八九十0-9]+期|[(（][^()（）]*[)）]"
)
_ENDINGS = re.compile(r"(?:品牌|活动|计划|行动|项目|工程)+$")
#: Of 1; names shorter than this many characters are near only where nothing tells them apart.
_LIKENESS, _SHORTEST = 0.6, 4


_NO_LIST = Text(
    "没有往年名单可供比对，可用 --previous-winners 提供。",
    "There is no list of previous winners to compare with; give one by --previous-winners.",
)
_IN_PART = Text(
    "规则包自带的往年名单不完整，名单里没有不等于往年没有获得；请用 --previous-winners "
    "提供完整名单。",
    "The pack's own list of previous winners is not whole: who is not on it may have won all the "
    "same; give the whole list by --previous-winners.",
)
_GIVE_IT = Text(
    "请向收材料的单位索取往年名单，加上 --previous-winners 名单.xlsx 再检查一次。",
    "Ask the office for the list, and check again with --previous-winners LIST.xlsx.",
)


class PreviousWinner(Parameters):
    """Which wins of earlier years count; without the last two, every one does."""

    zh: ClassVar[Mapping[str, str]] = {
        "whole": "规则包自带的名单是否完整；完整的，不在名单上即为没有获过",
        "within_years": "通知当年之前几年内获得的才算；不写则都算",
        "levels": "名单上哪些级别的才算；不写则都算",
    }

    whole: bool = Field(
        False,
        description="whether the pack's own list has every winner, so that it clears who is not "
        "on it",
    )
    within_years: PositiveInt | None = Field(
        None, description="years before the notice's own that count; left out: all of them"
    )
    levels: Words = Field(
        (), description="levels of the list (国家级, 省级) that count; left out: any"
    )


@check("entry.previous-winner", zh="不在往年名单上；同名而单位不同的由人核实。")
def previous_winner(entry: Entry, pack: Pack, want: PreviousWinner) -> Iterator[Outcome]:
    """The entry is not on the list of earlier years; the same name elsewhere is for a person.

    A list that is not whole accuses and clears nobody; one that the caller gave is taken as whole.
    A win whose year, or level, the list does not say is for a person where that matters.

    Example::

        check: entry.previous-winner
        with: {whole: false, within_years: 2, levels: [国家级, 省级]}
    """
    person = pack.kinds[entry.kind].person
    listed = [item for item in pack.winners if item.person == person and _earlier(item, pack)]
    counting = [item for item in listed if _recent(item, pack, want) and _high(item, want)]
    if not want.levels:  # a column that nobody asked for is not shown either
        counting = [item.model_copy(update={"level": ""}) for item in counting]

    def judge(said: Entry) -> Iterator[Outcome]:
        yield from _found(said, pack, counting, want, person=person)

    unit = pack.kinds[entry.kind].unit
    found = list(judged_entry(entry, [unit] if unit else (), judge))
    yield from found
    if any(outcome.status is Status.FAIL for outcome in found):
        return
    if not (listed and (want.whole or any(item.given for item in listed))):
        why = _IN_PART if listed else _NO_LIST
        yield not_judged(why, fix=_GIVE_IT, lack=Lack.CALLER)
    elif not found:
        yield passed()


def _found(
    entry: Entry, pack: Pack, listed: Sequence[Winner], want: PreviousWinner, *, person: bool
) -> Iterator[Outcome]:
    """What a list says of the entry: it has won, or may have."""
    namesakes = [item for item in listed if _same_name(item.name, entry.name, person=person)]
    if not namesakes:
        near = [] if person else [item for item in listed if _near(item.name, entry.name)]
        yield from (_alike(entry, item) for item in near)
        return
    aliases = pack.unit_aliases()
    field = pack.kinds[entry.kind].unit
    unit = entry.text(field) if field else ""
    certain = [item for item in namesakes if _same(item.unit, unit, aliases)]
    counting = [item for item in certain if not _unsaid(item, want)]
    if counting:
        yield _won_before(entry, counting[0])
    elif certain:
        yield _may_not_count(entry, certain[0], _unsaid(certain[0], want))
    else:
        yield from (_namesake(entry, item, unit, person=person) for item in namesakes)


def _same_name(listed: str, name: str, *, person: bool) -> bool:
    """Notes behind a person's name (（男）, 同志) make no difference."""
    return same_person_name(listed, name) if person else fold_name(listed) == fold_name(name)


def _near(listed: str, name: str) -> bool:
    """Whether two projects' names may be one's: 二期, a year or 项目 behind, a slip."""
    one, other = _core(listed), _core(name)
    if min(len(one), len(other)) < _SHORTEST:
        return one == other and bool(one)
    return one == other or title_likeness(one, other) >= _LIKENESS


def _core(name: str) -> str:
    """A title without its year, its round and the words that any project has; 培训 is 培养."""
    bare = _ROUND.sub("", fold_name(name))
    bare = _ENDINGS.sub("", bare) or bare
    return bare.replace("培训", "培养")


def _alike(entry: Entry, winner: Winner) -> Outcome:
    return review(
        Text(
            f"“{entry.name}”与往年名单中的“{winner.name}”{_listing(winner).zh}名称相近，请核实是否为同一项目。",
            f"The name of “{entry.name}” is close to that of the previous winner “{winner.name}”"
            f"{_listing(winner).en}. Is it the same project?",
        ),
        file=entry.form.path if entry.form else None,
        observed=_observed(winner),
    )


def _won_before(entry: Entry, winner: Winner) -> Outcome:
    return failed(
        Text(
            f"“{entry.name}”在往年名单中{_listing(winner).zh}，不再{PUT_FORWARD}。",
            f"“{entry.name}” is on the list of previous winners{_listing(winner).en} and is not "
            f"to be {PUT_FORWARD} again.",
        ),
        file=entry.form.path if entry.form else None,
        expected=Text("不在往年名单中", "not on the list of previous winners"),
        observed=_observed(winner),
    )


def _namesake(entry: Entry, winner: Winner, unit: str, *, person: bool) -> Outcome:
    here = Text(f"是“{unit}”", f"is “{unit}”") if unit else Text("未写明", "is not stated")
    one = Text("同一人", "person") if person else Text("同一项目", "project")
    return review(
        Text(
            f"往年名单中有同名的“{winner.name}”{_listing(winner).zh}，"
            f"本次的单位{here.zh}，请核实是否为{one.zh}。",
            f"“{entry.name}” has the name of a previous winner{_listing(winner).en}; the "
            f"organisation here {here.en}. Is it the same {one.en}?",
        ),
        file=entry.form.path if entry.form else None,
        observed=_observed(winner),
    )


def _observed(winner: Winner) -> Text:
    listing = _listing(winner)
    return Text(f"{winner.name}{listing.zh}", f"{winner.name}{listing.en}")


def _earlier(winner: Winner, pack: Pack) -> bool:
    """Whether the win lies before the notice's own year; without a year it is taken to."""
    year = _year(winner)
    return year is None or year < pack.deadline.year


def _recent(winner: Winner, pack: Pack, want: PreviousWinner) -> bool:
    """Whether the win is not too long ago to count; without a year it may be."""
    year = _year(winner)
    return (
        year is None
        or want.within_years is None
        or (year >= pack.deadline.year - want.within_years)
    )


def _year(winner: Winner) -> int | None:
    found = re.search(r"\d{4}", winner.year)
    return int(found.group()) if found else None


def _high(winner: Winner, want: PreviousWinner) -> bool:
    """Whether the win is, or may be, of a level that counts; 省 may be 省级."""
    level = fold_name(winner.level)
    counting = [fold_name(one) for one in want.levels]
    return not counting or not level or any(level in one or one in level for one in counting)


def _unsaid(winner: Winner, want: PreviousWinner) -> tuple[Text, ...]:
    """What the list does not say of a win and would have to, for it to count."""
    found = []
    if want.within_years is not None and _year(winner) is None:
        found.append(Text("年度", "year"))
    if want.levels and fold_name(winner.level) not in {fold_name(one) for one in want.levels}:
        found.append(Text("级别", "level"))
    return tuple(found)


def _may_not_count(entry: Entry, winner: Winner, unsaid: tuple[Text, ...]) -> Outcome:
    what = joined(unsaid, zh="和", en=" and ")
    return review(
        Text(
            f"“{entry.name}”在往年名单中{_listing(winner).zh}，名单没有写明{what.zh}，请核实是否属于不再{PUT_FORWARD}的。",
            f"“{entry.name}” is on the list of previous winners{_listing(winner).en}, which does "
            f"not say the {what.en}. Does that win count?",
        ),
        file=entry.form.path if entry.form else None,
        observed=_observed(winner),
    )


def _same(listed: str, unit: str, aliases: Mapping[str, str]) -> bool:
    """Whether the list's organisation is the entry's; a list without one names the entry alone.

    The entry's may have the post behind it (工作单位及职务) or the place in front of it.
    """
    if not listed or same_unit(listed, unit, aliases):
        return True
    canonical = aliases.get(fold_name(listed), fold_name(listed))
    spellings = {canonical, fold_name(listed)}
    spellings.update(spelling for spelling, name in aliases.items() if name == canonical)
    return any(spelling in fold_name(unit) for spelling in spellings)


def _listing(winner: Winner) -> Text:
    """The year and the organisation, in brackets; nothing where the list has neither."""
    known = [part for part in (winner.year, winner.level, winner.unit) if part]
    return Text(f"（{'，'.join(known)}）", f" ({', '.join(known)})") if known else same("")
