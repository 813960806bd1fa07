"""The one table of report formats: name, usual suffix, what a screen can take of it, function.

Each function imports its module when it is called: what a run does not ask for is not loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from jlxx_check.reporters.report_options import DEFAULTS, Options
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen

if TYPE_CHECKING:
    from jlxx_check.model.report import Report

#: Columns of a terminal report that is written to a file or a pipe: the narrowest usual terminal.
PLAIN_WIDTH = 80


#: How a text carries the mark that this program wrote it; %s is the mark.
_COMMENT = b"\n<!-- %s -->\n"
_LAST_LINE = b"\n[%s]\n"


@frozen
class Format:
    """A report format."""

    name: str
    #: What a file name with it stands for; None: no suffix tells it.
    suffix: str | None
    #: It may go to a screen.
    is_text: bool
    #: Several reports of it may follow one another there.
    joins: bool
    function: Callable[[Report, Lang, Options], bytes]
    #: It shows photos and videos in small.
    pictures: bool = False
    #: What a reader calls it; None: by its name.
    called: Text | None = None
    #: What people type for it beside its name and its suffix.
    everyday: tuple[str, ...] = ()
    #: What its files end with where no suffix tells it.
    ending: str = ".txt"
    #: Where reports follow one another, how they become one; None: as they are.
    several: Callable[[Sequence[bytes]], bytes] | None = None
    #: Other programs count failures in it.
    counted: bool = False
    #: It is for the unit or the staff alone, and never published.
    private: bool = False
    #: How a text of it carries the program's mark without saying anything else; %s is the mark.
    mark: bytes = _LAST_LINE
    #: What ends it, where the mark is put before that.
    closes: bytes = b""

    @property
    def file_ending(self) -> str:
        """What a file of it is called by in the end."""
        return self.suffix or self.ending

    def render(self, report: Report, lang: Lang, options: Options = DEFAULTS) -> bytes:
        """The report in this format; text is UTF-8."""
        return self.function(report, lang, options)


def _terminal(report: Report, lang: Lang, options: Options) -> bytes:
    from jlxx_check.reporters.terminal.details import file_lines
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
    Format(
        "terminal", ".txt", True, True, _terminal, called=Text("文本", "text"),
        everyday=("文本", "纯文本", "文字", "屏幕", "终端", "text", "plain", "screen"),
    ),
    Format(
        "brief", None, True, True, _brief,
        everyday=("简短", "简报", "摘要", "短信", "微信", "short", "chat"),
    ),
    Format(
        "json", ".json", True, True, _json, called=Text("JSON", "JSON"),
        mark=b',\n  "digest": "%s"\n}\n', closes=b"}",
    ),
    Format(
        "html", ".html", True, False, _html, pictures=True, called=Text("网页", "page"),
        everyday=("网页", "页面", "web", "htm", "page", "浏览器"), mark=_COMMENT,
    ),
    Format(
        "xlsx", ".xlsx", False, False, _xlsx, called=Text("表格", "workbook"),
        everyday=("excel", "表格", "电子表格", "工作簿", "xls", "et", "spreadsheet", "wps表格"),
    ),
    Format(
        "ledger", None, False, False, _ledger, called=Text("核对台账", "ledger"), ending=".xlsx",
        everyday=("台账", "核对台账", "核对表"), private=True,
    ),
    Format(
        "docx", ".docx", False, False, _docx, called=Text("通知书", "letter"), private=True,
        everyday=(
            *("word", "doc", "函", "信", "通知", "文档", "补正通知", "letter", "wps", "wps文字"),
        ),
    ),
    Format(
        "markdown", ".md", True, True, _markdown, called=Text("Markdown", "Markdown"),
        everyday=("md",), mark=_COMMENT,
    ),
    Format(
        "junit", ".xml", True, False, _junit, called=Text("JUnit", "JUnit"), counted=True,
        everyday=("xml",), mark=_COMMENT,
    ),
    Format(
        "github", None, True, True, _github, called=Text("注释", "annotations"), counted=True,
        everyday=("批注", "annotations"), several=_annotations, mark=b"::debug::%s\n",
    ),
    Format(
        "sarif", ".sarif", True, False, _sarif, called=Text("SARIF", "SARIF"), counted=True,
        mark=b',\n  "properties": {"digest": "%s"}\n}\n', closes=b"}",
    ),
    Format(
        "codequality", None, True, False, _code_quality, called=Text("代码质量", "code quality"),
        everyday=("代码质量", "gitlab"), ending=".json", counted=True,
        mark=b',\n    "digest": "%s"\n  }\n]\n', closes=b"]}",
    ),
)  # fmt: skip

FORMATS = {item.name: item for item in _TABLE}
#: What a file name's suffix stands for.
BY_SUFFIX = {item.suffix: item.name for item in _TABLE if item.suffix} | {".htm": "html"}


#: What a reader calls the reports, by format.
REPORTS = {name: item.called for name, item in FORMATS.items() if item.called}
