"""What is kept of a delivery between two runs, so that it need not be judged again.

A record is four lines: the digest of the rest, the head, the report, what is compared across
packages; the last three are JSON. Nothing of a register is in it, and no personal number that the
report does not show.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from jlxx_check.app.batch.plain import from_json, to_json
from jlxx_check.app.batch.received import Moment
from jlxx_check.app.batch.registers import RowLink

_FORMAT = "jlxx-check-delivery/1"
_LINES = 4


@dataclass(frozen=True, slots=True)
class Written:
    """A report in the output folder. path: relative to it, with ``/``.

    size, stamp: bytes and modification time in nanoseconds as the system gave them once it was
    written; None until then.
    """

    form: str
    path: str
    sha256: str
    size: int | None = None
    stamp: int | None = None


@dataclass(frozen=True, slots=True)
class Overall:
    """The reports over all packages.

    inputs: changes with anything that they are made from. digests: of videos that had to be read
    whole to be told apart, by the delivery's fingerprint and the file's path.
    """

    inputs: str
    written: tuple[Written, ...]
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Head:
    """All but the report. fingerprint: of the files and the settings that it was judged by.

    done: all reports are written. Until then the record is there so that what may have been written
    is known. earlier: what stood there before. key: the id of the key of its digests.
    """

    delivery: str
    fingerprint: str
    key: str
    name: str
    received: Moment | None
    newest: float | None
    links: tuple[RowLink, ...]
    written: tuple[Written, ...]
    done: bool = False
    earlier: tuple[Written, ...] = ()
    format: str = _FORMAT


@dataclass(frozen=True, slots=True)
class Record:
    """A head and two pieces of JSON, read only where they are needed."""

    head: Head
    report: bytes = field(repr=False)
    traits: bytes = field(repr=False)

    def to_bytes(self) -> bytes:
        """The record as a file."""
        body = b"\n".join((to_json(Head, self.head), self.report, self.traits))
        return _digest(body) + b"\n" + body


def read_record(data: bytes) -> Record | None:
    """The record of a file's content; None where it is damaged or of another version."""
    lines = data.split(b"\n", 1)
    if len(lines) != 2 or _digest(lines[1]) != lines[0]:
        return None
    parts = lines[1].split(b"\n")
    if len(parts) != _LINES - 1:
        return None
    try:
        head = from_json(Head, parts[0])
    except ValueError:
        return None
    return Record(head, parts[1], parts[2]) if head.format == _FORMAT else None


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode("ascii")
