"""What is kept of a delivery between two runs, so that it need not be judged again, and where.

A record is four lines: the digest of the rest, the head, the report, what is compared across
packages; the last three are JSON. Nothing of a register is in it, and no personal number that the
report does not show. Each is read whole only where its report is needed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import datetime
from itertools import count
from pathlib import Path

from jlxx_check.batch.master_rows import RowLink
from jlxx_check.batch.output_names import mark
from jlxx_check.files.laid_over import Layer, Overlay
from jlxx_check.files.result_folder import RECORDS
from jlxx_check.model.sender import Sender, SenderClaim
from jlxx_check.values.frozen_json import from_json, to_json
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.name_marks import NO_MARKS, NameMarks
from jlxx_check.values.typed_moments import Moment
from jlxx_check.values.whole_files import write_whole

_FORMAT = "jlxx-check-delivery/1"
_LINES = 4


@frozen
class WrittenReport:
    """A report in the output folder."""

    form: str
    #: Relative to the folder, with ``/``.
    path: str
    sha256: str
    #: Bytes, and modification time in nanoseconds, as the system gave them; None until written.
    size: int | None = None
    stamp: int | None = None
    #: Changes with anything that it is made from; empty where it is made each time.
    inputs: str = ""


@frozen
class Overall:
    """The reports over all packages."""

    #: Changes with anything that they are made from.
    inputs: str
    written: tuple[WrittenReport, ...]
    #: Of videos that had to be read whole to be told apart, by the delivery's fingerprint and the
    #: file's path.
    digests: Mapping[str, str]


@frozen
class ArrivalTraits:
    """What only the inbox tells of a delivery, kept for when it is gone from there."""

    #: Of an archive or a mail, seconds since the epoch.
    modified: float | None = None
    #: Of the mail that it came with: when it was sent, what its subject says; never the subject.
    sent: datetime | None = None
    subject: NameMarks = NO_MARKS


@frozen
class RecordHead:
    """All but the report."""

    delivery: str
    #: Of the files and the settings that it was judged by.
    fingerprint: str
    #: The id of the key of its digests.
    key: str
    name: str
    received: Moment | None
    newest: float | None
    links: tuple[RowLink, ...]
    written: tuple[WrittenReport, ...]
    #: All reports are written. Until then the record tells what may have been.
    done: bool = False
    #: What stood there before.
    earlier: tuple[WrittenReport, ...] = ()
    #: What the package says of who sent it, and what that came to; None: a record of an older
    #: version, whose delivery is judged anew.
    claims: tuple[SenderClaim, ...] = ()
    sender: Sender | None = None
    #: As ``Judged.content``: equal where the same files came again, wherever a package keeps them;
    #: empty in records of a version that did not know it.
    content: str = ""
    #: The paper that says whom to reach; what it says is never kept.
    contact_paper: str | None = None
    #: As ``ArrivalListing.look``: by this it is known again under another name.
    look: str = ""
    #: By this its place among its unit's others is known once it is gone.
    arrived: ArrivalTraits = ArrivalTraits()
    #: Something of it could not be read for the moment: nothing is sent of it, and it is no round.
    unsettled: bool = False
    #: The program failed on something of it.
    faulty: bool = False
    #: A keyed digest of its registers' rows; empty in records of a version that did not know it.
    rows: str = ""
    #: Of a whole: what others are laid over, and of each of them the delivery and what its files'
    #: paths begin with.
    base: str | None = None
    layers: tuple[tuple[str, str], ...] = ()
    format: str = _FORMAT

    @property
    def stale(self) -> bool:
        """Whether it is judged again at the next look, however little has changed."""
        return self.unsettled or self.faulty

    def over(self, place: Callable[[str], Path]) -> Overlay:
        """What is laid over the delivery. place: where a delivery is opened."""
        return Overlay(tuple(Layer(str(place(path)), name) for path, name in self.layers))


@frozen
class DeliveryRecord:
    """A head and two pieces of JSON, read only where they are needed."""

    head: RecordHead
    report: bytes = field(repr=False)
    traits: bytes = field(repr=False)

    def to_bytes(self) -> bytes:
        """The record as a file."""
        body = b"\n".join((to_json(RecordHead, self.head), self.report, self.traits))
        return _digest(body) + b"\n" + body


def read_record(data: bytes) -> DeliveryRecord | None:
    """The record of a file's content; None where it is damaged or of another version."""
    lines = data.split(b"\n", 1)
    if len(lines) != 2 or _digest(lines[1]) != lines[0]:
        return None
    parts = lines[1].split(b"\n")
    if len(parts) != _LINES - 1:
        return None
    try:
        head = from_json(RecordHead, parts[0])
    except ValueError:
        return None
    return DeliveryRecord(head, parts[1], parts[2]) if head.format == _FORMAT else None


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode("ascii")


class RecordsFolder:
    """The records of deliveries, and of deliveries with others laid over them."""

    def __init__(self, corner: Path, draft: Path) -> None:
        """corner: of the output folder, the program's own. draft: see ``write_whole``."""
        self._corner = corner
        self._folder = corner / RECORDS
        self._draft = draft
        #: Records that could not be read and were put aside.
        self.damaged = 0
        #: With what the system says of the file: what has not changed is not read again.
        self._heads: dict[Path, tuple[tuple[int, int], RecordHead]] = {}

    def prepare(self) -> None:
        """Make the folder. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return any(self._folder.glob("*.record"))

    def heads(self) -> Iterator[RecordHead]:
        """Those of deliveries; a damaged one is put aside, as evidence of what was there."""
        return (head for head in self._all() if head.base is None)

    def wholes(self) -> Iterator[RecordHead]:
        """Those of deliveries with others laid over them."""
        return (head for head in self._all() if head.base is not None)

    def _all(self) -> Iterator[RecordHead]:
        for file in sorted(self._folder.glob("*.record")):
            head = self._head(file)
            if head is None or self._place(head.delivery) != file:
                self._put_aside(file, "damaged")
                self.damaged += 1
            else:
                yield head

    def head(self, delivery: str) -> RecordHead | None:
        """One delivery's, without its report."""
        try:
            return self._head(self._place(delivery))
        except FileNotFoundError:
            return None

    def _head(self, file: Path) -> RecordHead | None:
        told = _told(file)
        known = self._heads.get(file)
        if known is not None and known[0] == told:
            return known[1]
        record = read_record(file.read_bytes())
        if record is None:
            return None
        self._heads[file] = told, record.head
        return record.head

    def read(self, delivery: str) -> DeliveryRecord | None:
        """One delivery's record."""
        try:
            return read_record(self._place(delivery).read_bytes())
        except FileNotFoundError:
            return None

    def keep(self, record: DeliveryRecord) -> None:
        """Put the record down. Raises OSError."""
        place = self._place(record.head.delivery)
        self._heads.pop(place, None)  # as long as before, in the same moment: it is another one
        write_whole(place, record.to_bytes(), self._draft)

    def withdraw(self, delivery: str) -> None:
        """Put the record aside: its delivery is meant to be gone. Raises OSError."""
        place = self._place(delivery)
        if place.exists():
            self._put_aside(place, "withdrawn")

    def _place(self, delivery: str) -> Path:
        return self._folder / f"{mark(delivery)}.record"

    def _put_aside(self, file: Path, corner: str) -> None:
        """Move a record to where none is looked for."""
        aside = self._corner / corner
        aside.mkdir(exist_ok=True)
        file.replace(unused(aside / file.name))


def unused(path: Path) -> Path:
    """The path, else the first one beside it, where nothing is."""
    tried = path
    for number in count(2):
        if not os.path.lexists(tried):
            return tried
        tried = path.with_name(f"{path.stem}（{number}）{path.suffix}")
    raise AssertionError  # count has no end


def _told(file: Path) -> tuple[int, int]:
    info = file.stat()
    return info.st_size, info.st_mtime_ns
