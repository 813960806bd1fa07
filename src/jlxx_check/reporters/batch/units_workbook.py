"""总览.xlsx: a row for each unit, then everything that all packages' reports say."""

from __future__ import annotations

from jlxx_check.model.batch_report import BatchReport, DeliveryResult
from jlxx_check.reporters.batch import unit_standing as standing
from jlxx_check.reporters.batch.lists import (
    write_across,
    write_entries,
    write_findings,
    write_items,
    write_missing,
    write_rules,
)
from jlxx_check.reporters.batch.over_all import named
from jlxx_check.reporters.batch.round_words import round_of
from jlxx_check.reporters.formats import REPORTS
from jlxx_check.reporters.seal_words import SEAL, STANDINGS
from jlxx_check.reporters.sections import NUMBER, PACKAGE, ROUND, UNIT, VERDICT
from jlxx_check.reporters.wording import NOT_JUDGED, but_objected, when, when_due
from jlxx_check.reporters.xlsx.sheet import (
    GREY,
    RED,
    VERDICT_FILLS,
    YELLOW,
    Column,
    SheetWriter,
    link_beside,
    saved,
)
from jlxx_check.reporters.xlsx.streamed_rows import Link, Rows, Value, streaming_writer
from jlxx_check.text import Lang, Text, joined, same

_TITLE = Text("各单位", "Units")
_COLUMNS = (
    Column(NUMBER, 6),
    Column(UNIT, 30),
    Column(VERDICT, 15),
    Column(Text("错误", "errors"), 8),
    Column(Text("提醒", "warnings"), 10),
    Column(Text("人工核对", "review"), 10),
    Column(NOT_JUDGED, 10),
    Column(Text("跨单位", "across"), 8),
    Column(Text("收到日期", "received"), 17),
    Column(Text("是否按时", "in time"), 10),
    Column(Text("材料项数", "entries"), 10),
    Column(Text("文件数", "files"), 8),
    Column(PACKAGE, 30),
    Column(Text("说明", "remark"), 34),
    Column(ROUND, 28),
    Column(SEAL, 16),
)
_VERDICT, _IN_TIME = 3, 10
#: Where a row has the package, counted from 0.
_PATH = next(n for n, column in enumerate(_COLUMNS) if column.title.en == "package")
_FILLS = {
    **VERDICT_FILLS,
    **{but_objected(said): YELLOW for said in VERDICT_FILLS},
    standing.UNOPENED: YELLOW,
    standing.SUPERSEDED: GREY,
    standing.SUPPLEMENT: GREY,
    standing.VOID: GREY,
    standing.UNDECIDED: YELLOW,
    standing.MISSING: GREY,
    standing.MAYBE: YELLOW,
}
_SHEETS = (write_findings, write_entries, write_across, write_rules, write_missing, write_items)


def to_overview(batch: BatchReport, lang: Lang) -> bytes:
    """The workbook. Findings and entries are those of the packages that count."""
    writer = streaming_writer(lang, batch.pack.title.say(lang))
    _write_units(writer, batch)
    for write in _SHEETS:
        write(writer, batch)
    return saved(writer.book)


def _write_units(writer: SheetWriter, batch: BatchReport) -> None:
    """Units, each followed by its older deliveries, then those of which nothing has come."""
    formats = tuple(dict.fromkeys(name for item in batch.deliveries for name in item.written))
    links = tuple(Column(REPORTS.get(name, same(name)), 10) for name in formats)
    rows = Rows(writer, _TITLE, (*_COLUMNS, *links), _lead(batch))
    across = standing.open_across(batch)
    held = standing.waiting(batch)
    number = 0
    for one in standing.standings(batch):
        number += 1
        shared = len(across.get(one.delivery.path, ()))
        waits = standing.HELD if one.delivery.path in held else None
        rows.add([number, *_unit(one.delivery, shared, waits), *_links(one.delivery, formats)])
        for old in one.older:
            rows.add([None, *_unit(old, 0), *_links(old, formats)])
    for unit in batch.missing_units:
        number += 1
        rows.add([number, unit, standing.MISSING, *[None] * (len(rows.columns) - 3)])
    for maybe in batch.maybe_units:
        number += 1
        row: list[Value] = [number, maybe.unit, standing.MAYBE, *[None] * (len(rows.columns) - 3)]
        row[_PATH] = joined([same(path) for path in maybe.files])
        rows.add(row)
    late = {standing.IN_TIME[standing.InTime.NO]: RED}
    rows.close({_VERDICT: _FILLS, _IN_TIME: late})


def _lead(batch: BatchReport) -> Text:
    counted = named(batch)
    due = when_due(batch.pack.deadline)
    zh = "，".join(f"{one.title.zh} {one.count}" for one in counted)
    en = ", ".join(f"{one.title.en} {one.count}" for one in counted)
    more = [Text(f"各单位材料检查情况（截止 {due.zh}）：{zh}", f"Units (due {due.en}): {en}")]
    more += batch.caveats
    return Text("　".join(one.zh for one in more), " · ".join(one.en for one in more))


def _unit(delivery: DeliveryResult, across: int, remark: Text | None = None) -> list[Value]:
    """The cells of a delivery from its unit to its remark; no counts where nothing was judged."""
    report, seal = delivery.report, standing.seal_of(delivery)
    state = standing.set_apart(delivery) or standing.status(delivery)
    counts: list[Value] = [None] * 4
    empty = standing.nothing_in(delivery)
    if report and empty is None:
        known = report.summary
        counts = [known.error, known.warning, known.review, known.not_judged]
    said = (
        empty,
        delivery.problem,
        standing.broken_seal(delivery),
        standing.no_longer_there(delivery),
        standing.nobody_knows(delivery),
    )
    remark = next(filter(None, said), remark)
    if not delivery.counts:
        remark = standing.counts_instead(delivery)
    return [
        *(standing.title(delivery), state, *counts, across or None, when(delivery.received)),
        standing.IN_TIME[standing.in_time(delivery)],
        len(report.entries) if report else None,
        report.package.files if report else None,
        delivery.path,
        remark,
        round_of(delivery),
        STANDINGS[seal] if seal else None,
    ]


def _links(delivery: DeliveryResult, formats: tuple[str, ...]) -> list[Value]:
    made: list[Value] = []
    for name in formats:
        path = delivery.written.get(name)
        target = link_beside(path) if path else None
        # Without a link the path says where it lies.
        shown = REPORTS.get(name, same(name)) if target else path or ""
        made.append(Link(shown, target))
    return made
