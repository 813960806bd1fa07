"""Sheet 人工核对: what a person decides, with room for the decision."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from jlxx_check.model.decision import Choice
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.model.text import Text
from jlxx_check.reporters.decided import CHOICES, remarks
from jlxx_check.reporters.xlsx.findings import whose
from jlxx_check.reporters.xlsx.sheet import GREEN, RED, YELLOW, Column, Writer, colour

TITLE = Text("人工核对", "Checklist")
_COLUMNS = (
    Column(Text("序号", "no."), 6),
    Column(Text("核对事项", "item"), 16),
    Column(Text("类别", "kind"), 13),
    Column(Text("名称", "name"), 13),
    Column(Text("要核对什么", "what to look at"), 38),
    Column(Text("文件", "file"), 28),
    Column(Text("位置", "where"), 14),
    Column(Text("材料中写的", "found"), 14),
    Column(Text("依据", "clause"), 12),
    Column(Text("核对结果", "decision"), 10),
    Column(Text("核对人", "by whom"), 9),
    Column(Text("核对日期", "on which day"), 11),
    Column(Text("备注", "remarks"), 16),
    Column(Text("规则", "rule"), 20),
)
_FILE, _DECISION = 6, "J"
_DECISIONS = (Text("属实", "confirmed"), Text("有问题", "wrong"), Text("待查", "open"))
_WAIVED = (CHOICES[Choice.WAIVED],)


def write_checklist(writer: Writer, report: Report) -> None:
    """Write the sheet."""
    sheet = writer.sheet(TITLE)
    writer.heads(sheet, _COLUMNS)
    entries = {entry.id: entry for entry in report.entries}
    titles = {rule.id: rule.title for rule in report.rules}
    asked = [item for item in report.findings if item.level is Level.REVIEW]
    for row, item in enumerate(asked, 2):
        kind, name = whose(entries.get(item.entry or ""))
        values = (
            *(row - 1, titles.get(item.rule, item.rule), kind, name, item.message, None),
            *(item.where, item.observed, item.clause, *_decided(item), item.rule),
        )
        for column, value in enumerate(values, 1):
            writer.put(sheet, row, column, value)
        writer.put_file(sheet, row, _FILE, item.file)
        writer.grow(sheet, row, len(_COLUMNS))
    end = max(len(asked) + 1, 2)
    words = [writer.say(word) for word in (*_DECISIONS, *_WAIVED)]
    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    choice.add(f"{_DECISION}2:{_DECISION}{end}")
    sheet.add_data_validation(choice)
    fills = dict(zip(words, (GREEN, RED, YELLOW), strict=False))
    colour(sheet, f"{_DECISION}2:{_DECISION}{end}", f"${_DECISION}2", fills)
    sheet.print_area = f"A1:M{end}"
    writer.filters(sheet, len(_COLUMNS), len(asked) + 1, "C2")


def _decided(item: Finding) -> tuple[Text | str | None, ...]:
    """Decision, by whom, on which day and remarks, as far as a reviewer's decision is known."""
    decision = item.decision
    if decision is None:
        return (None, None, None, None)
    word = _DECISIONS[0] if decision.choice is Choice.CONFIRMED else _WAIVED[0]
    return (word, decision.by, decision.on.isoformat(), remarks(decision))
