"""Rule packs: found, loaded, held to the schema, with errors a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jlxx_check.packs.installed import find_pack, installed_packs
    from jlxx_check.packs.loading import load_source, pack_schema
    from jlxx_check.packs.pack_problems import PackError, PackProblem
    from jlxx_check.packs.source import PackSource, Place
    from jlxx_check.packs.winners_list import read_winners

__all__ = [
    "PackError",
    "PackProblem",
    "PackSource",
    "Place",
    "find_pack",
    "installed_packs",
    "load_source",
    "pack_schema",
    "read_winners",
]

_MODULES = {
    "PackError": "pack_problems",
    "PackProblem": "pack_problems",
    "PackSource": "source",
    "Place": "source",
    "find_pack": "installed",
    "installed_packs": "installed",
    "load_source": "loading",
    "pack_schema": "loading",
    "read_winners": "winners_list",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for: where a pack is kept, nothing that reads one is needed."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
