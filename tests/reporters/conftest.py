"""A browser for the tests that need one: the system's Chromium, offline.

Where there is none they are skipped, except where ``JLXX_BROWSER=required`` says otherwise.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

# A busy machine is no fault of the page.
expect.set_options(timeout=60_000)

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
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
    """A page in the browser, with whatever it complained of or asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def shows(self, selector: str, count: int) -> None:
        """So many elements are seen, at once or as soon as the page has been drawn."""
        expect(self.page.locator(f"{selector}:visible")).to_have_count(count)

    def violations(self) -> list[tuple[str, str]]:
        """What axe finds against the page: each rule with the first element that breaks it."""
        self.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
        found: dict[str, Any] = self.page.evaluate("axe.run(document)")
        assert len(found["passes"]) > 20
        return [(item["id"], item["nodes"][0]["html"]) for item in found["violations"]]


def launched_browser() -> Iterator[Browser]:
    """The one browser of a process: Playwright starts no second one beside it."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        assert os.environ.get("JLXX_BROWSER") != "required", "no Chromium on this machine"
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """A function that opens a page of ours, given its bytes, in a window of its own."""
    pages: list[Page] = []

    def open_(data: bytes, *, dark: bool = False) -> Opened:
        file = tmp_path / f"报告 {len(pages)}.html"
        file.write_bytes(data)
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
