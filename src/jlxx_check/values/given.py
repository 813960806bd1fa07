"""What a caller gives in place of a value of the program's own: taken as meant, or refused plainly.

A ``TypeError`` names the argument and what it takes: somebody is writing a program just then.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def given_path(what: str, value: str | os.PathLike[str]) -> Path:
    """The path that is named. Raises TypeError for what names none."""
    if isinstance(value, str | os.PathLike) and isinstance(os.fspath(value), str):
        return Path(value)
    raise TypeError(f"{what}: a path (str or Path), not {value!r}")


def given_names(what: str, names: str | Iterable[str]) -> tuple[str, ...]:
    """One name is as good as a list of one. Raises TypeError for what holds no names."""
    if isinstance(names, str):
        return (names,)
    found = tuple(names) if isinstance(names, Iterable) else (names,)
    for name in found:
        if not isinstance(name, str):
            raise TypeError(f"{what}: names (str), not {name!r}")
    return found


def require_kind(what: str, value: object, kind: type[T] | tuple[type[T], ...], said: str) -> None:
    """Raises TypeError for a value of another kind. said: what it takes, in words.

    A bool is no number here, though Python has it so: ``jobs=True`` is a slip.
    """
    asked = kind if isinstance(kind, tuple) else (kind,)
    if not isinstance(value, asked) or (isinstance(value, bool) and bool not in asked):
        raise TypeError(f"{what}: {said}, not {value!r}")
