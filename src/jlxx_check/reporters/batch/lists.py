"""The further sheets of 总览.xlsx: findings, entries, what shows across, rules, missing units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jlxx_check.model.batch import BatchReport
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report, ReportEntry
from jlxx_check.model.text import Text, joined, same
from jlxx_check.reporters.batch import standing
from jlxx_check.reporters.batch.rule_counts import rule_counts
from jlxx_check.reporters.matrix import MARKS, Mark
from jlxx_check.reporters.wording import LEVELS, WHOLE
from jlxx_check.reporters.xlsx.rows import Rows, Value
from jlxx_check.reporters.xlsx.sheet import BLUE, GREEN, GREY, RED, YELLOW, Column, Writer

_NUMBER = Column(Text("序号", "no."), 7)
_UNIT = Column(Text("单位", "unit"), 24)
_KIND = Column(Text("类别", "kind"), 14)
_LEVEL = Column(Text("级别", "level"), 10)
_FINDING = (
    Column(Text("问题", "what is wrong"), 38),
    Column(Text("文件", "file"), 30),
    Column(Text("位置", "where"), 12),
    Column(Text("现状", "found"), 15),
    Column(Text("要求", "asked"), 15),
    Column(Text("改法", "to mend"), 30),
    Column(Text("依据", "clause"), 12),
    Column(Text("规则", "rule"), 24),
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


def _said(finding: Finding) -> list[Value]:
    """The cells of ``_FINDING``."""
    return [
        *(finding.message, finding.file, finding.where, finding.observed, finding.expected),
        *(finding.fix, finding.clause, finding.rule),
    ]


def _counting(batch: BatchReport) -> Iterator[tuple[str, Report]]:
    """The unit and the report of each package that counts.

    Links stand in the sheet of units alone: on every row of these they would cost more memory
    than all else, and Excel takes 65,530 a sheet.
    """
    for delivery in batch.counting:
        if delivery.report:
            yield standing.title(delivery), delivery.report


def write_findings(writer: Writer, batch: BatchReport) -> None:
    """All findings of all packages that count, then what each leaves unjudged."""
    columns = (_NUMBER, _UNIT, _LEVEL, _KIND, Column(Text("名称", "name"), 16), *_FINDING)
    lead = Text("全部单位的问题（只含有效的材料）", "Findings of all packages that count")
    rows = Rows(writer, Text("问题清单", "Findings"), columns, lead, printed=11)
    for unit, report in _counting(batch):
        entries = {entry.id: entry for entry in report.entries}
        clauses = {rule.id: rule.clause for rule in report.rules}
        for item in report.findings:
            whose = _whose(entries.get(item.entry or ""))
            rows.add([rows.count + 1, unit, LEVELS[item.level], *whose, *_said(item)])
        for left in report.not_judged:
            mark = MARKS[Mark.CRASHED if left.fault else Mark.NOT_JUDGED]
            whose = _whose(entries.get(left.entry or ""))
            tail = (left.why, left.file, None, None, None, None, clauses.get(left.rule), left.rule)
            rows.add([rows.count + 1, unit, mark, *whose, *tail])
    rows.close({3: _LEVELS})


def _whose(entry: ReportEntry | None) -> tuple[Value, Value]:
    return (entry.kind_title, entry.name) if entry else (WHOLE, None)


def write_entries(writer: Writer, batch: BatchReport) -> None:
    """All entries of all packages that count."""
    columns = (
        *(_NUMBER, _UNIT, Column(Text("类别", "kind"), 26), Column(Text("排序", "order"), 8)),
        *(Column(Text("名称", "name"), 30), Column(Text("特别推介", "special"), 10)),
        *(Column(Text("情况", "status"), 12), Column(LEVELS[Level.ERROR], 8)),
        *(Column(LEVELS[Level.WARNING], 10), Column(LEVELS[Level.REVIEW], 10)),
        *(Column(Text("没有结论", "not judged"), 10), Column(Text("文件数", "files"), 8)),
    )
    lead = Text("全部单位的推介材料（只含有效的材料）", "Entries of all packages that count")
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


def write_across(writer: Writer, batch: BatchReport) -> None:
    """What shows only across packages, with all its sides."""
    columns = (
        *(_NUMBER, Column(Text("涉及单位", "units"), 34), _LEVEL, *_FINDING),
        Column(Text("另见", "and"), 34),
    )
    lead = Text("只有放在一起才能看到的问题", "What only shows across packages")
    rows = Rows(writer, Text("跨单位问题", "Across packages"), columns, lead)
    names = standing.titles(batch)
    for item in batch.across:
        units = joined(map(same, standing.sides(item, names)))
        related = joined(map(same, item.finding.related), "；", "; ")
        level = LEVELS[item.finding.level]
        rows.add([rows.count + 1, units, level, *_said(item.finding), related])
    rows.close({3: _LEVELS})


def write_rules(writer: Writer, batch: BatchReport) -> None:
    """Every rule with the units that fail it, what goes wrong most first."""
    columns = (
        *(_NUMBER, Column(Text("要求", "requirement"), 36), Column(Text("规则", "rule"), 28)),
        *(_LEVEL, Column(Text("依据", "clause"), 18)),
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


def write_missing(writer: Writer, batch: BatchReport) -> None:
    """The units of which nothing has come."""
    columns = (_NUMBER, Column(Text("单位", "unit"), 40))
    rows = Rows(writer, Text("未报送单位", "Missing"), columns, standing.MISSING)
    for unit in batch.missing_units:
        rows.add([rows.count + 1, unit])
    rows.close()
