"""The reports over all packages: written from what a run came to, or left as they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from jlxx_check.batch import overall
from jlxx_check.batch.belonging.merged import Belonging
from jlxx_check.batch.desk import BatchRound
from jlxx_check.batch.ledger_file import ledger
from jlxx_check.batch.ledger_file import told as told_of_ledger
from jlxx_check.batch.made_from import lasting, part_told, told_of_master
from jlxx_check.batch.master_rows import read_lines
from jlxx_check.batch.output_names import LEDGER
from jlxx_check.batch.overall import OverallReport
from jlxx_check.batch.record import Overall, RecordHead, WrittenReport
from jlxx_check.batch.report_writer import ReportWriter, moved, telling_unwritten
from jlxx_check.files import NotAPackage
from jlxx_check.model.batch_report import BatchReport, DeliveryResult, RegisterLine
from jlxx_check.model.report import Report
from jlxx_check.model.rounds import UnitRound
from jlxx_check.reporters.batch import MASTER
from jlxx_check.values.frozen_json import to_json
from jlxx_check.values.frozen_types import frozen


@frozen
class OverallWriter:
    """What the reports over all packages need besides the batch."""

    this: BatchRound
    belonging: Belonging
    writer: ReportWriter
    #: Of the deliveries' records, by their paths.
    heads: Mapping[str, RecordHead]

    def write(self, batch: BatchReport, digests: Mapping[str, str]) -> None:
        """Write them, unless they are there as they would be again.

        digests: of videos that had to be read whole, to be remembered. One that cannot be written
        is told (``ReportWriter.unwritten``). Raises OSError where the folder takes no more.
        """
        folder, inputs = self.this.folder, self._inputs(batch)
        before = folder.overall()
        if before and before.inputs == inputs and all(map(folder.intact, before.written)):
            return
        known = before.written if before else ()
        there = {item.path: item for item in known if item.inputs and folder.intact(item)}
        bare, settings = lasting(batch), self.this.settings
        part, heads = part_told(bare), (self.heads.get(item.path) for item in batch.counting)
        master = told_of_master(part, heads, settings)
        same = MASTER in there and there[MASTER].inputs == master
        rows = {} if same else {item.path: self._lines(item) for item in batch.counting}
        lines = [line for own in rows.values() for line in own or ()]
        unread = {path for path, own in rows.items() if own is None}
        # Rows are read anew from the deliveries: where one is not there, or a share fails to give
        # them, a register without it would be the poorer one.
        gone = {item.path for item in batch.deliveries if item.withdrawn and item.counts}
        if unread:
            master = ""
        if self.writer.missed or unread - gone:
            inputs = ""
        stays: tuple[WrittenReport, ...] = ()
        if same or gone or unread or self.writer.missed:
            stays = tuple(item for item in known if _is_master(item.path))
        left = {MASTER} if stays or self.writer.missed else set[str]()
        written = []
        for report in overall.outputs(batch, lines, settings, left, master):
            made = self._written(report, there, known)
            if made is not None:
                written.append(made)
                self.writer.beside += moved([report.path], [made])
        made = self._written(ledger(bare, part, self.this), there, known)
        if made is not None:
            written.append(made)
            self.writer.notices += told_of_ledger(made, self.this)
        if self.writer.unwritten:  # they are ours still, and tried again the next time
            made_now = {item.path for item in written}
            inputs, stays = "", tuple(item for item in known if item.path not in made_now)
        here = {item.path for item in (*written, *stays)}
        # What went beside a person's file says no longer what holds once that one is away.
        folder.remove([item for item in known if item.path not in here], but=here)
        folder.keep_overall(Overall(inputs, (*written, *stays), digests))

    def _written(
        self,
        report: OverallReport,
        there: Mapping[str, WrittenReport],
        known: Iterable[WrittenReport],
    ) -> WrittenReport | None:
        """The report, made and written unless it is there as it would be made.

        None where there is nothing to say, or it cannot be written.
        """
        old = there.get(report.path)
        if old is not None and old.inputs == report.inputs:
            return old
        data = report.make()
        if data is None:
            return None
        beside = report.path == LEDGER  # it may be filled in, and given to this very call
        with telling_unwritten(report.path, self.writer.unwritten):
            made = self.this.folder.write(report.path, data, known, beside_given=beside)
            return replace(made, inputs=report.inputs)
        return None

    def _inputs(self, batch: BatchReport) -> str:
        """Changes with anything that the reports over all packages are made from."""
        settings = self.this.settings
        digest = hashlib.sha256(settings.identity().encode("ascii"))
        digest.update(repr(settings.decisions and settings.decisions.rows).encode())
        digest.update(json.dumps([settings.score_columns, repr(settings.letter)]).encode("ascii"))
        for item in batch.deliveries:
            head = self.heads.get(item.path)
            digest.update(_told(item, head.fingerprint if head else None))
            if head is not None and head.stale and item.report is not None:
                digest.update(to_json(Report, item.report))
        rest = BatchReport(
            tool_version=batch.tool_version,
            pack=batch.pack,
            inbox=batch.inbox,
            deliveries=(),
            across=batch.across,
            rules=batch.rules,
            missing_units=batch.missing_units,
            maybe_units=batch.maybe_units,
            notes=batch.notes,
            caveats=batch.caveats,
        )
        digest.update(to_json(BatchReport, rest))
        return digest.hexdigest()

    def _lines(self, item: DeliveryResult) -> tuple[RegisterLine, ...] | None:
        """The rows of its registers, of this or an earlier run of this process, or read anew.

        None: they cannot be read now; the next run tries again.
        """
        whole, head = self.belonging.whole_of(item.path), self.heads.get(item.path)
        found: tuple[RegisterLine, ...] | None = self.writer.lines.get(whole)
        if head is None:
            return found or ()
        if found is None:
            key, found = self.this.folder.lines.get(item.path, ("", ()))
            if key != head.fingerprint:
                found = self._read_anew(item, head)
        if found is not None:
            self.this.folder.lines[item.path] = (head.fingerprint, found)
        return found

    def _read_anew(self, item: DeliveryResult, head: RecordHead) -> tuple[RegisterLine, ...] | None:
        pack = self.this.settings.pack().pack
        try:
            if self.this.found.arrival(item.path) is None:
                return None
            place = self.this.place
            at, over = place(item.path), head.over(place)
            return read_lines(item.path, at, over, head.links, pack, self.this.settings.reading)
        except (NotAPackage, OSError) as error:  # or gone since: the next run will say so
            if not isinstance(error, NotAPackage) or error.passing:
                self.writer.missed.add(item.path)
            return None


def _is_master(path: str) -> bool:
    """Whether it is the master register, or went beside one that a person edited."""
    stem, _, suffix = MASTER.rpartition(".")
    return path.startswith(stem) and path.endswith(f".{suffix}")


def _told(item: DeliveryResult, fingerprint: str | None) -> bytes:
    told = [item.path, fingerprint, item.superseded_by, dict(item.written)]
    more = [str(item.received), item.newest, item.problem and item.problem.zh]
    more += [item.newer and item.newer.zh, str(item.withdrawn), item.unit, item.supplements]
    more += [item.undecided and item.undecided.zh, item.void]
    return json.dumps([told, more, _round_told(item.round)]).encode("ascii")


def _round_told(found: UnitRound | None) -> object:
    """What the reports over all show of a round."""
    if found is None:
        return None
    parts = (found.items, found.mended, found.unsettled)
    return [found.number, [[[item.number, item.since] for item in part] for part in parts]]
