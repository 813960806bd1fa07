"""The page opened as somebody opens it: from a disk, offline, in the system's Chromium."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sample_packages.expected import OPTIONS, place

from jlxx_check.api import load_pack
from jlxx_check.browser.page_file import NoParts, write_page
from jlxx_check.text import Lang
from tests.reporters.conftest import Opened

#: How long a busy machine may take for a step, in milliseconds.
PATIENCE = 240_000
PACKS = sorted({option["rules"] for option in OPTIONS.values()})


@pytest.fixture(scope="package")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    try:
        data = write_page([load_pack(name) for name in PACKS], Lang.ZH)
    except NoParts as error:
        assert os.environ.get("JLXX_PAGE") != "required", error
        pytest.skip(str(error))
    file = tmp_path_factory.mktemp("page") / "自查.html"
    file.write_bytes(data)
    return file


@contextmanager
def opening(page_file: Path, browser: Browser) -> Iterator[Opened]:
    """The page in a window of its own, ready; in the end it has asked nothing of anybody."""
    context = browser.new_context(offline=True, accept_downloads=True)
    page = context.new_page()
    found = Opened(page)
    page.on("console", lambda message: found.complaints.append(message.text))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("request", lambda request: found.requests.append(request.url))
    page.goto(page_file.as_uri())
    page.wait_for_function("checkPage.state.ready", timeout=PATIENCE)
    yield found
    assert [url for url in found.requests if not url.startswith(("data:", "blob:"))] == [
        page_file.as_uri()
    ]
    assert found.complaints == []
    context.close()


@pytest.fixture(scope="package")
def opened(page_file: Path, browser: Browser) -> Iterator[Opened]:
    with opening(page_file, browser) as found:
        yield found


@pytest.fixture
def opened_anew(page_file: Path, browser: Browser) -> Iterator[Opened]:
    with opening(page_file, browser) as found:
        yield found


def check(page: Page, package: Path, rules: str, received: str = "") -> None:
    page.evaluate("() => { delete checkPage.judged; delete window.sample; }")
    if page.is_visible("#anew"):
        page.click("#anew")
    page.select_option("#pack", label=load_pack(rules).pack.title.zh)
    page.fill("#received", received.replace("T", " "))
    page.set_input_files("#folder" if package.is_dir() else "#archive", package)
    page.wait_for_function(
        "checkPage.judged || (checkPage.state.ready && !checkPage.state.task)", timeout=PATIENCE
    )


def check_sample(page: Page, name: str) -> None:
    """The sample's report is shown; it stays there for the test that comes next."""
    if page.evaluate("window.sample") != name:
        options = OPTIONS[name]
        check(page, place(name), options["rules"], options["received"])
        page.evaluate("(name) => { window.sample = name; }", name)


def saved(page: Page, form: str) -> bytes:
    if not page.is_visible(f"[data-form={form}]"):
        page.click(".more summary")
    with page.expect_download(timeout=PATIENCE) as waiting:
        page.click(f"[data-form={form}]")
    return Path(waiting.value.path()).read_bytes()


@pytest.fixture
def heic() -> Callable[[Path], None]:
    from PIL import Image

    from tests.support import pictures

    def write(path: Path) -> None:
        assert pictures  # it teaches Pillow to write HEIC
        Image.effect_noise((64, 48), 40).convert("RGB").save(path, "HEIF")

    return write
