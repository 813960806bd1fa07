"""What all deliveries come to: which count, what repeats, who is missing, and the reports on it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jlxx_check.app.batch import overall
from jlxx_check.app.batch.caveats import caveats
from jlxx_check.app.batch.choosing import choose
from jlxx_check.app.batch.folder import Folder
from jlxx_check.app.batch.inbox import Inbox
from jlxx_check.app.batch.names import stem
from jlxx_check.app.batch.plain import from_json, to_json
from jlxx_check.app.batch.received import Dates
from jlxx_check.app.batch.record import Head, Overall
from jlxx_check.app.batch.registers import read_lines
from jlxx_check.app.batch.settings import Settings
from jlxx_check.app.batch.sharing import Shared
from jlxx_check.app.batch.standing import Standing
from jlxx_check.app.batch.wholes import Wholes
from jlxx_check.app.batch.writing import Writer
from jlxx_check.engine import pack_info
from jlxx_check.inventory import NotAPackage
from jlxx_check.model.about import VERSION
from jlxx_check.model.batch import BatchReport, Delivery, RegisterLine
from jlxx_check.model.decision import DecisionsFile
from jlxx_check.model.report import Report
from jlxx_check.model.text import Text
from jlxx_check.reporters.batch.standing import clean_but_across, title
from jlxx_check.values.folding import fold_name


@dataclass(frozen=True, slots=True)
class Sum:
    """What is summed up: where, by what, and what this run did."""

    inbox: Path
    folder: Folder
    settings: Settings
    dates: Dates
    standing: Standing
    writer: Writer


def sum_up(total: Sum, found: Inbox, wanted: Sequence[str]) -> BatchReport:
    """Compare what counts, write the reports over all, and return what they were made from.

    wanted: the units asked for. Raises OSError.
    """
    settings, units = total.settings, total.settings.known_units()
    deliveries: list[Delivery] = []
    heads: dict[str, Head] = {}
    traits: dict[str, bytes] = {}
    shared = Shared()
    for name in found.deliveries:
        record = None if name in total.writer.failed else total.folder.record(name)
        if record is None:
            deliveries.append(_failed(name, total))
            continue
        heads[name], traits[name] = record.head, record.traits
        report = shared.report(from_json(Report, record.report))
        deliveries.append(_delivery(record.head, report, total))
    chosen, doubts = choose(deliveries, units)
    counting = [item.path for item in chosen if item.counts and item.path in traits]
    before = total.folder.overall()
    known = before.digests if before else {}
    limits = settings.reading.archives
    wholes = Wholes(total.inbox, total.standing.fingerprints, known, limits)
    pairs = [(path, traits[path]) for path in counting]
    across, rules = overall.compare(pairs, settings, wholes.digest)
    here = {units.key(item.name) for item in chosen}
    batch = BatchReport(
        tool_version=VERSION,
        pack=pack_info(settings.pack().pack),
        inbox=total.inbox.resolve().name,
        deliveries=chosen,
        across=across,
        rules=rules,
        missing_units=tuple(name for name in wanted if units.key(name) not in here),
        notes=(*found.notes, *doubts, *_notes(chosen, total)),
        caveats=caveats(chosen, settings, total.dates),
    )
    batch = replace(batch, notes=(*batch.notes, *_clean_alone(batch)))
    _report(batch, heads, total, wholes.asked)
    return batch


def _failed(name: str, total: Sum) -> Delivery:
    """A delivery of which nothing is known but its name."""
    units = total.settings.known_units()
    failed = total.writer.failed.get(name)
    return Delivery(
        path=name,
        name=stem(name),
        unit=units.unit(name),
        received=total.dates.of(name, units.key(name)),
        newest=total.standing.modified[name],
        report=None,
        problem=failed.problem if failed else _LOST,
    )


def _delivery(head: Head, report: Report, total: Sum) -> Delivery:
    return Delivery(
        path=head.delivery,
        name=head.name,
        unit=total.settings.known_units().unit(head.name),
        received=head.received,
        newest=head.newest,
        report=report,
        written={item.form: item.path for item in head.written},
    )


def _notes(deliveries: Sequence[Delivery], total: Sum) -> tuple[Text, ...]:
    """What this run met that a person should know."""
    units = total.settings.known_units()
    unknown = total.dates.unknown(
        [item.path for item in deliveries], [units.key(item.name) for item in deliveries]
    )
    notes = list(total.writer.unwritten)
    decided = total.settings.decisions
    known = {fold_name(item.unit or item.name) for item in deliveries}
    notes += (
        _unclaimed(file)
        for file in (decided.files if decided else ())
        if fold_name(file.package or "") not in known
    )
    if unknown:
        notes.append(
            Text(
                f"收到日期名单里有收件文件夹中没有的单位或文件：{'、'.join(unknown)}。",
                f"The list of dates names what is not in the inbox: {', '.join(unknown)}.",
            )
        )
    if total.writer.edited:
        names = total.writer.edited
        notes.append(
            Text(
                f"这些报告已不再需要，但有人改过，没有删除：{'、'.join(names)}。",
                f"These reports are no longer needed, but somebody edited them, so they stay: "
                f"{', '.join(names)}.",
            )
        )
    return tuple(notes)


def _clean_alone(batch: BatchReport) -> tuple[Text, ...]:
    """Whose reports and letters find nothing wrong, though the packages together show it."""
    names = [title(item) for item in clean_but_across(batch)]
    if not names:
        return ()
    return (
        Text(
            "这些单位的材料单独看符合要求，但有跨单位的错误，发出通知前请先核对："
            f"{'、'.join(names)}。",
            "These packages comply by themselves, but errors across packages name them: look into "
            f"those before their letters go out: {', '.join(names)}.",
        ),
    )


def _unclaimed(file: DecisionsFile) -> Text:
    return Text(
        f"核对结果文件 {file.path.name} 写的材料包是“{file.package}”，收件文件夹中没有这个材料包。",
        f"The decisions in {file.path.name} are for “{file.package}”, which is not in the inbox.",
    )


def _report(
    batch: BatchReport, heads: dict[str, Head], total: Sum, digests: Mapping[str, str]
) -> None:
    """Write the reports over all packages, unless they are there as they would be again."""
    inputs = _inputs(batch, heads, total)
    before = total.folder.overall()
    if before and before.inputs == inputs and all(map(total.folder.intact, before.written)):
        return
    lines = [line for item in batch.counting for line in _lines(item, heads, total)]
    files = overall.outputs(batch, lines, total.settings)
    written = tuple(total.folder.write(name, data) for name, data in files.items())
    total.folder.keep_overall(Overall(inputs, written, digests))


def _inputs(batch: BatchReport, heads: dict[str, Head], total: Sum) -> str:
    """Changes with anything that the reports over all packages are made from."""
    digest = hashlib.sha256(total.settings.identity().encode("ascii"))
    for item in batch.deliveries:
        head = heads.get(item.path)
        digest.update(_told(item, head.fingerprint if head else None))
    rest = BatchReport(
        tool_version=batch.tool_version,
        pack=batch.pack,
        inbox=batch.inbox,
        deliveries=(),
        across=batch.across,
        rules=batch.rules,
        missing_units=batch.missing_units,
        notes=batch.notes,
        caveats=batch.caveats,
    )
    digest.update(to_json(BatchReport, rest))
    return digest.hexdigest()


def _told(item: Delivery, fingerprint: str | None) -> bytes:
    told = [item.path, fingerprint, item.superseded_by, dict(item.written)]
    more = [str(item.received), item.newest, item.problem and item.problem.zh]
    more += [item.newer and item.newer.zh]
    return json.dumps([told, more]).encode("ascii")


def _lines(item: Delivery, heads: dict[str, Head], total: Sum) -> tuple[RegisterLine, ...]:
    """The rows of its registers, from this run or read anew."""
    if item.path in total.writer.lines:
        return total.writer.lines[item.path]
    if item.path not in heads:
        return ()
    pack = total.settings.pack().pack
    try:
        place, links = total.inbox / item.path, heads[item.path].links
        return read_lines(item.path, place, links, pack, total.settings.reading)
    except (NotAPackage, OSError):  # gone since it was listed; the next run will say so
        return ()


_LOST = Text(
    "检查结果没能保存，请再运行一次。",
    "What was found could not be kept; run again.",
)
