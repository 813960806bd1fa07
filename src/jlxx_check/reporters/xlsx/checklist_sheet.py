"""Sheet 人工核对: what a person decides, with room for the decision."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from jlxx_check.model.decision import Choice
from jlxx_check.model.ledger_row import CONFIRMED, KEY, OPEN, WRONG
from jlxx_check.model.report import Finding, Report
from jlxx_check.reporters.ledger_items import items_of
from jlxx_check.reporters.sections import CHECKLIST_COLUMNS, CHECKLIST_TITLE, checklist_of, whose
from jlxx_check.reporters.wording import CHOICES, remarks
from jlxx_check.reporters.xlsx.sheet import GREEN, RED, YELLOW, SheetWriter, colour, columns
from jlxx_check.text import Text

_COLUMNS = columns(CHECKLIST_COLUMNS, (6, 16, 13, 13, 38, 28, 14, 14, 12, 10, 9, 11, 16, 20))
_FILE, _DECISION = 6, "J"
_DECISIONS = (CONFIRMED, WRONG, OPEN)
_WAIVED = (CHOICES[Choice.WAIVED],)


def write_checklist(writer: SheetWriter, report: Report) -> None:
    """Write the sheet."""
    sheet = writer.sheet(CHECKLIST_TITLE)
    writer.heads(sheet, _COLUMNS)
    key = len(_COLUMNS) + 1  # with it the sheet is read back like a ledger
    writer.put(sheet, 1, key, KEY)
    sheet.column_dimensions[get_column_letter(key)].hidden = True
    items = {id(item.source): item for item in items_of(report, writer.lang)}
    entries = {entry.id: entry for entry in report.entries}
    titles = {rule.id: rule.title for rule in report.rules}
    asked = checklist_of(report)
    for row, item in enumerate(asked, 2):
        kind, name = whose(entries.get(item.entry or ""))
        values = (
            *(row - 1, titles.get(item.rule, item.rule), kind, name, item.message, None),
            *(item.where, item.observed, item.clause, *_decided(item), item.rule),
        )
        for column, value in enumerate(values, 1):
            writer.put(sheet, row, column, value)
        writer.put_file(sheet, row, _FILE, item.file)
        writer.put(sheet, row, key, items[id(item)].key_text)
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
