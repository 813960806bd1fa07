"""Where each part of a pack was written: the pack together with its files and lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path

from jlxx_check.model.pack import Pack
from jlxx_check.packs.pack_problems import PackProblem
from jlxx_check.packs.yaml_lines import KeyPath, Lines
from jlxx_check.text import Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where something of a pack stands."""

    file: Path | None
    line: int | None

    def problem(self, message: Text) -> PackProblem:
        """A fault at this place."""
        return PackProblem(self.file, self.line, message)


@dataclass(frozen=True, slots=True)
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
