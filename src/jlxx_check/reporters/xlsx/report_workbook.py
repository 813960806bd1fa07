"""The workbook as a whole (Office Open XML; opens in Excel, WPS Office and LibreOffice)."""

from __future__ import annotations

from openpyxl import Workbook

from jlxx_check.model.report import Report
from jlxx_check.reporters.report_options import DEFAULTS, Options
from jlxx_check.reporters.xlsx.checklist_sheet import write_checklist
from jlxx_check.reporters.xlsx.files_sheet import write_files
from jlxx_check.reporters.xlsx.findings_sheet import write_findings
from jlxx_check.reporters.xlsx.matrix_sheet import write_matrix
from jlxx_check.reporters.xlsx.overview_sheet import write_overview
from jlxx_check.reporters.xlsx.past_sheet import write_past
from jlxx_check.reporters.xlsx.saving import saved
from jlxx_check.reporters.xlsx.sheet import SheetWriter, text_style
from jlxx_check.text import Lang

_SHEETS = (write_overview, write_findings, write_matrix, write_checklist, write_files, write_past)


def to_xlsx(report: Report, lang: Lang, options: Options = DEFAULTS) -> bytes:
    """The report as an .xlsx file."""
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    book.add_named_style(text_style())
    writer = SheetWriter(book, lang, report.package.name, options)
    for write in _SHEETS:
        write(writer, report)
    return saved(book)
