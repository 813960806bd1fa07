"""What a caller gives in place of a value of the program's own: taken as meant, or refused plainly.

A ``TypeError`` names the argument and what it takes: somebody is writing a program just then.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import TypeVar

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def given_path(what: str, value: str | os.PathLike[str]) -> Path:
    """The path that is named. Raises TypeError for what names none."""
    if isinstance(value, str | os.PathLike) and isinstance(os.fspath(value), str):
        return Path(value)
    raise TypeError(f"{what}: a path (str or Path), not {value!r}")


def given_paths(
    what: str, paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
) -> tuple[Path, ...]:
    """One path is as good as a list of one. Raises TypeError for what holds no paths."""
    if isinstance(paths, str | bytes | os.PathLike) or not isinstance(paths, Iterable):
        return (given_path(what, paths),)
    return tuple(given_path(what, path) for path in paths)


def given_names(what: str, names: str | Iterable[str]) -> tuple[str, ...]:
    """One name is as good as a list of one. Raises TypeError for what holds no names."""
    if isinstance(names, str):
        return (names,)
    found = tuple(names) if isinstance(names, Iterable) else (names,)
    for name in found:
        if not isinstance(name, str):
            raise TypeError(f"{what}: names (str), not {name!r}")
    return found


def given_words(what: str, words: str | Iterable[str], kind: type[E]) -> tuple[E, ...]:
    """Members of an enum, which may be named by their words; one is as good as a list of one.

    Raises TypeError for any other.
    """
    known = {member.value: member for member in kind}
    found = given_names(what, words)
    for word in found:
        if word not in known:
            raise TypeError(f"{what}: of {', '.join(known)}, not {word!r}")
    return tuple(known[word] for word in found)


def require_flags(**flags: object) -> None:
    """Raises TypeError for the first that is neither True nor False: "no" would be a yes."""
    for what, flag in flags.items():
        require_kind(what, flag, bool, "True or False")


def require_numbers(**numbers: object) -> None:
    """Raises TypeError for the first that is no number, nor None."""
    for what, number in numbers.items():
        require_kind(what, number, (int, float, NoneType), "a number")


def require_function(what: str, function: object) -> None:
    """Raises TypeError for what is neither a function nor None."""
    if function is not None and not callable(function):
        raise TypeError(f"{what}: a function, not {function!r}")


def require_day(what: str, day: object) -> None:
    """Raises TypeError for what is neither a date nor None: a moment is compared with no day."""
    if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
        raise TypeError(f"{what}: a date, not {day!r}")


def require_kind(what: str, value: object, kind: type[T] | tuple[type[T], ...], said: str) -> None:
    """Raises TypeError for a value of another kind. said: what it takes, in words.

    A bool is no number here, though Python has it so: ``jobs=True`` is a slip.
    """
    asked = kind if isinstance(kind, tuple) else (kind,)
    if not isinstance(value, asked) or (isinstance(value, bool) and bool not in asked):
        raise TypeError(f"{what}: {said}, not {value!r}")
