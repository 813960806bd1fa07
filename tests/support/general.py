"""Entries and packages for checks that no shipped pack's rule has: fields of any name."""

from __future__ import annotations

from functools import cache
from typing import Any

from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package
from jlxx_check.packs import load_source
from jlxx_check.testing import build_package


@cache
def _shipped() -> Pack:
    return load_source("jilin-2023").pack


def pack(**changes: Any) -> Pack:
    """The shipped pack with parts exchanged."""
    return _shipped().model_copy(update=changes)


def package(*entries: dict[str, Any], **more: Any) -> Package:
    """A package with these entries; ``kind`` is star unless given."""
    return build_package(
        {"entries": [{"kind": "star", **item} for item in entries], **more}, pack()
    )


def entry(form: dict[str, Any] | None = None, **more: Any) -> Entry:
    """One star: its form's values, its row and the like as in ``tests/support/build.py``."""
    said = {"form": form} if form is not None else {}
    return package({"name": "张三", **said, **more}).entries[0]
