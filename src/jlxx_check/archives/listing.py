"""What looking into one archive yields, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from jlxx_check.archives.members import Member
from jlxx_check.model.facts import Unreadable
from jlxx_check.model.text import Text


@dataclass(frozen=True, slots=True)
class Found:
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
class Listing:
    """The files found, in the archive's order.

    refused: names that are no files to read, each with the reason. beyond: files that are there
    but out of reach, by name. problem: why the archive does not open, or not wholly.
    is_document: it is a Word file or the like, and no archive of files.
    """

    found: list[Found] = field(default_factory=list)
    refused: list[tuple[str, Text]] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    problem: Unreadable | None = None
    is_document: bool = False
