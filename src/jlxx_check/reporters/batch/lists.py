"""The further sheets of 总览.xlsx: findings, entries, what shows across, rules, missing units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jlxx_check.model.batch_report import BatchReport
from jlxx_check.model.nouns import SPECIAL
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report
from jlxx_check.reporters.batch import unit_standing as standing
from jlxx_check.reporters.batch.over_all import rule_counts
from jlxx_check.reporters.batch.round_words import MENDED, OPEN, UNSETTLED, ordinal, states
from jlxx_check.reporters.calls_told import bare_of_calls
from jlxx_check.reporters.matrix import MARKS, Mark
from jlxx_check.reporters.sections import (
    ACROSS_TITLE,
    ASKED,
    CLAUSE,
    DECISION,
    FILE,
    FOUND,
    KIND,
    LEVEL,
    MESSAGE,
    NAME,
    NUMBER,
    RELATED,
    REQUIREMENT,
    ROUND,
    RULE,
    TO_MEND,
    UNIT,
    WHERE,
    FindingLine,
    finding_line,
    finding_lines,
)
from jlxx_check.reporters.wording import LEVELS, NOT_JUDGED
from jlxx_check.reporters.xlsx.sheet import (
    BLUE,
    GREEN,
    GREY,
    RED,
    YELLOW,
    Column,
    SheetWriter,
    columns,
)
from jlxx_check.reporters.xlsx.streamed_rows import Rows, Value
from jlxx_check.text import Text, joined, same

_NUMBER = Column(NUMBER, 7)
_UNIT = Column(UNIT, 24)
_KIND = Column(KIND, 14)
_LEVEL = Column(LEVEL, 10)
_FINDING = columns(
    (MESSAGE, FILE, WHERE, FOUND, ASKED, TO_MEND, CLAUSE, RULE), (38, 30, 12, 15, 15, 30, 12, 24)
)
_LEVELS = {
    LEVELS[Level.ERROR]: RED,
    LEVELS[Level.WARNING]: YELLOW,
    LEVELS[Level.REVIEW]: BLUE,
    LEVELS[Level.INFO]: BLUE,
    MARKS[Mark.NOT_JUDGED]: GREY,
    MARKS[Mark.CRASHED]: RED,
}
_NOTHING = Text("没有问题", "nothing found")
_TO_MEND = Text("需改正", "to mend")
_TO_LOOK = Text("有提醒", "warnings")
_UNJUDGED = MARKS[Mark.NOT_JUDGED]


def _said(line: FindingLine) -> tuple[Value, ...]:
    """The cells of ``_FINDING``."""
    return (
        *(line.message, line.file, line.where, line.found, line.asked),
        *(line.fix and bare_of_calls(line.fix), line.clause, line.rule),
    )


def _counting(batch: BatchReport) -> Iterator[tuple[str, Report]]:
    """The unit and the report of each package that counts.

    Links stand in the sheet of units alone: on every row of these they would cost more memory
    than all else, and Excel takes 65,530 a sheet.
    """
    for delivery in batch.counting:
        if delivery.report:
            yield standing.title(delivery), delivery.report


def write_findings(writer: SheetWriter, batch: BatchReport) -> None:
    """All findings of all packages that count, then what each leaves unjudged."""
    columns = (_NUMBER, _UNIT, _LEVEL, _KIND, Column(NAME, 16), *_FINDING)
    lead = Text("全部单位的问题（只含有效的材料）", "Findings of all packages that count")
    rows = Rows(writer, Text("问题清单", "Findings"), columns, lead, printed=11)
    for unit, report in _counting(batch):
        for line in finding_lines(report, report.findings):
            rows.add([rows.count + 1, unit, line.grade, line.kind, line.name, *_said(line)])
    rows.close({3: _LEVELS})


def write_items(writer: SheetWriter, batch: BatchReport) -> None:
    """What the letters number, by unit: still open, new, mended, not settled."""
    columns = (
        *(_UNIT, Column(ROUND, 8), Column(Text("编号", "item"), 7)),
        *(Column(Text("情况", "status"), 12), Column(Text("首次提出", "first named"), 12)),
        *(_LEVEL, _KIND, Column(NAME, 16), *_FINDING),
    )
    lead = Text(
        "各单位通知中的问题，编号各轮不变（只含有效的材料）",
        "What the units' letters name, under numbers that stay (of packages that count)",
    )
    rows = Rows(writer, Text("轮次", "Rounds"), columns, lead, printed=12)
    for delivery in batch.counting:
        found, report = delivery.round, delivery.report
        if found is None or report is None:
            continue
        entries = {entry.id: entry for entry in report.entries}
        unit, which = standing.title(delivery), ordinal(found.number)
        for state, items in states(found):
            for item in items:
                line = finding_line(item.finding, entries.get(item.finding.entry or ""))
                cells: list[Value] = [
                    unit,
                    which,
                    item.number,
                    state,
                    ordinal(item.since),
                    line.grade,
                ]
                rows.add([*cells, line.kind, line.name or item.name, *_said(line)])
    rows.close({4: {MENDED: GREEN, OPEN: RED, UNSETTLED: GREY}, 6: _LEVELS})


def write_entries(writer: SheetWriter, batch: BatchReport) -> None:
    """All entries of all packages that count."""
    nouns = batch.pack.nouns
    columns = (
        *(_NUMBER, _UNIT, Column(KIND, 26), Column(Text("排序", "order"), 8)),
        *(Column(NAME, 30), Column(nouns.fill(SPECIAL), 10)),
        *(Column(Text("情况", "status"), 12), Column(LEVELS[Level.ERROR], 8)),
        *(Column(LEVELS[Level.WARNING], 10), Column(LEVELS[Level.REVIEW], 10)),
        *(Column(NOT_JUDGED, 10), Column(Text("文件数", "files"), 8)),
    )
    put = nouns.put_forward.zh
    lead = Text(f"全部单位的{put}材料（只含有效的材料）", "Entries of all packages that count")
    rows = Rows(writer, Text("全部材料", "Entries"), columns, lead)
    for unit, report in _counting(batch):
        found = Counter((item.entry, item.level) for item in report.findings)
        unjudged = Counter(item.entry for item in report.not_judged)
        for entry in report.entries:
            errors, warnings, reviews = (
                found[entry.id, level] for level in (Level.ERROR, Level.WARNING, Level.REVIEW)
            )
            open_ = _UNJUDGED if unjudged[entry.id] else _NOTHING
            state = _TO_MEND if errors else _TO_LOOK if warnings else open_
            special = Text("是", "yes") if entry.special else None
            rows.add(
                [
                    *(rows.count + 1, unit, entry.kind_title, entry.order, entry.name, special),
                    *(state, errors, warnings, reviews, unjudged[entry.id], len(entry.files)),
                ]
            )
    rows.close({7: {_TO_MEND: RED, _TO_LOOK: YELLOW, _UNJUDGED: GREY, _NOTHING: GREEN}})


def write_across(writer: SheetWriter, batch: BatchReport) -> None:
    """What shows only across packages, with all its sides."""
    columns = (
        *(_NUMBER, Column(Text("涉及单位", "units"), 34), _LEVEL, *_FINDING),
        *(Column(RELATED, 34), Column(DECISION, 30)),
    )
    lead = Text("只有放在一起才能看到的问题", "What only shows across packages")
    rows = Rows(writer, ACROSS_TITLE, columns, lead)
    names = standing.titles(batch)
    for item in batch.across:
        units = joined(map(same, standing.sides(item, names)))
        line = finding_line(item.finding, None)
        said = (*_said(line), line.related, line.decision)
        rows.add([rows.count + 1, units, line.grade, *said])
    rows.close({3: _LEVELS})


def write_rules(writer: SheetWriter, batch: BatchReport) -> None:
    """Every rule with the units that fail it, what goes wrong most first."""
    columns = (
        *(_NUMBER, Column(REQUIREMENT, 36), Column(RULE, 28)),
        *(_LEVEL, Column(CLAUSE, 18)),
        Column(Text("有错误的单位", "units with errors"), 14),
        Column(Text("只有提醒的单位", "with warnings only"), 16),
        Column(Text("没有结论的单位", "not judged"), 16),
        Column(Text("问题数", "findings"), 10),
    )
    lead = Text("每条要求有多少单位没有做到", "How many units fail each requirement")
    rows = Rows(writer, Text("规则统计", "Rules"), columns, lead)
    for count in rule_counts(batch):
        rule = count.rule
        rows.add(
            [
                *(rows.count + 1, rule.title, rule.id, LEVELS[rule.level], rule.clause),
                *(count.errors, count.warnings, count.unjudged, count.findings),
            ]
        )
    rows.close({4: _LEVELS})


def write_missing(writer: SheetWriter, batch: BatchReport) -> None:
    """The units of which nothing has come."""
    remark = Column(Text("说明", "remark"), 60)
    columns = (_NUMBER, Column(UNIT, 40), remark)
    rows = Rows(writer, Text("未报送单位", "Missing"), columns, standing.MISSING)
    for unit in batch.missing_units:
        rows.add([rows.count + 1, unit, None])
    for maybe in batch.maybe_units:
        told = standing.MAYBE
        files = "、".join(maybe.files)
        rows.add(
            [
                *(rows.count + 1, maybe.unit),
                Text(f"{told.zh}：{files}", f"{told.en}: {files}"),
            ]
        )
    rows.close()
