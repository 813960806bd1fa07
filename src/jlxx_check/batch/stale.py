"""Which deliveries stand as they were judged before, which wait to be judged, which are gone.

A delivery is what it was where its files' names, sizes and stamps are: none of them is read.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path

from jlxx_check.batch.dates_received import Dates
from jlxx_check.batch.desk import BatchRound
from jlxx_check.batch.inbox import ArrivalListing
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.record import ArrivalTraits, RecordHead
from jlxx_check.batch.senders import settle
from jlxx_check.batch.unit_names import Units
from jlxx_check.files.laid_over import NOTHING_OVER, Overlay
from jlxx_check.model.sender import Sender
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.name_marks import read_marks


@frozen
class Waiting:
    """A delivery to be judged: see ``Job``."""

    delivery: str
    path: str
    modified: float | None
    link: str | None
    #: Who sent it, as far as it was known before.
    sender: Sender | None = None
    #: Of a whole: the delivery that others are laid over, what is laid over it and told of that,
    #: the layers' folders as its reports see them, and each layer's delivery and name.
    base: str | None = None
    over: Overlay = NOTHING_OVER
    notes: tuple[Text, ...] = ()
    links: Mapping[str, str | None] = field(default_factory=dict)
    layers: tuple[tuple[str, str], ...] = ()


@frozen
class Backlog:
    """What there is to do, and what every delivery is known by."""

    #: Of every delivery that is there.
    fingerprints: Mapping[str, str]
    #: Of those that are lost, as it was when they were judged.
    arrived: Mapping[str, ArrivalTraits]
    waiting: tuple[Waiting, ...]


def find_stale(this: BatchRound) -> Backlog:
    """Hold every delivery against its record.

    The files are listed before any of them is read: what changes meanwhile is judged anew the next
    time.
    """
    inbox, settings, folder = this.call.inbox, this.settings, this.folder
    identity = settings.identity()
    fingerprints: dict[str, str] = {}
    waiting: list[Waiting] = []
    senders = senders_of(this, [this.heads[name] for name in this.judged if name in this.heads])
    for arrival in this.found.arrivals:
        name, path = arrival.path, arrival.place(inbox)
        listing = this.listings[name]
        link = link_to(path, folder.out / this.names[name])
        told = _fingerprint(listing, identity, link, this.names[name])
        fingerprints[name] = told
        head = this.heads.get(name)
        if head is not None and name in this.moving:
            fingerprints[name] = head.fingerprint
        elif (
            head is None
            or listing.digest is None
            or (head.fingerprint, head.key) != (told, this.key.id)
            or head.sender != senders[name]
            or head.stale
            or not _holds(head, folder, this.dates, settings.known_units())
        ):
            same = head is not None and head.fingerprint == told
            settled = senders[name] if same else None
            waiting.append(Waiting(name, str(path), listing.modified, link, settled))
    arrived = {name: _arrived(this, name) for name in this.judged}
    return Backlog(fingerprints, arrived, tuple(waiting))


def _arrived(this: BatchRound, name: str) -> ArrivalTraits:
    """What the inbox tells of a delivery, or told while it was there."""
    if name in this.vanished.lost:
        head = this.heads.get(name)
        return head.arrived if head else ArrivalTraits()  # it never could be opened
    mail = this.mail(name)
    return ArrivalTraits(this.listings[name].modified, mail.sent, read_marks([mail.subject]))


def find_unsettled(this: BatchRound, backlog: Backlog) -> tuple[Waiting, ...]:
    """What was judged as one unit's and, seen beside the others, is another's."""
    kept = (this.folder.records.head(name) for name in this.judged)
    heads = [head for head in kept if head is not None]
    senders = senders_of(this, heads)
    places = {item.path: item.place(this.call.inbox) for item in this.found.arrivals}
    return tuple(
        Waiting(
            head.delivery,
            str(places[head.delivery]),
            backlog.arrived[head.delivery].modified,
            link_to(places[head.delivery], this.folder.out / this.names[head.delivery]),
            senders[head.delivery],
        )
        for head in heads
        if head.delivery in places and head.sender != senders[head.delivery]
    )


def senders_of(this: BatchRound, heads: Iterable[RecordHead]) -> dict[str, Sender]:
    """Who sent each delivery, by what all records together say, and by what a person does."""
    claims = {head.delivery: head.claims for head in heads}
    given = {name: claim for name in claims if (claim := this.assigned.claim(name))}
    return settle(claims, this.settings.known_units(), given)


def _holds(head: RecordHead, folder: OutputFolder, dates: Dates, units: Units) -> bool:
    """Whether its date is still the same and its reports are there as they were written."""
    title = (head.sender and head.sender.unit) or head.name
    if not head.done or dates.of(head.delivery, units.key(title)) != head.received:
        return False
    return all(folder.intact(item) for item in head.written)


def _fingerprint(listing: ArrivalListing, identity: str, link: str | None, name: str) -> str:
    told = json.dumps([listing.digest, identity, link, name])
    return hashlib.sha256(told.encode("ascii")).hexdigest()


def link_to(package: Path, reports: Path) -> str | None:
    """A delivery's folder as seen from its reports; none leads into an archive or another drive."""
    try:
        if not package.is_dir():
            return None
        return Path(os.path.relpath(package.resolve(), reports)).as_posix()
    except (OSError, ValueError):  # who judges it is told why it cannot be opened
        return None
