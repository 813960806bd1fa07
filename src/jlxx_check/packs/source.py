"""A pack as far as it is put together, and where each part of it was written: file and line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jlxx_check.model.pack import Pack
from jlxx_check.packs.pack_problems import PackProblem
from jlxx_check.packs.yaml_lines import KeyPath, Lines
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


@frozen
class Place:
    """Where something of a pack stands."""

    file: Path | None
    line: int | None

    def problem(self, message: Text) -> PackProblem:
        """A fault at this place."""
        return PackProblem(self.file, self.line, message)


@frozen
class PackSource:
    """A loaded pack. lines: the path of keys and list positions → file and line (from 1).

    written: the path of each sentence of a rule → as its author wrote it, placeholders and all.
    folders: the pack's own folder, then those that it extends, nearest first.
    unfilled: the path of a sentence that names what is not there → what is wrong. Whoever binds
    the rules raises it, since a misspelt parameter is the nearer cause.
    """

    pack: Pack
    folder: Path
    lines: Lines
    written: Mapping[KeyPath, str] = field(default_factory=dict)
    unfilled: Mapping[KeyPath, PackProblem] = field(default_factory=dict)
    folders: Sequence[Traversable] = ()

    def place(self, *path: str | int) -> Place:
        """Where this path of keys stands, else the nearest thing around it."""
        return place_in(self.lines, path)


def place_in(lines: Lines, path: tuple[str | int, ...]) -> Place:
    """Where a path stands by this map; what it does not know is passed over."""
    known: tuple[str | int, ...] = ()
    for key in path:
        if (*known, key) in lines:
            known = (*known, key)
    return Place(*lines[known]) if known in lines else Place(None, None)


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
