"""Frozen values as JSON and back; of many in memory, what they have in common is held once."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from jlxx_check.model.report import Report, ReportFile, RuleResult, Tally
from jlxx_check.text import Text

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")

_UNTOLD = Text("", "")
_LONE = re.compile("[\ud800-\udfff]")


def to_json(kind: type[T], value: T) -> bytes:
    """The value in one line of UTF-8.

    A file name that is no UTF-8 holds lone surrogates, which no JSON may: they are spelt out, as
    the reports show them.
    """
    plain = _adapter(kind).dump_python(value, mode="json")
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    if _LONE.search(text):
        text = json.dumps(_spelt(plain), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def as_plain(kind: type[T], value: T) -> dict[str, Any]:
    """The value as dictionaries and lists without what is as by default: for people to read."""
    plain = _adapter(kind).dump_python(value, mode="json", exclude_defaults=True)
    spelt: dict[str, Any] = _spelt(plain)
    return spelt


def from_json(kind: type[T], data: bytes) -> T:
    """The value again. Raises ValueError where the data is no such value."""
    value: T = _adapter(kind).validate_json(data)
    return value


def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Made once for each kind: it is far dearer than what it then does."""
    if kind not in _ADAPTERS:
        from pydantic import TypeAdapter  # late: hardly any command needs it for this

        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _spelt(plain: Any) -> Any:
    if isinstance(plain, str):
        return plain.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(plain, list):
        return [_spelt(item) for item in plain]
    if isinstance(plain, dict):
        return {_spelt(key): _spelt(value) for key, value in plain.items()}
    return plain


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
