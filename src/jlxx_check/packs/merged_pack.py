"""The data of a pack as far as it is put together with those that it extends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jlxx_check.packs.pack_problems import PackProblem
from jlxx_check.packs.yaml_lines import KeyPath

EXTENDS, BASE, DROP, ADD = "extends", "base", "drop", "add"
#: What a part of a pack is called where one of its names is unknown.
CALLED = {
    "kinds": "kind",
    "roles": "role",
    "forms": "form",
    "registers": "register",
    "rules": "rule",
    "units": "unit",
    "outline": "clause",
    "not_known": "value",
}
#: What each rule gives to sentences.
Others = Mapping[str, Mapping[str, object]]


@dataclass(slots=True)
class MergedPack:
    """A pack's data as far as it is merged. parents: of each notice above, nearest first.

    told_by: rule → the id of the notice whose clause and words it goes by. quotes: rule → those
    words as they were written, and what every rule of that notice gives.
    """

    data: dict[str, Any]
    lines: dict[KeyPath, Any]
    problems: list[PackProblem]
    parents: tuple[dict[str, Any], ...] = ()
    told_by: dict[str, str] = field(default_factory=dict)
    quotes: dict[str, tuple[str, Others]] = field(default_factory=dict)


def as_mapping(value: object) -> dict[str, Any]:
    """The mapping itself; an empty one where something else is written."""
    return value if isinstance(value, dict) else {}
