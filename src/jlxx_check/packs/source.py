"""A pack together with the files that it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jlxx_check.model.pack import Pack
from jlxx_check.model.text import Text
from jlxx_check.packs.problems import PackProblem
from jlxx_check.packs.yaml_lines import Lines


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
    """A loaded pack. lines: the path of keys and list positions → file and line (from 1)."""

    pack: Pack
    folder: Path
    lines: Lines

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
