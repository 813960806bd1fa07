"""Whether a delivery is what it was: its files' names, sizes and stamps, without reading them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from jlxx_check.inventory.tree import NotAPackage, open_folder


@dataclass(frozen=True, slots=True)
class Listing:
    """digest: changes whenever a file does, as far as the system tells; None: it told nothing.

    modified: of an archive, seconds since the epoch; None for a folder. look: as the digest, but
    by names, sizes and times alone: it does not change while nothing is written.
    """

    digest: str | None
    modified: float | None = None
    look: str = ""


def list_delivery(path: Path) -> Listing:
    """A folder's tree or an archive's own entry. Never raises: what is gone has no digest."""
    try:
        if not path.is_dir():
            info = path.stat()
            own = [info.st_size, info.st_mtime_ns, info.st_dev, info.st_ino]
            return Listing(_digest(own), info.st_mtime, _digest([info.st_size, info.st_mtime]))
        tree = open_folder(path)  # whatever archives lie in it are files like any other
    except (OSError, NotAPackage):
        return Listing(None)
    files = [[node.path, node.size, node.stamp, node.modified] for node in tree.files]
    refused = [[item.path, item.reason.value] for item in tree.refused]
    seen = [[node.path, node.size, node.modified] for node in tree.files]
    return Listing(_digest([files, refused]), look=_digest([seen, refused]))


def _digest(data: object) -> str:
    return hashlib.sha256(json.dumps(data).encode("ascii")).hexdigest()
