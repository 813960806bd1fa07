"""The report as a workbook: overview, findings, matrix, checklist, files."""

from jlxx_check.reporters.xlsx.report_workbook import to_xlsx

__all__ = ["to_xlsx"]
