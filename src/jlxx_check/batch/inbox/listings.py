"""What the system tells of every arrival without any of its files being read."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jlxx_check.batch.inbox.arrivals import Arrival, ArrivalShape
from jlxx_check.batch.inbox.reach import require_reach
from jlxx_check.facts.several import each, threads
from jlxx_check.files import NotAPackage
from jlxx_check.files.asking import PATIENCE, answers
from jlxx_check.files.folder_tree import open_folder

#: Listing is waiting for a share to answer, not work.
_LISTED_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class ArrivalListing:
    """An arrival as the system shows it."""

    #: Changes whenever a file does, as far as the system tells; None: it told nothing.
    digest: str | None
    #: Of an archive or a mail, seconds since the epoch; None for a folder.
    modified: float | None = None
    #: As the digest, but by names, sizes and times alone: the same while nothing is written, and
    #: wherever it is moved.
    look: str = ""


def list_arrivals(
    inbox: Path, arrivals: Sequence[Arrival], seconds: float = PATIENCE
) -> dict[str, ArrivalListing]:
    """Every arrival by its path, none of its files opened.

    seconds: that the system may take for one answer. Raises Unreachable where it no longer gives
    any of the inbox.
    """
    found: dict[str, ArrivalListing] = {}
    with threads(_LISTED_AT_ONCE, "jlxx-list") as pool:
        for item, listing in each(lambda one: _listed(inbox, one, seconds), arrivals, pool):
            if listing.digest is None:
                require_reach(inbox, seconds)
            found[item.path] = listing
    return {item.path: found[item.path] for item in arrivals}


def _listed(inbox: Path, arrival: Arrival, seconds: float) -> ArrivalListing:
    """A folder's tree or the files' own entries. Never raises: what is gone has no digest."""
    try:
        seen: list[list[object]]
        if arrival.shape is not ArrivalShape.FOLDER:
            infos = answers(os.stat, [inbox / source for source in arrival.sources], seconds)
            own = [[info.st_size, info.st_mtime_ns, info.st_dev, info.st_ino] for info in infos]
            seen = [[info.st_size, info.st_mtime] for info in infos]
            newest = max(info.st_mtime for info in infos)
            if len(infos) == 1:
                return ArrivalListing(_digest(own[0]), newest, _digest(seen[0]))
            return ArrivalListing(_digest(own), newest, _digest(seen))
        tree = open_folder(arrival.place(inbox), seconds)  # archives in it are files like any other
    except (OSError, NotAPackage):
        return ArrivalListing(None)
    files = [[node.path, node.size, node.stamp, node.modified] for node in tree.files]
    refused = [[item.path, item.reason.value] for item in tree.refused]
    seen = [[node.path, node.size, node.modified] for node in tree.files]
    return ArrivalListing(_digest([files, refused]), look=_digest([seen, refused]))


def _digest(data: object) -> str:
    return hashlib.sha256(json.dumps(data).encode("ascii")).hexdigest()
