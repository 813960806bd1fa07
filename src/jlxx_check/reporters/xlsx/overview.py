"""Sheet 总览: the verdict, the counts, each entry's, and what to do next."""

from __future__ import annotations

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report, Verdict
from jlxx_check.model.text import Text
from jlxx_check.reporters.decided import report_counts
from jlxx_check.reporters.since import since_line
from jlxx_check.reporters.wording import (
    LEVELS,
    VERDICTS,
    WHOLE,
    advice,
    head_rows,
    partial_note,
)
from jlxx_check.reporters.xlsx.sheet import (
    CENTRED,
    GREEN,
    HEAD_FILL,
    HEAD_FONT,
    LINE_HEIGHT,
    RED,
    WRAPPED,
    YELLOW,
    Writer,
    colour,
)

TITLE = Text("总览", "Overview")
_WIDTHS = (14, 34, 24, 9, 9, 9, 9, 9)
_LAST = len(_WIDTHS)


def write_overview(writer: Writer, report: Report) -> None:
    """Write the sheet."""
    sheet = writer.sheet(TITLE)
    for letter, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    title = writer.put(sheet, 1, 1, Text("材料检查报告", "Report on a package"))
    title.font, title.alignment = Font(bold=True, size=18), CENTRED
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=_LAST)
    sheet.row_dimensions[1].height = 34
    row = _head(writer, sheet, report)
    row = _counts(writer, sheet, report, row + 1)
    row = _entries(writer, sheet, report, row + 1)
    row = _lines(writer, sheet, Text("另请留意", "Also note"), report.notes, row)
    _lines(writer, sheet, Text("下一步", "Next"), (advice(report),), row)
    fills = {Verdict.COMPLIANT: GREEN, Verdict.NONCOMPLIANT: RED, Verdict.INCOMPLETE: YELLOW}
    words = {writer.say(VERDICTS[verdict]): fill for verdict, fill in fills.items()}
    colour(sheet, "B3", "$B3", words)


def _head(writer: Writer, sheet: Worksheet, report: Report) -> int:
    row = 1
    rows = head_rows(report)
    note = partial_note(report)
    if note:
        rows.append((Text("注意", "mind"), note))
    compared = since_line(report)
    if compared:
        rows.append((Text("对照", "since"), compared))
    for label, value in rows:
        row += 1
        _wide(writer, sheet, row, label, value)
    return row


def _counts(writer: Writer, sheet: Worksheet, report: Report, row: int) -> int:
    row = _heading(writer, sheet, row, (Text("结果", "result"), Text("数量", "number")))
    for label, number in report_counts(report):
        row += 1
        writer.put(sheet, row, 1, label)
        writer.put(sheet, row, 2, number).alignment = CENTRED
    return row + 1


def _entries(writer: Writer, sheet: Worksheet, report: Report, row: int) -> int:
    heads = (Text("编号", "number"), Text("名称", "name"), Text("类别", "kind"))
    levels = (Level.ERROR, Level.WARNING, Level.REVIEW, Level.INFO)
    words = tuple(LEVELS[level] for level in levels)
    row = _heading(writer, sheet, row, (*heads, *words, Text("文件", "files")))
    numbers: dict[tuple[str | None, Level], int] = {}
    for item in report.findings:
        if item.decision:
            continue
        key = (item.entry, item.level)
        numbers[key] = numbers.get(key, 0) + 1
    for entry in (None, *report.entries):
        row += 1
        if entry is None:
            cells: tuple[Text | str | int, ...] = ("", WHOLE, "")
            files = report.package.files
        else:
            number = entry.id.rpartition("/")[2]
            cells = (int(number) if number.isdecimal() else number, entry.name, entry.kind_title)
            files = len(entry.files)
        counted = [numbers.get((entry.id if entry else None, level), 0) for level in levels]
        for column, value in enumerate((*cells, *counted, files), 1):
            cell = writer.put(sheet, row, column, value)
            cell.alignment = CENTRED if isinstance(value, int) else WRAPPED
        writer.grow(sheet, row, _LAST)
    return row + 2


def _lines(writer: Writer, sheet: Worksheet, label: Text, texts: tuple[Text, ...], row: int) -> int:
    for text in texts:
        _wide(writer, sheet, row, label, text)
        # Merged cells do not grow with their text by themselves.
        sheet.row_dimensions[row].height = LINE_HEIGHT * (1 + len(text.say(writer.lang)) // 50)
        row += 1
    return row


def _wide(writer: Writer, sheet: Worksheet, row: int, label: Text, value: Text) -> None:
    writer.put(sheet, row, 1, label).font = Font(bold=True)
    for column in range(2, _LAST + 1):
        writer.put(sheet, row, column, None)
    writer.put(sheet, row, 2, value)
    sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=_LAST)


def _heading(writer: Writer, sheet: Worksheet, row: int, words: tuple[Text, ...]) -> int:
    for column, word in enumerate(words, 1):
        cell = writer.put(sheet, row, column, word)
        cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, CENTRED
    return row
