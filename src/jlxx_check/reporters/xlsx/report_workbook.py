"""The workbook of a report and its sheets, of which the first, 总览, has a module of its own.

Office Open XML; it opens in Excel, WPS Office and LibreOffice.
"""

from __future__ import annotations

from collections import Counter

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from jlxx_check.model.decision import Choice
from jlxx_check.model.ledger_row import CONFIRMED, KEY, OPEN, WRONG
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.reporters.calls_told import with_files_shown
from jlxx_check.reporters.ledger_items import items_of
from jlxx_check.reporters.matrix import MARKS, SIGNS, Mark, matrix
from jlxx_check.reporters.report_options import DEFAULTS, Options
from jlxx_check.reporters.sections import (
    CHECKLIST_COLUMNS,
    CHECKLIST_TITLE,
    FILE_COLUMNS,
    FINDING_COLUMNS,
    MATRIX_COLUMNS,
    PAST_COLUMNS,
    checklist_of,
    file_lines_of,
    finding_lines,
    findings_of,
    past_owner,
    past_sections,
    whose,
)
from jlxx_check.reporters.wording import CHOICES, LEVELS, WHOLE, level_label, remarks
from jlxx_check.reporters.xlsx.overview_sheet import write_overview
from jlxx_check.reporters.xlsx.sheet import (
    BLUE,
    CENTRED,
    GREEN,
    GREY,
    RED,
    YELLOW,
    Column,
    SheetWriter,
    colour,
    columns,
    saved,
    text_style,
)
from jlxx_check.text import Lang, Text, same

_PAST_TITLE = Text("对照", "Since last")
_PAST = columns(PAST_COLUMNS, (6, 24, 9, 24, 60, 40, 14, 24))


def write_past(writer: SheetWriter, report: Report) -> None:
    """Write the sheet. Files that may be gone are no links."""
    if report.baseline is None:
        return
    sheet = writer.sheet(_PAST_TITLE)
    writer.heads(sheet, _PAST)
    row = 1
    for title, items in past_sections(report.baseline):
        for item in items:
            row += 1
            values = (
                *(row - 1, title, LEVELS[item.level], past_owner(item, report), item.message),
                *(item.file, item.where, item.rule),
            )
            for column, value in enumerate(values, 1):
                writer.put(sheet, row, column, value)
            writer.grow(sheet, row, len(_PAST))
    writer.filters(sheet, len(_PAST), row, "C2")


_FILES_TITLE = Text("文件清单", "Files")
_FILE_COLUMNS = columns(FILE_COLUMNS, (6, 60, 14, 20, 18, 50, 12, 12))
_FILE_AT, _ERRORS = 2, "G"
_UNUSED = Text("没有用上", "none")


def write_files(writer: SheetWriter, report: Report) -> None:
    """Write the sheet: every file once."""
    sheet = writer.sheet(_FILES_TITLE)
    writer.heads(sheet, _FILE_COLUMNS)
    found = Counter((item.file, item.level) for item in report.findings if not item.decision)
    row = 1
    for row, line in enumerate(file_lines_of(report), 2):
        kind, name = whose(line.entry) if line.entry else ("", "")
        numbers = (found[line.path, Level.ERROR], found[line.path, Level.WARNING])
        values = (row - 1, None, line.role or _UNUSED, kind, name, line.why, *numbers)
        for column, value in enumerate(values, 1):
            writer.put(sheet, row, column, value)
        writer.put_file(sheet, row, _FILE_AT, line.path)
        writer.grow(sheet, row, len(_FILE_COLUMNS))
    writer.filters(sheet, len(_FILE_COLUMNS), row, "C2")
    end = max(row, 2)
    colour(sheet, f"C2:C{end}", "$C2", {writer.say(_UNUSED): GREY})
    some = FormulaRule(formula=[f"${_ERRORS}2>0"], fill=RED)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(f"{_ERRORS}2:{_ERRORS}{end}", some)


_FINDINGS_TITLE = Text("问题清单", "Findings")
_WIDTHS = (6, 9, 13, 13, 38, 30, 12, 14, 14, 12, 32, 26, 24, 30, 30, 12)
_FINDING_COLUMNS = columns(FINDING_COLUMNS, _WIDTHS)
_FINDING_FILE = 6
#: The last columns are for the screen; on paper the others stay large enough to read.
_PRINTED = "K"


def write_findings(writer: SheetWriter, report: Report) -> None:
    """Write the sheet."""
    sheet = writer.sheet(_FINDINGS_TITLE)
    writer.heads(sheet, _FINDING_COLUMNS)
    row = 1
    for row, line in enumerate(finding_lines(report, findings_of(report)), 2):
        values = (
            *(row - 1, line.level, line.kind, line.name, line.message, None, line.where),
            *(line.found, line.asked, line.clause, line.fix, line.quote, line.rule),
            *(line.related, line.decision, line.since),
        )
        for column, value in enumerate(values, 1):
            writer.put(sheet, row, column, value)
        writer.put_file(sheet, row, _FINDING_FILE, line.file)
        writer.grow(sheet, row, len(_FINDING_COLUMNS))
    sheet.print_area = f"A1:{_PRINTED}{max(row, 2)}"
    writer.filters(sheet, len(_FINDING_COLUMNS), row, "C2")
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


_CHECKLIST_COLUMNS = columns(
    CHECKLIST_COLUMNS, (6, 16, 13, 13, 38, 28, 14, 14, 12, 10, 9, 11, 16, 20)
)
_CHECKLIST_FILE, _DECISION = 6, "J"
_DECISIONS = (CONFIRMED, WRONG, OPEN)
_WAIVED = (CHOICES[Choice.WAIVED],)


def write_checklist(writer: SheetWriter, report: Report) -> None:
    """Write the sheet."""
    sheet = writer.sheet(CHECKLIST_TITLE)
    writer.heads(sheet, _CHECKLIST_COLUMNS)
    key = len(_CHECKLIST_COLUMNS) + 1  # with it the sheet is read back like a ledger
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
        writer.put_file(sheet, row, _CHECKLIST_FILE, item.file)
        writer.put(sheet, row, key, items[id(item)].key_text)
        writer.grow(sheet, row, len(_CHECKLIST_COLUMNS))
    end = max(len(asked) + 1, 2)
    words = [writer.say(word) for word in (*_DECISIONS, *_WAIVED)]
    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    choice.add(f"{_DECISION}2:{_DECISION}{end}")
    sheet.add_data_validation(choice)
    fills = dict(zip(words, (GREEN, RED, YELLOW), strict=False))
    colour(sheet, f"{_DECISION}2:{_DECISION}{end}", f"${_DECISION}2", fills)
    sheet.print_area = f"A1:M{end}"
    writer.filters(sheet, len(_CHECKLIST_COLUMNS), len(asked) + 1, "C2")


def _decided(item: Finding) -> tuple[Text | str | None, ...]:
    """Decision, by whom, on which day and remarks, as far as a reviewer's decision is known."""
    decision = item.decision
    if decision is None:
        return (None, None, None, None)
    word = _DECISIONS[0] if decision.choice is Choice.CONFIRMED else _WAIVED[0]
    return (word, decision.by, decision.on.isoformat(), remarks(decision))


_MATRIX_TITLE = Text("逐项核对", "Matrix")
_FIXED = columns(MATRIX_COLUMNS, (34, 24, 9, 14))
_FILLS = {
    Mark.ERROR: RED,
    Mark.CRASHED: RED,
    Mark.WARNING: YELLOW,
    Mark.NOT_JUDGED: GREY,
    Mark.REVIEW: BLUE,
    Mark.INFO: BLUE,
    Mark.PASSED: GREEN,
}
#: Names stand upright above their narrow columns.
_UPRIGHT = Alignment(text_rotation=90, horizontal="center", vertical="bottom", wrap_text=True)


def write_matrix(writer: SheetWriter, report: Report) -> None:
    """Write the sheet. An empty cell: the requirement does not concern the entry."""
    sheet = writer.sheet(_MATRIX_TITLE)
    names = [WHOLE, *(same(entry.name) for entry in report.entries)]
    writer.heads(sheet, [*_FIXED, *(Column(name, 6) for name in names)])
    first, last = len(_FIXED) + 1, len(_FIXED) + len(names)
    for column in range(first, last + 1):
        sheet.cell(1, column).alignment = _UPRIGHT
    sheet.row_dimensions[1].height = 130
    cells = matrix(report)
    for row, rule in enumerate(report.rules, 2):
        for column, value in enumerate((rule.title, rule.id, LEVELS[rule.level], rule.clause), 1):
            writer.put(sheet, row, column, value)
        for column, key in enumerate((None, *(entry.id for entry in report.entries)), first):
            cell = cells.get((key, rule.id))
            shown = SIGNS[cell.mark] if cell else None
            writer.put(sheet, row, column, shown).alignment = CENTRED
    end = 1 + len(report.rules)
    writer.filters(sheet, last, end, f"{get_column_letter(first)}2")
    place = f"{get_column_letter(first)}2:{get_column_letter(last)}{end}"
    signs = {SIGNS[mark]: fill for mark, fill in _FILLS.items()}
    colour(sheet, place, f"{get_column_letter(first)}2", signs)
    for offset, mark in enumerate(Mark):
        row = end + 2 + offset
        writer.put(sheet, row, 1, MARKS[mark])
        writer.put(sheet, row, 2, SIGNS[mark]).alignment = CENTRED


_SHEETS = (write_overview, write_findings, write_matrix, write_checklist, write_files, write_past)


def to_xlsx(report: Report, lang: Lang, options: Options = DEFAULTS) -> bytes:
    """The report as an .xlsx file."""
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    book.add_named_style(text_style())
    writer = SheetWriter(book, lang, report.package.name, options)
    place = Text(f"“{_FILES_TITLE.zh}”表", f"The sheet “{_FILES_TITLE.en}”")
    report = with_files_shown(report, place)
    for write in _SHEETS:
        write(writer, report)
    return saved(book)
