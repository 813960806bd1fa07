"""Which letters there are to be: to whom, under which name, and why some units get none."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.output_names import mark
from jlxx_check.model.about import VERSION
from jlxx_check.model.batch_report import BatchReport, DeliveryResult
from jlxx_check.model.report import Report, Verdict
from jlxx_check.model.rounds import UnitRound
from jlxx_check.reporters.batch import LETTERS, SENDING_LIST
from jlxx_check.reporters.letter_items import asks_to_mend, title_of
from jlxx_check.reporters.report_options import Options
from jlxx_check.text import Text
from jlxx_check.values.frozen_json import to_json
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.portable_names import folded, portable

#: The list of what is to be sent.
LIST = f"{LETTERS}/{SENDING_LIST}"


@frozen
class PlannedLetter:
    """A valid letter and the note beside it. Paths are relative to the output folder."""

    delivery: DeliveryResult
    report: Report
    options: Options
    letter: str
    note: str
    #: Changes with anything that both are made from.
    inputs: str


def plan_letters(
    batch: BatchReport,
    settings: BatchSettings,
    contents: Mapping[str, str],
    held: frozenset[str],
    unknown: frozenset[str],
    unsettled: frozenset[str] = frozenset(),
) -> tuple[PlannedLetter, ...]:
    """The letters of the deliveries that count, in their order.

    contents: path → what changes with the delivery's report. held, unknown: as for ``why_none``.
    """
    chosen = [
        (item, item.report)
        for item in batch.counting
        if item.report is not None and why_none(item, held, unknown, unsettled) is None
    ]
    units = Counter(folded(portable(_unit(item))) for item, _ in chosen)
    planned = []
    for item, report in chosen:
        name = portable(_unit(item))
        if units[folded(name)] > 1:
            name = f"{name}~{mark(item.path)[:6]}"
        options = replace(
            settings.letter,
            addressee=_unit(item),
            unit_round=item.round,
            in_batch=item.path in held,
        )
        kind = title_of(report).zh.removeprefix("材料")
        number = item.round.number if item.round else 1
        which = f"（第{number}轮）" if number > 1 else ""
        planned.append(
            PlannedLetter(
                item,
                report,
                options,
                f"{LETTERS}/{name}_{kind}{which}.docx",
                f"{LETTERS}/{name}_提醒.txt",
                _inputs(options, settings, contents[item.path]),
            )
        )
    return tuple(planned)


def why_none(
    item: DeliveryResult,
    held: frozenset[str],
    unknown: frozenset[str],
    unsettled: frozenset[str] = frozenset(),
) -> Text | None:
    """Why a delivery that is listed gets no letter; None where it gets one.

    held: paths of deliveries that findings across packages keep from being told that all complies.
    unknown: those of which nobody knows who sent them. unsettled: those of which not all could be
    read.
    """
    if item.path in unsettled:
        return Text(
            "有文件这次没有读出来（共享盘或系统的原因），读出来以后再发",
            "Not all of it could be read (the share's or the system's fault): wait until it can be",
        )
    if item.undecided is not None:
        return item.undecided
    if item.path in unknown:
        return Text(
            "还不知道是哪个单位报送的：请确定单位后再发",
            "Nobody knows yet which unit sent it: settle that first",
        )
    if item.report is None:
        why = item.problem or Text("", "")
        return Text(
            f"材料没能打开：{why.zh}请联系该单位",
            f"It could not be opened: {why.en} Get in touch with the unit",
        )
    complies = item.report.verdict is Verdict.COMPLIANT and not asks_to_mend(item.report)
    if item.path in held and complies:
        return Text(
            "有跨单位的问题还没有核对，核验通知暂不发出",
            "Something across units is still to be looked into: no notice of verification yet",
        )
    return None


def listed(batch: BatchReport) -> tuple[DeliveryResult, ...]:
    """What somebody is to be told of: what counts, and what waits for a person to decide."""
    return tuple(item for item in batch.deliveries if item.counts or item.undecided is not None)


def _unit(item: DeliveryResult) -> str:
    """Its full name, as the pack has it; else as its papers, and then its package, tell it."""
    if item.unit:
        return item.unit
    return item.report.package.name if item.report else item.name


def _inputs(options: Options, settings: BatchSettings, content: str) -> str:
    found: UnitRound | None = options.unit_round
    rounds = to_json(UnitRound, found).decode("utf-8") if found else None
    told = [
        *(VERSION, settings.pack().pack.sha256, settings.lang, content, rounds),
        *(options.addressee, options.signed_by, options.contact, str(options.mend_by)),
        options.in_batch,
    ]
    return hashlib.sha256(json.dumps(told).encode("ascii")).hexdigest()
