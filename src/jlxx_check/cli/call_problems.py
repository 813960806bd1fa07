"""What is wrong with a call, said in the user's language. Exit status 2: nothing was judged.

Beside it, what could not be begun or ended through no fault of the call (``NotFinished``: 3).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import typer

from jlxx_check.errors import CallError, StoppedError
from jlxx_check.model.about import NAME
from jlxx_check.text import Lang, Text
from jlxx_check.values.system_errors import reason
from jlxx_check.values.visible import visible

#: The base of every complaint about a command line. The class itself has no public name.
UsageError: type[Any] = typer.BadParameter.__mro__[1]


#: How the parser begins its complaint of a number: ``'x' is not a valid …``, ``5 is not in …``.
_QUOTED = re.compile(r"'?(.*?)'? is not ")


#: How it says that a number was asked for.
_NUMBER = re.compile(r"\bvalid (?:integer|int|float|number)\b")
#: Names of options that are never suggested: another name says the same.
_LITTLE = ("-h",)
#: Options that a letter may stand for; more help nobody.
_FEW = 5


class CallProblem(CallError):
    """The call is wrong; ``text`` says how to put it right."""


class NotFinished(StoppedError):
    """The run had to end before it was done; ``text`` says why. Exit status 3."""


class OutOfTime(NotFinished):
    """The time for the whole run was over; it was stopped as by Ctrl-C, and that was not one."""


class CannotWrite(NotFinished):
    """A report could not be written; ``text`` says where and why."""

    def __init__(self, place: str | None, error: OSError) -> None:
        why = reason(error)
        to = Text(f"报告写不进“{place}”", f"The report cannot be written to “{place}”")
        screen = Text("报告无法输出", "The report cannot be put out")
        where = to if place else screen
        super().__init__(Text(f"{where.zh}：{why.zh}。", f"{where.en}: {why.en}."))


def complain(lang: Lang, *texts: Text) -> None:
    """Say on standard error what is wrong with the call."""
    lead = Text("错误：", "Error: ").say(lang)
    for text in texts:
        say_aside(lead + visible(text.say(lang)))


def say_aside(line: str) -> None:
    """A line on standard error; lost where nobody is left to read it: the terminal was closed.

    A terminal gets it in lines that it can show, but for a call, which is there to be copied.
    """
    try:
        shown = _fitting(line) if sys.stderr.isatty() and f"{NAME} " not in line else line
        print(shown, file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        # What the stream still holds must not fail again when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _fitting(line: str) -> str:
    # Late: most calls say nothing here, and a page of help needs no Rich.
    from jlxx_check.cli.screen import page_width
    from jlxx_check.reporters.terminal.page import wrap

    return "\n".join(wrap(line, page_width(sys.stderr)))


def explain_usage(error: Any) -> Text:
    """A complaint of the command line parser in both languages."""
    known = type(error).__name__
    context = error.ctx
    command = context.command_path if context else "jlxx-check"
    hint = Text(f"用法见 {command} --help。", f"See {command} --help.")
    return _join(_what(known, error), hint)


def _what(known: str, error: Any) -> Text:
    english: str = error.format_message()
    if known == "NoSuchOption":
        meant = _meant(error.option_name, error.possibilities or _options(error))
        return _join(
            Text(f"没有 {error.option_name} 这个选项。", f"No such option: {error.option_name}."),
            meant,
        )
    if known == "MissingParameter":
        return _missing(error)
    if known == "BadOptionUsage":
        return _half_an_option(error.option_name, english)
    if known == "BadParameter":
        help_ = (error.param.help or "") if error.param else ""
        wrong = _wrong_number(error)
        if wrong is not None:
            return Text(f"{_name(error)} {wrong.zh}{help_}", f"{_name(error)} {wrong.en}")
        if _NUMBER.search(error.message):
            name, written = _name(error), _written(error)
            return Text(
                f"{name} 要写数字，如 {name} 6，不能写“{written}”。",
                f"{name} takes a number, such as {name} 6, not “{written}”.",
            )
        return Text(f"{_name(error)} 的值不对：{help_}", f"{_name(error)}: {error.message}")
    if error.message.startswith("No such command"):
        asked = error.message.split("'")[1] if "'" in error.message else ""
        group = error.ctx.command
        meant = _meant(asked, list(group.commands)) or _there_are(group.commands)
        return _join(Text(f"没有 {asked} 这个命令。", f"No such command: {asked}."), meant)
    if "Missing command" in error.message:
        return Text("还没有写命令。", "No command was given.")
    if "unexpected extra argument" in error.message.lower():
        extra = error.message.rpartition("(")[2].rstrip(").")
        return Text(f"多写了参数：{extra}。", english)
    return Text(f"命令写法不对：{english}", english)


def _missing(error: Any) -> Text:
    """What has to be written: what it is for, and a call that has it."""
    name, help_ = _name(error), ((error.param.help or "") if error.param else "").rstrip("。.")
    told = Text(f"缺少 {name}（{help_}）。", f"Missing: {name} ({help_}).")
    lines = (error.ctx.command.help or "").splitlines() if error.ctx else ()
    own = f"{error.ctx.command_path} " if error.ctx else ""
    calls = [line.strip() for line in lines if line.strip().startswith(own)]
    if not own or not calls:
        return told
    call = next((call for call in calls if name in call.split()), calls[0])
    # A word of explanation may stand behind it.
    call = re.split(r"\s{2,}", call)[0]
    return _join(told, Text(f"例如：{call}。", f"Such as: {call}."))


def _half_an_option(name: str, english: str) -> Text:
    """An option without its value, or a value where the option takes none."""
    if "not take" in english:
        return Text(f"选项 {name} 后面不用写内容。", f"Option {name} takes no value.")
    from jlxx_check.cli.framework import OPTIONS  # late: it prints pages of help, which complain

    declared = OPTIONS.get(name)
    value = declared.metavar or "" if declared else ""
    words = value if value.islower() else ""  # in small letters it is the words themselves
    return Text(
        f"选项 {name} 后面缺少内容，要写成：{name} {words or '内容'}。",
        f"Option {name} lacks its value; write it behind: {name} {words or 'VALUE'}.",
    )


def _wrong_number(error: Any) -> Text | None:
    """What was written where a number within bounds is asked for; None: no such option."""
    # Where the parser keeps them has changed from version to version.
    kept = (error.param, getattr(error.param, "type", None))
    least, most = (
        next((value for item in kept if (value := getattr(item, name, None)) is not None), None)
        for name in ("min", "max")
    )
    if least is None:
        return None
    bounds = Text(f"{least:g}以上", f"{least:g} or more")
    if most is not None:
        bounds = Text(f"{least:g}到{most:.0f}", f"{least:g} to {most:.0f}")
    return Text(
        f"不能写“{_written(error)}”，要写{bounds.zh}的数：",
        f"takes a number of {bounds.en}, not “{_written(error)}”.",
    )


def _written(error: Any) -> str:
    """The value that is complained of, "" where the complaint does not tell it."""
    cause = error.__cause__ or error.__context__
    if hasattr(cause, "errors"):
        return str(cause.errors()[0]["input"])
    quoted = _QUOTED.match(error.message)
    return quoted[1] if quoted else ""


def _name(error: Any) -> str:
    """What the help page calls the parameter that is complained of."""
    if error.param is None:
        return ""
    name: str = error.param.opts[0] if error.param.param_type_name == "option" else ""
    return name or str(error.param.metavar)


def _options(error: Any) -> list[str]:
    if error.ctx is None:
        return []
    return [name for param in error.ctx.command.params for name in param.opts]


def _meant(asked: str, known: list[str]) -> Text | None:
    bare = {name.lstrip("-"): name for name in known if name not in _LITTLE}
    begun = asked.lstrip("-")
    # A letter, or the beginning of the name, is how other programs have it.
    starts = [name for name in bare if begun and name.startswith(begun)]
    close = starts if len(starts) == 1 else get_close_matches(begun, bare, n=1) or starts[:_FEW]
    if not close:
        return None
    meant = Text(
        " 或 ".join(bare[name] for name in close), " or ".join(bare[name] for name in close)
    )
    return Text(f"您要写的是 {meant.zh} 吗？", f"Did you mean {meant.en}?")


def _there_are(names: Iterable[str]) -> Text:
    return Text(f"可用的有：{'、'.join(names)}。", f"There are: {', '.join(names)}.")


def _join(*texts: Text | None) -> Text:
    said = [text for text in texts if text]
    return Text("".join(text.zh for text in said), " ".join(text.en for text in said))
