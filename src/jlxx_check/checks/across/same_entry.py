"""Nobody and nothing is put forward by two units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from jlxx_check.checks.across.linked_entries import Known, repeated
from jlxx_check.checks.identity import Sameness
from jlxx_check.checks.registry import FieldName, KindName, Parameters, check
from jlxx_check.model.outcome import Outcome
from jlxx_check.model.pack_parts import Words
from jlxx_check.model.traits import EntryTraits, Inbox
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.people_words import without_notes


class KnownAgain(Parameters):
    """By what entries of a kind are known again in another package.

    numbers: fields of ID-card numbers; one that agrees is enough. units, dates, phones: fields of
    which one that agrees is enough with the same name.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "numbers": "身份证号栏，有一个一致即为同一人（项目）",
        "units": "单位类栏目，名称相同时有一个一致即可",
        "dates": "日期类栏目，名称相同时有一个一致即可",
        "phones": "电话类栏目，名称相同时有一个一致即可",
    }

    kind: KindName
    numbers: tuple[FieldName, ...] = ()
    units: tuple[FieldName, ...] = ()
    dates: tuple[FieldName, ...] = ()
    phones: tuple[FieldName, ...] = ()


class SameProject(KnownAgain):
    """heads, tails: words in front of a name or behind it that do not tell it from others."""

    zh: ClassVar[Mapping[str, str]] = {
        "heads": "名称前面不足以区分项目的词",
        "tails": "名称后面不足以区分项目的词",
    }

    heads: Words = ()
    tails: Words = ()


@check("across.person", zh="同一人只由一个单位推介；无法区分的同名者由人工核对。")
def person(found: Inbox, want: KnownAgain) -> Iterator[Outcome]:
    """Every person is put forward by one unit; namesakes that nothing tells apart are reviewed.

    One number under two names is for a person, too: whoever types it slips more often than cheats.
    """

    def same(one: EntryTraits, two: EntryTraits) -> Sameness | None:
        by = _agreeing(one, two, want)
        if by is not None:
            return _unless_told_apart(one, two, by, want)
        return _perhaps(one, two, want) or _nothing_to_compare(one, two)

    def name(entry: EntryTraits) -> str:
        return fold_name(without_notes(entry.name))

    return repeated(found, Known(want.kind, name, same, _same_number(want), _slip(want)))


@check("across.project", zh="同一项目只由一个单位推介；名称相同而单位不同的由人工核对。")
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

    def name(entry: EntryTraits) -> str:
        return bare_name(entry.folded, heads, tails)

    return repeated(found, Known(want.kind, name, same, _same_number(want), _slip(want)))


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
    """One person has one number; of two numbers one may be mistyped, and a person looks.

    Where the births differ as well, nothing was mistyped: they are two people.
    """
    if not one.numbers or not two.numbers or _common(one.numbers, two.numbers):
        return Sameness(True, by)
    if _overlap(one.born, two.born) is False:
        return None
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


def _slip(want: KnownAgain) -> Text:
    numbers = "、".join(want.numbers)
    return Text(
        f"{numbers}相同而名称不同，很可能是填错",
        f"the same {numbers} under different names, most likely a slip",
    )


def _common(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    return not set(one).isdisjoint(two)


def _exact(born: tuple[str, str]) -> bool:
    return born[0] == born[1]


def _overlap(one: tuple[str, str] | None, two: tuple[str, str] | None) -> bool | None:
    if one is None or two is None:
        return None
    return one[0] <= two[1] and two[0] <= one[1]
