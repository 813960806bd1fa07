"""A package with archives in it, or that is one, as a tree."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from jlxx_check.archives.members import Member
from jlxx_check.archives.room import Room
from jlxx_check.model.package import Unassigned
from jlxx_check.model.tree import FileNode, Tree


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
