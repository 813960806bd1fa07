"""The workbook as a whole (Office Open XML; opens in Excel, WPS Office and LibreOffice)."""

from __future__ import annotations

import errno
import os
from io import BytesIO

from lxml.etree import SerialisationError
from openpyxl import Workbook

from jlxx_check.model.about import NAME
from jlxx_check.model.report import Report
from jlxx_check.model.text import Lang
from jlxx_check.reporters.options import DEFAULTS, Options
from jlxx_check.reporters.xlsx.checklist import write_checklist
from jlxx_check.reporters.xlsx.files import write_files
from jlxx_check.reporters.xlsx.findings import write_findings
from jlxx_check.reporters.xlsx.matrix import write_matrix
from jlxx_check.reporters.xlsx.overview import write_overview
from jlxx_check.reporters.xlsx.sheet import Writer, text_style

_SHEETS = (write_overview, write_findings, write_matrix, write_checklist, write_files)


def to_xlsx(report: Report, lang: Lang, options: Options = DEFAULTS) -> bytes:
    """The report as an .xlsx file."""
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    book.add_named_style(text_style())
    writer = Writer(book, lang, report.package.name, options.package_link)
    for write in _SHEETS:
        write(writer, report)
    book.properties.creator = NAME
    data = BytesIO()
    try:
        book.save(data)
    except SerialisationError as error:
        # Each sheet passes through a temporary file; only a full disk stops lxml from writing it.
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
    return data.getvalue()
