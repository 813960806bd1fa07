"""A report opened in the browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jlxx_check.model.report import Report
from jlxx_check.reporters.html import to_html
from jlxx_check.text import Lang
from tests.reporters.conftest import Opened

__all__ = ["Opened"]


@pytest.fixture
def open_report(open_page: Callable[..., Opened]) -> Callable[..., Opened]:
    def open_(report: Report, lang: Lang = Lang.ZH, *, dark: bool = False) -> Opened:
        return open_page(to_html(report, lang), dark=dark)

    return open_
