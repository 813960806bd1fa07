"""The post that a person holds, told from words beside it that belong to others."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Literal

from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.han_variants import RADICALS
from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.numerals import plain_marks

#: What makes a title in front of it another's post, or the name of an office or a thing.
_ANOTHERS = late_pattern(
    r"助理|秘书|办公室|办(?!公)|室|司机|联络员|信箱|热线|专线|接待|家属|夫人|的|之|杯|奖|工作室"
    r"|培训|研修|学院|学校|联席|会议|候选|后备|以下|联系人|先进|劳动模范|劳模|标兵|表彰|课题"
    r"|项目|非遗|传承人|屯|窝堡|胡同|沟(?!通)"
)
#: A note between the two: 县长(挂职)秘书, 市长(热线)接待员.
_NOTE = late_pattern(r"\((?!助理|秘书|司机|信箱|热线|专线|接待)[^()]*\)|\(")
#: Words in front of a title that make it another person's.
_OF_ANOTHER = late_pattern(r"联系人|配偶|丈夫|妻子|父亲|母亲|之子|之女|协助|秘书")
#: Words right in front of a title that make a game or an honour of it: 一日县长, 名誉校长.
_IN_NAME_ONLY = late_pattern(r"(?:名誉|荣誉|一日|小|模拟|民间)副?$")
#: Years that have an end, in front of a title: 1980-1990年任副县长.
_ENDED = late_pattern(r"(?:19|20)[0-9]{2}年?(?:[0-9]{1,2}月)?[-~至到](?:19|20)[0-9]{2}")
_SEGMENTS = late_pattern(r"[,、;。/\n\r|+&]|兼(?:任)?|(?<=[长记任])\s+")
_HAN = "[㐀-鿿]"
#: 长 begins a name here and ends no title: 九台县 长林小学.
_OF_A_NAME = f"长(?!兼){_HAN}"
#: Signs, but those of lists and brackets, with a single character on one side at least.
_SIGNS = rf"[^\w、,;:。()]+(?={_HAN})(?!{_OF_A_NAME})"
_APART = late_pattern(
    rf"(?<={_HAN})(?<!{_HAN}{_HAN}){_SIGNS}|(?<={_HAN}){_SIGNS}(?={_HAN}(?!{_HAN}))"
)
_SPACE = late_pattern(rf"\s+(?!{_OF_A_NAME})")
#: Brackets with one title going on behind them: 副(县)长, 县(市、区)长, 党委(党组)书记.
_WITHIN = late_pattern(rf"\(([^()]{{1,8}})\)(?={_HAN})")
_CHOICES = late_pattern(r"[、,;/|或]")
#: Brackets of one text that are read in every way.
_MOST_BRACKETS = 3
#: Characters from which on a name is known with brackets in it.
_TOLD_APART = 4
_BEFORE_FORMER = frozenset("省市县区州委府局校院司厂旗盟乡镇处会(")


@frozen
class TitleFound:
    """kind: what the post is. words: the words of the text that say so, "" for none."""

    kind: Literal["leading", "uncertain", "none"]
    words: str


def plain_post(text: str) -> str:
    """The text with one spelling of each character, without invisible ones; signs as they are.

    What stands between characters that are written apart goes: 副-县-长 and 副 县 长 are 副县长.
    """
    plain = plain_marks(text.translate(RADICALS))
    return _APART.sub("", re.sub(r"\w+", lambda match: fold_name(match[0]), plain))


def readings_of_brackets(plain: str, titles: Sequence[str]) -> tuple[str, ...]:
    """The text, and what it says where brackets stand within a title: 副(县)长 is 副县长.

    Each is read without its brackets' content and with one of the choices in it, where all of them
    are parts of a title. plain: as ``plain_post`` gives it.
    """
    ways: list[tuple[str, ...]] = []
    rest, brackets = 0, 0
    for found in _WITHIN.finditer(plain):
        choices = _CHOICES.split(found[1])
        known = all(any(one and one in title for title in titles) for one in choices)
        if known and brackets < _MOST_BRACKETS:
            ways += [(plain[rest : found.start()],), ("", *choices)]
            rest, brackets = found.end(), brackets + 1
    told = ("".join(parts) for parts in product(*ways, (plain[rest:],)))
    return (plain, *told) if brackets else (plain,)


def without_names(plain: str, names: Sequence[str]) -> str:
    """The text without these; a longer one goes before those that it holds.

    What stands in brackets within one of some length makes no difference: 社区(村)党委书记.
    """
    for name in sorted(names, key=len, reverse=True):
        if name in plain:
            plain = plain.replace(name, "")
        elif "(" in plain and len(name) >= _TOLD_APART and name[0] in plain:
            inner = r"(?:\([^()]*\))?".join(map(re.escape, name))
            plain = re.sub(inner, "", plain)
    return plain


def held_title(
    text: str, leading: Sequence[str], uncertain: Sequence[str], former: Sequence[str]
) -> TitleFound:
    """The highest post that the text says the person holds now.

    leading, uncertain: titles; the longest that fits wins, and 副 before a title goes with it.
    former: words such as 原 and 退休, which make any of these titles uncertain.
    """
    plain = plain_post(text)
    retired = any(len(word) > 1 and _says_retired(plain, word) for word in former)
    best = TitleFound("none", "")
    for segment in _SEGMENTS.split(plain):
        part = _SPACE.sub("", segment)
        for start, word, inside in _titles(part, leading, uncertain, former):
            was = retired or inside or _ENDED.search(part, 0, start) is not None
            was = was or any(_was(part, start, mark) for mark in former)
            if word.removeprefix("副") in leading or word in leading:
                kind: Literal["leading", "uncertain"] = "uncertain" if was else "leading"
            else:
                kind = "uncertain"
            if "待遇" in part[start:]:
                kind = "uncertain"
            if best.kind == "none" or (kind == "leading" and best.kind != "leading"):
                best = TitleFound(kind, word)
    return best


def _titles(
    part: str, leading: Sequence[str], uncertain: Sequence[str], former: Sequence[str]
) -> Iterator[tuple[int, str, bool]]:
    """The person's own titles in one part of the text: where each starts, and its words.

    The third tells whether a mark for "former" stands inside (人大常委会原副主任).
    """
    written, lengths = _written(tuple(leading), tuple(uncertain), tuple(former))
    for position, end in _places(part, written, lengths):
        word, inside = written[part[position:end]]
        behind = _NOTE.match(part, end)
        place = behind.end() if behind else end
        own = not _ANOTHERS.match(part, end) and not _ANOTHERS.match(part, place)
        before = part[:position]
        if own and not _OF_ANOTHER.search(before) and not _IN_NAME_ONLY.search(before):
            deputy = position > 0 and part[position - 1] == "副"
            start = position - 1 if deputy else position
            yield start, "副" + word if deputy else word, inside


@lru_cache(maxsize=64)
def _written(
    leading: tuple[str, ...], uncertain: tuple[str, ...], former: tuple[str, ...]
) -> tuple[dict[str, tuple[str, bool]], list[int]]:
    """Every way to write a title, and how long they are, the longest first.

    Each has its title, and whether a mark for "former" stands inside.
    """
    marks = [mark for mark in former if len(mark) == 1]
    titles = [word for word in (*leading, *uncertain) if word]
    written = {word: (word, False) for word in titles}
    for word in titles:
        for mark in marks:
            for place in range(1, len(word)):
                written.setdefault(word[:place] + mark + word[place:], (word, True))
    return written, sorted(set(map(len, written)), reverse=True)


def _places(part: str, words: Container[str], lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where words begin and end, from left to right: the longest that fits at each place.

    A pattern of all words would do the same, and take longer to compile than a package to judge.
    """
    at = 0
    while at < len(part):
        end = next((at + n for n in lengths if part[at : at + n] in words), None)
        if end is not None:
            yield at, min(end, len(part))
        at = min(end, len(part)) if end is not None else at + 1


def _says_retired(plain: str, word: str) -> bool:
    """A word for leaving work altogether holds for every post that is named."""
    return word in plain and "休" in word


def _was(part: str, start: int, mark: str) -> bool:
    """Whether the word for "former" belongs to the title that starts there."""
    if len(mark) != 1:
        return mark in part
    for found in re.finditer(re.escape(mark), part[:start]):
        place = found.start()
        if place == 0 or place == start - 1 or part[place - 1] in _BEFORE_FORMER:
            return True
    return f"({mark})" in part[start:]
