"""``jlxx-check watch DIR --out DIR``: a batch again whenever packages have come to rest."""

# No postponed annotations: the options' help is chosen while the command is being made.

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from jlxx_check.cli.batch import show, told_status
from jlxx_check.cli.batch_options import inbox_argument, out_option
from jlxx_check.cli.commands import Say, command_class
from jlxx_check.cli.desk import DeskOptions, processes
from jlxx_check.cli.groups import spread
from jlxx_check.cli.judging import Judging
from jlxx_check.cli.paths import given_path
from jlxx_check.cli.problems import CallProblem, CannotWrite, NotFinished
from jlxx_check.cli.progress import batch_bar
from jlxx_check.cli.reading import ReadingOptions
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.visible import visible
from jlxx_check.values.moments import CHINA

_EVERY, _QUIET_FOR = 60.0, 30.0
_STOPPED = Text("已停止。", "Stopped.")

_EXAMPLES_ZH = """一直看着收件文件夹：材料包有变化并且复制完了，就重新检查（同 batch）。

共享盘上也可用：每隔一会儿看一次，不依赖系统通知。停止：Ctrl-C。

例如：

  jlxx-check watch 收件 --out 检查结果

  jlxx-check watch 收件 --out 检查结果 --every 300 --quiet-for 120

  jlxx-check watch 收件 --out 检查结果 --once     供定时任务使用，检查一次就结束

--once 的退出码与 batch 相同：0 全部符合；1 有不符合的；2 命令写错；3 有内容没能检查完。"""

_EXAMPLES_EN = """Keep an eye on an inbox: what has changed and come to rest is judged, as by batch.

Works on network shares, too: it looks from time to time and needs no notice from the system. Stop
it with Ctrl-C.

Examples:

  jlxx-check watch INBOX --out RESULTS --lang en

  jlxx-check watch INBOX --out RESULTS --every 300 --quiet-for 120

  jlxx-check watch INBOX --out RESULTS --once     for schedulers: one run, then leave

With --once the exit status is that of batch: 0 all comply; 1 at least one does not; 2 wrong call;
3 not all could be judged."""


def add_watch(app: typer.Typer, lang: Lang, say: Say) -> None:
    """Add the command to the application."""

    def watch_command(
        inbox: Annotated[str, inbox_argument(say)],
        out: Annotated[str, out_option(say)],
        judging: Judging,
        reading: ReadingOptions,
        desk: DeskOptions,
        every: Annotated[float, _every(say)] = _EVERY,
        quiet_for: Annotated[float, _quiet_for(say)] = _QUIET_FOR,
        once: Annotated[bool, _once(say)] = False,
    ) -> None:
        from jlxx_check.app.batch import CannotBatch
        from jlxx_check.app.batch.problems import OutputGone
        from jlxx_check.app.watch import Rhythm, Watched, watch, watch_once

        source, target = given_path(inbox, "DIR"), given_path(out, "--out")
        settings = desk.settings(judging, reading, lang, source)
        rhythm = Rhythm(every, quiet_for)
        index = str(target / "index.html")

        def aside(text: Text) -> None:
            typer.echo(visible(text.say(lang)), err=True)

        try:
            with desk.workers() as workers:
                watched = Watched(
                    source,
                    target,
                    settings,
                    lambda: desk.lists(judging),
                    processes(reading),
                    workers,
                )
                if once:
                    with batch_bar(lang, enabled=not judging.quiet) as progress:
                        outcome = watch_once(watched, rhythm, progress=progress)
                    show(outcome, lang, index, quiet=judging.quiet)
                    raise typer.Exit(told_status(outcome, say, strict=judging.strict))
                with _stopped_by_hand(lang):
                    typer.echo(_looking(rhythm.every).say(lang), err=True)
                    for outcome in watch(watched, rhythm, tell=aside):
                        typer.echo(_moment().say(lang))
                        show(outcome, lang, index, quiet=judging.quiet)
        except CannotBatch as error:
            raise CallProblem(error.text) from error
        except OutputGone as error:
            raise NotFinished(error.text) from error
        except BrokenPipeError:
            raise
        except OSError as error:  # the output folder takes no more
            raise CannotWrite(str(target), error) from error

    app.command(
        "watch",
        cls=command_class(lang),
        short_help=say("材料包有变化就重新检查", "judge again whenever packages change"),
        help=say(_EXAMPLES_ZH, _EXAMPLES_EN),
        no_args_is_help=True,
    )(spread(watch_command, say))


@contextmanager
def _stopped_by_hand(lang: Lang) -> Iterator[None]:
    """Ctrl-C is how a watch ends, so it is no failure. What is judged is kept."""
    try:
        yield
    except (KeyboardInterrupt, RuntimeError) as error:
        # An interrupt in the midst of waiting for a lock: CPython then releases it twice.
        context = error.__context__
        if isinstance(error, RuntimeError) and not isinstance(context, KeyboardInterrupt):
            raise
        typer.echo(_STOPPED.say(lang), err=True)


def _looking(every: float) -> Text:
    return Text(
        f"正在看收件文件夹，每 {every:g} 秒一次；停止请按 Ctrl-C。",
        f"Looking at the inbox every {every:g} s; stop with Ctrl-C.",
    )


def _moment() -> Text:
    now = datetime.now(UTC).astimezone(CHINA)
    return Text(f"{now:%Y-%m-%d %H:%M}（北京时间）", f"{now:%Y-%m-%d %H:%M} (China time)")


def _every(say: Say) -> Any:
    return typer.Option(
        "--every",
        min=1,
        metavar="SECONDS",
        help=say(
            f"每隔几秒看一次，至少 1，默认{_EVERY:g}。",
            f"Seconds between looks, at least 1; default {_EVERY:g}.",
        ),
    )


def _quiet_for(say: Say) -> Any:
    return typer.Option(
        "--quiet-for",
        min=0,
        metavar="SECONDS",
        help=say(
            f"材料包多少秒没有变化才检查，默认{_QUIET_FOR:g}；复制很慢的共享盘请写大一些。",
            f"Seconds that a package has to rest before it is judged; default {_QUIET_FOR:g}.",
        ),
    )


def _once(say: Say) -> Any:
    return typer.Option(
        "--once", help=say("只检查一次就结束，供定时任务使用。", "One run, for schedulers.")
    )
