"""``jlxx-check check PATH…``: judge packages and report."""

from __future__ import annotations

import typer

from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.framework import add_command, argument, option
from jlxx_check.cli.job_bounds import TimeOptions, stopped_in_the_end
from jlxx_check.cli.job_options import JobOptions
from jlxx_check.cli.options import CheckOptions, JudgingOptions, ReadingOptions
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen

_HELP = Text(
    """检查一个或多个材料包，说明哪里不符合通知要求、怎样改正。材料包只读，不会被改动。

例如：

  jlxx-check check 长春市教育局

  jlxx-check check 长春市教育局 --received 2023-07-08

  jlxx-check check 材料 --show files        每个文件是怎样辨认的

  jlxx-check check 材料 --select video      只检查视频

  jlxx-check check 材料 --format xlsx --output 报告.xlsx --format docx --output 通知.docx

  jlxx-check check 材料 --brief             每人一段，可复制到聊天中发送

  jlxx-check check 材料 --open              在浏览器中看报告

退出码：0 全部符合；1 有不符合的；2 命令写错，没有检查；3 有内容没能检查完。""",
    """Judge one package or several: what is wrong, where, and how to mend it.
Packages are only ever read.

Examples:

  jlxx-check check PACKAGE --lang en

  jlxx-check check PACKAGE --received 2023-07-08

  jlxx-check check PACKAGE --show files     how each file was understood

  jlxx-check check PACKAGE --select video   the video rules only

  jlxx-check check PACKAGE --format xlsx --output a.xlsx --format docx --output b.docx

  jlxx-check check PACKAGE --brief          a short text for each person, for a chat

  jlxx-check check PACKAGE --open           read the report in the browser

Exit status: 0 all comply; 1 at least one does not; 2 wrong call; 3 not all could be judged.""",
)


@frozen
class PackagesArgument:
    """What is judged."""

    places: list[str] = argument(
        "PATH...",
        "材料包：文件夹，或 .zip、.7z、.tar、.rar 压缩包。",
        "Packages: folders, or archives (.zip, .7z, .tar, .rar).",
    )


@frozen
class GitOptions:
    """What only packages in a git repository have."""

    changed_since: str | None = option(
        "--changed-since REV",
        "材料在 git 仓库里的，只检查从这个版本（如 origin/main）以来有变化的材料包。",
        "Of packages in a git repository, only those that have changed since this revision, such "
        "as origin/main.",
        called=("有变化的",),
    )


def add_check(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    def check_command(
        packages: PackagesArgument,
        judging: JudgingOptions,
        reading: ReadingOptions,
        own: CheckOptions,
        time: TimeOptions,
        job: JobOptions,
        git: GitOptions,
    ) -> None:
        # Late: a page of help, or a slip of the pen, needs nothing that judges.
        from jlxx_check.cli.checking import checked

        with stopped_in_the_end(time, lang):
            since = git.changed_since
            status = checked(packages.places, judging, reading, own, time, lang, job, since)
        raise typer.Exit(status)

    add_command(app, "check", check_command, lang, _HELP, short=COMMANDS["check"], bare_help=True)
