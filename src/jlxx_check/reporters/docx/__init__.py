"""The letter that goes back to the unit."""

from jlxx_check.reporters.docx.report_letter import title_of, to_docx

__all__ = ["title_of", "to_docx"]
