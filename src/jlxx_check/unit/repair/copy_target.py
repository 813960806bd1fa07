"""Where a copy may be made: settled before anything is read or written."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from jlxx_check.model.package import Package, Reason
from jlxx_check.model.report import Report
from jlxx_check.text import Text, same
from jlxx_check.unit.repair.workshop import CannotRepair, workshop_of
from jlxx_check.values.system_errors import reason
from jlxx_check.values.whole_files import try_folder

#: What the page that tells of a copy is called, behind the copy's own name.
NOTE_ENDING = "-修改说明"


def require_target(package: Path, target: Path) -> Path:
    """The target, made absolute. Raises CannotRepair where no copy may be made there."""
    try:
        source, place = package.resolve(), target.resolve()
        _require_apart(source, place, target)
        _require_free(place, target)
        try_folder(place.parent)
    except OSError as error:
        raise CannotRepair(_refused(target, error)) from error
    except (ValueError, RuntimeError) as error:  # no name of this system, a loop of links
        raise CannotRepair(_no_name(target)) from error
    return place


def require_whole(package: Package, report: Report) -> None:
    """Raises CannotRepair where not all of it can be seen: what is out of reach would be missing.

    A copy without it would be checked as if the unit had not handed it in.
    """
    if not package.facts and not package.unassigned:
        raise CannotRepair(
            Text(
                f"“{package.name}”里面没有文件，没有可以整理的。",
                f"There is no file in “{package.name}”: nothing to mend.",
            )
        )
    shut = [i for i in package.unassigned if i.problem is not None or i.reason is Reason.SHUT]
    if shut:
        first = shut[0]
        said = (f.fix for f in report.findings if f.file == first.path and f.fix is not None)
        fix = next(said, same(""))
        raise CannotRepair(
            Text(
                f"没有整理：“{first.path}”没有全部打开，里面的材料会被漏掉。{first.why.zh}{fix.zh}",
                f"Nothing was done: “{first.path}” does not open whole, and what is in it would be "
                f"missing. {first.why.en} {fix.en}".rstrip(),
            )
        )


def _require_apart(source: Path, place: Path, target: Path) -> None:
    if place == source or place.is_relative_to(source):
        raise CannotRepair(
            Text(
                f"--to 不能在原材料里面：{target}。原材料只读，请换一个位置。",
                f"--to must not lie within the package, which is only read: {target}. Choose "
                "another place.",
            )
        )
    if source.is_relative_to(place) or source.is_relative_to(workshop_of(place)):
        raise CannotRepair(
            Text(
                f"--to 是装着原材料的文件夹：{target}。请写一个新文件夹的名字。",
                f"--to is the folder that holds the package: {target}. Name a new folder.",
            )
        )


def _require_free(place: Path, target: Path) -> None:
    if not place.name:
        raise CannotRepair(_no_name(target))
    if not place.parent.is_dir():
        raise CannotRepair(
            Text(
                f"--to 的上一级文件夹不存在：{place.parent}。请先建立，或换一个位置。",
                f"--to: no such folder: {place.parent}. Make it first, or choose another place.",
            )
        )
    # What goes beside the copy has longer names than it has; of one too long the system says so.
    for name in (workshop_of(place).name, f"{place.name}{NOTE_ENDING}.html"):
        with suppress(FileNotFoundError):
            place.with_name(name).lstat()
    if not os.path.lexists(place):
        return
    if not place.is_dir():
        raise CannotRepair(
            Text(
                f"--to 要写文件夹，{target} 是文件。请换一个名字。",
                f"--to takes a folder; {target} is a file. Give another name.",
            )
        )
    if any(place.iterdir()):
        raise CannotRepair(
            Text(
                f"{target} 里已经有文件，不会覆盖。请写一个新文件夹，或先把它清空。",
                f"{target} is not empty, and nothing in it is overwritten. Name a new folder, or "
                "empty it first.",
            )
        )


def _refused(target: Path, error: OSError) -> Text:
    if error.errno == errno.ENOENT:  # of what is to be made, as in /proc
        return Text(
            f"“{target.parent}”里不能新建文件夹，请换一个位置。",
            f"No folder can be made in “{target.parent}”; choose another place.",
        )
    why = reason(error)
    return Text(
        f"不能在 {target} 建立文件夹：{why.zh}。请换一个位置。",
        f"No folder can be made at {target}: {why.en}. Choose another place.",
    )


def _no_name(target: Path) -> Text:
    return Text(
        f"--to 的名称不合规：{target}。请换一个名字。",
        f"--to: a bad name: {target}. Give another one.",
    )
