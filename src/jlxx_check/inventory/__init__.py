"""A package opened as one read-only tree, and every file given a role and an owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jlxx_check.inventory.leftovers import leftover
    from jlxx_check.inventory.opening import open_package, require_package
    from jlxx_check.inventory.tree import FolderTree, NotAPackage

__all__ = ["FolderTree", "NotAPackage", "leftover", "open_package", "require_package"]

_MODULES = {
    "FolderTree": "tree",
    "NotAPackage": "tree",
    "leftover": "leftovers",
    "open_package": "opening",
    "require_package": "opening",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for: a worker needs the tree alone, a tenth of all that is here."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
