"""From a path to a tree, or to a sentence that says why it is no package."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path

from jlxx_check.files.archives import ArchiveLimits, is_archive, look_into, open_archive
from jlxx_check.files.asking import PATIENCE, answers
from jlxx_check.files.folder_tree import NotAPackage, open_folder, shut_package
from jlxx_check.files.result_folder import is_output
from jlxx_check.files.seals import as_sealed
from jlxx_check.model.tree import Tree
from jlxx_check.text import Text
from jlxx_check.values.system_errors import is_passing

_AS_USUAL = ArchiveLimits()


def _nothing(_path: str) -> bool:
    return False


def open_package(
    path: Path,
    limits: ArchiveLimits = _AS_USUAL,
    *,
    skip: Callable[[str], bool] = _nothing,
    seconds: float = PATIENCE,
) -> Tree:
    """The folder or archive at ``path`` as a tree; the caller closes it.

    Archives in it are looked into, and their files are its files; what is wrong with any of them is
    told in ``refused``. skip: paths that are leftovers, and not worth a look even if they are
    called archives. What was sealed is seen as it was sealed (``files.seals``). seconds: that the
    system may take for one answer. Raises NotAPackage for what is missing, is neither folder nor
    archive, or holds a batch's results, and OutOfReach where the system fails or gives no answer.
    """
    if _is_folder(path, seconds):
        return as_sealed(look_into(open_folder(path, seconds), limits, skip))
    try:
        answers(_first_byte, [path], seconds)
        tree = open_archive(path, limits, skip)
    except OSError as error:
        raise shut_package(path, error) from error
    if tree is None:
        raise NotAPackage(_plain_file(path))
    return as_sealed(tree)


def require_package(
    path: Path, limits: ArchiveLimits = _AS_USUAL, *, seconds: float = PATIENCE
) -> None:
    """Raises NotAPackage as ``open_package`` would, without unpacking or listing all of it."""
    ask = _is_listed if _is_folder(path, seconds) else partial(is_archive, limits=limits)
    try:
        (good,) = answers(ask, [path], seconds)
    except OSError as error:
        raise shut_package(path, error) from error
    if not good:
        raise NotAPackage(_plain_file(path))


def is_package(path: Path) -> bool:
    """Whether ``open_package`` would take it: the one answer for check, batch and watch.

    Raises OutOfReach where the system fails to tell.
    """
    try:
        require_package(path)
    except NotAPackage as error:
        if error.passing:
            raise
        return False
    return True


def in_reach(path: Path, seconds: float) -> bool:
    """Whether the system still answers for a package, in so many seconds."""
    try:
        answers(_touch, [path], seconds)
    except TimeoutError:
        return False
    except OSError:  # an answer, if not a good one
        return True
    return True


def _is_listed(folder: Path) -> bool:
    """True. Raises OSError."""
    with os.scandir(folder) as entries:
        next(entries, None)
    return True


def _touch(path: Path) -> object:
    """Raises OSError."""
    return _is_listed(path) if stat.S_ISDIR(path.stat().st_mode) else _first_byte(path)


def _first_byte(path: Path) -> bytes:
    """Raises OSError."""
    with path.open("rb") as stream:
        return stream.read(1)


def _is_folder(path: Path, seconds: float) -> bool:
    """Whether it is a folder of material; else it is a file. Raises NotAPackage for all else."""
    try:
        (info,) = answers(os.stat, [path], seconds)
    except (OSError, ValueError) as error:  # a name with a NUL, or longer than the system allows
        if isinstance(error, OSError) and is_passing(error):
            raise shut_package(path, error) from error
        raise NotAPackage(_missing(path)) from error
    if stat.S_ISDIR(info.st_mode):
        _require_material(path, seconds)
        return True
    if not stat.S_ISREG(info.st_mode):
        raise NotAPackage(_plain_file(path))
    return False


def _require_material(folder: Path, seconds: float) -> None:
    """Raises NotAPackage for a folder in which a batch keeps its results."""
    try:
        (results,) = answers(is_output, [folder], seconds)
    except OSError as error:
        raise shut_package(folder, error) from error
    if results:
        raise NotAPackage(
            Text(
                f"“{folder}”是批量检查的结果文件夹，不是材料包。请给出装有一个单位材料的文件夹或"
                "压缩包；检查结果请打开其中的 index.html 查看。",
                f"“{folder}” is what a batch wrote, and no package. Give the folder or archive "
                "that holds one unit's material; the results are in its index.html.",
            )
        )


def _missing(path: Path) -> Text:
    return Text(
        f"找不到“{path}”。请检查路径是否写对。",
        f"“{path}” does not exist. Check how the path is spelt.",
    )


def _plain_file(path: Path) -> Text:
    return Text(
        f"“{path}”是一个文件，不是材料包。请给出装有全部材料的文件夹或压缩包。",
        f"“{path}” is a file, not a package. Give the folder or archive that holds all the "
        "material.",
    )
