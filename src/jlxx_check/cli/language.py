"""Which language this run speaks: ``--lang``, else ``JLXX_LANG``, else Chinese.

Help texts are needed before the command line is parsed, so the words are looked at first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jlxx_check.model.text import Lang, Text

VARIABLE = "JLXX_LANG"


class UnknownLanguage(ValueError):
    """A language that the program does not speak. ``text`` says so in both."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.text = Text(
            f"没有“{asked}”这种语言，可用的是 zh（中文）和 en（英文）。",
            f"There is no language “{asked}”; choose zh or en.",
        )


def choose_language(words: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language asked for. Raises UnknownLanguage."""
    asked = environment.get(VARIABLE) or Lang.ZH.value
    for index, word in enumerate(words):
        if word == "--":
            break
        if word == "--lang" and index + 1 < len(words):
            asked = words[index + 1]
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
    try:
        return Lang(asked)
    except ValueError:
        raise UnknownLanguage(asked) from None
