"""Frozen values as JSON and back."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")

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


def telling_json(kind: type[T], value: T) -> bytes:
    """JSON that changes with the value, for a digest: sooner made, and never read back."""
    try:
        return _adapter(kind).dump_json(value)
    except ValueError:  # lone surrogates
        return to_json(kind, value)


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
