"""Which report goes where, settled before anything is judged; written, and opened, in the end."""

from __future__ import annotations

import os
import sys
import tempfile
import webbrowser
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from jlxx_check.cli.call_problems import CallProblem, CannotWrite, NotFinished
from jlxx_check.cli.common_names import format_name
from jlxx_check.cli.screen import page_width, print_bytes, print_lines
from jlxx_check.cli.targets import check_target, place_of, require_own
from jlxx_check.model.report import Report
from jlxx_check.reporters.authorship import report_file
from jlxx_check.reporters.formats import BY_SUFFIX, FORMATS
from jlxx_check.reporters.report_options import Options
from jlxx_check.reporters.seal_words import material_link
from jlxx_check.reporters.terminal.details import file_lines
from jlxx_check.reporters.terminal.report_lines import report_lines
from jlxx_check.reporters.wording import counts, verdict_text
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.whole_files import write_whole

#: Suffixes that tell nothing, and a text file will do.
_PLAIN = ("", ".log", ".text")


@frozen
class Output:
    """One report to write. path: None for standard output."""

    format: str
    path: Path | None


def plan_outputs(
    formats: Sequence[str],
    paths: Sequence[Path],
    packages: Sequence[Path],
    *,
    given: Sequence[Path] = (),
    any_name: bool = False,
    force: bool = False,
) -> tuple[Output, ...]:
    """Pair formats with files in their order; a format without a file goes to standard output.

    Without formats the files' suffixes tell them. given: other files that the call reads.
    any_name: a file alone may be called anything. force: what is no report of this program, or was
    edited since, may be replaced.
    Raises CallProblem for an unknown format, a file that cannot be written, one that the call
    reads, one inside a package (which is only ever read), one that a person made, more than one
    report for standard output, and one for standard output that is no text.
    """
    formats = [format_name(written) for written in formats]
    if len(paths) > len(formats) and formats:
        raise CallProblem(
            Text(
                "--output 比 --format 多。要么每个 --output 前面都写一个 --format，"
                "要么一个 --format 也不写，由文件的扩展名决定；两种写法不能混用。",
                "More --output than --format. Give one --format for each --output, or none at all "
                "and let the suffixes tell; the two ways cannot be mixed.",
            )
        )
    alone = len(paths) == 1
    names = list(formats) or [_told(path, alone=alone, any_name=any_name) for path in paths]
    names = names or ["terminal"]
    if len(names) - len(paths) > 1:
        raise CallProblem(
            Text(
                "只能有一份报告显示在屏幕上，其余的请用 --output 写到文件。",
                "Only one report can go to the screen; give the others an --output file.",
            )
        )
    for name in names[len(paths) :]:
        if not FORMATS[name].is_text:
            raise CallProblem(
                Text(
                    f"{name} 报告不能显示在屏幕上，请用 --output 写到文件，"
                    f"例如：--format {name} --output {_example(name).zh}。"
                    "要显示在屏幕上的格式写在最后。",
                    f"A report as {name} cannot go to the screen; give it a file, such as: "
                    f"--format {name} --output {_example(name).en}. "
                    "The format for the screen comes last.",
                )
            )
    for name, path in zip(names, paths, strict=False):
        _require_suffix(name, path)
        check_target(path, packages, given)
        if not force:
            require_own(path)
    if len({place_of(path) for path in paths}) < len(paths):
        raise CallProblem(
            Text("两份报告不能写到同一个文件。", "Two reports cannot go to one file.")
        )
    targets: list[Path | None] = [*paths, *[None] * (len(names) - len(paths))]
    return tuple(Output(name, target) for name, target in zip(names, targets, strict=True))


def _example(name: str) -> Text:
    """What a file of the format may be called."""
    if name == "ledger":
        return Text("核对台账.xlsx", "ledger.xlsx")
    suffix = FORMATS[name].file_ending
    return Text(f"报告{suffix}", f"report{suffix}")


def _require_suffix(name: str, path: Path) -> None:
    """Raises CallProblem where the file's suffix promises another format: nothing would open it.

    What is text may be called so.
    """
    promised = BY_SUFFIX.get(path.suffix.lower(), name)
    if (
        promised == name
        or path.suffix.lower() == FORMATS[name].file_ending
        or (promised in ("terminal", "markdown") and FORMATS[name].is_text)
    ):
        return
    suffix = FORMATS[name].file_ending
    raise CallProblem(
        Text(
            f"{path.name} 的扩展名与 {name} 报告不一致，会打不开，请写成：{path.stem}{suffix}",
            f"{path.name} promises another format than {name} and would not open; call it "
            f"{path.stem}{suffix}",
        )
    )


def is_report_name(name: str) -> bool:
    """Whether a file of this name would be a report."""
    return Path(name).suffix.lower() in BY_SUFFIX


def with_brief(outputs: Sequence[Output]) -> tuple[Output, ...]:
    """``--brief``: the short texts go to the screen. Raises CallProblem where a report does, too.

    The report in a terminal is what goes there unless something else is asked for.
    """
    for output in outputs:
        if output.path is None and output.format not in ("terminal", "brief"):
            raise CallProblem(
                Text(
                    f"--brief 显示在屏幕上，{output.format} 报告请用 --output 写到文件。",
                    f"--brief goes to the screen; give the report as {output.format} an --output "
                    "file.",
                )
            )
    written = [output for output in outputs if output.path is not None]
    return (*written, Output("brief", None))


def _told(path: Path, *, alone: bool, any_name: bool) -> str:
    """The format that a file's name tells; plain text for one without suffix that stands alone.

    Raises CallProblem.
    """
    suffix = path.suffix.lower()
    if suffix in BY_SUFFIX:
        return BY_SUFFIX[suffix]
    if alone and (any_name or suffix in _PLAIN):
        return "terminal"
    known = [item for item in FORMATS.values() if item.suffix]
    zh = "、".join(f"{item.suffix}（{item.name}）" for item in known)
    en = ", ".join(f"{item.suffix} ({item.name})" for item in known)
    raise CallProblem(
        Text(
            f"从文件名“{path.name}”看不出报告格式。请用这些扩展名：{zh}，"
            "或者在前面加 --format 格式。",
            f"The name “{path.name}” tells no format. Use one of these suffixes: {en}, "
            "or put --format NAME before it.",
        )
    )


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file or none: under another name first, then moved into place.

    Raises CannotWrite, with nothing left behind.
    """
    try:
        write_whole(path, data)
    except OSError as error:
        raise CannotWrite(str(path), error) from error


def _write_report(path: Path, data: bytes, *, force: bool) -> None:
    """As ``write_file``, where the file is still this program's own: judging takes its time.

    Raises CannotWrite, and NotFinished for a file that a person made or edited meanwhile.
    """
    if not force:
        try:
            require_own(path)
        except CallProblem as error:
            raise NotFinished(error.text) from error
    write_file(path, data)


def put_out(
    report: Report, output: Output, lang: Lang, shown: Options, package: Path, *, force: bool
) -> None:
    """Write one report, or show it. Raises CannotWrite, NotFinished."""
    if output.path is None and output.format == "terminal":
        width = page_width(sys.stdout)
        lines = report_lines(report, lang, width, quiet=shown.quiet)
        print_lines(lines + (file_lines(report, lang, width) if shown.files else []))
        return
    shown = replace(shown, package_link=material_link(link_to(package, output.path), report))
    if output.path is None:
        print_bytes(FORMATS[output.format].render(report, lang, shown))
    else:
        data = report_file(report, output.format, lang, shown)
        _write_report(output.path, data, force=force)


def told_written(report: Report, outputs: Sequence[Output]) -> Text | None:
    """What was written, and the verdict, in a line; None where nothing was."""
    names = [str(item.path) for item in outputs if item.path is not None]
    if not names:
        return None
    verdict, summary = verdict_text(report), report.summary
    found = [(name, count) for name, count in counts(summary)[:2] if count]
    zh = "，".join([verdict.zh, *(f"{name.zh} {count}" for name, count in found)])
    en = ", ".join([verdict.en, *(f"{name.en} {count}" for name, count in found)])
    return Text(
        f"已写出 {'、'.join(names)}。{report.package.name}：{zh}。",
        f"Written: {', '.join(names)}. {report.package.name}: {en}.",
    )


def link_to(package: Path, report: Path | None) -> str | None:
    """A package's folder as seen from where a report is written, with ``/``; None: no link leads.

    An archive's files cannot be linked to, nor can a folder on another drive.
    """
    if report is None or not package.is_dir():
        return None
    try:
        seen = os.path.relpath(package.resolve(), report.resolve().parent)
    except ValueError:
        return None
    return Path(seen).as_posix()


_NAME = "jlxx-check.html"


def with_page(
    outputs: Sequence[Output], packages: Sequence[Path], *, only: bool
) -> tuple[Output, ...]:
    """The outputs with a page among them: the HTML file asked for, else one in a new folder.

    only: no format was asked for, so the page takes the place of the report on the screen, or of
    one in a file whose name tells no format.
    Raises CallProblem where even the folder for temporary files lies inside a package.
    """
    if only:
        outputs = [Output("html", item.path) if _untold(item) else item for item in outputs]
    if any(item.format == "html" and item.path for item in outputs):
        return tuple(outputs)
    check_target(Path(tempfile.gettempdir()) / _NAME, packages)
    # Left behind on purpose: the browser reads it after the program has ended.
    page = Output("html", Path(tempfile.mkdtemp(prefix="jlxx-check-")) / _NAME)
    return (*(item for item in outputs if item.path or item.format != "html"), page)


def _untold(output: Output) -> bool:
    told = output.path is not None and output.path.suffix.lower() == ".txt"
    return output.format == "terminal" and not told


def open_page(path: Path) -> Text:
    """Open the file in the browser; what to tell the user about it."""
    try:
        opened = webbrowser.open(path.resolve().as_uri())
    except webbrowser.Error:
        opened = False
    if opened:
        return Text(f"报告已在浏览器中打开：{path}", f"The report is open in the browser: {path}")
    return Text(
        f"没能打开浏览器，请自己打开报告：{path}",
        f"No browser could be opened; open the report yourself: {path}",
    )
