"""Sheet 逐项核对: every requirement against every entry, one sign a cell."""

from __future__ import annotations

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from jlxx_check.model.report import Report
from jlxx_check.reporters.matrix import MARKS, SIGNS, Mark, matrix
from jlxx_check.reporters.sections import MATRIX_COLUMNS
from jlxx_check.reporters.wording import LEVELS, WHOLE
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
)
from jlxx_check.text import Text, same

TITLE = Text("逐项核对", "Matrix")
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
    sheet = writer.sheet(TITLE)
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
