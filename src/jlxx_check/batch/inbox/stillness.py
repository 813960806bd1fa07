"""Whether anything in the inbox has changed at all: by far the cheapest look at it."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

#: What Windows lists of a file lags behind while somebody writes it, and folders may be links.
_WINDOWS = os.name == "nt"


def whole_look(inbox: Path, leave: Path) -> str | None:
    """A digest of all names, sizes and stamps in the inbox; nothing is opened.

    leave: a folder that is no part of it. None where the system does not tell everything: a link
    leads elsewhere, a folder cannot be listed.
    """
    digest = hashlib.sha256()
    waiting, apart = [str(inbox)], str(leave)
    try:
        while waiting:
            folder = waiting.pop()
            told: list[object] = [folder]
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False) and not _WINDOWS:
                        if entry.path != apart:
                            waiting.append(entry.path)
                        continue
                    info = os.lstat(entry.path) if _WINDOWS else entry.stat(follow_symlinks=False)
                    if stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", None):
                        return None
                    if stat.S_ISDIR(info.st_mode):
                        waiting += [entry.path] * (entry.path != apart)
                        continue
                    told += entry.name, info.st_size, info.st_mtime_ns, info.st_ctime_ns
                    told.append(info.st_ino)
            digest.update(repr(told).encode("utf-8", "surrogatepass"))
    except OSError:
        return None
    return digest.hexdigest()
