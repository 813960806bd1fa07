"""The application: its commands put together, run, and its errors said in plain words."""

from __future__ import annotations

import os
from collections.abc import Sequence

import typer

from jlxx_check.app import NotAPackage, NotAReport, NothingSelected, PackError
from jlxx_check.cli.batch import add_batch
from jlxx_check.cli.cache import add_cache
from jlxx_check.cli.check import add_check
from jlxx_check.cli.commands import new_app, sayer
from jlxx_check.cli.decisions import add_decisions
from jlxx_check.cli.doctor import add_doctor
from jlxx_check.cli.language import UnknownLanguage, choose_language
from jlxx_check.cli.problems import CallProblem, NotFinished, UsageError, complain, explain_usage
from jlxx_check.cli.rules import add_rules
from jlxx_check.cli.screen import prepare_streams
from jlxx_check.cli.version import version_option
from jlxx_check.cli.watch import add_watch
from jlxx_check.model.about import NAME
from jlxx_check.model.text import Lang, Text
from jlxx_check.values.system_errors import reason

WRONG_CALL = 2
NOT_FINISHED = 3
INTERRUPTED = 130
#: With this in the environment the program's own faults are shown in full.
DEBUG = "JLXX_DEBUG"

_STOPPED = Text("已中断，没有检查完。", "Interrupted before the end.")

_NO_NAMES = Text(
    "当前系统环境读不了中文文件名，请先设置环境变量 PYTHONUTF8=1。",
    "Chinese file names cannot be read in this locale; set PYTHONUTF8=1 first.",
)


def run(words: Sequence[str]) -> int:
    """Run one command line; its exit status, which the help of ``check`` explains."""
    prepare_streams()
    if not _names_are_readable():
        _complain_in_both(_NO_NAMES)
        return WRONG_CALL
    try:
        lang = choose_language(words, os.environ)
    except UnknownLanguage as error:
        _complain_in_both(error.text)
        return WRONG_CALL
    command = typer.main.get_command(build(lang))
    try:
        status = command.main(args=list(words), prog_name=NAME, standalone_mode=False)
        if status == INTERRUPTED:  # some versions of Typer catch Ctrl-C themselves
            complain(lang, _STOPPED)
        return status if isinstance(status, int) else 0
    except (CallProblem, NotAPackage, NotAReport, NothingSelected) as error:
        complain(lang, error.text)
        return WRONG_CALL
    except PackError as error:
        complain(lang, *(Text(item.say(Lang.ZH), item.say(Lang.EN)) for item in error.problems))
        return WRONG_CALL
    except UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()
        else:
            complain(lang, explain_usage(error))
        return WRONG_CALL
    except RuntimeError as error:
        # An interrupt in the midst of waiting for a lock: CPython then releases it twice.
        if not isinstance(error.__context__, KeyboardInterrupt):
            raise
        complain(lang, _STOPPED)
        return INTERRUPTED
    except (KeyboardInterrupt, typer.Abort):
        complain(lang, _STOPPED)
        return INTERRUPTED
    except NotFinished as error:
        complain(lang, error.text)
        return NOT_FINISHED
    except OSError as error:
        why = reason(error)
        complain(lang, Text(f"系统拒绝了操作：{why.zh}。", f"The system refused: {why.en}."))
        return NOT_FINISHED
    # The last net: a fault of the program must not end with 1, which says that a package does not
    # comply, nor show what a trace back may hold of a package: names, numbers, whole cells.
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        complain(lang, _own_fault(error))
        return NOT_FINISHED


def _own_fault(error: Exception) -> Text:
    name = type(error).__name__
    return Text(
        f"程序出错（{name}），没有检查完。这是程序的问题，不是材料的问题；"
        f"设置环境变量 {DEBUG}=1 再运行一次，可以看到报给开发者的详情。",
        f"The program failed ({name}) before the end: its own fault, not the package's. Run it "
        f"again with {DEBUG}=1 in the environment to see what to report.",
    )


def _complain_in_both(text: Text) -> None:
    """For what is wrong before the language of the run is known."""
    for language in Lang:
        complain(language, text)


def _names_are_readable() -> bool:
    """Whether Chinese file names come through.

    In an ASCII locale they come as bytes: no name is found in them, and the verdict is wrong.
    """
    try:
        os.fsencode("材料")
    except UnicodeEncodeError:
        return False
    return True


def build(lang: Lang) -> typer.Typer:
    """The whole application in one language."""
    say = sayer(lang)
    app = new_app(
        lang,
        help=say(
            "按通知要求检查报送材料，说明哪里不对、怎样改正。",
            "Checks submission packages against the notice that asks for them: what is wrong, and "
            "how to mend it.",
        ),
        epilog=say(
            "先试试：jlxx-check check 材料文件夹",
            "Start with: jlxx-check check FOLDER --lang en",
        ),
    )
    app.callback()(version_option(say))
    add_check(app, lang, say)
    add_batch(app, lang, say)
    add_watch(app, lang, say)
    add_decisions(app, lang, say)
    add_rules(app, lang, say)
    add_cache(app, lang, say)
    add_doctor(app, lang, say)
    return app
