"""Frozen values: what ``dataclass(frozen=True, slots=True)`` gives, at a third of its cost.

That writes six functions for every class as text and has them compiled: of the two hundred classes
that a short call imports, a fifth of the call. Here the initialiser alone is written, since it is
what is called thousands of times, and all else is shared.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[Made]) -> type[Made]:
    """A class of frozen values, of what its annotations say; ``dataclasses`` takes it as its own.

    What the class itself defines stays. Raises TypeError for fields that are by name alone, or
    whose ``hash`` is set: there are none of these.
    """
    made = dataclass(cls, init=False, repr=False, eq=False, slots=True)
    parts = fields(made)  # type: ignore[arg-type]
    if any(item.kw_only or item.hash is not None for item in parts):
        raise TypeError(f"{cls.__qualname__}: a frozen type takes neither kw_only nor hash")
    for function in (_initialiser(made, parts), *_shared(parts), *_pickling(made, parts)):
        # Python writes ``__hash__ = None`` into a class that defines ``__eq__`` alone.
        if vars(cls).get(function.__name__) is None:
            function.__qualname__ = f"{cls.__qualname__}.{function.__name__}"
            setattr(made, function.__name__, function)
    return made


def _initialiser(made: type, parts: Sequence[Field[Any]]) -> Callable[..., None]:
    known: dict[str, Any] = {"_MISSING": MISSING}
    taken, lines = ["self"], []
    for item in parts:
        name = value = item.name
        # Past ``__setattr__``, and faster than the way through ``object``.
        known[f"_set_{name}"] = getattr(made, name).__set__
        if item.default_factory is not MISSING:
            known[f"_make_{name}"] = item.default_factory
            value = f"_make_{name}()"
            if item.init:
                taken.append(f"{name}=_MISSING")
                value += f" if {name} is _MISSING else {name}"
        elif item.default is not MISSING:
            known[f"_usual_{name}"] = item.default
            if item.init:
                taken.append(f"{name}=_usual_{name}")
            else:
                value = f"_usual_{name}"
        elif item.init:
            taken.append(name)
        else:
            continue  # set by ``__post_init__``
        lines.append(f"  _set_{name}(self, {value})")
    if hasattr(made, "__post_init__"):
        lines.append("  self.__post_init__()")
    head = [f"def _within({', '.join(known)}):", f" def __init__({', '.join(taken)}):"]
    written: dict[str, Any] = {}
    # As if it stood in the module of the class: who asks what its annotations mean looks there.
    exec("\n".join([*head, *(lines or ["  pass"]), " return __init__"]), _names(made), written)
    found: Callable[..., None] = written["_within"](**known)
    found.__annotations__ = {item.name: item.type for item in parts if item.init}
    return found


def _names(made: type) -> dict[str, Any]:
    module = sys.modules.get(made.__module__)
    return {} if module is None else vars(module)


def _shared(parts: Sequence[Field[Any]]) -> tuple[Callable[..., Any], ...]:
    compared = attrgetter("__class__", *(item.name for item in parts if item.compare))
    shown = [item.name for item in parts if item.repr]

    def __eq__(self: Any, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(compared(self) == compared(other))

    def __hash__(self: Any) -> int:
        return hash(compared(self))

    def __repr__(self: Any) -> str:
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({said})"

    def __setattr__(_self: Any, name: str, _value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(_self: Any, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    return __eq__, __hash__, __repr__, __setattr__, __delattr__


def _pickling(made: type, parts: Sequence[Field[Any]]) -> tuple[Callable[..., Any], ...]:
    """How a value is written and read back, past ``__setattr__``."""
    slots = [getattr(made, item.name) for item in parts]

    def __getstate__(self: Any) -> list[Any]:
        return [slot.__get__(self) for slot in slots]

    def __setstate__(self: Any, state: Sequence[Any]) -> None:
        for slot, value in zip(slots, state, strict=True):
            slot.__set__(self, value)

    return __getstate__, __setstate__
