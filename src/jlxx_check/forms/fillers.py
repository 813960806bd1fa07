"""Words that fill a cell and say nothing: 无, 略, 见附件, （请填写…）, xxx, the label once more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from jlxx_check.model.pack_parts import Fillers, Words
from jlxx_check.values.folding import fold, fold_label
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.late_patterns import late_pattern

#: Characters that the words of a template take at most; what is longer tells something.
_LONGEST_PROMPT = 60
_NUMBER = "[0-9一二三四五六七八九十百千]++"
#: A letter of no language, in place of ``#`` while signs are dropped.
_ANY_NUMBER = "\U00020000"
_CLAUSE_ENDS = late_pattern(r"[,;。!]")
_NO_SIGN = late_pattern(r"[\W_]+")
_ONE_BRACKET = late_pattern(r"[(\[【〔<]([^()\[\]【】〔〕<>]*)[)\]】〕>][。.;]?")
#: One sign over and over: xxx, 1111, 某某某. 8888888 may be a telephone number.
_RUN = late_pattern(r"([a-z×某])\1{1,}|(?![2-9]{7,8}\Z)([0-9])\2{3,}|[×某]")


#: What a formula or a field comes to that has lost what it refers to (ECMA-376, 18.17.3;
#: LibreOffice's own).
_ERROR = late_pattern(
    r"(?:#(?:ref!|n/a|value!|name\?|div/0!|num!|null!|spill!|calc!|field!|blocked!|unknown!"
    r"|connect!|busy!|getting_data)|err:[0-9]{3}"
    # Word's own, of a field: 错误!未找到引用源。
    r"|(?:错误|error)!(?:未找到|未定义|文档中没有|不能|无法|reference|bookmark|notext|filename)[^。.]*[。.]?)"
)
#: The number of a paragraph that nobody wrote: （一）, 1., 一、.
_NUMBERING = late_pattern(r"\(?[0-9一二三四五六七八九十]{1,2}(?:[)、.]|,)\.?")


def is_error(text: str) -> bool:
    """Whether it shows a formula's or a field's error (``#REF!``, ``#N/A``) in place of a value."""
    return _ERROR.fullmatch(fold(text)) is not None


def says_nothing(
    text: str, fillers: Fillers | None, labels: Iterable[str] = (), more: Words = ()
) -> bool:
    """Whether the text, as a whole, is made of words that stand for nothing.

    A formula's error is no content either. labels: the field's own names. more: words that say
    nothing in this field alone. A name such as 吴略, and 见附页 beside a text, is no such thing.
    """
    folded = fold(text)
    pieces = [piece for piece in _NO_SIGN.split(folded) if piece]
    if not pieces or is_error(text) or _NUMBERING.fullmatch(folded):
        return True
    if fillers is None:
        return False
    label = fold_label(text)
    if any(label in (fold_label(name), fold(name)) for name in labels):
        return True
    patterns = _patterns(fillers, more)
    clauses = [clause for clause in _CLAUSE_ENDS.split(folded) if clause]
    if clauses and all(map(patterns.references.match, clauses)):
        return True
    whole = "".join(pieces)
    if patterns.make_up(whole) or _RUN.fullmatch(whole):
        return True
    bracket = _ONE_BRACKET.fullmatch(folded)
    said = bracket[1] if bracket else folded
    if (
        len(said) <= _LONGEST_PROMPT
        and patterns.prompts.match(said)
        and "。" not in said.rstrip("。")
    ):
        return True
    return len(whole) <= _LONGEST_PROMPT and all(
        patterns.make_up(piece) or _RUN.fullmatch(piece) or patterns.prompts.match(piece)
        for piece in pieces
    )


@frozen
class _Patterns:
    """Words that say nothing, words that stand around them, and what a prompt begins with.

    words: by what they begin with ("": a number), each with whether it is a core word. Most places
    of a text begin none of them.
    """

    words: Mapping[str, Sequence[tuple[re.Pattern[str], bool]]]
    prompts: re.Pattern[str]
    references: re.Pattern[str]

    def make_up(self, text: str) -> bool:
        """Whether the text is nothing but these words, one of them a core word at the least.

        Every place is looked at once, however many ways lead to it: as one pattern, a long number
        would be tried in all its partitions.
        """
        reached = {0: False}  # place: whether a core word lies before it
        for place in range(len(text)):
            if place not in reached:
                continue
            for first in (text[place], ""):
                for word, core in self.words.get(first, ()):
                    found = word.match(text, place)
                    if found is not None:
                        met = core or reached[place]
                        reached[found.end()] = reached.get(found.end(), False) or met
        return reached.get(len(text), False)


@lru_cache(maxsize=64)
def _patterns(fillers: Fillers, more: Words) -> _Patterns:
    words: defaultdict[str, list[tuple[re.Pattern[str], bool]]] = defaultdict(list)
    for core, some in ((True, (*fillers.words, *more)), (False, fillers.around)):
        for word in _folded(some):
            first = "" if word.startswith(_NUMBER) else word[0]
            words[first].append((re.compile(word), core))
    prompts, references = (
        re.compile("|".join(_folded(some)) or "(?!)")
        for some in (fillers.prompts, fillers.references)
    )
    return _Patterns(words, prompts, references)


def _folded(words: Words) -> list[str]:
    """Patterns of the words, the longest first; ``#`` in them is a number."""
    folded = {_NO_SIGN.sub("", fold(word.replace("#", _ANY_NUMBER))) for word in words} - {""}
    longest = sorted(folded, key=lambda word: (-len(word), word))
    return [word.replace(_ANY_NUMBER, _NUMBER) for word in longest]
