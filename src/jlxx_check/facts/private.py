"""Folders and files of the user's own, which nobody else can have put in the way.

What is written through a link lands where whoever made the link wants it; what lies in a folder
that others may write to can be exchanged by them. Windows gives a user's folders to that user, and
its modes and owners say nothing: there nothing is looked at but links.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from jlxx_check.text import Text

#: Links so near the root (macOS: /tmp, /var; some systems: /home) are the system's.
_NEAR_ROOT = 2
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class NotPrivate(OSError):
    """The place is not the user's own; ``text`` says why."""

    def __init__(self, path: Path, zh: str, en: str) -> None:
        self.text = Text(zh, en)
        super().__init__(errno.EPERM, en, str(path))


def make_private(folder: Path) -> None:
    """The folder, made where it is missing, for its owner alone. Raises NotPrivate and OSError."""
    _refuse_links(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_links(folder)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    _refuse_others(folder, found, "文件夹", "the folder")


def refuse_foreign(file: Path) -> None:
    """Raise NotPrivate where the file is there and is a link, or not the user's own.

    Raises OSError.
    """
    try:
        found = file.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISREG(found.st_mode):
        raise NotPrivate(file, "是链接或不是普通文件", "it is a link or no ordinary file")
    _refuse_others(file, found, "文件", "the file")


def _refuse_others(path: Path, found: os.stat_result, zh: str, en: str) -> None:
    if sys.platform == "win32":
        return
    if found.st_uid != os.geteuid():
        raise NotPrivate(path, f"{zh}属于别的用户", f"{en} belongs to another user")
    if found.st_mode & _OTHERS_WRITE:
        raise NotPrivate(
            path,
            f"{zh}别的用户也能写入，请改为只有本人可写",
            f"other users may write to {en}; make it yours alone",
        )


def _refuse_links(folder: Path) -> None:
    for path in _upwards(folder):
        if (path.is_symlink() or _is_junction(path)) and not _of_the_system(path):
            raise NotPrivate(
                path,
                "要经过链接，请直接写实际的文件夹",
                "a link leads to it; name the folder itself",
            )


def _upwards(folder: Path) -> Iterator[Path]:
    # ``..`` behind a link leads elsewhere than the text says: the path stays as it is written.
    whole = folder.absolute()
    yield whole
    yield from whole.parents


def _is_junction(path: Path) -> bool:
    """A link between folders as Windows has them; ``Path.is_junction`` came with Python 3.12."""
    if sys.platform != "win32":
        return False
    try:
        return path.lstat().st_reparse_tag == stat.IO_REPARSE_TAG_MOUNT_POINT
    except OSError:
        return False


def _of_the_system(link: Path) -> bool:
    """Whether only the administrator can have made the link."""
    if sys.platform == "win32":
        return False
    above = link.parent.lstat()
    near = len(link.parts) - 1 <= _NEAR_ROOT
    return near and not above.st_uid and not above.st_mode & _OTHERS_WRITE
