"""Where a report may go: settled before anything is judged, so that nothing is lost."""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.reporters.authorship import Author, author_of
from jlxx_check.text import Text
from jlxx_check.values.system_errors import reason
from jlxx_check.values.whole_files import try_folder

#: Bytes that a file's name may have on any usual system.
_LONGEST_NAME = 255


def check_target(path: Path, packages: Sequence[Path], given: Sequence[Path] = ()) -> None:
    """Raises CallProblem where a report cannot, or must not, be written to this file.

    given: files, or folders of them, that the call reads besides the packages.
    """
    try:
        _require_place(path, packages, given)
    except CallProblem:
        raise
    except (OSError, ValueError, RuntimeError) as error:  # no name of this system, a loop of links
        why = reason(error) if isinstance(error, OSError) else Text("文件名不合规", "a bad name")
        raise CallProblem(
            Text(
                f"报告写不到 {path}：{why.zh}。请给 --output 换一个位置或文件名。",
                f"A report cannot be written to {path}: {why.en}. Give --output another place "
                "or name.",
            )
        ) from error


def _require_place(path: Path, packages: Sequence[Path], given: Sequence[Path]) -> None:
    target = path.resolve()
    if target.is_dir():
        raise CallProblem(
            Text(
                f"--output 要写文件名，{path} 是文件夹。例如：--output {path / '报告.html'}",
                f"--output: {path} is a folder. Name a file, such as {path / 'report.html'}",
            )
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
                f"--output 的文件夹不存在：{target.parent}。请先建立这个文件夹，或换一个位置。",
                f"--output: no such folder: {target.parent}. Make it first, or choose another.",
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
    _require_writable(target)


def _require_writable(target: Path) -> None:
    """Raises CallProblem or OSError where nothing can be written there.

    It is tried, not asked: permissions tell nothing of a system that is only read, nor of a file
    that another program keeps open.
    """
    try:
        if target.exists():
            with target.open("r+b"):
                pass
        elif len(os.fsencode(target.name)) > _LONGEST_NAME:
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
        try_folder(target.parent)
    except PermissionError as error:
        raise CallProblem(
            Text(
                f"没有权限写入 {target}，或者它正被别的程序打开着。请关闭它，或换一个位置。",
                f"No permission to write {target}, or another program has it open. Close it, or "
                "choose another place.",
            )
        ) from error


def place_of(path: Path) -> str:
    """Equal for two names of one file, as this system tells names apart."""
    return os.path.normcase(unicodedata.normalize("NFC", str(path.resolve())))


def require_own(path: Path) -> None:
    """Raises CallProblem where the file is there and is not, as it is, this program's own."""
    if not path.exists():
        return
    try:
        author = author_of(path)
    except OSError as error:
        why = reason(error)
        raise CallProblem(
            Text(f"打不开已有的 {path}：{why.zh}。", f"{path} cannot be opened: {why.en}.")
        ) from error
    if author is Author.PROGRAM:
        return
    edited = author is Author.EDITED
    what = (
        Text("是以前的报告，后来有人改过", "is an earlier report that somebody edited since")
        if edited
        else Text(
            "已经存在，不是本程序写的报告", "is there already and is no report of this program"
        )
    )
    raise CallProblem(
        Text(
            f"{path} {what.zh}，没有覆盖。"
            "请给 --output 换一个文件名；确实不要它了，就加上 --force。",
            f"{path} {what.en}; it was left alone. Give --output another name, or add --force if "
            "it may go.",
        )
    )


def _is_read(target: Path, given: Path) -> bool:
    """Whether the file is the one given, however that is spelt, or lies in the folder given."""
    if not target.exists() or not given.exists():
        return False
    return target.samefile(given) or target.is_relative_to(given.resolve())
