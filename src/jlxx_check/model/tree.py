"""What an opened package offers: its files as one read-only tree, folder or archive."""

from __future__ import annotations

from typing import BinaryIO, Protocol

from jlxx_check.model.facts import Unreadable
from jlxx_check.model.package import Unassigned
from jlxx_check.values.frozen_types import frozen


@frozen
class FileNode:
    """A file found."""

    #: Relative, ``/``, as on disk.
    path: str
    #: Bytes.
    size: int
    #: Epoch seconds.
    modified: float | None = None
    #: Changes whenever the content does (times in nanoseconds, device and file id; of an archive's
    #: member, the archive's own and its place in it); None where the system does not tell for
    #: certain, so that only reading does: changed a moment ago, no file id, times too coarse.
    stamp: str | None = None
    #: Where it belongs in the package, by which it is understood; None: where its path says.
    place: str | None = None


class UnreadableFile(OSError):
    """A file of a package cannot be opened or read, and that is proven to be its own fault."""

    def __init__(self, problem: Unreadable) -> None:
        super().__init__(problem.detail.en)
        self.problem = problem

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[Unreadable]]:
        return UnreadableFile, (self.problem,)


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
        """Every regular file, sorted by path; of an archive, every file in it."""

    @property
    def refused(self) -> tuple[Unassigned, ...]:
        """What was found but not entered: links, devices, folders and archives that do not open."""

    @property
    def empty(self) -> tuple[str, ...]:
        """Folders without a file in or below them, sorted; of those in archives none is told."""

    def open(self, path: str) -> BinaryIO:
        """A seekable stream of one file, which the caller closes.

        Raises UnreadableFile where the package is at fault, any other OSError where the system is;
        both may come as late as from the stream's ``read``.
        """

    def close(self) -> None:
        """Remove what was unpacked. Files can no longer be opened."""
