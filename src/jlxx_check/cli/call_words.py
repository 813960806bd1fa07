"""A call's words as they were meant, whatever input method, word processor or habit wrote them.

``spelt_out`` needs to know no command; ``as_meant`` puts together what the commands' options take.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from jlxx_check.cli import common_names
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.framework import OPTIONS, Takes
from jlxx_check.cli.paths import QUOTES, found, is_there, near
from jlxx_check.text import Text
from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.shell_words import quoted

#: What is meant where no command is named.
USUAL = "check"
#: What stands before any command, and of how many words it is.
ROOT_OPTIONS = {"--help": 1, "--version": 1, "--show-completion": 2}
#: Words that one path or date is put together from, at most.
_LONGEST = 12
_IN_CHINESE = late_pattern(r"[-‐-―−－]+([㐀-鿿]+)(?:[=＝:：](.*))?", re.DOTALL)


def as_meant(words: Sequence[str], root: Any) -> list[str]:
    """The words for the parser. root: the command that holds all others."""
    told = with_its_name(_with_command(list(words), root), root)
    command, start = command_of(told, root)
    return [*told[:start], *_Words(told[start:], command).put_together()]


def with_its_name(words: list[str], root: Any) -> list[str]:
    """The words, a command below another by its own name, whatever it was called."""
    command, start = command_of(words, root)
    if command is root or not hasattr(command, "commands") or start == len(words):
        return words
    below = common_names.command(words[start], command.commands, within=command.name)
    return [*words[:start], below or words[start], *words[start + 1 :]]


def _with_command(words: list[str], root: Any) -> list[str]:
    """The words, a command first, but for what stands before any command."""
    at = 0
    while at < len(words) and words[at].startswith("--lang"):
        at += 1 if "=" in words[at] else 2
    before, rest = words[:at], words[at:]
    name, sign, _ = rest[0].partition("=") if rest else ("", "", "")
    if not rest or name in ROOT_OPTIONS:
        return [*before, *rest[: 1 if sign else ROOT_OPTIONS.get(name, 0)]]
    first = rest[0]
    asked = common_names.command(first, root.commands)
    if asked is not None and (asked == first or found(first) is None):
        return [*before, asked, *rest[1:]]
    if common_names.fold(first) in ("help", "帮助", "说明"):
        return [*before, *_help_on(rest[1:], root)]
    place = _command_behind(rest, root)
    if place is not None:
        return [*before, rest[place], *rest[:place], *rest[place + 1 :]]
    if first.startswith("--") or _is_place(rest, root):
        return [*before, USUAL, *rest]
    return words


def _command_behind(words: Sequence[str], root: Any) -> int | None:
    """Where a command stands behind its own options, or behind its path; None: nowhere."""
    usual = root.commands[USUAL].params
    flags = {name for item in usual if getattr(item, "is_flag", False) for name in item.opts}
    options = words[0].startswith("--")
    for at, (last, word) in enumerate(pairwise(words), 1):
        value = last.startswith("--") and "=" not in last and last not in flags
        if word in root.commands and not value and found(word) is None:
            return at
        if not options:
            return None
    return None


def _help_on(words: Sequence[str], root: Any) -> list[str]:
    asked = common_names.command(words[0], root.commands) if words else None
    return [asked, *words[1:], "--help"] if asked else ["--help"]


def _is_place(words: Sequence[str], root: Any) -> bool:
    """Whether the first word is a path, or the beginning of one, and no command misspelt."""
    first = words[0]
    if any(found(" ".join(words[:end])) for end in range(1, min(len(words), _LONGEST) + 1)):
        return True
    if get_close_matches(first.lower(), root.commands, n=1):
        return False
    return not re.fullmatch(r"[\w-]+", first, re.ASCII) or bool(near(first))


def command_of(words: Sequence[str], root: Any) -> tuple[Any, int]:
    """The command that the words name, and where its own words start."""
    command, at = root, 0
    while at < len(words) and hasattr(command, "commands"):
        word = words[at]
        if word.startswith("--lang") and "=" not in word:
            at += 1
        elif word in command.commands:
            command = command.commands[word]
        elif not word.startswith("-"):
            break
        at += 1
    return command, min(at, len(words))


class _Words:
    """The words of one command."""

    def __init__(self, words: Sequence[str], command: Any) -> None:
        self._words = list(words)
        self._placed = False
        options = [item for item in command.params if item.param_type_name == "option"]
        self._options = {name: item for item in options for name in item.opts}

    def put_together(self) -> Iterator[str]:
        """The words, those joined that are one value."""
        while self._words:
            word = self._words.pop(0)
            if word == END:
                yield from (word, *self._words)
                return
            word = self._in_english(word)
            if word.startswith("-"):
                yield from self._with_value(word)
            else:
                run = [word]
                while self._words and not self._words[0].startswith("-"):
                    if self._in_english(self._words[0]).startswith("-"):
                        break
                    run.append(self._words.pop(0))
                paths = _paths(run)
                self._placed = self._placed or any(map(found, paths))
                yield from paths

    def _in_english(self, word: str) -> str:
        """An option that is named in Chinese by its own name; any other word as it is."""
        match = _IN_CHINESE.fullmatch(word)
        if match is None or found(word) is not None:
            return word
        name = common_names.option(match[1], self._options)
        if name is None:
            return word
        return name if match[2] is None else f"{name}={match[2]}"

    def _with_value(self, word: str) -> Iterator[str]:
        name, sign, value = word.partition("=")
        option = self._options.get(name)
        if option is None:
            # Not told in the parser's own words what is only another name of an option.
            other = common_names.option(name, self._options)
            name, option = (other, self._options[other]) if other else (name, None)
            word = name + sign + value
        if option is None or option.is_flag or not (sign or self._words):
            yield word
            return
        if not sign:
            value = self._words.pop(0)
        more = [value, *self._following()]
        takes = OPTIONS[name].takes if name in OPTIONS else Takes.TEXT
        if takes is Takes.DATE:
            count = _longest(more, _is_moment)
        elif takes is Takes.GIVEN or (takes is Takes.WRITTEN and found(value) is None):
            count = _longest(more, lambda text: found(text) is not None)
        else:
            count = 1
        del self._words[: count - 1]
        whole = " ".join(more[:count])
        yield from (f"{name}={whole}",) if sign else (name, whole)
        if takes is Takes.RULES and self._placed:  # more rules follow, unless they are packages
            while self._following() and not found(self._words[0]):
                yield from (name, self._words.pop(0))

    def _following(self) -> list[str]:
        """The words up to the next option."""
        end = next(
            (at for at, word in enumerate(self._words) if word.startswith("-")), len(self._words)
        )
        return self._words[: min(end, _LONGEST)]


def _longest(words: Sequence[str], good: Callable[[str], bool]) -> int:
    """How many of the words are one value: one where that will do, or where no more will."""
    if good(words[0]) and not (len(words) > 1 and good(" ".join(words[:2]))):
        return 1
    return next((n for n in range(len(words), 1, -1) if good(" ".join(words[:n]))), 1)


def _is_moment(text: str) -> bool:
    # Late: in most calls no date is written, and what reads one knows many ways to write it.
    from jlxx_check.values.typed_moments import NotAMoment, read_moment

    try:
        read_moment(text, year=2000, today=date(2000, 1, 1))
    except NotAMoment:
        return False
    return True


def _paths(words: Sequence[str]) -> list[str]:
    """The words, those joined that together are a path: as few missing, and as few joined, as can.

    All pieces are tried only where a word alone is no path. Raises CallProblem where two ways are
    as good.
    """
    if len(words) == 1 or len(words) > _LONGEST or all(found(word) for word in words):
        return list(words)
    best: list[tuple[int, int, list[list[str]]]] = [(0, 0, [[]])]
    for end in range(1, len(words) + 1):
        choices: dict[tuple[int, int], list[list[str]]] = {}
        for start in range(end):
            missing, joins, ways = best[start]
            piece = " ".join(words[start:end])
            here = found(piece) is not None
            if here or end - start == 1:
                cost = missing + (not here), joins + end - start - 1
                choices.setdefault(cost, []).extend([*way, piece] for way in ways[:2])
        least = min(choices)
        best.append((*least, choices[least]))
    one, *others = best[-1][2]
    if others:
        apart = " ".join(map(quoted, one))
        raise CallProblem(
            Text(
                f"分不清哪些词合起来是一个路径，请给有空格的路径加引号，例如：{apart}",
                f"Which words are one path is not plain; quote those with blanks: {apart}",
            )
        )
    return one


#: What input methods and word processors set in place of ``-`` or ``--``.
_DASHES = "-‐‑‒–—―−－﹣﹘⸺⸻ー─━"
_LETTER = "A-Za-zＡ-Ｚａ-ｚ"
_OPTION = late_pattern(
    rf"([{_DASHES}]+)([{_LETTER}][{_LETTER}_{_DASHES}]*)(?:[=＝:：](.*))?", re.DOTALL
)
#: How other programs, and other systems, are asked for help.
_HELP = frozenset({"-h", "-?", "/?", "/h", "/help", "-help"})
_VERSION = frozenset({"-v", "-version"})
END = "--"
_QUOTES = frozenset(QUOTES)


def spelt_out(words: Sequence[str]) -> list[str]:
    """The words with plain dashes and signs, and without quotes that the shell did not take off.

    A word that is the name of something there is left as it is; so is all behind ``--``.
    """
    told: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == END:
            return [*told, word, *rest]
        option = None if is_there(word) else _option(word)
        if option is None:
            told.append(_unquoted(word, rest))
            continue
        name, value = option
        told.append(name if value is None else f"{name}={_unquoted(value, rest)}")
    return told


def _option(word: str) -> tuple[str, str | None] | None:
    """An option's name, and its value where one follows the sign; None: the word is none."""
    folded = unicodedata.normalize("NFKC", word).lower()
    plain = re.sub(f"^[{_DASHES}]+", "-", folded)
    if folded in ("/?", "/h", "/help") or plain in _HELP:
        return "--help", None
    if plain in _VERSION:
        return "--version", None
    match = _OPTION.fullmatch(word)
    if match is None:
        return None
    name = re.sub(f"[{_DASHES}_]", "-", unicodedata.normalize("NFKC", match[2]).lower())
    dashes = "-" if len(name) == 1 and match[1] == "-" else "--"
    return dashes + name, match[3]


def _unquoted(word: str, rest: list[str]) -> str:
    """The word, with those of the rest that a pair of quotes holds together, without the quotes."""
    if word[:1] not in _QUOTES or is_there(word):
        return word
    end = 0
    if len(word) == 1 or word[-1] not in _QUOTES:
        end = next((at for at, more in enumerate(rest, 1) if more[-1:] in _QUOTES), 0)
        if not end:
            return word
    inner = " ".join([word, *rest[:end]])[1:-1]
    if not inner.strip() or any(sign in QUOTES for sign in inner):
        return word
    del rest[:end]
    return inner
