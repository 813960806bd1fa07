"""总览.xlsx: a row for each unit, then everything that all packages' reports say."""

from __future__ import annotations

from jlxx_check.model.batch import BatchReport, Delivery
from jlxx_check.model.report import Verdict
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.batch import standing
from jlxx_check.reporters.batch.links import REPORTS
from jlxx_check.reporters.batch.lists import (
    write_across,
    write_entries,
    write_findings,
    write_missing,
    write_rules,
)
from jlxx_check.reporters.wording import VERDICTS, when
from jlxx_check.reporters.xlsx.links import link_beside
from jlxx_check.reporters.xlsx.rows import Link, Rows, Value, streaming_writer
from jlxx_check.reporters.xlsx.saving import saved
from jlxx_check.reporters.xlsx.sheet import GREEN, GREY, RED, YELLOW, Column, Writer

_TITLE = Text("各单位", "Units")
_COLUMNS = (
    Column(Text("序号", "no."), 6),
    Column(Text("单位", "unit"), 30),
    Column(Text("结论", "verdict"), 15),
    Column(Text("错误", "errors"), 8),
    Column(Text("提醒", "warnings"), 10),
    Column(Text("人工核对", "review"), 10),
    Column(Text("没有结论", "not judged"), 10),
    Column(Text("跨单位", "across"), 8),
    Column(Text("收到日期", "received"), 17),
    Column(Text("是否按时", "in time"), 10),
    Column(Text("材料项数", "entries"), 10),
    Column(Text("文件数", "files"), 8),
    Column(Text("材料包", "package"), 30),
    Column(Text("说明", "remark"), 34),
)
_VERDICT, _IN_TIME = 3, 10
_FILLS = {
    VERDICTS[Verdict.NONCOMPLIANT]: RED,
    VERDICTS[Verdict.INCOMPLETE]: YELLOW,
    VERDICTS[Verdict.COMPLIANT]: GREEN,
    standing.UNOPENED: YELLOW,
    standing.SUPERSEDED: GREY,
    standing.MISSING: GREY,
}
_SHEETS = (write_findings, write_entries, write_across, write_rules, write_missing)


def to_overview(batch: BatchReport, lang: Lang) -> bytes:
    """The workbook. Findings and entries are those of the packages that count."""
    writer = streaming_writer(lang, batch.pack.title.say(lang))
    _write_units(writer, batch)
    for write in _SHEETS:
        write(writer, batch)
    return saved(writer.book)


def _write_units(writer: Writer, batch: BatchReport) -> None:
    """Units, each followed by its older deliveries, then those of which nothing has come."""
    forms = tuple(dict.fromkeys(form for item in batch.deliveries for form in item.written))
    links = tuple(Column(REPORTS.get(form, Text(form, form)), 10) for form in forms)
    rows = Rows(writer, _TITLE, (*_COLUMNS, *links), _lead(batch))
    across = standing.concerning(batch)
    number = 0
    for one in standing.standings(batch):
        number += 1
        shared = len(across.get(one.delivery.path, ()))
        rows.add([number, *_unit(one.delivery, shared), *_links(one.delivery, forms)])
        for old in one.older:
            rows.add([None, *_unit(old, 0), *_links(old, forms)])
    for unit in batch.missing_units:
        number += 1
        rows.add([number, unit, standing.MISSING, *[None] * (len(rows.columns) - 3)])
    late = {standing.IN_TIME[standing.InTime.NO]: RED}
    rows.close({_VERDICT: _FILLS, _IN_TIME: late})


def _lead(batch: BatchReport) -> Text:
    counted = standing.named(standing.numbers(batch))
    due = when(batch.pack.deadline)
    zh = "，".join(f"{label.zh} {count}" for label, count in counted)
    en = ", ".join(f"{label.en} {count}" for label, count in counted)
    more = [Text(f"各单位材料检查情况（截止 {due.zh}）：{zh}", f"Units (due {due.en}): {en}")]
    more += batch.caveats
    return Text("　".join(one.zh for one in more), " · ".join(one.en for one in more))


def _unit(delivery: Delivery, across: int) -> list[Value]:
    """The cells of a delivery from its unit to its remark; no counts where nothing was judged."""
    report = delivery.report
    state = standing.status(delivery) if delivery.counts else standing.SUPERSEDED
    counts: list[Value] = [None] * 4
    if report:
        known = report.summary
        counts = [known.error, known.warning, known.review, known.not_judged]
    remark = delivery.problem
    if not delivery.counts:
        remark = standing.counts_instead(delivery)
    return [
        *(standing.title(delivery), state, *counts, across or None, when(delivery.received)),
        standing.IN_TIME[standing.in_time(delivery)],
        len(report.entries) if report else None,
        report.package.files if report else None,
        delivery.path,
        remark,
    ]


def _links(delivery: Delivery, forms: tuple[str, ...]) -> list[Value]:
    made: list[Value] = []
    for form in forms:
        path = delivery.written.get(form)
        target = link_beside(path) if path else None
        # Without a link the path says where it lies.
        shown = REPORTS.get(form, Text(form, form)) if target else path or ""
        made.append(Link(shown, target))
    return made
