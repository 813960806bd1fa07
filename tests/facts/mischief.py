"""A package whose files misbehave when they are opened, wherever that is."""

from __future__ import annotations

import ctypes
import io
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from jlxx_check.model.package import Unassigned
from jlxx_check.model.tree import FileNode

#: Long enough that a test which waits for it fails.
_LONG = 600

#: Files opened in this process.
opened: list[str] = []


def _hang_for_ever() -> None:
    time.sleep(_LONG)


def _hang_in_native_code() -> None:
    """Python never runs again, in no thread: the call keeps the interpreter's lock."""
    if sys.platform == "win32":
        ctypes.PyDLL("kernel32").Sleep(_LONG * 1000)
    else:
        ctypes.PyDLL(None).sleep(_LONG)


def _crash() -> None:
    ctypes.string_at(0)


def _abort() -> None:
    os.abort()


def _leave() -> None:
    os._exit(3)


def _quit() -> None:
    sys.exit(0)


def _be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _eat() -> None:
    eaten = []
    while True:
        eaten.append(bytearray(50_000_000))


_kept: list[bytearray] = []


def _keep_much() -> None:
    _kept.append(bytearray(b"x" * 150_000_000))


def _babble() -> None:
    sys.stdout.write("noise that is no answer" * 1000)
    sys.stdout.flush()
    os.write(1, b"\x00\x00\x00\x00\x00\x00\x00\x05noise")


def _find(body: object) -> Callable[[], None]:
    def find() -> None:
        from jlxx_check.facts import one_file

        def read_body(*_: object, **__: object) -> Any:
            one_file.read_body = original
            return body

        original, one_file.read_body = one_file.read_body, read_body

    return find


def _crash_unless_first() -> None:
    if len(opened) > 1:
        _crash()


MISCHIEF: dict[str, Callable[[], None]] = {
    "hang": _hang_for_ever,
    "hang in native code": _hang_in_native_code,
    "crash": _crash,
    "abort": _abort,
    "leave": _leave,
    "quit": _quit,
    "be killed": _be_killed,
    "eat": _eat,
    "keep much": _keep_much,
    "babble": _babble,
    "find a function": _find(lambda: None),
    "find a stranger": _find(Path("x")),
    "crash unless first": _crash_unless_first,
    "nothing": lambda: None,
}


class MischievousTree:
    """files: what each does when it is opened; then it is a line of text.

    log: a file that gets a line with path and process for each opening.
    """

    path = name = "package"
    kind = "folder"
    refused: tuple[Unassigned, ...] = ()
    empty: tuple[str, ...] = ()

    def __init__(self, files: dict[str, str], log: Path | None = None) -> None:
        self._files = files
        self._log = log

    @property
    def files(self) -> tuple[FileNode, ...]:
        return tuple(FileNode(path, len(_TEXT)) for path in self._files)

    def close(self) -> None:
        pass

    def open(self, path: str) -> BinaryIO:
        opened.append(path)
        if self._log is not None:
            with self._log.open("a", encoding="utf-8") as log:
                log.write(f"{path} {os.getpid()}\n")
        MISCHIEF[self._files[path]]()
        return io.BytesIO(_TEXT)


_TEXT = "学习总结".encode()
