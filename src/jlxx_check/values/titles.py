"""The post that a person holds, told from words beside it that belong to others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jlxx_check.model.pack import Words


@dataclass(frozen=True, slots=True)
class TitleFound:
    """kind: what the post is. words: the words of the text that say so, "" for none."""

    kind: Literal["leading", "uncertain", "none"]
    words: str


def held_title(text: str, leading: Words, uncertain: Words, former: Words) -> TitleFound:
    """The highest post that the text says the person holds."""
    was = any(word in text for word in former)
    for word in sorted(leading, key=len, reverse=True):
        if word in text:
            return TitleFound("uncertain" if was else "leading", word)
    for word in sorted(uncertain, key=len, reverse=True):
        if word in text:
            return TitleFound("uncertain", word)
    return TitleFound("none", "")
