"""What a shell offers while a word is typed: commands, options, and the words that options take.

It has to be there within a tenth of a second: no more is imported than the one command that is
written, and a pack is not loaded.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from jlxx_check.cli.call_words import END, USUAL, command_of, with_its_name
from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.common_names import chinese_commands
from jlxx_check.cli.common_names import command as command_called
from jlxx_check.cli.common_names import option as option_called
from jlxx_check.cli.completion_scripts import BEGUN, FISH_ASKS, LINE, VARIABLE
from jlxx_check.cli.framework import OPTIONS, SHOW_HELP
from jlxx_check.model.about import DEFAULT_PACK
from jlxx_check.model.outcome import ExitStatus
from jlxx_check.text import Lang
from jlxx_check.values.frozen_types import frozen

#: How much of a help stands beside a word, in characters.
_LONGEST = 60
#: What one of the shells may take for its own; and where a help's first sentence ends.
_NOT_SHOWN = re.compile(r"[\s\"'`$\\:]+")
_SENTENCE = re.compile(r"[。；]|[.;](?= |$)")
#: What is offered, and no more: a folder may be called what a shell would run.
_PLACES = r":\\" if sys.platform == "win32" else ""
_OFFERED = re.compile(rf"[\w ./=,+·、（）《》【】{_PLACES}-]+")
#: A metavar in small letters is the words themselves.
_WORDS = re.compile(r"[a-z]+(?:\|[a-z]+)*")

#: Options that take several values with commas between.
_WITH_COMMAS = ("--select", "--ignore", "--fail-on")

#: A word, and what it means.
Offer = tuple[str, str]


@frozen
class Typed:
    """What is typed of a call. words: those before the one that is begun, without the program."""

    words: tuple[str, ...]
    begun: str


def answer(
    environment: Mapping[str, str],
    lang_of: Callable[[Sequence[str]], Lang],
    tree: Callable[[Lang, str], Any],
) -> int:
    """Print what may stand in the place of the word that is begun; the exit status.

    lang_of: a call's language. tree: the command that holds the one of this name, in a language.
    """
    shell = environment[VARIABLE].removeprefix("complete_")
    if shell not in _SHELLS:
        return ExitStatus.WRONG_CALL
    read, said = _SHELLS[shell]
    offers: list[Offer] = []
    try:
        typed = read(environment)
        lang = lang_of(typed.words)
        found = offered(typed, lang, lambda name: tree(lang, name))
        offers = [(word, _brief(told)) for word, told in found if _OFFERED.fullmatch(word)]
    except Exception:  # noqa: BLE001 - in the middle of a line nobody can be told of anything
        offers = []
    text = said(offers)
    if text:
        sys.stdout.write(f"{text}\n")
    asked = environment.get(FISH_ASKS) == "is-args"
    return ExitStatus.WRONG if asked and not offers else ExitStatus.COMPLIES


def offered(typed: Typed, lang: Lang, tree: Callable[[str], Any]) -> list[Offer]:
    """What may stand in the place of the word that is begun, each with what it means."""
    words, begun, at = typed.words, typed.begun, 0
    while at < len(words) and words[at].startswith("--lang"):
        at += 1 if "=" in words[at] else 2
    if at >= len(words):
        if at == len(words) and not begun.startswith("-"):
            every = [(name, told.say(lang)) for name, told in COMMANDS.items()]
            return _begun(begun, every) or _in_chinese(begun, every)
        return _of_command(tree(""), words, begun, lang)
    name = command_called(words[at], COMMANDS)
    root = tree(name or USUAL)
    call = with_its_name([name or USUAL, *words[at + (name is not None) :]], root)
    command, start = command_of(call, root)
    return _of_command(command, call[start:], begun, lang)


def _of_command(command: Any, words: Sequence[str], begun: str, lang: Lang) -> list[Offer]:
    """words: the command's own."""
    options = {
        name: item
        for item in command.params
        if item.param_type_name == "option" and not item.hidden
        for name in item.opts
    }
    taking = {name for name, item in options.items() if not item.is_flag}
    words = [_by_its_name(word, options) for word in words]
    if END not in words:
        name, sign, value = begun.partition("=")
        if sign and (own := _by_its_name(name, options)) in taking:
            values = _of_value(value, options[own], words)
            return [(f"{name}={word}", told) for word, told in values]
        if words and words[-1] in taking:
            return _of_value(begun, options[words[-1]], words)
        if begun.startswith("-"):
            free = [
                (name, item.help or "")
                for name, item in options.items()
                if item.multiple or name not in words
            ]
            free.append(("--help", SHOW_HELP.say(lang)))
            return _begun(begun, free) or _begun(begun, _called(free))
    if hasattr(command, "commands"):
        below = command.commands.items()
        every = [(name, item.short_help or item.help) for name, item in below]
        return _begun(begun, every) or _in_chinese(begun, every, command.name)
    asked = [item for item in command.params if item.param_type_name == "argument"]
    return _of_value(begun, asked[0], words) if asked else []


def _by_its_name(word: str, options: Iterable[str]) -> str:
    """An option that is named in Chinese by its own name; any other word as it is."""
    named = word.startswith("-") and not word.isascii()
    return (option_called(word, options) if named else None) or word


def _in_chinese(begun: str, every: Iterable[Offer], within: str = "") -> list[Offer]:
    """Commands by what they are called in Chinese, where that is what was begun."""
    told = dict(every)
    names = [(word, told[name]) for word, name in chinese_commands(within) if name in told]
    return _begun(begun, names) if begun else []


def _called(options: Iterable[Offer]) -> Iterator[Offer]:
    """Options by what they are called in Chinese."""
    for name, told in options:
        declared = OPTIONS.get(name)
        for word in declared.called if declared else ():
            if not word.isascii():
                yield f"--{word}", told


def _of_value(begun: str, param: Any, words: Sequence[str]) -> list[Offer]:
    """What a value may be that is begun; of several with commas between, the last."""
    before, comma, last = begun.rpartition(",")
    if not comma or param.opts[0] not in _WITH_COMMAS:
        return _begun(begun, _values(param, words, begun))
    said = before.split(",")
    offers = _begun(last, _values(param, words, last))
    return [(f"{before},{word}", told) for word, told in offers if word not in said]


def _begun(begun: str, offers: Iterable[Offer]) -> list[Offer]:
    return [(word, told) for word, told in offers if word.startswith(begun)]


def _values(param: Any, words: Sequence[str], begun: str) -> list[Offer]:
    """What a value may be, where that is one of some words; else none: the shell offers files."""
    declared = OPTIONS.get(param.opts[0])
    metavar = (param.metavar or "").partition("[")[0]
    if _WORDS.fullmatch(metavar):  # one command may take fewer than another
        found: Iterable[str] = metavar.split("|")
    elif declared is not None and declared.words:
        found = declared.words
    elif metavar == "PACK":
        # Late, as below: who completes an option's name has no use for packs.
        from jlxx_check.packs.installed import list_packs

        found = [*list_packs(), *_pack_folders(begun)]
    elif metavar == "RULE":
        from jlxx_check.packs.installed import own_packs
        from jlxx_check.packs.rule_names import rule_names

        asked = _said("--rules", words) or DEFAULT_PACK
        found = rule_names(own_packs().get(asked) or Path(asked))
    else:
        found = ()
    return [(word, "") for word in found]


def _pack_folders(begun: str) -> Iterator[str]:
    """Folders that hold a pack and begin so: with words to offer, no shell offers its files."""
    from jlxx_check.packs.pack_digest import HEAD

    place, slash, name = begun.rpartition("/")
    try:
        beside = sorted(item.name for item in Path(place or slash or ".").iterdir())
    except OSError:
        return
    for folder in beside:
        path = f"{place}{slash}{folder}"
        if folder.startswith(name) and (Path(path) / HEAD).is_file():
            yield path


def _said(option: str, words: Sequence[str]) -> str:
    """The value that an option has in the call; "" without it."""
    told = ""
    for at, word in enumerate(words):
        name, sign, value = word.partition("=")
        if name == option:
            told = value if sign else next(iter(words[at + 1 :]), "")
    return told


def _brief(told: str) -> str:
    """A help's first sentence, without what a shell may take for its own."""
    return _NOT_SHOWN.sub(" ", _SENTENCE.split(told, maxsplit=1)[0]).strip()[:_LONGEST]


def _bash_words(environment: Mapping[str, str]) -> Typed:
    """Bash parts a word at its sign, and takes an answer for what stands behind that."""
    given, at = environment["COMP_WORDS"].split("\n"), int(environment["COMP_CWORD"])
    given = [" ".join(_split(word)) for word in given]  # bash leaves the quotes on
    *words, begun = _unparted([*given[1:at], given[at] if at < len(given) else ""])
    return Typed(tuple(words), begun)


def _unparted(parts: Sequence[str]) -> list[str]:
    """``--lang = en`` as ``--lang en``; what follows a sign that stands last is yet to come."""
    words = [
        part
        for before, part in pairwise(["", *parts])
        if part != "=" or not before.startswith("--") or before == END
    ]
    return words if words[-1:] == [parts[-1]] else [*words, ""]


def _line_words(environment: Mapping[str, str]) -> Typed:
    line = environment.get(LINE, "")
    words = _split(line)[1:]
    begun = "" if line[-1:].isspace() or not words else words.pop()
    return Typed(tuple(words), begun)


def _powershell_words(environment: Mapping[str, str]) -> Typed:
    words = _split(environment.get(LINE, ""))[1:]
    begun = environment.get(BEGUN, "").strip("\"'")  # it leaves the quotes on
    return Typed(tuple(words[:-1] if begun else words), begun)


def _split(line: str) -> list[str]:
    """The words of a line, the last of which may still lack its quote."""
    import shlex  # late: bash sends its words one by one

    lexer = shlex.shlex(line, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.commenters, lexer.escape = True, "", ""
    words: list[str] = []
    try:
        words.extend(lexer)
    except ValueError:
        words.append(lexer.token)
    return words


def _bash_says(offers: Sequence[Offer]) -> str:
    return "\n".join(word for word, _ in offers)


def _zsh_says(offers: Sequence[Offer]) -> str:
    lines = [f'"{word}":"{told}"' if told else f'"{word}"' for word, told in offers]
    return "_arguments '*: :((" + "\n".join(lines) + "))'" if lines else "_files"


def _fish_says(offers: Sequence[Offer]) -> str:
    return "\n".join(f"{word}\t{told}" if told else word for word, told in offers)


def _powershell_says(offers: Sequence[Offer]) -> str:
    return "\n".join(f"{word}:::{told or ' '}" for word, told in offers)


_Read = Callable[[Mapping[str, str]], Typed]
_Say = Callable[[Sequence[Offer]], str]
#: Each shell: how it tells what is typed, and how it is answered.
_SHELLS: dict[str, tuple[_Read, _Say]] = {
    "bash": (_bash_words, _bash_says),
    "zsh": (_line_words, _zsh_says),
    "fish": (_line_words, _fish_says),
    "powershell": (_powershell_words, _powershell_says),
    "pwsh": (_powershell_words, _powershell_says),
}
