"""Which deliveries stand as they were judged before, which wait to be judged, which are gone."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from jlxx_check.app.batch.folder import Folder
from jlxx_check.app.batch.listing import Listing, list_delivery
from jlxx_check.app.batch.received import Dates
from jlxx_check.app.batch.record import Head
from jlxx_check.app.batch.settings import Settings
from jlxx_check.app.batch.units import Units

#: Listing is waiting for a share to answer, not work.
_LISTED_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery to be judged: see ``Job``."""

    delivery: str
    path: str
    modified: float | None
    link: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """fingerprints: of every delivery. gone: records whose delivery is no longer in the inbox."""

    fingerprints: Mapping[str, str]
    modified: Mapping[str, float | None]
    waiting: tuple[Waiting, ...]
    gone: tuple[Head, ...]


def stand(
    inbox: Path,
    deliveries: Sequence[str],
    folder: Folder,
    names: Mapping[str, str],
    settings: Settings,
    dates: Dates,
    key: str,
    moving: frozenset[str] = frozenset(),
) -> Standing:
    """Hold every delivery against its record.

    The files are listed before any of them is read: what changes meanwhile is judged anew the next
    time.
    names: the deliveries' folders in the output. key: the id of the key in use. moving: deliveries
    that are still being copied: each stands as it was judged before.
    """
    with ThreadPoolExecutor(_LISTED_AT_ONCE) as pool:
        listings = list(pool.map(lambda name: list_delivery(inbox / name), deliveries))
    identity = settings.identity()
    fingerprints: dict[str, str] = {}
    waiting: list[Waiting] = []
    heads = {record.head.delivery: record.head for record in folder.records()}
    for name, listing in zip(deliveries, listings, strict=True):
        path = inbox / name
        link = _link(path, folder.out / names[name])
        told = _fingerprint(listing, identity, link, names[name])
        fingerprints[name] = told
        head = heads.get(name)
        if head is not None and name in moving:
            fingerprints[name] = head.fingerprint
        elif (
            head is None
            or listing.digest is None
            or (head.fingerprint, head.key) != (told, key)
            or not _holds(head, folder, dates, settings.known_units())
        ):
            waiting.append(Waiting(name, str(path), listing.modified, link))
    modified = {name: item.modified for name, item in zip(deliveries, listings, strict=True)}
    gone = tuple(head for name, head in heads.items() if name not in fingerprints)
    return Standing(fingerprints, modified, tuple(waiting), gone)


def _holds(head: Head, folder: Folder, dates: Dates, units: Units) -> bool:
    """Whether its date is still the same and its reports are there as they were written."""
    if not head.done or dates.of(head.delivery, units.key(head.name)) != head.received:
        return False
    return all(folder.intact(item) for item in head.written)


def _fingerprint(listing: Listing, identity: str, link: str | None, name: str) -> str:
    told = json.dumps([listing.digest, identity, link, name])
    return hashlib.sha256(told.encode("ascii")).hexdigest()


def _link(package: Path, reports: Path) -> str | None:
    """A delivery's folder as its reports see it; none leads into an archive or to another drive."""
    if not package.is_dir():
        return None
    try:
        return Path(os.path.relpath(package.resolve(), reports)).as_posix()
    except ValueError:
        return None
