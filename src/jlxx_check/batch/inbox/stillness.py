"""Whether anything in the inbox has changed at all: by far the cheapest look at it."""

from __future__ import annotations

import hashlib
import os
import stat
from functools import partial
from pathlib import Path

from jlxx_check.files.asking import PATIENCE, Question, ask_all

#: What Windows lists of a file lags behind while somebody writes it, and folders may be links.
_WINDOWS = os.name == "nt"


def whole_look(inbox: Path, leave: Path, seconds: float = PATIENCE) -> str | None:
    """A digest of all names, sizes and stamps in the inbox; nothing is opened.

    leave: a folder that is no part of it. seconds: that the system may take for one folder. None
    where it does not tell everything: a link leads elsewhere, a folder cannot be listed.
    """
    look = _Look(str(leave))
    try:
        ask_all([partial(look.enter, str(inbox))], seconds)
    except OSError:
        return None
    if look.leads_elsewhere:
        return None
    told = repr(sorted(look.told.items())).encode("utf-8", "surrogatepass")
    return hashlib.sha256(told).hexdigest()


class _Look:
    """What the system tells of each folder, several of them asked for at a time."""

    def __init__(self, leave: str) -> None:
        self._leave = leave
        self.told: dict[str, list[object]] = {}
        self.leads_elsewhere = False

    def enter(self, folder: str) -> list[Question]:
        """Note what is in a folder; its own folders are to be asked for next. Raises OSError."""
        inner: list[str] = []
        told = self.told[folder] = []
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False) and not _WINDOWS:
                    inner.append(entry.path)
                    continue
                info = os.lstat(entry.path) if _WINDOWS else entry.stat(follow_symlinks=False)
                if stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", None):
                    self.leads_elsewhere = True
                    return []
                if stat.S_ISDIR(info.st_mode):
                    inner.append(entry.path)
                    continue
                told += entry.name, info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino
        return [partial(self.enter, path) for path in inner if path != self._leave]
