"""The report in a terminal, readable at 80 columns, without colour, and in a pipe."""

from jlxx_check.reporters.terminal.batch_table import batch_lines
from jlxx_check.reporters.terminal.file_list import file_lines
from jlxx_check.reporters.terminal.report_lines import recap_lines, report_lines

__all__ = ["batch_lines", "file_lines", "recap_lines", "report_lines"]
