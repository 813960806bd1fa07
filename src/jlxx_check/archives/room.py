"""The one private temporary folder of an opened package."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path


class Room:
    """A folder that is made when it is first needed, readable by its owner alone.

    It is removed by ``close``, when the room is forgotten, and at the latest when the program
    ends; always by the process that made it, never by one that the room was sent to.
    """

    def __init__(self, path: str | None = None) -> None:
        self._path = path
        self._removal: weakref.finalize[..., Room] | None = None
        self._drafts = 0

    def __reduce__(self) -> tuple[type[Room], tuple[str | None]]:
        return Room, (self._path,)

    @property
    def path(self) -> Path:
        """The folder."""
        if self._path is None:
            self._path = tempfile.mkdtemp(prefix="jlxx-unpacked-")
            self._removal = weakref.finalize(self, _remove, self._path, os.getpid())
        return Path(self._path)

    def place(self, name: str) -> Path:
        """Where what has this name is kept."""
        return self.path / name

    def new(self) -> Path:
        """A name that nothing has yet; only for the process that made the room."""
        self._drafts += 1
        return self.place(f"unpacked-{self._drafts}")

    def draft(self) -> tuple[int, Path]:
        """A new file open for writing, under a name that no other thread or process has."""
        descriptor, path = tempfile.mkstemp(prefix="draft-", dir=self.path)
        return descriptor, Path(path)

    def close(self) -> None:
        """Remove the folder with everything in it."""
        if self._removal is not None:
            self._removal()


def settle(draft: Path, target: Path) -> None:
    """Give a finished draft its name; where another was quicker, his stays. Raises OSError."""
    try:
        draft.replace(target)
    except PermissionError:  # Windows: the other's is open
        if not target.exists():
            raise
        with suppress(OSError):
            draft.unlink()


def _remove(path: str, owner: int) -> None:
    if os.getpid() == owner:  # a forked child inherits the object, not the duty
        shutil.rmtree(path, ignore_errors=True)
