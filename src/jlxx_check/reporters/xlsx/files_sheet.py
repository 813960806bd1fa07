"""Sheet 文件清单: how each file was understood, and why."""

from __future__ import annotations

from collections import Counter

from openpyxl.formatting.rule import FormulaRule

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report
from jlxx_check.reporters.sections import FILE_COLUMNS, file_lines_of, whose
from jlxx_check.reporters.xlsx.sheet import GREY, RED, SheetWriter, colour, columns
from jlxx_check.text import Text

TITLE = Text("文件清单", "Files")
_COLUMNS = columns(FILE_COLUMNS, (6, 60, 14, 20, 18, 50, 12, 12))
_FILE, _ERRORS = 2, "G"
_UNUSED = Text("没有用上", "none")


def write_files(writer: SheetWriter, report: Report) -> None:
    """Write the sheet: every file once."""
    sheet = writer.sheet(TITLE)
    writer.heads(sheet, _COLUMNS)
    found = Counter((item.file, item.level) for item in report.findings if not item.decision)
    row = 1
    for row, line in enumerate(file_lines_of(report), 2):
        kind, name = whose(line.entry) if line.entry else ("", "")
        numbers = (found[line.path, Level.ERROR], found[line.path, Level.WARNING])
        values = (row - 1, None, line.role or _UNUSED, kind, name, line.why, *numbers)
        for column, value in enumerate(values, 1):
            writer.put(sheet, row, column, value)
        writer.put_file(sheet, row, _FILE, line.path)
        writer.grow(sheet, row, len(_COLUMNS))
    writer.filters(sheet, len(_COLUMNS), row, "C2")
    end = max(row, 2)
    colour(sheet, f"C2:C{end}", "$C2", {writer.say(_UNUSED): GREY})
    some = FormulaRule(formula=[f"${_ERRORS}2>0"], fill=RED)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(f"{_ERRORS}2:{_ERRORS}{end}", some)
