"""The letter that goes back to the unit."""

from jlxx_check.reporters.docx.report_letter import to_docx

__all__ = ["to_docx"]
