"""Sheet 文件清单: how each file was understood, and why."""

from __future__ import annotations

from collections import Counter

from openpyxl.formatting.rule import FormulaRule

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report, ReportEntry
from jlxx_check.model.text import Text, same
from jlxx_check.reporters.xlsx.findings import whose
from jlxx_check.reporters.xlsx.sheet import GREY, RED, Column, Writer, colour

TITLE = Text("文件清单", "Files")
_COLUMNS = (
    Column(Text("序号", "no."), 6),
    Column(Text("文件", "file"), 60),
    Column(Text("用途", "role"), 14),
    Column(Text("类别", "kind"), 20),
    Column(Text("名称", "name"), 18),
    Column(Text("怎样辨认", "how it was understood"), 50),
    Column(Text("错误", "errors"), 8),
    Column(Text("提醒", "warnings"), 10),
)
_FILE, _ERRORS = 2, "G"
_REGISTER = Text("登记表", "register")
_UNUSED = Text("没有用上", "none")


def write_files(writer: Writer, report: Report) -> None:
    """Write the sheet: every file once."""
    sheet = writer.sheet(TITLE)
    writer.heads(sheet, _COLUMNS)
    found = Counter((item.file, item.level) for item in report.findings if not item.decision)
    row = 1
    for path, role, entry, why in _files(report):
        row += 1
        kind, name = whose(entry) if entry else (same(""), "")
        numbers = (found[path, Level.ERROR], found[path, Level.WARNING])
        for column, value in enumerate((row - 1, None, role, kind, name, why, *numbers), 1):
            writer.put(sheet, row, column, value)
        writer.put_file(sheet, row, _FILE, path)
        writer.grow(sheet, row, len(_COLUMNS))
    writer.filters(sheet, len(_COLUMNS), row, "C2")
    end = max(row, 2)
    colour(sheet, f"C2:C{end}", "$C2", {writer.say(_UNUSED): GREY})
    some = FormulaRule(formula=[f"${_ERRORS}2>0"], fill=RED)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(f"{_ERRORS}2:{_ERRORS}{end}", some)


def _files(report: Report) -> list[tuple[str, Text, ReportEntry | None, Text]]:
    rows: list[tuple[str, Text, ReportEntry | None, Text]] = []
    for entry in report.entries:
        for file in entry.files:
            rows.append((file.path, file.role_title, entry, file.why))
    for item in report.registers:
        rows.append((item.path, _REGISTER, None, item.why))
    for left in report.unassigned:
        rows.append((left.path, _UNUSED, None, left.why))
    return rows
