"""Sheet 问题清单: a row for every finding that a machine made, then what has no result."""

from __future__ import annotations

from openpyxl.styles import PatternFill

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report
from jlxx_check.reporters.matrix import MARKS, Mark
from jlxx_check.reporters.sections import FINDING_COLUMNS, finding_lines, findings_of
from jlxx_check.reporters.wording import LEVELS, level_label
from jlxx_check.reporters.xlsx.sheet import BLUE, GREY, RED, YELLOW, SheetWriter, colour, columns
from jlxx_check.text import Text

TITLE = Text("问题清单", "Findings")
_WIDTHS = (6, 9, 13, 13, 38, 30, 12, 14, 14, 12, 32, 26, 24, 30, 30, 12)
_COLUMNS = columns(FINDING_COLUMNS, _WIDTHS)
_FILE = 6
#: The last columns are for the screen; on paper the others stay large enough to read.
_PRINTED = "K"


def write_findings(writer: SheetWriter, report: Report) -> None:
    """Write the sheet."""
    sheet = writer.sheet(TITLE)
    writer.heads(sheet, _COLUMNS)
    row = 1
    for row, line in enumerate(finding_lines(report, findings_of(report)), 2):
        values = (
            *(row - 1, line.level, line.kind, line.name, line.message, None, line.where),
            *(line.found, line.asked, line.clause, line.fix, line.quote, line.rule),
            *(line.related, line.decision, line.since),
        )
        for column, value in enumerate(values, 1):
            writer.put(sheet, row, column, value)
        writer.put_file(sheet, row, _FILE, line.file)
        writer.grow(sheet, row, len(_COLUMNS))
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
