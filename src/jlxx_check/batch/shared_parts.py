"""Of many reports in memory, what they have in common is held once, and only what is needed."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any

from jlxx_check.model.report import Report, ReportFile
from jlxx_check.model.tallies import RuleResult, Tally
from jlxx_check.text import Text

_UNTOLD = Text("", "")


class SharedParts:
    """Reports by one pack say the same of most things: texts, counts, parameters."""

    def __init__(self) -> None:
        self._alike: dict[Text | Tally, Text | Tally] = {}
        self._words: dict[str, str] = {}
        self._mappings: dict[str, dict[str, object]] = {}
        self._rules: dict[tuple[int, ...], RuleResult] = {}

    def report(self, report: Report) -> Report:
        """The report in short, made of parts that others have, too."""
        shared: Report = self._share(in_short(report))
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
            parts = [self._share(getattr(value, name)) for name in _names(kind)]
            made = kind(*parts)
            if kind is RuleResult:  # a dictionary is in it, so it has no hash; its parts are shared
                return self._rules.setdefault(tuple(map(id, parts)), made)
            return made
        return value


def in_short(report: Report) -> Report:
    """The report without what was measured of files, and how each was understood.

    Only the package's own page shows that.
    """

    def bare(file: ReportFile) -> ReportFile:
        return replace(file, media=None, why=_UNTOLD)

    entries = (replace(entry, files=tuple(map(bare, entry.files))) for entry in report.entries)
    return replace(report, entries=tuple(entries))


@lru_cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))
