"""``jlxx-check watch DIR --out DIR``: a batch again whenever packages have come to rest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import typer

from jlxx_check.cli import desk_options
from jlxx_check.cli.call_problems import CallProblem, CannotWrite, NotFinished, say_aside
from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.commands.batch import PublishingOptions, desk_of
from jlxx_check.cli.desk_options import DeskOptions, DeskPlaces
from jlxx_check.cli.framework import MOST, add_command, option
from jlxx_check.cli.job_bounds import (
    InboxOptions,
    TimeOptions,
    require_answer,
    stopped_in_the_end,
)
from jlxx_check.cli.job_options import JobOptions, failing
from jlxx_check.cli.options import JudgingOptions, ReadingOptions
from jlxx_check.cli.paths import existing_inbox, given_path
from jlxx_check.cli.screen import batch_bar, tell
from jlxx_check.cli.what_changed import ChangeOptions, LastTime, hook
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.moments import CHINA
from jlxx_check.values.system_errors import was_interrupted

_EVERY, _QUIET_FOR = 60.0, 30.0
_STOPPED = Text("已停止。", "Stopped.")

_HELP = Text(
    """一直看着收件文件夹：材料包有变化并且复制完了，就重新检查（同 batch）。

共享盘上也可用：每隔一会儿看一次，不依赖系统通知。停止：Ctrl-C。

例如：

  jlxx-check watch 收件 --out 检查结果

  jlxx-check watch 收件 --out 检查结果 --every 300 --quiet-for 120

  jlxx-check watch 收件 --out 检查结果 --once     供定时任务使用，检查一次就结束

--once 的退出码与 batch 相同：0 全部符合；1 有不符合的；2 命令写错；3 有内容没能检查完。""",
    """Keep an eye on an inbox: what has changed and come to rest is judged, as by batch.

Works on network shares, too: it looks from time to time and needs no notice from the system. Stop
it with Ctrl-C.

Examples:

  jlxx-check watch INBOX --out RESULTS --lang en

  jlxx-check watch INBOX --out RESULTS --every 300 --quiet-for 120

  jlxx-check watch INBOX --out RESULTS --once     for schedulers: one run, then leave

With --once the exit status is that of batch: 0 all comply; 1 at least one does not; 2 wrong call;
3 not all could be judged.""",
)


@frozen
class WatchOptions:
    """How often a watch looks, and how long it waits."""

    every: float = option(
        "--every SECONDS",
        f"每隔几秒看一次，至少 1，默认{_EVERY:g}。",
        f"Seconds between looks, at least 1; default {_EVERY:g}.",
        default=_EVERY,
        least=1,
        most=MOST,
    )
    quiet_for: float = option(
        "--quiet-for SECONDS",
        f"材料包多少秒没有变化才检查，默认{_QUIET_FOR:g}；复制很慢的共享盘请写大一些。",
        f"Seconds that a package has to rest before it is judged; default {_QUIET_FOR:g}.",
        default=_QUIET_FOR,
        least=0,
        most=MOST,
    )
    once: bool = option(
        "--once", "只检查一次就结束，供定时任务使用。", "One run, for schedulers.", default=False
    )


def add_watch(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    def watch_command(
        places: DeskPlaces,
        judging: JudgingOptions,
        reading: ReadingOptions,
        desk: DeskOptions,
        publishes: PublishingOptions,
        own: WatchOptions,
        bounds: InboxOptions,
        time: TimeOptions,
        job: JobOptions,
        change: ChangeOptions,
    ) -> None:
        from jlxx_check.batch import (
            BatchCall,
            CannotBatch,
            OutputGone,
            Rhythm,
            watch,
            watch_once,
        )
        from jlxx_check.cli.batch_ending import Ending, tell_doubts

        require_answer([places.inbox], reading.file_seconds)
        inbox, out = existing_inbox(places.inbox), given_path(places.out, "--out")
        if publishes.for_publishing:
            desk = desk_options.publishable(judging, desk)
        settings = desk_options.batch_settings(judging, reading, desk, lang, inbox)
        tell_doubts(settings, lang)
        ending = Ending(settings, judging, failing(job), hook(change), lang, LastTime(out))
        jobs, rhythm = desk_options.processes(reading), Rhythm(own.every, own.quiet_for)
        index = str(out / "index.html")
        try:
            with desk_options.workers(desk) as workers:
                call = BatchCall(
                    inbox,
                    out,
                    settings,
                    lambda: desk_options.lists(judging, desk, settings.pack()),
                    jobs,
                    workers,
                    desk_options.baseline(desk),
                    least=bounds.min_packages,
                    total_seconds=time.total_seconds,
                )
                if own.once:
                    with (
                        stopped_in_the_end(time, lang),
                        batch_bar(lang, enabled=not judging.quiet) as progress,
                        desk_of(call, publishes) as (own_call, shown),
                    ):
                        outcome = shown(watch_once(own_call, rhythm, progress=progress))
                    raise typer.Exit(ending.of(outcome, index))
                with _stopped_by_hand(lang), desk_of(call, publishes) as (own_call, shown):
                    say_aside(_looking(rhythm.every).say(lang))
                    begun = False
                    looking = watch(own_call, rhythm, tell=lambda text: tell(text, lang))
                    for outcome in map(shown, looking):
                        moment = _moment().say(lang)
                        if begun:  # where everybody stands was said; now what has changed
                            ending.again(outcome, moment, str(out))
                        else:
                            ending.first(outcome, moment, index)
                        begun = True
        except CannotBatch as error:
            raise (NotFinished if error.passing else CallProblem)(error.text) from error
        except OutputGone as error:
            raise NotFinished(error.text) from error
        except BrokenPipeError:
            raise
        except OSError as error:  # the output folder takes no more
            raise CannotWrite(str(out), error) from error

    add_command(app, "watch", watch_command, lang, _HELP, short=COMMANDS["watch"], bare_help=True)


@contextmanager
def _stopped_by_hand(lang: Lang) -> Iterator[None]:
    """Ctrl-C, or an order to end, is how a watch ends: no failure. What is judged is kept."""
    try:
        yield
    except (KeyboardInterrupt, Exception) as error:
        if not was_interrupted(error):
            raise
        say_aside(_STOPPED.say(lang))


def _looking(every: float) -> Text:
    return Text(
        f"正在看收件文件夹，每 {every:g} 秒一次；停止请按 Ctrl-C。",
        f"Looking at the inbox every {every:g} s; stop with Ctrl-C.",
    )


def _moment() -> Text:
    now = datetime.now(UTC).astimezone(CHINA)
    return Text(f"{now:%Y-%m-%d %H:%M}（北京时间）", f"{now:%Y-%m-%d %H:%M} (China time)")
