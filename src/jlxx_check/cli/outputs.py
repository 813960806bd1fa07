"""``--format`` and ``--output``: which report goes where, settled before anything is judged."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jlxx_check.app.writing import write_whole
from jlxx_check.cli.problems import CallProblem, CannotWrite
from jlxx_check.model.text import Text
from jlxx_check.reporters.formats import FORMATS

_BY_SUFFIX = {item.suffix: name for name, item in FORMATS.items() if item.suffix}
_BY_SUFFIX[".htm"] = "html"
#: Suffixes that tell nothing, and a text file will do.
_PLAIN = ("", ".log", ".text")


@dataclass(frozen=True, slots=True)
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
) -> tuple[Output, ...]:
    """Pair formats with files in their order; a format without a file goes to standard output.

    Without formats the files' suffixes tell them. given: other files that the call reads.
    any_name: a file alone may be called anything.
    Raises CallProblem for an unknown format, a file that cannot be written, one that the call
    reads, one inside a package (which is only ever read), more than one report for standard
    output, and one for standard output that is no text.
    """
    for name in formats:
        if name not in FORMATS:
            raise CallProblem(
                Text(
                    f"没有“{name}”这种报告格式，可用的有：{'、'.join(FORMATS)}。",
                    f"There is no report format “{name}”; there are: {', '.join(FORMATS)}.",
                )
            )
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
                    f"例如：--format {name} --output 报告{FORMATS[name].suffix}。"
                    "要显示在屏幕上的格式写在最后。",
                    f"A report as {name} cannot go to the screen; give it a file, such as: "
                    f"--format {name} --output report{FORMATS[name].suffix}. "
                    "The format for the screen comes last.",
                )
            )
    for path in paths:
        check_target(path, packages, given)
    if len({path.resolve() for path in paths}) < len(paths):
        raise CallProblem(
            Text("两份报告不能写到同一个文件。", "Two reports cannot go to one file.")
        )
    targets: list[Path | None] = [*paths, *[None] * (len(names) - len(paths))]
    return tuple(Output(name, target) for name, target in zip(names, targets, strict=True))


def _told(path: Path, *, alone: bool, any_name: bool) -> str:
    """The format that a file's name tells; plain text for one without suffix that stands alone.

    Raises CallProblem.
    """
    suffix = path.suffix.lower()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
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


def check_target(path: Path, packages: Sequence[Path], given: Sequence[Path] = ()) -> None:
    """Raises CallProblem where a report cannot, or must not, be written to this file.

    given: files, or folders of them, that the call reads besides the packages.
    """
    target = path.resolve()
    if target.is_dir():
        raise CallProblem(
            Text(f"--output 要写文件名，{path} 是文件夹。", f"--output: {path} is a folder.")
        )
    if target.exists() and not target.is_file():
        raise CallProblem(
            Text(
                f"--output 只能写普通文件，{path} 是设备或管道。",
                f"--output: {path} is a device or a pipe, no file.",
            )
        )
    if not target.parent.is_dir():
        raise CallProblem(
            Text(
                f"--output 的文件夹不存在：{target.parent}",
                f"--output: no such folder: {target.parent}",
            )
        )
    for package in packages:
        if target.is_relative_to(package.resolve()):
            raise CallProblem(
                Text(
                    f"报告不能写进材料包里，请换一个位置：{path}",
                    f"A report is never written into a package; choose another place: {path}",
                )
            )
    if any(_is_read(target, place) for place in given):
        raise CallProblem(
            Text(
                f"{path} 是这次要读取的文件，报告不能覆盖它，请给 --output 换一个文件名。",
                f"{path} is a file that this call reads; a report must not overwrite it. "
                "Give another name for --output.",
            )
        )
    for place in (target.parent, target):
        if place.exists() and not os.access(place, os.W_OK):
            raise CallProblem(Text(f"没有权限写入：{place}", f"No permission to write: {place}"))


def _is_read(target: Path, given: Path) -> bool:
    """Whether the file is the one given, however that is spelt, or lies in the folder given."""
    if not target.exists() or not given.exists():
        return False
    return target.samefile(given) or target.is_relative_to(given.resolve())


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file or none: under another name first, then moved into place.

    Raises CannotWrite, with nothing left behind.
    """
    try:
        write_whole(path, data)
    except OSError as error:
        raise CannotWrite(str(path), error) from error


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
