"""``jlxx-check batch DIR --out DIR``: every package of an inbox, and all of them together."""

# No postponed annotations: the options' help is chosen while the command is being made.

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text as Line

from jlxx_check.cli.batch_options import inbox_argument, out_option
from jlxx_check.cli.commands import Say, command_class
from jlxx_check.cli.desk import DeskOptions, processes
from jlxx_check.cli.groups import spread
from jlxx_check.cli.judging import Judging
from jlxx_check.cli.paths import given_path
from jlxx_check.cli.problems import CallProblem, CannotWrite
from jlxx_check.cli.progress import batch_bar
from jlxx_check.cli.reading import ReadingOptions
from jlxx_check.cli.screen import page_width, print_lines
from jlxx_check.model.batch import BatchReport
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Verdict
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.visible import visible

if TYPE_CHECKING:
    from jlxx_check.app.batch import Outcome

_EXAMPLES_ZH = """检查收件文件夹里的全部材料包：每个单位一份报告，另有一份总览。材料包只读。

同一单位报送多次的，以最新的一份为准。
中断后，或者材料有更新，再运行同一条命令即可：只检查有变化的材料包。

例如：

  jlxx-check batch 收件 --out 检查结果

  jlxx-check batch 收件 --out 检查结果 --received-list 收到日期.csv --units 单位名单.xlsx

  jlxx-check batch 收件 --out 检查结果 --format html --format xlsx

结果在 检查结果/index.html。

退出码：0 全部符合；1 有不符合的；2 命令写错，没有检查；3 有内容没能检查完。"""

_EXAMPLES_EN = """Judge every package of an inbox: a report each, and one over all.
Packages are only ever read.

Of several deliveries of one unit the newest counts. After an interruption, or when packages have
changed, run the same command again: only what has changed is judged.

Examples:

  jlxx-check batch INBOX --out RESULTS --lang en

  jlxx-check batch INBOX --out RESULTS --received-list dates.csv --units units.xlsx

  jlxx-check batch INBOX --out RESULTS --format html --format xlsx

Look at RESULTS/index.html.

Exit status: 0 all comply; 1 at least one does not; 2 wrong call; 3 not all could be judged."""


def add_batch(app: typer.Typer, lang: Lang, say: Say) -> None:
    """Add the command to the application."""

    def batch_command(
        inbox: Annotated[str, inbox_argument(say)],
        out: Annotated[str, out_option(say)],
        judging: Judging,
        reading: ReadingOptions,
        desk: DeskOptions,
    ) -> None:
        # Late: only the commands over many packages need processes and all that goes with them.
        from jlxx_check.app.batch import CannotBatch, run_batch

        source, target = given_path(inbox, "DIR"), given_path(out, "--out")
        settings = desk.settings(judging, reading, lang, source)
        lists = desk.lists(judging)
        try:
            with (
                desk.workers() as workers,
                batch_bar(lang, enabled=not judging.quiet) as progress,
            ):
                outcome = run_batch(
                    source,
                    target,
                    settings,
                    lists,
                    jobs=processes(reading),
                    workers=workers,
                    progress=progress,
                )
        except CannotBatch as error:
            raise CallProblem(error.text) from error
        except OSError as error:  # the output folder takes no more
            raise CannotWrite(str(target), error) from error
        except KeyboardInterrupt:
            typer.echo(_GO_ON.say(lang), err=True)
            raise
        show(outcome, lang, str(target / outcome.index.name), quiet=judging.quiet)
        raise typer.Exit(told_status(outcome, say, strict=judging.strict))

    app.command(
        "batch",
        cls=command_class(lang),
        short_help=say("检查收件文件夹里的全部材料包", "judge all packages of an inbox"),
        help=say(_EXAMPLES_ZH, _EXAMPLES_EN),
        no_args_is_help=True,
    )(spread(batch_command, say))


def show(outcome: "Outcome", lang: Lang, index: str, *, quiet: bool) -> None:
    """Put out what a run came to. index: the page to look at, as it was written in the call."""
    # In brief no notes are put out, but never is 3 left without a reason.
    for notice in (*outcome.notices, *(outcome.unwritten if quiet else ())):
        typer.echo(visible(notice.say(lang)), err=True)
    print_lines(_lines(outcome, lang, index, quiet=quiet))


def told_status(outcome: "Outcome", say: Say, *, strict: bool) -> int:
    """The exit status; where only ``--strict`` makes it what it is, that is said."""
    status = exit_status(outcome, strict=strict)
    if status != exit_status(outcome):
        why = say("有提醒；按 --strict，退出码为 1。", "Warnings: --strict makes this 1.")
        typer.echo(why, err=True)
    return status


def _lines(outcome: "Outcome", lang: Lang, index: str, *, quiet: bool) -> list[Line]:
    """What is said in the end. index: the page to look at, as it was written in the call."""
    from jlxx_check.reporters.terminal.batch import batch_lines
    from jlxx_check.reporters.terminal.batch_brief import brief_lines, closing_lines

    width = page_width(sys.stdout)
    if quiet:
        return brief_lines(outcome.batch, lang, width)
    lines = batch_lines(outcome.batch, lang, width)
    return lines + closing_lines(outcome.judged, len(outcome.batch.deliveries), index, lang, width)


def exit_status(outcome: "Outcome", *, strict: bool = False) -> int:
    """0 all that counts complies, 1 something does not, 3 something could not be judged or written.

    An error across packages is one; superseded deliveries are not counted.
    """
    batch = outcome.batch
    reports = [item.report for item in batch.counting if item.report is not None]
    across = {item.finding.level for item in batch.across}
    if Level.ERROR in across or any(report.verdict is Verdict.NONCOMPLIANT for report in reports):
        return 1
    warned = Level.WARNING in across or any(report.summary.warning for report in reports)
    if strict and warned:
        return 1
    return 3 if outcome.unwritten or _unfinished(batch) else 0


def _unfinished(batch: BatchReport) -> bool:
    return any(item.report is None or item.report.faults for item in batch.counting)


_GO_ON = Text(
    "已检查完的都已保存；再运行同一条命令，从这里继续。",
    "What is judged is kept; the same command goes on from here.",
)
