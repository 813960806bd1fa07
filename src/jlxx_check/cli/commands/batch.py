"""``jlxx-check batch DIR --out DIR``: every package of an inbox, and all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from jlxx_check.cli import desk_options
from jlxx_check.cli.call_problems import CallProblem, CannotWrite, NotFinished, say_aside
from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.desk_options import DeskOptions, DeskPlaces
from jlxx_check.cli.framework import add_command, option
from jlxx_check.cli.job_bounds import (
    InboxOptions,
    TimeOptions,
    require_answer,
    stopped_in_the_end,
)
from jlxx_check.cli.job_options import (
    JobOptions,
    failing,
)
from jlxx_check.cli.options import JudgingOptions, ReadingOptions
from jlxx_check.cli.paths import existing_inbox, given_path
from jlxx_check.cli.screen import batch_bar
from jlxx_check.cli.what_changed import ChangeOptions, LastTime, hook
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen

if TYPE_CHECKING:
    from jlxx_check.batch import BatchCall, BatchResult
    from jlxx_check.batch.judging import BatchProgress

_HELP = Text(
    """检查收件文件夹里的全部材料包：每个单位一份报告，另有一份总览。材料包只读。

同一单位报送多次的，以最新的一份为准。
中断后，或者材料有更新，再运行同一条命令即可：只检查有变化的材料包。
收件文件夹里少了上次的材料时，原来的结果都保留，退出码为 3，直到写明 --withdrawn。

例如：

  jlxx-check batch 收件 --out 检查结果

  jlxx-check batch 收件 --out 检查结果 --received-list 收到日期.csv --units 单位名单.xlsx

  jlxx-check batch 收件 --out 检查结果 --format html --format xlsx

结果在 检查结果/index.html。

退出码：0 全部符合；1 有不符合的；2 命令写错，没有检查；
3 有内容没能检查完，或一份材料也没有。""",
    """Judge every package of an inbox: a report each, and one over all.
Packages are only ever read.

Of several deliveries of one unit the newest counts. After an interruption, or when packages have
changed, run the same command again: only what has changed is judged. Where deliveries of the last
run are gone from the inbox, their results stay and the exit status is 3 until --withdrawn is given.

Examples:

  jlxx-check batch INBOX --out RESULTS --lang en

  jlxx-check batch INBOX --out RESULTS --received-list dates.csv --units units.xlsx

  jlxx-check batch INBOX --out RESULTS --format html --format xlsx

Look at RESULTS/index.html.

Exit status: 0 all comply; 1 at least one does not; 2 wrong call; 3 not all could be
judged, or there was nothing to judge.""",
)


@frozen
class BatchOptions:
    """What only ``batch`` has."""

    withdrawn: bool = option(
        "--withdrawn",
        "收件文件夹里少了的材料确实已撤回：结果移到“已撤走”，不再计入。",
        "What is no longer in the inbox was withdrawn: its results are moved to 已撤走 and count "
        "no longer.",
        default=False,
        called=("撤回", "撤走"),
    )


@frozen
class PublishingOptions:
    """Who is to see the output."""

    for_publishing: bool = option(
        "--for-publishing",
        "结果可以公开（如 CI 的附件）：不写汇总登记表、通知、台账、轮次和检查记录，不含照片，"
        "号码和邮箱一律隐去；每次都重新检查。",
        "The output may be seen by anybody (an artifact of CI): no master register, letters, "
        "ledger, rounds or records, no pictures, numbers and addresses masked; all is judged each "
        "time.",
        default=False,
        called=("公开",),
    )


@contextmanager
def desk_of(
    call: BatchCall, publishes: PublishingOptions
) -> Iterator[tuple[BatchCall, Callable[[BatchResult], BatchResult]]]:
    """The call to be carried out, and what becomes of each outcome before it is told."""
    from jlxx_check.batch import publishing

    if not publishes.for_publishing:
        yield call, lambda outcome: outcome
        return
    with publishing(call) as own:
        yield own.call, own.publish


def add_batch(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    def batch_command(
        places: DeskPlaces,
        judging: JudgingOptions,
        reading: ReadingOptions,
        desk: DeskOptions,
        publishes: PublishingOptions,
        own: BatchOptions,
        bounds: InboxOptions,
        time: TimeOptions,
        job: JobOptions,
        change: ChangeOptions,
    ) -> None:
        # Late: only the commands over many packages need processes and all that goes with them.
        from jlxx_check.batch import BatchCall, CannotBatch, run_batch
        from jlxx_check.cli.batch_ending import Ending, tell_doubts

        require_answer([places.inbox], reading.file_seconds)
        inbox, out = existing_inbox(places.inbox), given_path(places.out, "--out")
        if publishes.for_publishing:
            desk = desk_options.publishable(judging, desk)
        settings = desk_options.batch_settings(judging, reading, desk, lang, inbox)
        tell_doubts(settings, lang)
        ending = Ending(settings, judging, failing(job), hook(change), lang, LastTime(out))
        lists, jobs = (
            desk_options.lists(judging, desk, settings.pack()),
            desk_options.processes(reading),
        )
        reached = Reached()
        try:
            with (
                stopped_in_the_end(time, lang),
                desk_options.workers(desk) as workers,
                batch_bar(lang, enabled=not judging.quiet) as progress,
            ):
                call = BatchCall(
                    inbox,
                    out,
                    settings,
                    lambda: lists,
                    jobs,
                    workers,
                    desk_options.baseline(desk),
                    withdrawn=own.withdrawn,
                    least=bounds.min_packages,
                    total_seconds=time.total_seconds,
                )
                with desk_of(call, publishes) as (own_call, shown):
                    outcome = shown(run_batch(own_call, progress=reached.watching(progress)))
        except CannotBatch as error:
            raise (NotFinished if error.passing else CallProblem)(error.text) from error
        except OSError as error:  # the output folder takes no more
            raise CannotWrite(str(out), error) from error
        except KeyboardInterrupt:
            kept = _NOTHING_KEPT if publishes.for_publishing else reached.text
            say_aside(kept.say(lang))
            raise
        raise typer.Exit(ending.of(outcome, str(out / outcome.index.name)))

    add_command(app, "batch", batch_command, lang, _HELP, short=COMMANDS["batch"], bare_help=True)


_NOTHING_KEPT = Text(
    "结果文件夹还是原来的样子；再运行同一条命令，从头检查。",
    "The output folder is as it was before; run the same command again.",
)


@dataclass(slots=True)
class Reached:
    """How far a run came, for whoever interrupts it."""

    #: Deliveries judged and kept, and those to be judged, of what was begun before and of now.
    _before: tuple[int, int] = (0, 0)
    _now: tuple[int, int] = (0, 0)

    def watching(self, tell: BatchProgress | None) -> BatchProgress:
        """Progress that is passed on and remembered."""

        def told(done: int, every: int, name: str) -> None:
            if not done:  # another lot begins
                self._before, self._now = self._sum, (0, every)
            self._now = done, every
            if tell is not None:
                tell(done, every, name)

        return told

    @property
    def _sum(self) -> tuple[int, int]:
        return self._before[0] + self._now[0], self._before[1] + self._now[1]

    @property
    def text(self) -> Text:
        """What is kept, and how to go on."""
        done, every = self._sum
        if not done:
            return Text(
                "这次还没有检查完任何一份材料；再运行同一条命令，从头检查。",
                "Nothing was judged to its end; run the same command again.",
            )
        return Text(
            f"这次已检查完 {done} 份（共 {every} 份），结果都已保存，总览和通知还没有更新；"
            "再运行同一条命令，从这里继续。",
            f"{done} of {every} package(s) were judged and are kept; the overview and the letters "
            "are not yet up to date. The same command goes on from here.",
        )
