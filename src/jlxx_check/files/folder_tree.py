"""A folder as a package: walked once, never written to, no link followed."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from jlxx_check.errors import CallError
from jlxx_check.files.asking import PATIENCE, QUICK, Question, ask_all
from jlxx_check.model.package import Reason, Unassigned
from jlxx_check.model.tree import FileNode
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.ordering import natural_key
from jlxx_check.values.stamps import stamp
from jlxx_check.values.system_errors import is_passing, reason
from jlxx_check.values.visible import readable_name

#: Windows marks a folder that is a junction or a mounted volume with this tag.
_MOUNT_POINT = 0xA0000003
_WINDOWS = os.name == "nt"
#: Failures of the system in one package after which nothing of it is believed, where they are as
#: many as what it tells of.
MANY = 8


class NotAPackage(CallError):
    """The path is missing, or is no folder and no archive that can be opened."""


class OutOfReach(NotAPackage):
    """The disk or the share fails, or does not answer: nothing is known of the package."""

    passing = True


@frozen
class FolderTree:
    """A folder's regular files. ``name`` is the folder's own, a wrapper's, too."""

    path: str
    name: str
    files: tuple[FileNode, ...]
    refused: tuple[Unassigned, ...]
    kind: str = "folder"
    empty: tuple[str, ...] = ()

    def open(self, path: str) -> BinaryIO:
        """A stream of one file. Raises OSError, also where it has become a link or a pipe."""
        # O_NONBLOCK: a pipe put in the file's place must not hold the program for ever.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(Path(self.path) / path, flags | getattr(os, "O_BINARY", 0))
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise OSError(f"no longer a regular file: {path!r}")
        return os.fdopen(descriptor, "rb")

    def close(self) -> None:
        """Nothing was unpacked."""


def open_folder(path: Path, seconds: float = PATIENCE) -> FolderTree:
    """The folder's tree. Raises NotAPackage where the folder itself cannot be listed.

    seconds: that the system may take for one answer. Raises OutOfReach where it takes longer, or
    fails again and again.
    """
    walk = _Walk()
    try:
        ask_all([partial(walk.enter, path, "")], seconds)
    except OSError as error:
        raise shut_package(path, error) from error
    if walk.fails:
        raise OutOfReach(failing(path, walk.failures[0]))
    return FolderTree(
        path=str(path),
        name=readable_name(path.name or path.absolute().name or str(path)),
        files=tuple(sorted(walk.files, key=lambda node: natural_key(node.path))),
        refused=tuple(sorted(walk.refused, key=lambda item: natural_key(item.path))),
        empty=tuple(sorted(walk.empty, key=natural_key)),
    )


class _Walk:
    """A folder being listed, by several threads where that takes long."""

    def __init__(self) -> None:
        self.files: list[FileNode] = []
        self._folders: list[str] = []
        self.refused: list[Unassigned] = []
        self.failures: list[OSError] = []

    @property
    def fails(self) -> bool:
        """Whether the system itself failed so often that what was found tells nothing."""
        return len(self.failures) >= max(MANY, len(self.files))

    @property
    def empty(self) -> list[str]:
        """The folders that nothing was found in, nor below them."""
        found = [*(node.path for node in self.files), *(item.path for item in self.refused)]
        holding = {above for path in found for above in _above(path)}
        return [folder for folder in self._folders if folder not in holding]

    def enter(self, folder: Path, prefix: str) -> list[Question]:
        """File what is directly in a folder; what to ask next. Raises OSError for the outermost."""
        if prefix:
            self._folders.append(prefix[:-1])
        try:
            with os.scandir(folder) as found:
                return self._filed(list(found), prefix)
        except OSError as error:
            if not prefix:
                raise
            self._shut(prefix.rstrip("/"), error, _shut_folder)
            return []

    def _filed(self, entries: Sequence[os.DirEntry[str]], prefix: str) -> list[Question]:
        """File each; once that takes long, the rest is left to several threads."""
        more: list[Question] = []
        until = time.monotonic() + QUICK
        for at, entry in enumerate(entries):
            if at and time.monotonic() > until:
                more += [partial(self._filed, [rest], prefix) for rest in entries[at:]]
                break
            try:
                more += self._one(entry, prefix + entry.name)
            except OSError as error:
                self._shut(prefix + entry.name, error, _shut_file)
        return more

    def _one(self, entry: os.DirEntry[str], path: str) -> list[Question]:
        """A folder is told without being asked for, but on Windows, where it may be a mount."""
        if not _WINDOWS and entry.is_dir(follow_symlinks=False):
            return [partial(self.enter, Path(entry.path), path + "/")]
        info = entry.stat(follow_symlinks=False)
        if entry.is_symlink() or getattr(info, "st_reparse_tag", 0) == _MOUNT_POINT:
            self.refused.append(_refuse(path, _LINK))
        elif stat.S_ISDIR(info.st_mode):
            return [partial(self.enter, Path(entry.path), path + "/")]
        elif stat.S_ISREG(info.st_mode):
            told = stamp(entry.path, info)
            self.files.append(FileNode(path, info.st_size, info.st_mtime, told))
        else:
            self.refused.append(_refuse(path, _DEVICE))
        return []

    def _shut(self, path: str, error: OSError, said: Callable[[OSError], Text]) -> None:
        if is_passing(error):
            self.failures.append(error)
        self.refused.append(Unassigned(path, Reason.SHUT, said(error)))


def _above(path: str) -> Iterator[str]:
    """The path, and the folders around it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _refuse(path: str, why: Text) -> Unassigned:
    return Unassigned(path, Reason.REFUSED, why)


_LINK = Text(
    "这是快捷方式或链接，本程序不跟随。请把它所指的文件本身复制到材料里。",
    "This is a link, which is not followed. Put a copy of the file itself into the package.",
)
_DEVICE = Text(
    "这不是普通文件（管道、设备等），未读取。请删除。",
    "This is no ordinary file (a pipe, a device or the like) and was not read. Delete it.",
)


def _shut_file(error: OSError) -> Text:
    why = reason(error)
    return Text(
        f"系统不让查看这个文件（{why.zh}），请处理后再检查一次。",
        f"This could not be looked at ({why.en}). Put that right and run again.",
    )


def _shut_folder(error: OSError) -> Text:
    why = reason(error)
    return Text(
        f"这个文件夹打不开（{why.zh}），其中的文件都没有检查。请处理后再检查一次。",
        f"This folder cannot be opened ({why.en}); none of its files was checked. Put that right "
        "and run again.",
    )


def shut_package(path: Path, error: OSError) -> NotAPackage:
    """Why a package cannot be opened: through its own fault, or the system's for the moment."""
    why = reason(error)
    text = Text(f"打不开“{path}”：{why.zh}。", f"“{path}” cannot be opened: {why.en}.")
    return OutOfReach(text) if is_passing(error) else NotAPackage(text)


def failing(path: Path, error: OSError) -> Text:
    """That the disk or the share of a package fails, not once but again and again."""
    why = reason(error)
    return Text(
        f"“{path}”所在的磁盘或共享盘一再出错（{why.zh}），没有检查。等它恢复了再运行一次。",
        f"The disk or share of “{path}” fails again and again ({why.en}); nothing was judged. Run "
        "again once it is back.",
    )
