"""A package's files as one read-only tree, whether a folder or an archive holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Protocol

from jlxx_check.model.package import Unassigned


@dataclass(frozen=True, slots=True)
class FileNode:
    """A file found.

    path: relative, ``/``, as on disk. size: bytes. modified: epoch seconds.
    stamp: changes whenever the content does (times in nanoseconds, device and file id; of an
    archive's member, the archive's own and its place in it); None where the system does not tell
    for certain, so that only reading does: changed a moment ago, no file id, times too coarse.
    """

    path: str
    size: int
    modified: float | None = None
    stamp: str | None = None


class Tree(Protocol):
    """What an opened package offers. Nothing is ever written through it.

    A tree can be pickled, so that another process opens the same files; only the process that
    opened the package closes it.
    """

    @property
    def path(self) -> str:
        """The path as the caller gave it."""

    @property
    def name(self) -> str:
        """The package's name: its folder's or archive's, without wrapper folders."""

    @property
    def kind(self) -> str:
        """``folder``, ``zip``, ``7z``, ``tar`` or ``rar``."""

    @property
    def files(self) -> tuple[FileNode, ...]:
        """Every regular file, sorted by path."""

    @property
    def refused(self) -> tuple[Unassigned, ...]:
        """What was found but not entered: links, devices, folders that cannot be read."""

    def open(self, path: str) -> BinaryIO:
        """A seekable stream of one file. Raises OSError; the caller closes it."""

    def close(self) -> None:
        """Remove what was unpacked. Files can no longer be opened."""
