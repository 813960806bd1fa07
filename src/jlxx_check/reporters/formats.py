"""The one table of report formats: name, usual suffix, what a screen can take of it, function.

Each function imports its module when it is called: what a run does not ask for is not loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jlxx_check.reporters.report_options import DEFAULTS, Options
from jlxx_check.text import Lang, Text

if TYPE_CHECKING:
    from jlxx_check.model.report import Report

#: Columns of a terminal report that is written to a file or a pipe: the narrowest usual terminal.
PLAIN_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Format:
    """A report format.

    suffix: what a file name with it stands for; None: no suffix tells it. is_text: it may go to a
    screen. joins: several reports of it may follow one another there. pictures: it shows photos
    and videos in small. called: what a reader calls it; None: by its name. ending: what its files
    end with where no suffix tells it. several: where reports follow one another, how they become
    one; None: as they are. counted: other programs count failures in it.
    """

    name: str
    suffix: str | None
    is_text: bool
    joins: bool
    function: Callable[[Report, Lang, Options], bytes]
    pictures: bool = False
    called: Text | None = None
    ending: str = ".txt"
    several: Callable[[Sequence[bytes]], bytes] | None = None
    counted: bool = False

    @property
    def file_ending(self) -> str:
        """What a file of it is called by in the end."""
        return self.suffix or self.ending

    def render(self, report: Report, lang: Lang, options: Options = DEFAULTS) -> bytes:
        """The report in this format; text is UTF-8."""
        return self.function(report, lang, options)


def _terminal(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.terminal.file_list import file_lines
    from jlxx_check.reporters.terminal.report_lines import report_lines

    lines = report_lines(report, lang, PLAIN_WIDTH, quiet=options.quiet)
    if options.files:
        lines += file_lines(report, lang, PLAIN_WIDTH)
    return "".join(f"{line.plain}\n" for line in lines).encode("utf-8", "backslashreplace")


def _brief(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.brief import to_brief

    return to_brief(report, lang)


def _json(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.json_report import to_json

    return to_json(report, lang, one_line=options.one_line, whole=options.whole)


def _html(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.html import to_html

    return to_html(report, lang, leads_on=options.leads_on, calls=options.calls)


def _xlsx(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.xlsx import to_xlsx

    return to_xlsx(report, lang, options)


def _ledger(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.ledger import LedgerPart, to_ledger

    part = LedgerPart(report, options.package_link)
    return to_ledger((part,), lang, options.filled, report.package.name)


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

    return to_github(report, lang, options)


def _annotations(parts: Sequence[bytes]) -> bytes:
    from jlxx_check.reporters.github import several

    return several(parts)


def _sarif(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.code_scanning import to_sarif

    return to_sarif(report, lang, options)


def _code_quality(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.code_scanning import to_code_quality

    return to_code_quality(report, lang, options)


_TABLE = (
    Format("terminal", ".txt", True, True, _terminal, called=Text("文本", "text")),
    Format("brief", None, True, True, _brief),
    Format("json", ".json", True, True, _json, called=Text("JSON", "JSON")),
    Format("html", ".html", True, False, _html, pictures=True, called=Text("网页", "page")),
    Format("xlsx", ".xlsx", False, False, _xlsx, called=Text("表格", "workbook")),
    Format(
        "ledger", None, False, False, _ledger, called=Text("核对台账", "ledger"), ending=".xlsx"
    ),
    Format("docx", ".docx", False, False, _docx, called=Text("通知书", "letter")),
    Format("markdown", ".md", True, True, _markdown, called=Text("Markdown", "Markdown")),
    Format("junit", ".xml", True, False, _junit, called=Text("JUnit", "JUnit"), counted=True),
    Format(
        "github",
        None,
        True,
        True,
        _github,
        called=Text("注释", "annotations"),
        several=_annotations,
        counted=True,
    ),
    Format("sarif", ".sarif", True, False, _sarif, called=Text("SARIF", "SARIF"), counted=True),
    Format(
        "codequality",
        None,
        True,
        False,
        _code_quality,
        called=Text("代码质量", "code quality"),
        ending=".json",
        counted=True,
    ),
)

FORMATS = {item.name: item for item in _TABLE}
