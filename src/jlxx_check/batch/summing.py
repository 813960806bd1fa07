"""What all deliveries come to: which count, what repeats, who is missing, and the reports on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from jlxx_check.batch import across_reports, overall
from jlxx_check.batch.across_reports import letters_due, letters_no_longer_due
from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.belonging.merged import Belonging, sender_by_name
from jlxx_check.batch.desk import BatchRound
from jlxx_check.batch.ledger_file import ledger_notes
from jlxx_check.batch.letter_desk import changes_told, letters_of_round, unsettled
from jlxx_check.batch.loose_units import notes_on_loose, owners_of, sort_missing
from jlxx_check.batch.output_names import WITHDRAWN, stem
from jlxx_check.batch.overall import Wholes
from jlxx_check.batch.overall_writer import OverallWriter
from jlxx_check.batch.record import DeliveryRecord, RecordHead
from jlxx_check.batch.report_writer import ReportWriter, telling_unwritten
from jlxx_check.batch.required import earlier_rounds
from jlxx_check.batch.rounds_folder import RoundsFolder
from jlxx_check.batch.rounds_of_units import with_rounds
from jlxx_check.batch.run_notes import caveats, notes_of, notes_of_held, notes_on_slips
from jlxx_check.batch.stale import Backlog
from jlxx_check.batch.vanished import day_gone, notes_on
from jlxx_check.engine.judge import pack_info
from jlxx_check.engine.results import of_the_package
from jlxx_check.model.about import VERSION
from jlxx_check.model.batch_report import BatchReport, DeliveryResult
from jlxx_check.model.report import Finding, Report, ReportFile
from jlxx_check.model.tallies import RuleResult, Tally
from jlxx_check.reporters.authorship import digest_of
from jlxx_check.reporters.batch.unit_standing import standings_of
from jlxx_check.text import Text
from jlxx_check.values.frozen_json import from_json
from jlxx_check.values.frozen_types import frozen

if TYPE_CHECKING:
    from jlxx_check.model.traits import Traits


@frozen
class _Sum:
    """What is summed up: the round, and what it did."""

    this: BatchRound
    backlog: Backlog
    belonging: Belonging
    writer: ReportWriter

    @property
    def settings(self) -> BatchSettings:
        return self.this.settings


def sum_up(
    this: BatchRound, backlog: Backlog, belonging: Belonging, writer: ReportWriter
) -> BatchReport:
    """Compare what counts, write the reports over all, and return what they were made from.

    Raises OSError.
    """
    total = _Sum(this, backlog, belonging, writer)
    settings, units, found = total.settings, total.settings.known_units(), this.found
    deliveries: list[DeliveryResult] = []
    heads: dict[str, RecordHead] = {}
    traits: dict[str, Traits] = {}
    digests: dict[str, str] = {}
    slips: dict[str, list[Finding]] = {}
    shared = SharedParts()
    for name in this.judged:
        own, record = this.folder.records.head(name), _record(name, total)
        if record is None or own is None:
            deliveries.append(_failed(name, total))
            continue
        heads[name] = own if own == record.head else record.head
        traits[name] = overall.read_traits(record.traits)
        digests[name] = digest_of(record.report)
        report = from_json(Report, record.report)
        slips[name] = [item for item in report.findings if item.of_the_call]
        report = shared.report(of_the_package(report))
        deliveries.append(_delivery(own, record.head, report, total))
    chosen, doubts = tuple(map(belonging.mark, deliveries)), belonging.arranged.notes
    waiting = unsettled(chosen, this, writer, heads)
    contents = {  # of what could not be read wholly nothing is counted as a round
        path: head.content or head.fingerprint
        for path, head in heads.items()
        if path not in waiting
    }
    chosen, told = _rounds(chosen, contents, total)
    counting = [item.path for item in chosen if item.counts and item.path in traits]
    before = total.this.folder.overall()
    known = before.digests if before else {}
    limits = settings.reading.archives
    wholes = Wholes(this.call.inbox, found, heads, known, limits)
    pairs = [(path, traits[path]) for path in counting]
    senders = {item.path: units.key(item.unit) if item.unit else item.path for item in chosen}
    across, rules = overall.compare(pairs, settings, wholes.digest, senders)
    del pairs, traits  # of thousands of packages they are as large as what is written next
    across, idle = overall.decided(across, rules, settings)
    here = {units.key(item.unit) for item in chosen if item.unit and not item.void}
    # Of an inbox that was not looked into nobody can say who has sent nothing.
    asked = () if this.vanished.another_inbox else this.wanted
    missing, maybe = sort_missing(asked, here, found.loose, units)
    owners = owners_of(found.loose, chosen, settings.pack().pack)
    batch = BatchReport(
        tool_version=VERSION,
        pack=pack_info(settings.pack().pack),
        inbox=total.this.call.inbox.resolve().name,
        deliveries=chosen,
        across=across,
        rules=rules,
        missing_units=missing,
        maybe_units=maybe,
        caveats=caveats(chosen, settings, total.this.dates),
    )
    written = before.written if before else ()
    gone = letters_no_longer_due(written, letters_due(batch, settings))
    left = (item for item in written if across_reports.no_longer_due(item.path, settings))
    for item in (*gone, *left):
        with telling_unwritten(item.path, writer.unwritten):
            writer.edited += this.folder.remove([item])
    notes = (
        *batch.faults,
        *notes_on(this.vanished, WITHDRAWN),
        *found.notes,
        *notes_on_loose(maybe, missing, found.loose, owners),
        *doubts,
        *told,
        *notes_of(chosen, this, writer),
        *notes_on_slips(chosen, slips),
        *idle,
        *notes_of_held(batch),
        *ledger_notes(batch, this),
    )
    batch = replace(batch, notes=notes)
    batch = letters_of_round(batch, this, writer, heads, digests)
    said = len(writer.unwritten)
    OverallWriter(this, belonging, writer, heads).write(batch, wholes.asked)
    if not writer.unwritten:
        changes_told(this.folder)
    return replace(batch, notes=(*batch.notes, *writer.unwritten[said:]))


def _record(name: str, total: _Sum) -> DeliveryRecord | None:
    """What is kept of a delivery's result; None where it could not be judged."""
    whole, failed = total.belonging.whole_of(name), total.writer.failed
    return None if name in failed or whole in failed else total.this.folder.records.read(whole)


def _rounds(
    deliveries: Sequence[DeliveryResult], contents: Mapping[str, str], total: _Sum
) -> tuple[tuple[DeliveryResult, ...], tuple[Text, ...]]:
    """The deliveries with their rounds, which are put down, and what is amiss with those kept."""
    call, kept = total.this.call, RoundsFolder(total.this.folder)
    earlier = earlier_rounds(call.baseline) if call.baseline else None
    known = total.settings.known_units()
    units = [
        (one.delivery.unit or known.title(one.delivery.name), one)
        for one in standings_of(deliveries)
    ]
    found = with_rounds(deliveries, units, contents, kept, earlier)
    total.writer.beside += kept.beside
    total.writer.unwritten += kept.unwritten
    return found, (*kept.notes, *(earlier.notes if earlier else ()))


def _failed(name: str, total: _Sum) -> DeliveryResult:
    """A delivery of which nothing is known but its name, and what an earlier run knew.

    Or one that could not be judged as a whole.
    """
    units, whole = total.settings.known_units(), total.belonging.whole_of(name)
    failed = total.writer.failed.get(name) or total.writer.failed.get(whole)
    head = total.this.heads.get(name)
    sender = head.sender if head and head.sender else sender_by_name(total.this, name)
    gone = day_gone(name, total.this.vanished)
    return DeliveryResult(
        path=name,
        name=stem(name),
        unit=sender.unit,
        sender=sender,
        received=total.this.dates.of(name, units.key(sender.unit or name)),
        newest=total.backlog.arrived[name].modified,
        report=None,
        problem=failed.problem if failed else _NEVER_OPENED if gone else _LOST,
        withdrawn=gone,
    )


def _delivery(head: RecordHead, whole: RecordHead, report: Report, total: _Sum) -> DeliveryResult:
    """A delivery. whole: of its result, which is another's where it is laid over that."""
    sender = head.sender or sender_by_name(total.this, head.delivery)
    return DeliveryResult(
        path=head.delivery,
        name=head.name,
        unit=sender.unit,
        sender=sender,
        received=head.received,
        newest=head.newest,
        report=report,
        written={item.form: item.path for item in whole.written},
        withdrawn=day_gone(head.delivery, total.this.vanished),
    )


_NEVER_OPENED = Text(
    "上次没能打开，没有检查，现在已不在收件文件夹里。请联系该单位重新报送。",
    "It could not be opened before, was not judged, and is no longer in the inbox. Ask the unit to "
    "send it again.",
)
_LOST = Text(
    "检查结果没能保存，请再运行一次。",
    "What was found could not be kept; run again.",
)


_UNTOLD = Text("", "")


class SharedParts:
    """Reports by one pack say the same of most things: texts, counts, parameters."""

    def __init__(self) -> None:
        self._alike: dict[object, object] = {}
        self._words: dict[str, str] = {}
        self._mappings: dict[str, dict[str, object]] = {}
        self._rules: dict[tuple[int, ...], RuleResult] = {}

    def report(self, report: Report) -> Report:
        """The report in short, made of parts that others have, too."""
        shared: Report = self._share(in_short(report))
        return shared

    def _share(self, value: Any) -> Any:
        kind: Any = type(value)
        if kind is str:
            return self._words.setdefault(value, value)
        if kind is Text or kind is Tally:
            return self._alike.setdefault(value, value)
        if kind is tuple:
            return tuple([self._share(item) for item in value])
        if kind is dict:
            return self._mappings.setdefault(repr(value), value)
        parts_of = _parts_of(kind)
        if parts_of is None:
            return value
        parts = [self._share(part) for part in parts_of(value)]
        made = kind(*parts)
        if kind is RuleResult:  # a dictionary is in it, so it has no hash; its parts are shared
            return self._rules.setdefault(tuple(map(id, parts)), made)
        return made


def in_short(report: Report) -> Report:
    """The report without what was measured of files, and how each was understood.

    Only the package's own page shows that.
    """

    def bare(file: ReportFile) -> ReportFile:
        return replace(file, media=None, why=_UNTOLD)

    entries = (replace(entry, files=tuple(map(bare, entry.files))) for entry in report.entries)
    return replace(report, entries=tuple(entries))


@cache
def _parts_of(kind: type) -> Callable[[Any], Iterable[object]] | None:
    """What gives the parts that a value of a kind is made of; None: it has none."""
    if not is_dataclass(kind):
        return None
    names = [item.name for item in fields(kind)]
    # Of one name ``attrgetter`` gives the part itself.
    return attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, *names)]
