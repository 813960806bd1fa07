"""What looking into one archive yields, whatever its kind, and how much it may cost."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from jlxx_check.files.archives import refusals
from jlxx_check.files.archives.members import Member
from jlxx_check.files.archives.room import Room
from jlxx_check.model.facts import Unreadable
from jlxx_check.model.limits import ArchiveLimits
from jlxx_check.model.package import Unassigned
from jlxx_check.model.tree import FileNode, Tree
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


@frozen
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


@frozen
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

    @property
    def empty(self) -> tuple[str, ...]:
        """As in the folder, where it is one that holds archives."""
        return () if self.folder is None else self.folder.empty

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


#: Bytes that an archive may unpack to whatever its ratio: a few drawings on white paper compress
#: a thousandfold, and harm nobody.
_FREE = 256 * 1024**2


class Budget:
    """What is left of the limits while a package's archives are being looked into."""

    def __init__(self, limits: ArchiveLimits) -> None:
        self.limits = limits
        self.members = limits.members
        self._unpacked = limits.unpacked

    def allowance(self, packed: int) -> int:
        """Bytes that an archive of ``packed`` bytes may still unpack to."""
        return min(self._unpacked, max(_FREE, packed * self.limits.ratio))

    def charge(self, members: int, unpacked: int, packed: int) -> Unreadable | None:
        """Take an archive's members and bytes off; where they exceed a limit nothing is taken."""
        if members > self.members:
            return refusals.too_many(self.limits.members)
        if unpacked > self.allowance(packed):
            return self.exceeded(unpacked, packed)
        self.members -= members
        self._unpacked -= unpacked
        return None

    def exceeded(self, unpacked: int, packed: int) -> Unreadable:
        """Which limit an archive breaks that unpacks to so much, or to more."""
        if unpacked > self._unpacked:
            return refusals.too_large(self.limits.unpacked)
        return refusals.too_dense(self.limits.ratio, packed)
