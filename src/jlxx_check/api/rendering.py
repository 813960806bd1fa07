"""A report in a format and a language, as bytes."""

from __future__ import annotations

from typing import Any

from jlxx_check.model.report import Report
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.report_options import Options
from jlxx_check.text import Lang
from jlxx_check.values.given import require_flags, require_kind


def formats() -> tuple[str, ...]:
    """The names that ``render`` takes."""
    return tuple(FORMATS)


def render(
    report: Report,
    format: str = "json",
    lang: Lang | str = Lang.ZH,
    *,
    whole: bool = True,
    **options: Any,
) -> bytes:
    """The report in one of ``formats()``; text is UTF-8.

    whole: JSON's, with all that ``read_report`` needs to give the same report again, in both
    languages; False: what the command line writes, a fifth of it. options: what
    ``reporters.report_options.Options`` has, by name.

    Raises TypeError for a format, a language or an option that there is not.
    """
    require_kind("report", report, Report, "a Report")
    if not isinstance(format, str) or format not in FORMATS:
        raise TypeError(f"format: one of {', '.join(FORMATS)}, not {format!r}")
    require_flags(whole=whole)
    return FORMATS[format].render(report, Lang.of(lang), Options(whole=whole, **options))
