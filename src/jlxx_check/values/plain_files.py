"""Whether what somebody names can be read as a file at all: asked before anything opens it.

A pipe that nobody writes to is waited for without end, and some devices never come to theirs.
"""

from __future__ import annotations

import stat
from pathlib import Path

from jlxx_check.text import Text
from jlxx_check.values.file_size import size_shown
from jlxx_check.values.system_errors import reason

#: Bytes of the largest list, settings or report that anybody keeps; each is read into memory whole.
LARGEST = 100 << 20


def why_unreadable(path: Path, *, most: int | None = LARGEST) -> Text | None:
    """Why it is no file to be read, as the end of a sentence about it; None: it is one.

    most: bytes that it may have; None: any number.
    """
    try:
        info = path.stat()
    except OSError as error:
        why = reason(error)
        return Text(f"打不开：{why.zh}。", f"cannot be opened: {why.en}.")
    except ValueError:  # a name with a NUL
        return Text("的名称不合规。", "is no name that a file can have.")
    if stat.S_ISDIR(info.st_mode):
        return Text("是文件夹，不是文件。", "is a folder, no file.")
    if not stat.S_ISREG(info.st_mode):
        return Text("不是普通文件，是设备或管道。", "is no regular file but a device or a pipe.")
    if most is not None and info.st_size > most:
        size, limit = size_shown(info.st_size), size_shown(most)
        return Text(
            f"太大（{size}，最大{limit}），请检查是不是写错了文件。",
            f"is too large ({size}; {limit} at most): is it the file that was meant?",
        )
    return None
