"""From a path to a tree, or to a sentence that says why it is no package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jlxx_check.files.archives import ArchiveLimits, is_archive, look_into, open_archive
from jlxx_check.files.folder_tree import NotAPackage, open_folder
from jlxx_check.files.seals import as_sealed
from jlxx_check.model.tree import Tree
from jlxx_check.text import Text
from jlxx_check.values.system_errors import reason

_AS_USUAL = ArchiveLimits()


def _nothing(_path: str) -> bool:
    return False


def open_package(
    path: Path, limits: ArchiveLimits = _AS_USUAL, *, skip: Callable[[str], bool] = _nothing
) -> Tree:
    """The folder or archive at ``path`` as a tree; the caller closes it.

    Archives in it are looked into, and their files are its files; what is wrong with any of them is
    told in ``refused``. skip: paths that are leftovers, and not worth a look even if they are
    called archives. What was sealed is seen as it was sealed (``files.seals``). Raises NotAPackage
    for what is missing, or is neither folder nor archive.
    """
    if _is_folder(path):
        return as_sealed(look_into(open_folder(path), limits, skip))
    try:
        tree = open_archive(path, limits, skip)
    except OSError as error:
        raise NotAPackage(_unreadable(path, error)) from error
    if tree is None:
        raise NotAPackage(_plain_file(path))
    return as_sealed(tree)


def require_package(path: Path, limits: ArchiveLimits = _AS_USUAL) -> None:
    """Raises NotAPackage as ``open_package`` would, without unpacking anything."""
    if _is_folder(path):
        open_folder(path)
        return
    try:
        good = is_archive(path, limits)
    except OSError as error:
        raise NotAPackage(_unreadable(path, error)) from error
    if not good:
        raise NotAPackage(_plain_file(path))


def is_package(path: Path) -> bool:
    """Whether ``open_package`` would take it: the one answer for check, batch and watch."""
    try:
        require_package(path)
    except NotAPackage:
        return False
    return True


def _is_folder(path: Path) -> bool:
    """Whether it is a folder; else it is a file. Raises NotAPackage for anything else."""
    try:
        if path.is_dir():
            return True
        if not path.exists():
            raise NotAPackage(_missing(path))
        if not path.is_file():
            raise NotAPackage(_plain_file(path))
    except (OSError, ValueError) as error:  # a name with a NUL, or longer than the system allows
        raise NotAPackage(_missing(path)) from error
    return False


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


def _unreadable(path: Path, error: OSError) -> Text:
    why = reason(error)
    return Text(f"打不开“{path}”：{why.zh}。", f"“{path}” cannot be opened: {why.en}.")
