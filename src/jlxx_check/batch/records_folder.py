"""Where the deliveries' records are kept: each is read whole only where its report is needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from jlxx_check.batch.output_names import mark
from jlxx_check.batch.record import DeliveryRecord, RecordHead, read_record
from jlxx_check.values.whole_files import write_whole


class RecordsFolder:
    """The records of deliveries, and of deliveries with others laid over them."""

    def __init__(self, corner: Path, draft: Path) -> None:
        """corner: of the output folder, the program's own. draft: see ``write_whole``."""
        self._corner = corner
        self._folder = corner / "deliveries"
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
