"""``jlxx-check check PATH…``: judge packages and report."""

# No postponed annotations: the options' help is chosen while the command is being made.

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from jlxx_check.app import (
    DEFAULT_PACK,
    Report,
    check,
    load_pack,
)
from jlxx_check.cli.commands import Say, command_class
from jlxx_check.cli.letter import letter_options
from jlxx_check.cli.options import lang_option, rules_option
from jlxx_check.cli.outputs import Output, link_to, plan_outputs, write_file
from jlxx_check.cli.problems import CallProblem
from jlxx_check.cli.progress import progress_bar
from jlxx_check.cli.received import read_received
from jlxx_check.cli.screen import page_width, print_bytes, print_lines
from jlxx_check.model.report import Verdict
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.options import Options
from jlxx_check.reporters.terminal import file_lines, report_lines

_EXAMPLES_ZH = """检查一个或多个材料包，说明哪里不符合通知要求、怎样改正。材料包只读，不会被改动。

例如：

  jlxx-check check 长春市教育局

  jlxx-check check 长春市教育局 --received 2023-07-08

  jlxx-check check 材料 --show files        每个文件是怎样辨认的

  jlxx-check check 材料 --select video      只检查视频

  jlxx-check check 材料 --format xlsx --output 报告.xlsx --format docx --output 通知.docx

退出码：0 全部符合；1 有不符合的；2 命令写错，没有检查；3 有内容没能检查完。"""

_EXAMPLES_EN = """Judge one package or several: what is wrong, where, and how to mend it.
Packages are only ever read.

Examples:

  jlxx-check check PACKAGE --lang en

  jlxx-check check PACKAGE --received 2023-07-08

  jlxx-check check PACKAGE --show files     how each file was understood

  jlxx-check check PACKAGE --select video   the video rules only

  jlxx-check check PACKAGE --format xlsx --output a.xlsx --format docx --output b.docx

Exit status: 0 all comply; 1 at least one does not; 2 wrong call; 3 not all could be judged."""


def add_check(app: typer.Typer, lang: Lang, say: Say) -> None:
    """Add the command to the application."""

    @app.command(
        "check",
        cls=command_class(lang),
        short_help=say("检查材料包", "judge packages"),
        help=say(_EXAMPLES_ZH, _EXAMPLES_EN),
        no_args_is_help=True,
    )
    def check_command(
        places: Annotated[
            list[str],
            typer.Argument(
                metavar="PATH...",
                show_default=False,
                help=say("材料包：文件夹或压缩包。", "Packages: folders or archives."),
            ),
        ],
        rules: Annotated[str, rules_option(say)] = DEFAULT_PACK,
        received: Annotated[
            str | None,
            typer.Option(
                metavar="DATE[THH:MM]",
                help=say(
                    "收到材料的日期（北京时间），或 today；不写就不判断是否逾期。",
                    "When the package arrived (China time), or today; else no deadline.",
                ),
            ),
        ] = None,
        format_: Annotated[
            list[str] | None,
            typer.Option(
                "--format",
                metavar="NAME",
                help=say(
                    f"报告格式：{'、'.join(FORMATS)}；与 --output 成对使用，可写多对。",
                    f"The report's format: {', '.join(FORMATS)}; paired with --output, "
                    "may be repeated.",
                ),
            ),
        ] = None,
        output: Annotated[
            list[str] | None,
            typer.Option(
                metavar="FILE",
                help=say(
                    "报告写到这个文件，不写则显示在屏幕上。", "Write the report to this file."
                ),
            ),
        ] = None,
        mend_by: Annotated[
            str | None,
            typer.Option(
                metavar="DATE",
                help=say(
                    "docx 通知中要求补正的期限（如 2023-07-20）；不写则留空待填。",
                    "In the docx letter, the day by which to mend; else a blank to fill in.",
                ),
            ),
        ] = None,
        contact: Annotated[
            str | None,
            typer.Option(
                metavar="TEXT",
                help=say(
                    "docx 通知中的联系人和电话；不写则用规则包中的收件单位和邮箱。",
                    "In the docx letter, whom to ask; else the pack's office and its mailbox.",
                ),
            ),
        ] = None,
        show: Annotated[
            str | None,
            typer.Option(
                metavar="files",
                help=say(
                    "files：在报告后列出每个文件是怎样辨认的。",
                    "files: list after the report how each file was understood.",
                ),
            ),
        ] = None,
        select: Annotated[
            list[str] | None,
            typer.Option(
                metavar="RULE",
                help=say(
                    "只检查这条规则或这一类（如 video），可写多次。",
                    "Only this rule or family (e.g. video); may be repeated.",
                ),
            ),
        ] = None,
        ignore: Annotated[
            list[str] | None,
            typer.Option(
                metavar="RULE",
                help=say("不检查这条规则或这一类，可写多次。", "Leave out this rule or family."),
            ),
        ] = None,
        previous_winners: Annotated[
            str | None,
            typer.Option(
                metavar="FILE",
                help=say(
                    "往年获评名单（csv 或 xlsx），与规则包自带的名单合用。",
                    "Previous winners (csv or xlsx), added to the pack's own list.",
                ),
            ),
        ] = None,
        show_personal: Annotated[
            bool,
            typer.Option(
                "--show-personal",
                help=say("显示完整的身份证号和电话。", "Show ID-card and telephone numbers whole."),
            ),
        ] = False,
        strict: Annotated[
            bool,
            typer.Option(
                "--strict",
                help=say("有提醒时退出码也为 1。", "Warnings, too, give exit status 1."),
            ),
        ] = False,
        quiet: Annotated[
            bool,
            typer.Option(
                "--quiet", help=say("只显示结论和错误。", "Only the verdict and the errors.")
            ),
        ] = False,
        jobs: Annotated[
            int | None,
            typer.Option(
                min=1,
                metavar="N",
                help=say(
                    "同时读取几个文件（1以上的整数），默认与处理器数相同。",
                    "Files read at a time (1 or more); by default one a processor.",
                ),
            ),
        ] = None,
        no_cache: Annotated[
            bool,
            typer.Option(
                "--no-cache",
                help=say(
                    "每个文件都重新读取（目前总是如此）。",
                    "Read every file anew (as is always done now).",
                ),
            ),
        ] = False,
        _lang: Annotated[str | None, lang_option(say)] = None,
    ) -> None:
        paths = [_path(place, "PATH") for place in places]
        targets = [_path(target, "--output") for target in output or []]
        outputs = plan_outputs(format_ or [], targets, paths)
        if show not in (None, "files"):
            raise CallProblem(
                Text(f"--show 只能写 files，不能写“{show}”。", f"--show takes files, not “{show}”.")
            )
        if len(paths) > 1 and any(item.path for item in outputs):
            raise CallProblem(
                Text(
                    "--output 一次只能用于一个材料包，请分别检查。",
                    "--output goes with one package; check them one by one.",
                )
            )
        asked = letter_options(mend_by, contact, outputs)
        arrived = None if received is None else read_received(received)
        pack = load_pack(rules)
        if previous_winners is not None:
            pack = pack.with_winners(_path(previous_winners, "--previous-winners"))
        _all_are_packages(paths)
        reports = []
        for path in paths:
            with progress_bar(lang, path.name, enabled=not quiet) as progress:
                report = check(
                    path,
                    pack,
                    received=arrived,
                    select=select or (),
                    ignore=ignore or (),
                    show_personal=show_personal,
                    jobs=jobs,
                    progress=progress,
                )
            reports.append(report)
            asked = replace(asked, quiet=quiet, files=show == "files")
            _put_out(report, outputs, lang, asked, path)
        raise typer.Exit(exit_status(reports, strict=strict))


def _path(written: str, what: str) -> Path:
    """A path of the call. An empty one is what an unset variable leaves: never this folder."""
    if not written.strip():
        raise CallProblem(Text(f"{what} 是空的，请写明路径。", f"{what} is empty; give a path."))
    return Path(written)


def _all_are_packages(paths: Sequence[Path]) -> None:
    """Nothing is judged where one of the paths is no package. Raises NotAPackage."""
    from jlxx_check.inventory import open_package

    for path in paths:
        open_package(path)


def _put_out(
    report: Report, outputs: Sequence[Output], lang: Lang, options: Options, package: Path
) -> None:
    for output in outputs:
        if output.path is None and output.format == "terminal":
            width = page_width(sys.stdout)
            lines = report_lines(report, lang, width, quiet=options.quiet)
            if options.files:
                lines += file_lines(report, lang, width)
            print_lines(lines)
            continue
        options = replace(options, package_link=link_to(package, output.path))
        data = FORMATS[output.format].render(report, lang, options)
        if output.path is None:
            print_bytes(data)
        else:
            write_file(output.path, data)


def exit_status(reports: Sequence[Report], *, strict: bool = False) -> int:
    """0 all comply, 1 at least one does not, 3 something could not be judged to its end."""
    if any(report.verdict is Verdict.NONCOMPLIANT for report in reports):
        return 1
    if strict and any(report.summary.warning for report in reports):
        return 1
    return 3 if any(report.faults for report in reports) else 0
