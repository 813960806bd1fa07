"""The one table of report formats: name, usual suffix, what a screen can take of it, function.

Each function imports its module when it is called: what a run does not ask for is not loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jlxx_check.model.report import Report
from jlxx_check.model.text import Lang
from jlxx_check.reporters.options import DEFAULTS, Options

#: Columns of a terminal report that is written to a file or a pipe: the narrowest usual terminal.
PLAIN_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Format:
    """A report format.

    suffix: what a file name with it stands for; None: no suffix tells it. is_text: it may go to a
    screen. joins: several reports of it may follow one another there. pictures: it shows photos
    and videos in small.
    """

    name: str
    suffix: str | None
    is_text: bool
    joins: bool
    function: Callable[[Report, Lang, Options], bytes]
    pictures: bool = False

    def render(self, report: Report, lang: Lang, options: Options = DEFAULTS) -> bytes:
        """The report in this format; text is UTF-8."""
        return self.function(report, lang, options)


def _terminal(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.terminal import file_lines, report_lines

    lines = report_lines(report, lang, PLAIN_WIDTH, quiet=options.quiet)
    if options.files:
        lines += file_lines(report, lang, PLAIN_WIDTH)
    return "".join(f"{line.plain}\n" for line in lines).encode("utf-8", "backslashreplace")


def _json(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.json_report import to_json

    return to_json(report, lang, one_line=options.one_line)


def _html(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.html import to_html

    return to_html(report, lang)


def _xlsx(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.xlsx import to_xlsx

    return to_xlsx(report, lang, options)


def _docx(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.docx import to_docx

    return to_docx(report, lang, options)


def _markdown(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.markdown import to_markdown

    return to_markdown(report, lang)


def _junit(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.junit import to_junit

    return to_junit(report, lang)


def _github(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.github import to_github

    return to_github(report, lang)


_TABLE = (
    Format("terminal", ".txt", True, True, _terminal),
    Format("json", ".json", True, True, _json),
    Format("html", ".html", True, False, _html, pictures=True),
    Format("xlsx", ".xlsx", False, False, _xlsx),
    Format("docx", ".docx", False, False, _docx),
    Format("markdown", ".md", True, True, _markdown),
    Format("junit", ".xml", True, False, _junit),
    Format("github", None, True, True, _github),
)

FORMATS = {item.name: item for item in _TABLE}
