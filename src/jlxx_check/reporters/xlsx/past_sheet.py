"""Sheet 对照: what an earlier report had and this one has no more; without one, no sheet."""

from __future__ import annotations

from jlxx_check.model.report import Report
from jlxx_check.reporters.sections import PAST_COLUMNS, past_owner, past_sections
from jlxx_check.reporters.wording import LEVELS
from jlxx_check.reporters.xlsx.sheet import SheetWriter, columns
from jlxx_check.text import Text

TITLE = Text("对照", "Since last")
_COLUMNS = columns(PAST_COLUMNS, (6, 24, 9, 24, 60, 40, 14, 24))


def write_past(writer: SheetWriter, report: Report) -> None:
    """Write the sheet. Files that may be gone are no links."""
    if report.baseline is None:
        return
    sheet = writer.sheet(TITLE)
    writer.heads(sheet, _COLUMNS)
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
            writer.grow(sheet, row, len(_COLUMNS))
    writer.filters(sheet, len(_COLUMNS), row, "C2")
