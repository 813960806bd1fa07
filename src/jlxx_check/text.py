"""Text that exists in Chinese and in English, kept beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import ClassVar

from jlxx_check.values.frozen_types import frozen


class Lang(StrEnum):
    """A language that the program speaks."""

    ZH = "zh"
    EN = "en"

    @classmethod
    def of(cls, given: Lang | str) -> Lang:
        """The language that is meant. Raises TypeError for any other: none is guessed."""
        try:
            return cls(given)
        except ValueError:
            raise TypeError(f"lang: 'zh' or 'en', not {given!r}") from None


@frozen
class Text:
    """One message in both languages. A reporter picks one; nothing translates later."""

    #: In a rule pack, a third language is an error like any unknown key.
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    zh: str
    en: str

    def say(self, lang: Lang | str) -> str:
        """The message in one language, which may be named: "zh", "en". Raises TypeError."""
        if lang is Lang.ZH:
            return self.zh
        return self.en if lang is Lang.EN else self.say(Lang.of(lang))


def same(text: str) -> Text:
    """Text that needs no translation: a name, a number, a value as it was written."""
    return Text(text, text)


def joined(texts: Iterable[Text], zh: str = "、", en: str = ", ") -> Text:
    """Texts as one, with each language's own mark between them."""
    said = tuple(texts)
    return Text(zh.join(text.zh for text in said), en.join(text.en for text in said))


def behind_colon(english: str) -> str:
    """An English sentence that goes on with another: its first word begins small.

    HEIC, “names” and I stay as they are.
    """
    word = english.partition(" ")[0]
    return english[:1].lower() + english[1:] if word[1:].islower() or word == "A" else english


#: So many names a sentence takes.
_NAMED = 8


def listed(names: Sequence[str], most: int = _NAMED) -> Text:
    """Names in a sentence; of many, the first few and how many they are."""
    zh, en = "、".join(names[:most]), ", ".join(names[:most])
    if len(names) > most:
        return Text(f"{zh}等{len(names)}个", f"{en} and others ({len(names)} in all)")
    return Text(zh, en)
