"""Sheet 问题清单: a row for every finding that a machine made, then what has no result."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report, ReportEntry
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.decided import decision_text, level_label
from jlxx_check.reporters.matrix import MARKS, Mark
from jlxx_check.reporters.since import standing
from jlxx_check.reporters.wording import LEVELS, WHOLE
from jlxx_check.reporters.xlsx.sheet import BLUE, GREY, RED, YELLOW, Column, Writer, colour

TITLE = Text("问题清单", "Findings")
_COLUMNS = (
    Column(Text("序号", "no."), 6),
    Column(Text("级别", "level"), 9),
    Column(Text("类别", "kind"), 13),
    Column(Text("名称", "name"), 13),
    Column(Text("问题", "what is wrong"), 38),
    Column(Text("文件", "file"), 30),
    Column(Text("位置", "where"), 12),
    Column(Text("现状", "found"), 14),
    Column(Text("要求", "asked"), 14),
    Column(Text("依据", "clause"), 12),
    Column(Text("改法", "to mend"), 32),
    Column(Text("通知原文", "the notice's words"), 26),
    Column(Text("规则", "rule"), 24),
    Column(Text("另见", "and"), 30),
    Column(Text("处理", "decision"), 30),
    Column(Text("对照", "since"), 12),
)
_FILE = 6
#: The last columns are for the screen; on paper the others stay large enough to read.
_PRINTED = "K"


def write_findings(writer: Writer, report: Report) -> None:
    """Write the sheet."""
    sheet = writer.sheet(TITLE)
    writer.heads(sheet, _COLUMNS)
    entries = {entry.id: entry for entry in report.entries}
    clauses = {rule.id: rule.clause for rule in report.rules}
    row = 1
    for item in report.findings:
        if item.level is Level.REVIEW:
            continue
        row += 1
        related = ("；" if writer.lang is Lang.ZH else "; ").join(item.related)
        values = [
            *(level_label(item), *whose(entries.get(item.entry or "")), item.message, None),
            *(item.where, item.observed, item.expected, item.clause, item.fix, item.quote),
            *(item.rule, related, decision_text(item.decision) if item.decision else None),
            standing(item),
        ]
        _row(writer, sheet, row, values, item.file)
    for left in report.not_judged:
        row += 1
        mark = MARKS[Mark.CRASHED if left.fault else Mark.NOT_JUDGED]
        values = [
            *(mark, *whose(entries.get(left.entry or "")), left.why, None, None, None, None),
            *(clauses.get(left.rule), None, None, left.rule, None, None, None),
        ]
        _row(writer, sheet, row, values, left.file)
    sheet.print_area = f"A1:{_PRINTED}{max(row, 2)}"
    writer.filters(sheet, len(_COLUMNS), row, "C2")
    fills: dict[Text, PatternFill] = {
        LEVELS[Level.ERROR]: RED,
        LEVELS[Level.WARNING]: YELLOW,
        LEVELS[Level.INFO]: BLUE,
        MARKS[Mark.NOT_JUDGED]: GREY,
        MARKS[Mark.CRASHED]: RED,
    }
    fills |= {level_label(item): GREY for item in report.findings if item.decision}
    words = {writer.say(word): fill for word, fill in fills.items()}
    colour(sheet, f"B2:B{max(row, 2)}", "$B2", words)


def _row(
    writer: Writer,
    sheet: Worksheet,
    row: int,
    values: Sequence[Text | str | None],
    file: str | None,
) -> None:
    """A row with its number in front and its file's link in the column for it."""
    for column, value in enumerate((row - 1, *values), 1):
        writer.put(sheet, row, column, value)
    writer.put_file(sheet, row, _FILE, file)
    writer.grow(sheet, row, len(_COLUMNS))


def whose(entry: ReportEntry | None) -> tuple[Text, Text | str]:
    """The kind and the name of an entry, for two columns."""
    return (entry.kind_title, entry.name) if entry else (WHOLE, "")
