"""Programs of this machine that unpack RAR files, which no library of Python's does."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from jlxx_check.values.frozen_types import frozen

#: Program → what it is told before the archive's path: put every file out on standard output, one
#: behind the other as they lie in the archive, and ask nobody for a password. The best first.
_TOLD = {
    "unrar": ("p", "-inul", "-p-", "--"),
    "unar": ("-q", "-o", "-", "-p", "", "--"),
    "7z": ("x", "-so", "-bb0", "-p", "--"),
    "7zz": ("x", "-so", "-bb0", "-p", "--"),
    "bsdtar": ("-xOf",),
}
#: Where Windows has some of them, outside the search path.
_WINDOWS = {
    "unrar": r"%ProgramFiles%\WinRAR\UnRAR.exe",
    "7z": r"%ProgramFiles%\7-Zip\7z.exe",
    "bsdtar": r"%SystemRoot%\System32\tar.exe",
}
#: Seconds after which such a program is stopped, whatever it does.
_PATIENCE = 1800


@frozen
class RarTool:
    """A program found. path: absolute."""

    name: str
    path: str

    @contextmanager
    def output(self, archive: Path) -> Iterator[BinaryIO]:
        """What it puts out; it is stopped at the end, and when it takes too long."""
        with subprocess.Popen(
            (self.path, *_TOLD[self.name], str(archive.absolute())),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as process:
            clock = threading.Timer(_PATIENCE, process.kill)
            clock.daemon = True
            clock.start()
            try:
                yield cast(BinaryIO, process.stdout)
            finally:
                clock.cancel()
                process.kill()


def rar_tools() -> Iterator[RarTool]:
    """The programs that this machine has, the best first."""
    for name in _TOLD:
        # A relative answer is Windows' current folder, perhaps the package itself: never run.
        found = shutil.which(name)
        if found is None or not Path(found).is_absolute():
            found = os.path.expandvars(_WINDOWS.get(name, ""))
            if not (os.name == "nt" and Path(found).is_file()):
                continue
        yield RarTool(name, found)


def rar_reader() -> str | None:
    """The program that is asked first; None where nothing reads RAR files."""
    try:
        import rarfile  # noqa: F401
    except ImportError:
        return None
    return next((tool.name for tool in rar_tools()), None)
