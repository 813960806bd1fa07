"""From a path to a tree, or to a sentence that says why it is no package."""

from __future__ import annotations

from pathlib import Path

from jlxx_check.inventory.tree import NotAPackage, open_folder
from jlxx_check.model.text import Text
from jlxx_check.model.tree import Tree

_PACKED = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".7z", ".rar")


def open_package(path: Path) -> Tree:
    """The folder at ``path`` as a tree. Raises NotAPackage for anything else."""
    try:
        if path.is_dir():
            return open_folder(path)
        if not path.exists():
            raise NotAPackage(_missing(path))
    except (OSError, ValueError) as error:  # a name with a NUL, or longer than the system allows
        raise NotAPackage(_missing(path)) from error
    name = path.name.lower()
    raise NotAPackage(_packed(path) if name.endswith(_PACKED) else _plain_file(path))


def _missing(path: Path) -> Text:
    return Text(
        f"找不到“{path}”。请检查路径是否写对。",
        f"“{path}” does not exist. Check how the path is spelt.",
    )


def _packed(path: Path) -> Text:
    return Text(
        f"“{path}”是压缩包，这种格式不能直接检查。请先解压，再检查解压得到的文件夹。",
        f"“{path}” is an archive of a kind that cannot be checked as it is. Unpack it first and "
        "check the folder that comes out.",
    )


def _plain_file(path: Path) -> Text:
    return Text(
        f"“{path}”是一个文件，不是材料文件夹。请给出装有全部材料的文件夹。",
        f"“{path}” is a file, not a package. Give the folder that holds all the material.",
    )
