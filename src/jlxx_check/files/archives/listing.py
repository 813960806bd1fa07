"""What looking into one archive yields, whatever its kind."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from jlxx_check.files.archives.members import Member
from jlxx_check.files.archives.room import Room
from jlxx_check.model.facts import Unreadable
from jlxx_check.model.package import Unassigned
from jlxx_check.model.tree import FileNode, Tree
from jlxx_check.text import Text


@dataclass(frozen=True, slots=True)
class FoundMember:
    """A file in an archive.

    name: as written there. size: bytes unpacked, as stated. modified: epoch seconds.
    mark: tells it and its content from the archive's others (its place, its checksum).
    """

    name: str
    member: Member
    size: int
    modified: float | None
    mark: str


@dataclass(slots=True)
class ArchiveListing:
    """The files found, in the archive's order.

    refused: names that are no files to read, each with the reason. beyond: files that are there
    but out of reach, by name. problem: why the archive does not open, or not wholly.
    is_document: it is a Word file or the like, and no archive of files.
    """

    found: list[FoundMember] = field(default_factory=list)
    refused: list[tuple[str, Text]] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    problem: Unreadable | None = None
    is_document: bool = False


@dataclass(frozen=True, slots=True)
class ArchiveTree:
    """The files of an archive and of those inside it; see ``Tree``.

    members: by path, how the files that lie in an archive are reached; the others are the folder's.
    room: the private temporary folder, made only where something has to be unpacked to disk.
    """

    path: str
    name: str
    kind: str
    files: tuple[FileNode, ...]
    refused: tuple[Unassigned, ...]
    members: Mapping[str, Member]
    room: Room
    folder: Tree | None = None

    def open(self, path: str) -> BinaryIO:
        """A stream of one file; see ``Tree``."""
        member = self.members.get(path)
        if member is not None:
            return member.open(self.room)
        if self.folder is not None:
            return self.folder.open(path)
        raise FileNotFoundError(errno.ENOENT, "no such member", path)

    def close(self) -> None:
        """Remove the temporary folder."""
        self.room.close()
