"""What tells one state of the program from another: where it is worked on its version stays."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

_PROGRAM = Path(__file__).parents[1]


@cache
def program_digest() -> str:
    """Changes with any module of the program, and with the Python that runs it.

    By the modules' times and sizes: to read them all takes long. Where they are not installed as
    files the version stands alone.
    """
    told = [*map(str, sys.version_info)]
    told += [f"{name} {stamp.st_mtime_ns} {stamp.st_size}" for name, stamp in _modules(_PROGRAM)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _modules(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    # In an archive of modules a folder is none that the system knows.
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as found:
        for item in sorted(found, key=lambda item: item.name):
            if item.name.endswith(".py"):
                yield item.path, item.stat()
            elif item.is_dir() and not item.name.startswith("_"):
                yield from _modules(Path(item.path))
