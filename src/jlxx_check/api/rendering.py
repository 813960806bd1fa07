"""A report in a format and a language, as bytes."""

from __future__ import annotations

from typing import Any

from jlxx_check.api.given_values import given_lang
from jlxx_check.model.report import Report
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.report_options import Options
from jlxx_check.text import Lang


def formats() -> tuple[str, ...]:
    """The names that ``render`` takes."""
    return tuple(FORMATS)


def render(
    report: Report, format: str = "json", lang: Lang | str = Lang.ZH, **options: Any
) -> bytes:
    """The report in one of ``formats()``; text is UTF-8.

    options: what ``reporters.report_options.Options`` has, by name. Raises TypeError for a format,
    a language or an option that there is not.
    """
    if format not in FORMATS:
        raise TypeError(f"format: one of {', '.join(FORMATS)}, not {format!r}")
    return FORMATS[format].render(report, given_lang(lang), Options(**options))
