"""The packs that ship are read once a process: nothing changes them, and hundreds of tests begin
by loading one, each with an empty cache."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from jlxx_check.packs import loading
from jlxx_check.packs.source import PackSource

_SHIPPED = Path(__file__).parents[2] / "rules"
_load = loading._load
_sources: dict[Traversable, PackSource] = {}


def remember_packs() -> None:
    """From now on, in this process. What is asked of a pack anywhere else is read each time."""
    loading._load = _remembered


def _remembered(folder: Traversable) -> PackSource:
    if not isinstance(folder, Path) or folder.parent.resolve() != _SHIPPED:
        return _load(folder)
    if folder not in _sources:
        _sources[folder] = _load(folder)
    return _sources[folder]
