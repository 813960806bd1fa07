"""Functions that a sandbox is asked to call: each does something to its process."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path
from typing import Any

_LONG = 600
_kept: list[bytearray] = []


def double(subject: int) -> int:
    return 2 * subject


def is_imported(subject: str) -> bool:
    return subject in sys.modules


def fail(subject: object) -> None:
    raise KeyError(subject)


def leave(_subject: object) -> None:
    os._exit(3)


def crash(_subject: object) -> None:
    ctypes.string_at(0)


def hang_in_native_code(_subject: object) -> None:
    """Python never runs again, in no thread: the call keeps the interpreter's lock."""
    if sys.platform == "win32":
        ctypes.PyDLL("kernel32").Sleep(_LONG * 1000)
    else:
        ctypes.PyDLL(None).sleep(_LONG)


def hang(_subject: object) -> None:
    time.sleep(_LONG)


def eat(_subject: object) -> None:
    while True:
        _kept.append(bytearray(50_000_000))


def say_a_stranger(_subject: object) -> Path:
    return Path("x")


def say_what_cannot_be_packed(_subject: object) -> Any:
    return lambda: None


def babble(_subject: object) -> str:
    os.write(1, b"\x00\x00\x00\x00\x00\x00\x00\x05noise")
    return "answer"


def process(_subject: object) -> int:
    return os.getpid()


def count(_subject: object) -> int:
    """How often this process was asked."""
    _kept.append(bytearray())
    return len(_kept)
