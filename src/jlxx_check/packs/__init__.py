"""Rule packs: found, loaded, held to the schema, with errors a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jlxx_check.packs.installed import find_pack, list_packs, taken_id
    from jlxx_check.packs.loading import load_source, pack_schema
    from jlxx_check.packs.pack_problems import PackError, PackProblem
    from jlxx_check.packs.source import PackSource, Place
    from jlxx_check.packs.tables import read_winners

__all__ = [
    "PackError",
    "PackProblem",
    "PackSource",
    "Place",
    "find_pack",
    "list_packs",
    "load_source",
    "pack_schema",
    "read_winners",
    "taken_id",
]

_MODULES = {
    "PackError": "pack_problems",
    "PackProblem": "pack_problems",
    "PackSource": "source",
    "Place": "source",
    "find_pack": "installed",
    "list_packs": "installed",
    "load_source": "loading",
    "pack_schema": "loading",
    "read_winners": "tables",
    "taken_id": "installed",
}


# Hidden from whoever checks types, to whom a misspelt name is an error.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import what is asked for: where a pack is kept, nothing that reads one is needed."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
