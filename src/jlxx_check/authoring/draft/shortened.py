"""What is shown of a notice's sentences: short, no person's numbers, no braces."""

from __future__ import annotations

import re

from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.meaning import numbers_in
from jlxx_check.text import Text
from jlxx_check.values.masking import mask

#: As long as a rule may quote, and as a question may be, in characters.
_QUOTE, _LONG = 40, 120
#: A shorter beginning says less than a sentence that is cut; marks at which one may end.
_LEAST = 12
_MARKS = re.compile(r"[，；。：！？;!?]|[,:](?!\d)")
_PAIRS = (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"), ("【", "】"))
_BRACES = str.maketrans("{}", "（）")


def clean(text: str) -> str:
    """A sentence on one line; braces would mean fields."""
    return mask(re.sub(r"\s+", " ", text)).translate(_BRACES).strip()


def cut(text: str, most: int = _LONG) -> str:
    """The text, or its beginning."""
    return text if len(text) <= most else text[: most - 1] + "…"


def entitled(title: Text, name: str, instead: Text) -> Text:
    """A title with the kind's name; ``instead`` where that states a number, as no title does."""
    named = instead if numbers_in(name) else Text(name, name)
    return Text(title.zh.replace("{title}", named.zh), title.en.replace("{title}", named.en))


def quote_of(sentence: Sentence) -> str:
    """The sentence word for word, or as many of its parts as a rule may quote."""
    text = clean(sentence.text.rstrip("。；;"))
    if len(text) <= _QUOTE:
        return text
    ends = [mark.start() for mark in _MARKS.finditer(text, _LEAST, _QUOTE + 1)]
    whole = (text[:end] for end in reversed(ends) if _is_closed(text[:end]))
    return next(whole, cut(text, _QUOTE))


def _is_closed(text: str) -> bool:
    """Whether no bracket or quotation mark is left open."""
    return all(text.count(left) == text.count(right) for left, right in _PAIRS)
