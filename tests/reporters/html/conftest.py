"""A browser for the tests that need one: the system's Chromium, offline.

Where there is none they are skipped, except where ``JLXX_BROWSER=required`` says otherwise.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from jlxx_check.model.report import Report
from jlxx_check.model.text import Lang
from jlxx_check.reporters.html import to_html

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Opened:
    """A report in the browser, with whatever it complained of or asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def shows(self, selector: str, count: int) -> None:
        """So many elements are seen, at once or as soon as the page has been drawn."""
        expect(self.page.locator(f"{selector}:visible")).to_have_count(count)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        assert os.environ.get("JLXX_BROWSER") != "required", "no Chromium on this machine"
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def open_report(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    pages: list[Page] = []

    def open_(report: Report, lang: Lang = Lang.ZH, *, dark: bool = False) -> Opened:
        file = tmp_path / f"报告 {len(pages)}.html"
        file.write_bytes(to_html(report, lang))
        page = browser.new_page(color_scheme="dark" if dark else "light")
        pages.append(page)
        opened = Opened(page)
        page.on("console", lambda message: opened.complaints.append(message.text))
        page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        page.on("request", lambda request: opened.requests.append(request.url))
        page.goto(file.as_uri())
        return opened

    yield open_
    for page in pages:
        page.close()
