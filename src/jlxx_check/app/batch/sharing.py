"""Many reports in memory at once: what they have in common is held once."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from jlxx_check.model.report import Report, Tally
from jlxx_check.model.text import Text


class Shared:
    """Reports by one pack say the same of most things: texts, counts, parameters."""

    def __init__(self) -> None:
        self._alike: dict[Text | Tally, Text | Tally] = {}
        self._words: dict[str, str] = {}
        self._mappings: dict[str, dict[str, object]] = {}

    def report(self, report: Report) -> Report:
        """The same report, made of parts that others have, too."""
        shared: Report = self._share(report)
        return shared

    def _share(self, value: Any) -> Any:
        if isinstance(value, Text | Tally):
            return self._alike.setdefault(value, value)
        if type(value) is str:
            return self._words.setdefault(value, value)
        if isinstance(value, tuple):
            return tuple(map(self._share, value))
        if isinstance(value, dict):
            return self._mappings.setdefault(repr(value), value)
        if is_dataclass(value):
            kind: Any = type(value)
            return kind(*[self._share(getattr(value, name)) for name in _names(kind)])
        return value


@lru_cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))
