"""One package read in this process: nothing protects it, and nothing has to be started."""

from __future__ import annotations

from typing import Protocol

from jlxx_check.extraction.one_file import read_file, whole_digest
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.tree import FileNode, Tree


class PackageReading(Protocol):
    """What a package's files hold. Safe to use from several threads at a time."""

    def facts(self, node: FileNode, *, thumbnails: bool = False) -> FileFacts:
        """The facts of one file. Never raises for what the file is or does."""

    def whole_digest(self, node: FileNode) -> str | None:
        """SHA-256 of a file read whole; None where it cannot be read."""

    def stop(self) -> None:
        """Give up what is being read, because nobody waits for it any more."""


class ReadingHere:
    """Read by this process's own threads."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def facts(self, node: FileNode, *, thumbnails: bool = False) -> FileFacts:
        """The facts of one file. Never raises for what the file is or does."""
        return read_file(self._tree, node, thumbnails=thumbnails)

    def whole_digest(self, node: FileNode) -> str | None:
        """SHA-256 of a file read whole; None where it cannot be read."""
        return whole_digest(self._tree, node.path)

    def stop(self) -> None:
        """A thread cannot be stopped: files that are open are read to their end."""
