"""Where a new file goes: under its own name, or the first like it that nothing has."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from jlxx_check.values.portable_names import folded


class Places:
    """Places in a package that are taken, as the least particular system tells names apart."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {folded(path) for path in taken}

    def free(self, path: str) -> str:
        """The path, else the first one like it, that nothing has; it is taken from now on."""
        pure, tried, number = PurePosixPath(path), path, 1
        while folded(tried) in self._taken:
            number += 1
            tried = pure.with_name(f"{pure.stem}（{number}）{pure.suffix}").as_posix()
        self._taken.add(folded(tried))
        return tried
