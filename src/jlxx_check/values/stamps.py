"""What tells that a file is as it was, without reading it."""

from __future__ import annotations

import os
import time

#: Nanoseconds that must have passed since a file's last change. A second change within one tick of
#: its clock would leave the stamp as it is: ticks last up to 2 s, and a share's clock may lag.
_SETTLED = 10_000_000_000
_SECOND = 1_000_000_000


def stamp(path: str, info: os.stat_result) -> str | None:
    """Changes whenever the file's content does; None where the system does not tell for certain.

    info: the file's, as found at ``path`` just now. Besides the time of the last modification,
    which programs set as they please, the time of the last change of any kind goes into it, which
    only the system sets; Windows has none, there it is the time when the file was made.
    """
    if not info.st_ino:
        try:
            info = os.lstat(path)  # on Windows, listing a folder gives no file ids
        except OSError:
            return None
    modified, changed = info.st_mtime_ns, info.st_ctime_ns
    if not info.st_ino or time.time_ns() - max(modified, changed) < _SETTLED:
        return None
    if is_coarse(modified, changed, os.name):
        return None
    return f"{modified}:{changed}:{info.st_dev}:{info.st_ino}"


def is_coarse(modified: int, changed: int, system: str) -> bool:
    """Whether the file system keeps whole seconds, as FAT does: a time set back leaves no trace.

    modified, changed: nanoseconds. system: as ``os.name`` says.
    """
    return modified % (2 * _SECOND) == 0 if system == "nt" else changed % _SECOND == 0
