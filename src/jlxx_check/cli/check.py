"""``jlxx-check check PATH…``: judge packages and report."""

# No postponed annotations: the options' help is chosen while the command is being made.

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from jlxx_check.app import Report, RulePack, examine, read_report
from jlxx_check.cli.check_options import (
    baseline_option,
    contact_option,
    format_option,
    mend_by_option,
    open_option,
    output_option,
    places_argument,
    show_option,
)
from jlxx_check.cli.commands import Say, command_class
from jlxx_check.cli.groups import spread
from jlxx_check.cli.judging import Judging
from jlxx_check.cli.letter import letter_options
from jlxx_check.cli.opening import open_page, with_page
from jlxx_check.cli.outputs import Output, link_to, plan_outputs, write_file
from jlxx_check.cli.paths import given_path
from jlxx_check.cli.problems import CallProblem
from jlxx_check.cli.progress import progress_bar
from jlxx_check.cli.reading import ReadingOptions
from jlxx_check.cli.screen import page_width, print_bytes, print_lines
from jlxx_check.model.baseline import SavedReport
from jlxx_check.model.report import Verdict
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.options import Options
from jlxx_check.reporters.terminal import file_lines, report_lines
from jlxx_check.reporters.visible import visible
from jlxx_check.reporters.wording import VERDICTS

_EXAMPLES_ZH = """检查一个或多个材料包，说明哪里不符合通知要求、怎样改正。材料包只读，不会被改动。

例如：

  jlxx-check check 长春市教育局

  jlxx-check check 长春市教育局 --received 2023-07-08

  jlxx-check check 材料 --show files        每个文件是怎样辨认的

  jlxx-check check 材料 --select video      只检查视频

  jlxx-check check 材料 --format xlsx --output 报告.xlsx --format docx --output 通知.docx

  jlxx-check check 材料 --open              在浏览器中看报告

退出码：0 全部符合；1 有不符合的；2 命令写错，没有检查；3 有内容没能检查完。"""

_EXAMPLES_EN = """Judge one package or several: what is wrong, where, and how to mend it.
Packages are only ever read.

Examples:

  jlxx-check check PACKAGE --lang en

  jlxx-check check PACKAGE --received 2023-07-08

  jlxx-check check PACKAGE --show files     how each file was understood

  jlxx-check check PACKAGE --select video   the video rules only

  jlxx-check check PACKAGE --format xlsx --output a.xlsx --format docx --output b.docx

  jlxx-check check PACKAGE --open           read the report in the browser

Exit status: 0 all comply; 1 at least one does not; 2 wrong call; 3 not all could be judged."""


def add_check(app: typer.Typer, lang: Lang, say: Say) -> None:
    """Add the command to the application."""

    def check_command(
        places: Annotated[list[str], places_argument(say)],
        judging: Judging,
        reading: ReadingOptions,
        format_: Annotated[list[str] | None, format_option(say)] = None,
        output: Annotated[list[str] | None, output_option(say)] = None,
        open_: Annotated[bool, open_option(say)] = False,
        mend_by: Annotated[str | None, mend_by_option(say)] = None,
        contact: Annotated[str | None, contact_option(say)] = None,
        show: Annotated[str | None, show_option(say)] = None,
        baseline: Annotated[str | None, baseline_option(say)] = None,
    ) -> None:
        paths = [given_path(place, "PATH") for place in places]
        given = judging.given_files()
        if baseline is not None:
            given = (*given, given_path(baseline, "--baseline"))
        outputs = _planned(format_ or [], output or [], show, paths, given, opened=open_)
        letter = letter_options(mend_by, contact, outputs)
        quiet = judging.quiet
        asked = replace(letter, quiet=quiet, files=show == "files", one_line=len(paths) > 1)
        arrived = judging.arrived()
        pack = judging.pack()
        earlier = _earlier(baseline, pack, paths)
        _all_are_packages(paths)
        decided = judging.decided(pack, paths, several=len(paths) > 1)
        reports = []
        told: set[Text] = set()
        for path in paths:
            planned = with_page(outputs, paths, only=not format_) if open_ else outputs
            pictures = any(FORMATS[item.format].pictures for item in planned)
            with progress_bar(lang, path.name, enabled=not quiet) as progress:
                examined = examine(
                    path,
                    pack,
                    received=arrived,
                    select=judging.select or (),
                    ignore=judging.ignore or (),
                    show_personal=judging.show_personal,
                    progress=progress,
                    reading=reading.reading(thumbnails=pictures),
                    decisions=decided,
                    baseline=earlier,
                )
            report = examined.report
            reports.append(report)
            _tell(examined.notices, told, lang)
            _put_out(report, planned, lang, asked, path)
            if open_:
                _open(report, planned, lang)
        status = exit_status(reports, strict=judging.strict)
        if status != exit_status(reports):
            why = say("有提醒；按 --strict，退出码为 1。", "Warnings: --strict makes this 1.")
            typer.echo(why, err=True)
        raise typer.Exit(status)

    app.command(
        "check",
        cls=command_class(lang),
        short_help=say("检查材料包", "judge packages"),
        help=say(_EXAMPLES_ZH, _EXAMPLES_EN),
        no_args_is_help=True,
    )(spread(check_command, say))


def _planned(
    formats: Sequence[str],
    targets: Sequence[str],
    show: str | None,
    paths: Sequence[Path],
    given: Sequence[Path],
    *,
    opened: bool,
) -> tuple[Output, ...]:
    """Which reports go where. Raises CallProblem for what cannot be done."""
    files = [given_path(target, "--output") for target in targets]
    # The page that is opened may be called anything.
    outputs = plan_outputs(formats, files, paths, given=given, any_name=opened)
    if show not in (None, "files"):
        raise CallProblem(
            Text(f"--show 只能写 files，不能写“{show}”。", f"--show takes files, not “{show}”.")
        )
    if len(paths) > 1 and files:
        raise CallProblem(
            Text(
                f"--output 一次只能用于一个材料包，这里写了{len(paths)}个。请分别检查；"
                "或者放进一个文件夹，用 jlxx-check batch 一起检查。",
                f"--output goes with one package, and {len(paths)} are given. Check them one by "
                "one, or put them into a folder and use jlxx-check batch.",
            )
        )
    for output in outputs:
        if len(paths) > 1 and not FORMATS[output.format].joins:
            raise CallProblem(
                Text(
                    f"{output.format} 报告一次只能用于一个材料包，请分别检查。",
                    f"A report as {output.format} goes with one package; check them one by one.",
                )
            )
    return outputs


def _earlier(written: str | None, pack: RulePack, paths: Sequence[Path]) -> SavedReport | None:
    """The report to compare with. Raises CallProblem and NotAReport."""
    if written is None:
        return None
    if len(paths) > 1:
        raise CallProblem(
            Text(
                "--baseline 一次只能用于一个材料包，请分别检查。",
                "--baseline goes with one package; check them one by one.",
            )
        )
    saved = read_report(given_path(written, "--baseline"))
    if saved.rulepack != pack.pack.id:
        raise CallProblem(
            Text(
                f"--baseline 的报告是按规则包“{saved.rulepack}”检查的，这次用的是"
                f"“{pack.pack.id}”，不能对照。",
                f"--baseline: that report is by the pack “{saved.rulepack}”, this run uses "
                f"“{pack.pack.id}”; they cannot be compared.",
            )
        )
    return saved


def _all_are_packages(paths: Sequence[Path]) -> None:
    """Nothing is judged where one of the paths is no package. Raises NotAPackage."""
    from jlxx_check.inventory import require_package

    for path in paths:
        require_package(path)


def _tell(notices: Sequence[Text], told: set[Text], lang: Lang) -> None:
    """On standard error, each once however many packages it holds for."""
    for notice in notices:
        if notice not in told:
            told.add(notice)
            typer.echo(visible(notice.say(lang)), err=True)


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


def _open(report: Report, outputs: Sequence[Output], lang: Lang) -> None:
    page = next(item.path for item in outputs if item.format == "html" and item.path)
    head = f"{visible(report.package.name)}：{VERDICTS[report.verdict].say(lang)}"
    typer.echo(head, err=True)
    typer.echo(visible(open_page(page).say(lang)), err=True)


def exit_status(reports: Sequence[Report], *, strict: bool = False) -> int:
    """0 all comply, 1 at least one does not, 3 something could not be judged to its end."""
    if any(report.verdict is Verdict.NONCOMPLIANT for report in reports):
        return 1
    if strict and any(report.summary.warning for report in reports):
        return 1
    unfinished = (report.faults or report.verdict is Verdict.INCOMPLETE for report in reports)
    return 3 if any(unfinished) else 0
