"""Sorts of works that a notice sets its terms for, one by one, as kinds of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from jlxx_check.authoring.draft.filled import listed
from jlxx_check.authoring.draft.grammar import any_of, grammar, topics
from jlxx_check.authoring.draft.kind_names import nature_of
from jlxx_check.authoring.draft.notice_sentences import Notice, Sentence
from jlxx_check.authoring.draft.quantities import amounts
from jlxx_check.authoring.draft.sorts_in_a_row import told_in_a_row
from jlxx_check.authoring.draft.subjects import Entrant, bare_sort

#: 短视频类。 or 微课:时长5分钟: what a paragraph about one sort of works begins with.
_HEAD = re.compile(
    r"[“\"]?(?P<name>[\u4e00-\u9fff、/]{2,14})[”\"]?(?:[(][^()]{1,24}[)])?(?:[:。]|$)"
)
#: 格言类, 教师组, 视频作品; and 参赛作品, 评审组, which are none.
_CALLED = re.compile(
    r"[\u4e00-\u9fff、/]{1,10}(?:类|组|单元|赛道)(?:作品)?|[\u4e00-\u9fff]{2,6}作品"
)
_GENERIC = re.compile(
    "^(?:参赛|参评|投稿|应征|征集|优秀|获奖|报送|推荐|所有|申报|入选|提交|上传|原创|全部|其他|相关|各|每|此|"
    "评选|展示|本)|评审|专家|领导小组|工作组|评委"
)
#: What stands under such a heading are parts of one entry, and no sorts: 申报材料.
_PARTS = re.compile("材料|提交|报送|申报|附件")
#: How far in a paragraph's number stands.
_NUMBER = re.compile(r"(?:（[^（）]+）|[一二三四五六七八九十]+|\d+|[①-⑳]|[a-zA-Z])$")
#: A demand on files is told by one of these.
_MEASURES = frozenset({"seconds", "words", "bytes", "pictures", "pixels", "dpi", "frames", "pages"})
#: … and one on projects by one of these.
_TERMS = frozenset({"years", "months", "hours", "people"})
_FORMAT = re.compile(r"(?<![A-Za-z])(?:JPE?G|MP[34]|PDF|Word|MOV|AVI|PNG|WAV)(?![A-Za-z])", re.I)


def by_sorts(found: list[Entrant], notice: Notice) -> list[Entrant]:
    """The sorts of the one kind of works, where the notice sets its terms for each.

    They are told by the field for the category, or where there is no form and no register by the
    words of a folder.
    """
    if len(found) != 1 or found[0].nature == "person":
        return found
    (whole,) = found
    heads = {sentence: match["name"] for sentence, match in _heads(notice)}
    works = whole.nature == "work"
    named = _listed_sorts(notice, [bare_sort(name) for name in heads.values()]) if works else []
    named = named or _headed_sorts(notice, heads, works=works)
    named = named or (told_in_a_row(notice) if works else [])
    return [
        Entrant(
            f"sort-{place}",
            name,
            whole.nature,
            words,
            form=_own(whole.form, words, named),
            register=_own(whole.register, words, named),
            sort=True,
        )
        for place, (name, words) in enumerate(named)
    ] or found


def _own(paper: str, words: tuple[str, ...], named: list[tuple[str, tuple[str, ...]]]) -> str:
    """The paper, unless it is called by another group: 教师组信息表 is not the pupils'."""
    groups = {word for _, sort in named for word in sort if word.endswith(("组", "赛道"))}
    called = {word for word in groups if paper.startswith(word)}
    return "" if called and not called & set(words) else paper


def _heads(notice: Notice) -> Iterable[tuple[Sentence, re.Match[str]]]:
    for sentence in notice.sentences:
        match = _HEAD.match(sentence.plain)
        if match:
            yield sentence, match


def _listed_sorts(notice: Notice, heads: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Sorts that a sentence lists (分为图文、视频两类) and that headings take up again."""
    categories = topics().topics["categories"].find or ""
    heads = [head for head in heads if not re.search("[和与及]", head)]
    for sentence in notice.sentences:
        for match in re.finditer(categories, sentence.plain):
            names = listed(match["list"])
            bare = [bare_sort(name) for name in names]
            begun = [name for name in bare if name and _begins(notice, name)]
            led = [name for name in bare if name and any(_same_sort(name, head) for head in heads)]
            led = max(led, begun, key=len)
            if len(led) > 1 and len(led) * 2 > len(names):
                return [
                    (name, _words(name, own, *(h for h in heads if _same_sort(own, h))))
                    for name, own in zip(names, bare, strict=True)
                ]
    return []


def _begins(notice: Notice, name: str) -> bool:
    """Whether a sentence that measures something begins with the name: 微段子字数40字以内."""
    begin = re.compile(rf"(?:其中,)?[“\"]?(?:[\u4e00-\u9fff]{{2,8}}、)?{re.escape(name)}")
    return any(
        begin.match(sentence.plain)
        and any(amount.family in _MEASURES for amount in amounts(sentence.plain))
        for sentence in notice.sentences
    )


def _headed_sorts(
    notice: Notice, heads: dict[Sentence, str], *, works: bool
) -> list[tuple[str, tuple[str, ...]]]:
    """Sorts whose names alone head paragraphs side by side, of which some measure files."""
    beside: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in heads:
        beside[_NUMBER.sub("", sentence.clause)].append(sentence)
    groups = [grown for group in beside.values() for grown in (_first_of_clauses(group), group)]
    for group in groups:
        told = _told_in_a_list(notice, [heads[it] for it in group]) if works else set()
        sorts = [it for it in group if heads[it] in told or _is_sort(heads[it], it, works=works)]
        names = list(dict.fromkeys(heads[sentence] for sentence in sorts))
        measured = [it for it in sorts if _measures(notice, it, heads[it], works=works)]
        if len(names) > 1 and len(sorts) * 2 >= len(group) and measured:
            own = {name: bare_sort(name) for name in names}
            return [
                # 教师 is no word of its own for 教师组.
                (name, _words(name, *([] if "组" in name else [own[name]])))
                for name in names
            ]
    return []


def _told_in_a_list(notice: Notice, names: list[str]) -> set[str]:
    """Those headings that a sentence lists as works: 好故事、好瞬间、好视频等优秀作品."""
    one = any_of(tuple(names))
    run = re.compile(f"(?:{one})(?:[、和与及](?:{one}))+(?=等?[^,;。]{{0,6}}作品)")
    runs = [hit[0] for sentence in notice.sentences for hit in run.finditer(sentence.plain)]
    return set(re.findall(one, max(runs, key=len, default="")))


def _is_sort(name: str, sentence: Sentence, *, works: bool) -> bool:
    if _GENERIC.search(name):
        return False
    if not works:
        return name.endswith(("赛道", "组", "类"))
    name = re.sub("(?:比赛|大赛|竞赛)$", "", name)
    if _CALLED.fullmatch(name):
        return True
    text = re.fullmatch("|".join(spec.pattern for spec in grammar().texts.values()), name)
    parts = _PARTS.search("".join(sentence.above[-1:]))
    return nature_of(name) == "work" and len(name) <= 6 and not text and not parts


def _first_of_clauses(heads: list[Sentence]) -> list[Sentence]:
    """Those that begin a clause: 数量:3张 under 1.静态类作品 stands below it, and not beside."""
    first: dict[str, Sentence] = {}
    for head in heads:
        first.setdefault(head.clause, head)
    return list(first.values())


def _measures(notice: Notice, head: Sentence, name: str, *, works: bool) -> bool:
    """Whether the paragraph says how long, how large or of which format its files are."""
    below = [
        sentence
        for sentence in notice.sentences
        if sentence is head
        or (
            sentence.clause.startswith(head.clause)
            and bare_sort(name) in map(bare_sort, sentence.above)
        )
    ]
    return any(
        _FORMAT.search(sentence.plain)
        or any(
            amount.family in (_MEASURES if works else _TERMS) for amount in amounts(sentence.plain)
        )
        for sentence in below
    )


def _words(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _same_sort(name: str, head: str) -> bool:
    return bool(head) and (name == head or name.endswith(head) or head.endswith(name))
