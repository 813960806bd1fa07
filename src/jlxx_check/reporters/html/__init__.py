"""The report as one HTML file that needs nothing else: no network, no server, no installation."""

from jlxx_check.reporters.html.report_page import to_html

__all__ = ["to_html"]
