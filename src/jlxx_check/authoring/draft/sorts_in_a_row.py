"""Sorts of works whose terms stand in a row: 公益广告时长不超过90秒,微电影时长不超过8分钟."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from jlxx_check.authoring.draft.grammar import grammar
from jlxx_check.authoring.draft.kind_names import nature_of
from jlxx_check.authoring.draft.materials import mentions
from jlxx_check.authoring.draft.notice_sentences import Notice, Sentence
from jlxx_check.authoring.draft.quantities import amounts

#: What stands between a comma and a number that is one sort's, or that of several.
_TERM = re.compile(
    r"(?:其中|要求)?[,:]?(?:[单每][件个部篇条])?(?P<names>[\u4e00-\u9fff“”]{2,8}?(?:[、和及与][\u4e00-\u9fff“”]{2,8}?)*?)"
    r"(?:类|作品)*(?:的)?(?:总?时长|片长|时间|长度|播放时间|字数|篇幅)?(?:应|须|需|要|均|请|在|为|是|限|限定|控制|:)*"
)
#: 微视频作品聚焦…,时长在3分钟以内
_BEGUN = re.compile(r"(?:其中,?)?([\u4e00-\u9fff]{2,6}?)(?:类|作品)")
#: Of these a sort of films, of recordings or of texts has its own.
_MEASURED = ("seconds", "words")
#: 个人音频5分钟,团队音频10分钟: by whom it is made, and no sort.
_MAKERS = re.compile("个人|团队|集体|单人|双人|多人|学生|教师|单位|小组")
#: Names of one sort.
_SAME = ({"动画", "动漫", "动画片", "动漫作品"}, {"微视频", "短视频"})
_LISTED = re.compile(r"[\u4e00-\u9fff]{2,8}(?:[、和及与][\u4e00-\u9fff]{2,8})+")
_LED = re.compile("^.*?(?:包括|包含|分为|可为|形式为|是|为)(?=.{2})")


def told_in_a_row(notice: Notice) -> list[tuple[str, tuple[str, ...]]]:
    """The sorts, each with its words: those with a number of their own, and those beside them.

    Empty where fewer than two sorts have different numbers in one clause.
    """
    told: dict[tuple[str, str], dict[tuple[str, ...], str]] = defaultdict(dict)
    for sentence in notice.sentences:
        for family, names, written in _terms(sentence):
            told[sentence.clause, family][names] = written
    for terms in told.values():
        if len(terms) > 1 and len(set(terms.values())) > 1:
            own = list(dict.fromkeys(name for names in terms for name in names))
            beside = max(listed_sorts(notice), key=lambda names: _shared(names, own), default=())
            others = [name for name in beside if name not in own]
            others = others if _shared(beside, own) > 1 else []
            return [(name, _words(name, others)) for name in own] + [
                (name, (name,)) for name in others if not _same(name, own)
            ]
    return []


def speaks_of_sorts(sentence: Sentence) -> bool:
    """Whether a number of the sentence is some sorts' own, or it begins with such a sort."""
    begun = _BEGUN.match(sentence.plain)
    return bool(begun and names_sort(begun[1])) or any(True for _ in _terms(sentence))


def _terms(sentence: Sentence) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Family, the sorts and the number as written, of each number that is some sorts' own."""
    for amount in amounts(sentence.plain):
        segment = re.sub(
            r"[(][^()]*[)]", "", re.split("[,;。]", sentence.plain[: amount.start])[-1]
        )
        match = _TERM.fullmatch(segment) if amount.family in _MEASURED else None
        names = _split(match["names"]) if match else ()
        if names and all(map(names_sort, names)):
            yield amount.family, names, amount.written


def _split(names: str) -> tuple[str, ...]:
    return tuple(
        re.sub("[“”]|(?<=..)(?:类|作品).*$", "", name) for name in re.split("[、和及与]", names)
    )


def names_sort(name: str) -> bool:
    """Whether works of a sort are called so, and it is no word for any film or recording."""
    texts = "|".join(spec.pattern for spec in grammar().texts.values())
    idle = _MAKERS.match(name) or re.fullmatch(f"{texts}|作品|视频|音频|短片", name)
    return nature_of(name) == "work" and not idle


def listed_sorts(notice: Notice) -> tuple[tuple[str, ...], ...]:
    """The sorts that stand in one list, list by list: 公益广告、短视频、微电影."""
    lists = (
        _split(_LED.sub("", re.sub("等.*$", "", match[0])))
        for sentence in notice.sentences
        for match in _LISTED.finditer(sentence.plain)
    )
    sorts = (tuple(filter(names_sort, (_bare(names[0]), *names[1:]))) for names in lists)
    return tuple(names for names in sorts if len(names) > 1)


def _bare(name: str) -> str:
    """The first of a list without what leads it: 微电影 of 组织开展禁毒微电影."""
    endings = sorted(grammar().natures["work"].endings, key=len, reverse=True)
    found = next((ending for ending in endings if name.endswith(ending)), "")
    return found if len(found) > 2 else name


def of_some(segment: str, lists: tuple[tuple[str, ...], ...], material: str) -> bool:
    """Whether a number is of some sorts alone: 微电影 where there are 公益广告 as well.

    segment: what stands between the comma in front of the number and the number. lists: as
    ``listed_sorts`` gives them. material: what the number is of; other sorts of it are meant.
    """
    term = _TERM.fullmatch(segment)
    named = _split(term["names"]) if term else ()
    if not named or not all(map(names_sort, named)):
        return False
    return any(
        name not in named and not _same(name, list(named)) and mentions(name, (material,))
        for names in lists
        if {*names} & {*named}
        for name in names
    )


def _shared(names: tuple[str, ...], own: list[str]) -> int:
    """How many of them are some of these, by whichever of their names."""
    return sum(name in own or _same(name, own) for name in names)


def _words(name: str, others: list[str]) -> tuple[str, ...]:
    return (name, *(other for other in others if _same(other, [name])))


def _same(name: str, own: list[str]) -> bool:
    """Whether it is another name of one of them."""
    return any(name in names and names & set(own) for names in _SAME)
