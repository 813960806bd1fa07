"""Each delivery's reports written as they come, so that an end at any moment loses none."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from jlxx_check.batch.job import Failed, Judged
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.output_names import report_name
from jlxx_check.batch.record import ArrivalTraits, DeliveryRecord, RecordHead, WrittenReport
from jlxx_check.model.batch_report import RegisterLine
from jlxx_check.model.sender import UnitContact
from jlxx_check.reporters.authorship import digest_of
from jlxx_check.text import Text
from jlxx_check.values.moments import CHINA
from jlxx_check.values.system_errors import reason

#: The whole folder takes no more: there is no sense in judging on.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


class ReportWriter:
    """The one writer of the output folder."""

    def __init__(
        self,
        folder: OutputFolder,
        names: Mapping[str, str],
        fingerprints: Mapping[str, str],
        key: str,
        looks: Mapping[str, str] | None = None,
        arrived: Mapping[str, ArrivalTraits] | None = None,
    ) -> None:
        """looks: as ``ArrivalListing.look``, by the delivery's path, as is what arrived."""
        self._folder = folder
        self._names = dict(names)
        self._fingerprints = dict(fingerprints)
        self._key = key
        self._looks = looks or {}
        self._arrived = arrived or {}
        #: The register rows of what was judged in this run.
        self.lines: dict[str, tuple[RegisterLine, ...]] = {}
        #: Whom to reach about it.
        self.contacts: dict[str, UnitContact] = {}
        #: What could not be judged.
        self.failed: dict[str, Failed] = {}
        #: What could not be judged for the moment, and stands as it was judged before.
        self.kept: dict[str, Failed] = {}
        #: Deliveries of which the system failed to give what is read anew: rows, contacts.
        self.missed: set[str] = set()
        #: Files that a person changed and that were therefore left.
        self.edited: list[str] = []
        #: Reports that went beside such a file.
        self.beside: list[str] = []
        #: What else the caller should know of what was written.
        self.notices: list[Text] = []
        #: Reports that could not be written, and why.
        self.unwritten: list[Text] = []

    def expect(self, whole: str, place: str, fingerprint: str) -> None:
        """Something to be judged that is no delivery: its folder, and what it is known by."""
        self._names[whole] = place
        self._fingerprints[whole] = fingerprint

    def withdraw(self, gone: Iterable[RecordHead]) -> None:
        """Move away what was written on deliveries that were withdrawn.

        One of which a report is open stays, to be withdrawn the next time.
        """
        day = datetime.now(UTC).astimezone(CHINA).date()
        for head in gone:
            with telling_unwritten(head.delivery, self.unwritten):
                self._folder.withdraw(head, day)

    def fail(self, failed: Failed) -> None:
        """What an earlier run wrote on it stays: that it fails now may be over in a moment.

        Where that is certain, what was found then counts, too.
        """
        head = self._folder.records.head(failed.delivery) if failed.passing else None
        if head is not None and head.done:
            self.kept[failed.delivery] = failed
            return
        self.failed[failed.delivery] = failed

    def write(self, judged: Judged) -> None:
        """Write the record, the reports, and the record again, which then says that they are there.

        The record comes first so that what is written is known even if nothing else gets done.
        Raises OSError where the folder takes no more at all.
        """
        place = self._names[judged.delivery]
        files = {
            f"{place}/{report_name(format_name)}": (format_name, data)
            for format_name, data in judged.outputs.items()
        }
        before = self._folder.records.head(judged.delivery)
        earlier = (*before.written, *before.earlier) if before else ()
        head = RecordHead(
            delivery=judged.delivery,
            fingerprint=self._fingerprints[judged.delivery],
            key=self._key,
            name=judged.name,
            received=judged.received,
            newest=judged.newest,
            links=judged.links,
            written=tuple(
                WrittenReport(format_name, path, digest_of(data))
                for path, (format_name, data) in files.items()
            ),
            earlier=earlier,
            claims=judged.claims,
            sender=judged.sender,
            contact_paper=judged.contact_paper,
            content=judged.content,
            rows=judged.rows,
            look=self._looks.get(judged.delivery, ""),
            arrived=self._arrived.get(judged.delivery, ArrivalTraits()),
            base=judged.base,
            layers=judged.layers,
            unsettled=judged.unsettled,
            faulty=judged.faulty,
        )
        self.lines[judged.delivery] = judged.lines
        self.contacts[judged.delivery] = judged.contact
        self._folder.records.keep(DeliveryRecord(head, judged.report, judged.traits))
        with telling_unwritten(place, self.unwritten):
            written = tuple(
                replace(self._folder.write(path, data, earlier), form=format_name)
                for path, (format_name, data) in files.items()
            )
            self.beside += moved(files, written)
            here = {*files, *(item.path for item in written)}
            self.edited += self._folder.remove(earlier, but=here)
            done = replace(head, written=written, earlier=(), done=True)
            self._folder.records.keep(DeliveryRecord(done, judged.report, judged.traits))


def moved(wanted: Iterable[str], written: Iterable[WrittenReport]) -> list[str]:
    """Where reports went that could not go where they belong: a person's file is there."""
    return [item.path for path, item in zip(wanted, written, strict=True) if item.path != path]


@contextmanager
def telling_unwritten(place: str, told: list[Text]) -> Iterator[None]:
    """What cannot be written or moved there, as where it is open elsewhere, is told, no more.

    Raises OSError where the folder takes no more.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno in FULL:
            raise
        told.append(_unwritten(place, error))


def _unwritten(place: str, error: OSError | ValueError) -> Text:
    """That reports cannot be written there, and what to do."""
    why = reason(error) if isinstance(error, OSError) else Text("这是链接", "it is a link")
    return Text(
        f"报告写不进“{place}”：{why.zh}。请关闭打开着的报告，再运行一次。",
        f"The reports cannot be written to “{place}”: {why.en}. Close any that are open and run "
        "again.",
    )
