"""Sheet 总览: the verdict, the counts, each entry's, and what to do next."""

from __future__ import annotations

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report
from jlxx_check.reporters.head_lines import head_notes, head_rows
from jlxx_check.reporters.sections import (
    KIND,
    NAME,
    NEXT_TITLE,
    NOTES_TITLE,
    RESULT,
    SINCE,
    since_line,
)
from jlxx_check.reporters.wording import LEVELS, WHOLE, advice, report_counts
from jlxx_check.reporters.xlsx.sheet import (
    CENTRED,
    HEAD_FILL,
    HEAD_FONT,
    LINE_HEIGHT,
    VERDICT_FILLS,
    WRAPPED,
    SheetWriter,
    colour,
)
from jlxx_check.text import Text

TITLE = Text("总览", "Overview")
_WIDTHS = (14, 34, 24, 9, 9, 9, 9, 9)
_LAST = len(_WIDTHS)


def write_overview(writer: SheetWriter, report: Report) -> None:
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
    row = _lines(writer, sheet, NOTES_TITLE, report.notes, row)
    _lines(writer, sheet, NEXT_TITLE, (advice(report),), row)
    words = {writer.say(called): fill for called, fill in VERDICT_FILLS.items()}
    colour(sheet, "B3", "$B3", words)


def _head(writer: SheetWriter, sheet: Worksheet, report: Report) -> int:
    row = 1
    rows = head_rows(report)
    rows += [(Text("注意", "mind"), note) for note in head_notes(report)]
    compared = since_line(report)
    if compared:
        rows.append((SINCE, compared))
    for label, value in rows:
        row += 1
        _wide(writer, sheet, row, label, value)
    return row


def _counts(writer: SheetWriter, sheet: Worksheet, report: Report, row: int) -> int:
    row = _heading(writer, sheet, row, (RESULT, Text("数量", "number")))
    for label, number in report_counts(report):
        row += 1
        writer.put(sheet, row, 1, label)
        writer.put(sheet, row, 2, number).alignment = CENTRED
    return row + 1


def _entries(writer: SheetWriter, sheet: Worksheet, report: Report, row: int) -> int:
    heads = (Text("编号", "number"), NAME, KIND)
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


def _lines(
    writer: SheetWriter, sheet: Worksheet, label: Text, texts: tuple[Text, ...], row: int
) -> int:
    for text in texts:
        _wide(writer, sheet, row, label, text)
        # Merged cells do not grow with their text by themselves.
        sheet.row_dimensions[row].height = LINE_HEIGHT * (1 + len(text.say(writer.lang)) // 50)
        row += 1
    return row


def _wide(writer: SheetWriter, sheet: Worksheet, row: int, label: Text, value: Text) -> None:
    writer.put(sheet, row, 1, label).font = Font(bold=True)
    for column in range(2, _LAST + 1):
        writer.put(sheet, row, column, None)
    writer.put(sheet, row, 2, value)
    # Each cell has its borders already; ``merge_cells`` would set them anew, a quarter of the time
    # that the workbook takes.
    sheet.merged_cells.add(f"B{row}:{get_column_letter(_LAST)}{row}")


def _heading(writer: SheetWriter, sheet: Worksheet, row: int, words: tuple[Text, ...]) -> int:
    for column, word in enumerate(words, 1):
        cell = writer.put(sheet, row, column, word)
        cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, CENTRED
    return row
