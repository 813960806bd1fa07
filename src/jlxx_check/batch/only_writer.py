"""One run at a time writes to an output folder.

The system's own lock on a file is taken, which dies with its process, however that ends: there is
no stale lock to clear. Windows locks over SMB, Linux and macOS over NFS (version 4, or 3 with its
lock service) and over SMB unless it was mounted with ``nobrl``. Where a file system has no locks
at all the run goes on without: every file is still written whole.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from jlxx_check.batch.cannot_batch import CannotBatch
from jlxx_check.text import Text
from jlxx_check.values.file_locks import NO_LOCKS, take_lock
from jlxx_check.values.moments import CHINA, stamp


@contextmanager
def only_writer(file: Path) -> Iterator[None]:
    """Hold the lock. Raises CannotBatch where another run has it; OSError where none can be made.

    The file stays: removing it would let two hold a lock on files of one name.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            take_lock(descriptor)
        except OSError as error:
            if error.errno not in NO_LOCKS:
                raise CannotBatch(_held(file)) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, _who())
        yield
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _who() -> bytes:
    since = datetime.now(UTC).astimezone(CHINA)
    holder = {"host": platform.node(), "pid": os.getpid(), "since": stamp(since)}
    return json.dumps(holder, ensure_ascii=False).encode()


def _held(file: Path) -> Text:
    try:
        holder = json.loads(file.read_bytes())
        told = f"{holder['host']}, PID {holder['pid']}, {holder['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        told = "?"
    return Text(
        f"另一个程序正在写入“{file.parent.parent}”（{told}）。请等它结束，或换一个输出文件夹。",
        f"Another run is writing to “{file.parent.parent}” ({told}). Wait for it to end, or give "
        "another output folder.",
    )
