"""Rule packs: found, loaded, held to the schema, with errors a person can act on."""

from __future__ import annotations

from jlxx_check.packs.installed import list_packs
from jlxx_check.packs.loading import load_source, pack_schema, taken_id
from jlxx_check.packs.pack_problems import PackError, PackProblem
from jlxx_check.packs.source import PackSource, Place
from jlxx_check.packs.stated_numbers import stated_numbers
from jlxx_check.packs.winners_list import read_winners

__all__ = [
    "PackError",
    "PackProblem",
    "PackSource",
    "Place",
    "list_packs",
    "load_source",
    "pack_schema",
    "read_winners",
    "stated_numbers",
    "taken_id",
]
