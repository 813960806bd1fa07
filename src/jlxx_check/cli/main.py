"""The application: its commands put together, run, and its errors said in plain words."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from jlxx_check.cli.call_problems import (
    CallProblem,
    OutOfTime,
    UsageError,
    complain,
    explain_usage,
)
from jlxx_check.cli.call_words import ROOT_OPTIONS, as_meant, spelt_out
from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.common_names import language
from jlxx_check.cli.completion import answer
from jlxx_check.cli.completion_scripts import SCRIPTS, VARIABLE
from jlxx_check.cli.framework import like, new_app, option, spread
from jlxx_check.cli.options import LANGUAGE_VARIABLE, LanguageOption
from jlxx_check.cli.screen import prepare_streams, tell
from jlxx_check.cli.settings_file import told_of, with_settings
from jlxx_check.errors import CallError, StoppedError
from jlxx_check.model.about import NAME, VERSION
from jlxx_check.model.outcome import ExitStatus
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.system_errors import reason, was_interrupted
from jlxx_check.values.visible import visible

#: With this in the environment the program's own faults are shown in full.
DEBUG = "JLXX_DEBUG"

_STOPPED = Text("已中断，没有做完。", "Interrupted before the end.")

_NO_NAMES = Text(
    "当前系统环境读不了中文文件名，请先设置环境变量 PYTHONUTF8=1。",
    "Chinese file names cannot be read in this locale; set PYTHONUTF8=1 first.",
)


def run(words: Sequence[str]) -> int:
    """Run one command line; its exit status, which the help of ``check`` explains."""
    prepare_streams()
    if not _names_are_readable():
        _complain_in_both(_NO_NAMES)
        return ExitStatus.WRONG_CALL
    if os.environ.get(VARIABLE):  # some shells leave it behind empty
        return answer(os.environ, lambda typed: choose_language(typed, os.environ), _tree)
    words = spelt_out(words)
    try:
        lang = choose_language(words, os.environ)
    except UnknownLanguage as error:
        _complain_in_both(error.text)
        return ExitStatus.WRONG_CALL
    if os.environ.get(DEBUG):
        # Late: nobody else listens to what a check that failed says.
        import logging

        logging.basicConfig()
    command = _tree(lang, _named(words))
    try:
        return _run(command, words, lang)
    finally:
        _tell_of_plugins(lang)


def _tell_of_plugins(lang: Lang) -> None:
    """Name those that were to be loaded and could not be; where none was tried, none is known."""
    plugins = sys.modules.get("jlxx_check.checks.plugins")
    for plugin in plugins.broken_plugins() if plugins else ():
        tell(plugin.text, lang)


def _run(command: Any, words: Sequence[str], lang: Lang) -> int:
    settings: Path | None = None
    try:
        told, settings = with_settings(as_meant(words, command), command, lambda: _tree(lang))
        status = command.main(args=told, prog_name=NAME, standalone_mode=False)
        # In the end: the first line of a log is the verdict.
        if settings is not None and "--quiet" not in told:
            tell(told_of(settings), lang)
        if status == ExitStatus.INTERRUPTED:  # some versions of Typer catch Ctrl-C themselves
            complain(lang, _STOPPED)
        return status if isinstance(status, int) else 0
    except (KeyboardInterrupt, typer.Abort):
        complain(lang, _STOPPED)
        return ExitStatus.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - told apart there
        status = _failed(error, lang)
        if status == ExitStatus.WRONG_CALL and settings is not None:  # the slip may be in there
            tell(told_of(settings), lang)
        return status


def _tree(lang: Lang, only: str | None = None) -> Any:
    """The command that holds every other, or this one alone; see ``build``."""
    return typer.main.get_command(build(lang, only=only))


def _failed(failure: Exception, lang: Lang) -> int:
    """What a failure ends with, once it is said. Raises it where it is to be shown in full."""
    if was_interrupted(failure) and not isinstance(failure, OutOfTime):
        complain(lang, _STOPPED)
        return ExitStatus.INTERRUPTED
    try:
        raise failure
    except CallError as error:
        complain(lang, *error.faults)
        return ExitStatus.NOT_FINISHED if error.passing else ExitStatus.WRONG_CALL
    except UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()
        else:
            complain(lang, explain_usage(error))
        return ExitStatus.WRONG_CALL
    except StoppedError as error:
        complain(lang, error.text)
        return ExitStatus.NOT_FINISHED
    except OSError as error:
        complain(lang, _refused(error))
        return ExitStatus.NOT_FINISHED
    # The last net: a fault of the program must not end with 1, which says that a package does not
    # comply, nor show what a trace back may hold of a package: names, numbers, whole cells.
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        complain(lang, _own_fault(error))
        return ExitStatus.NOT_FINISHED


def _refused(error: OSError) -> Text:
    why, place = reason(error), error.filename
    if not isinstance(place, str):
        return Text(f"系统拒绝了操作：{why.zh}。", f"The system refused: {why.en}.")
    shown = visible(place)
    return Text(
        f"系统拒绝了对“{shown}”的操作：{why.zh}。", f"The system refused “{shown}”: {why.en}."
    )


def _own_fault(error: Exception) -> Text:
    name = type(error).__name__
    return Text(
        f"程序出错（{name}），没有做完。这是程序的问题，不是材料的问题；"
        f"设置环境变量 {DEBUG}=1 再运行一次，可以看到报给开发者的详情。",
        f"The program failed ({name}) before the end: its own fault, not the package's. Run it "
        f"again with {DEBUG}=1 in the environment to see what to report.",
    )


def _complain_in_both(text: Text) -> None:
    """For what is wrong before the language of the run is known."""
    for lang in Lang:
        complain(lang, text)


def _names_are_readable() -> bool:
    """Whether Chinese file names come through.

    In an ASCII locale they come as bytes: no name is found in them, and the verdict is wrong.
    """
    try:
        os.fsencode("材料")
    except UnicodeEncodeError:
        return False
    return True


def _named(words: Sequence[str]) -> str | None:
    """The command that the call begins with; "" for none, None where that is to be found out."""
    at = 0
    while at < len(words) and words[at].startswith("--lang"):
        at += 1 if "=" in words[at] else 2
    first = words[at] if at < len(words) else ""
    return first if first in COMMANDS else "" if first in ("", *ROOT_OPTIONS) else None


def build(lang: Lang, *, only: str | None = None) -> typer.Typer:
    """The whole application in one language.

    only: of its commands this one alone; "": their names alone, for the help page. To import and to
    put together all of them takes longer than many a call.
    """
    told = Text(
        "按通知要求检查报送材料，说明哪里不对、怎样改正。",
        "Checks submission packages against the notice that asks for them: what is wrong, and "
        "how to mend it.",
    )
    begin = Text(
        "先试试：jlxx-check check 材料文件夹", "Start with: jlxx-check check FOLDER --lang en"
    )
    app = new_app(lang, help=told.say(lang), epilog=begin.say(lang))
    app.callback()(spread(_program, lang))
    for name in COMMANDS if not only else (only,):
        if only == "":
            app.command(name, short_help=COMMANDS[name].say(lang))(_nothing)
            continue
        add = getattr(import_module(f"jlxx_check.cli.commands.{name}"), f"add_{name}")
        add(app, lang)
    return app


def _nothing() -> None:
    """In the place of a command that is only listed."""


def _version(_asked: bool) -> None:
    """Before anything else is read: whoever asks for it need not write a command."""
    typer.echo(f"{NAME} {VERSION}")
    raise typer.Exit


def _show_completion(shell: str) -> None:
    if shell not in SCRIPTS:
        raise CallProblem(
            Text(
                f"--show-completion 可以写 {'、'.join(SCRIPTS)}，不能写“{shell}”。",
                f"--show-completion takes {', '.join(SCRIPTS)}, not “{shell}”.",
            )
        )
    typer.echo(SCRIPTS[shell])
    raise typer.Exit


@frozen
class ProgramOptions:
    """What stands before any command."""

    version: bool = option(
        "--version", "显示版本号。", "Show the version.", default=False, at_once=_version
    )
    lang: str | None = like(LanguageOption, "lang")
    show_completion: str | None = option(
        "--show-completion bash|zsh|fish|powershell",
        "输出让命令行外壳能补全命令的脚本。",
        "Print the script that makes a shell complete calls.",
        at_once=_show_completion,
        hidden=True,
    )


def _program(_options: ProgramOptions) -> None:
    """All is done by the options themselves."""


class UnknownLanguage(CallError, ValueError):
    """A language that the program does not speak. ``text`` says so in both."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            Text(
                f"没有“{asked}”这种语言，可用的是 zh（中文）和 en（英文）。",
                f"There is no language “{asked}”; choose zh or en.",
            )
        )


def choose_language(words: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language of a run: ``--lang``, else ``JLXX_LANG``, else Chinese.

    Help texts are needed before the command line is parsed, so the words are looked at first.
    Raises UnknownLanguage.
    """
    asked = environment.get(LANGUAGE_VARIABLE) or Lang.ZH.value
    for index, word in enumerate(words):
        if word == "--":
            break
        if word == "--lang" and index + 1 < len(words):
            asked = words[index + 1]
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
    chosen = language(asked)
    if chosen is None:
        raise UnknownLanguage(asked)
    return chosen
