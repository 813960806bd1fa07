"""One delivery as it lies in the inbox: a folder, an archive, an archive in volumes, a mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from jlxx_check.files import MailHead, open_package
from jlxx_check.files.archives import ArchiveLimits
from jlxx_check.model.tree import Tree


class ArrivalShape(StrEnum):
    """What an arrival is on disk."""

    FOLDER = "folder"
    ARCHIVE = "archive"
    VOLUMES = "volumes"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A delivery as it lies in the inbox."""

    #: Its identity, relative to the inbox with ``/``; of volumes, what they are called whole.
    path: str
    shape: ArrivalShape
    #: The folder or files that it consists of, relative to the inbox; volumes in their order.
    sources: tuple[str, ...]
    #: The source that it is opened by.
    first: str
    #: Names of volumes that are not there, as far as the others' names tell.
    missing: tuple[str, ...] = ()
    #: Who sent it and when, as a mail's own head says.
    mail: MailHead | None = None

    @property
    def name(self) -> str:
        """The last part of the path: what the sender called it."""
        return PurePosixPath(self.path).name

    def place(self, inbox: Path) -> Path:
        """What ``open_package`` takes; volumes are joined by it from whichever is given."""
        return inbox / self.first


def open_arrival(
    inbox: Path,
    arrival: Arrival,
    limits: ArchiveLimits,
    skip: Callable[[str], bool] = lambda _path: False,
) -> Tree:
    """The arrival as one read-only tree, whatever its shape; the caller closes it.

    skip: see ``open_package``. Raises NotAPackage.
    """
    return open_package(arrival.place(inbox), limits, skip=skip)
