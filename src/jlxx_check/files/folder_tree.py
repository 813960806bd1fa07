"""A folder as a package: walked once, never written to, no link followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from jlxx_check.errors import CallError
from jlxx_check.model.package import Reason, Unassigned
from jlxx_check.model.tree import FileNode
from jlxx_check.text import Text
from jlxx_check.values.ordering import natural_key
from jlxx_check.values.stamps import stamp
from jlxx_check.values.system_errors import reason
from jlxx_check.values.visible import readable_name

#: Windows marks a folder that is a junction or a mounted volume with this tag.
_MOUNT_POINT = 0xA0000003


class NotAPackage(CallError):
    """The path is missing, or is no folder and no archive that can be opened."""


@dataclass(frozen=True, slots=True)
class FolderTree:
    """A folder's regular files. ``name`` is the folder's own, a wrapper's, too."""

    path: str
    name: str
    files: tuple[FileNode, ...]
    refused: tuple[Unassigned, ...]
    kind: str = "folder"

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


def open_folder(path: Path) -> FolderTree:
    """The folder's tree. Raises NotAPackage where the folder itself cannot be listed."""
    files: list[FileNode] = []
    refused: list[Unassigned] = []
    waiting: list[tuple[Path, str]] = [(path, "")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                waiting.extend(_sort_out(entries, prefix, files, refused))
        except OSError as error:
            if not prefix:
                raise NotAPackage(_unreadable_package(path, error)) from error
            refused.append(Unassigned(prefix.rstrip("/"), Reason.SHUT, _shut_folder(error)))
    return FolderTree(
        path=str(path),
        name=readable_name(path.name or path.absolute().name or str(path)),
        files=tuple(sorted(files, key=lambda node: natural_key(node.path))),
        refused=tuple(sorted(refused, key=lambda item: natural_key(item.path))),
    )


def _sort_out(
    entries: Iterable[os.DirEntry[str]],
    prefix: str,
    files: list[FileNode],
    refused: list[Unassigned],
) -> list[tuple[Path, str]]:
    """File each member of a folder; the subfolders to enter are returned."""
    folders: list[tuple[Path, str]] = []
    for entry in entries:
        path = prefix + entry.name
        try:
            info = entry.stat(follow_symlinks=False)
        except OSError as error:
            refused.append(Unassigned(path, Reason.SHUT, _shut_file(error)))
            continue
        if entry.is_symlink() or getattr(info, "st_reparse_tag", 0) == _MOUNT_POINT:
            refused.append(_refuse(path, _LINK))
        elif stat.S_ISDIR(info.st_mode):
            folders.append((Path(entry.path), path + "/"))
        elif stat.S_ISREG(info.st_mode):
            told = stamp(entry.path, info)
            files.append(FileNode(path, info.st_size, info.st_mtime, told))
        else:
            refused.append(_refuse(path, _DEVICE))
    return folders


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


def _unreadable_package(path: Path, error: OSError) -> Text:
    why = reason(error)
    return Text(f"打不开“{path}”：{why.zh}。", f"“{path}” cannot be opened: {why.en}.")
