"""The page that checks in a browser: it says what the program says, and asks nothing of anybody.

Its parts are built by ``packaging/page``; where they are not installed these tests are skipped,
except where ``JLXX_PAGE=required`` says otherwise. ``JLXX_PAGE_CORPUS=1`` runs every sample, and
every format in which forms and registers are handed in.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fuzzing.corpus import ARCHIVE, PLACES, seeds
from playwright.sync_api import Page
from sample_packages.expected import OPTIONS

from jlxx_check import Report
from jlxx_check import check as check_package
from jlxx_check.api import load_pack
from jlxx_check.cli.main import run
from jlxx_check.reporters.json_report import to_json
from jlxx_check.text import Lang
from tests.browser.conftest import check, check_sample, saved
from tests.reporters.conftest import Opened
from tests.support.samples import judged
from tests.variants.test_forms_of_delivery import FORMATS, lay_as

#: The size of the file.
LIMIT = 25_000_000
WHOLE = bool(os.environ.get("JLXX_PAGE_CORPUS"))
#: By each pack the sample of most findings; last the one whose report the next test shows.
FEW = sorted({name for name in OPTIONS if name.endswith("-mistakes")})
FEW += ["moral-2019", "zipped", "mistakes"]
#: What the page is known to find otherwise: a rule, and why.
OTHERWISE = {"video.picture": "no frame of a film is decoded in the page, which says so"}
#: And the files, by their ending.
APART = {
    ".tif": "the page's Pillow has no libtiff, and says that it cannot read them",
    ".mp3": "its MediaInfo is another version: a tenth of a second",
}


def findings(report: dict[str, Any]) -> list[tuple[Any, ...]]:
    return sorted(
        tuple(map(str, (item["rule"], item["level"], item["entry"], item["file"], item["message"])))
        for item in report["findings"]
        if item["rule"] not in OTHERWISE and not str(item["file"]).endswith(tuple(APART))
    )


def same(page: Page, report: Report) -> None:
    """The page has judged as the program did."""
    assert page.evaluate("checkPage.judged && checkPage.judged.title"), page.inner_text("#said")
    there = json.loads(saved(page, "json"))
    here = json.loads(to_json(report, Lang.ZH))
    assert there["verdict"] == here["verdict"]
    assert findings(there) == findings(here)
    assert there["summary"]["not_judged"] >= here["summary"]["not_judged"]


def test_page_is_one_small_file(page_file: Path) -> None:
    assert page_file.stat().st_size <= LIMIT


@pytest.mark.parametrize("name", sorted(OPTIONS) if WHOLE else FEW)
def test_page_says_what_the_program_says(opened: Opened, name: str) -> None:
    check_sample(opened.page, name)
    same(opened.page, judged(name))


def test_files_of_every_kind_are_judged_alike(opened: Opened, tmp_path: Path) -> None:
    """A package of well over a hundred files: photos, films, recordings, forms, registers."""
    package = tmp_path / "样例市教育局"
    for number, seed in enumerate(seeds(), 1):
        if seed.role != ARCHIVE:
            path = package / (PLACES[seed.role].format(n=number, i=number) + seed.suffix)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(seed.data)
    check(opened.page, package, "jilin-2023")
    same(opened.page, check_package(package, load_pack()))


@pytest.mark.skipif(not WHOLE, reason="minutes: with JLXX_PAGE_CORPUS=1")
@pytest.mark.parametrize("name", FORMATS)
def test_formats_are_read_alike(opened: Opened, tmp_path: Path, name: str) -> None:
    package, _ = lay_as(FORMATS[name], tmp_path)
    check(opened.page, package, "jilin-2023")
    same(opened.page, check_package(package, load_pack()))


def test_report_is_shown_and_saved_in_every_form(opened: Opened) -> None:
    check_sample(opened.page, "mistakes")
    report = opened.page.frame_locator("#report")
    assert report.locator(".verdict").inner_text() in opened.page.inner_text("#said")
    starts = {"html": b"<!doctype html>", "xlsx": b"pk", "docx": b"pk", "json": b"{"}
    for form, start in starts.items():
        assert saved(opened.page, form).lower().startswith(start)
    assert "decisions:" in saved(opened.page, "decisions").decode("utf-8")


# Each a function: the browser would call one that it is only to put there.
HANG = "() => { platform.heif = () => { for (;;); }; }"
DIE = """() => { platform.heif = () => {
    postMessage({ kind: "failed", value: { during: "judge", why: "planted", fatal: true } });
    for (;;);
}; }"""


@pytest.mark.parametrize("fault", [HANG, DIE])
def test_file_that_costs_the_worker_costs_itself(
    opened_anew: Opened, tmp_path: Path, fault: str, heic: Callable[[Path], None]
) -> None:
    page = opened_anew.page
    package = tmp_path / "样例市教育局"
    package.mkdir()
    heic(package / "照片.heic")
    (package / "说明.txt").write_text("样例", "utf-8")
    page.evaluate("checkPage.patience.seconds = 5")
    page.workers[0].evaluate(fault)
    check(page, package, "jilin-2023")
    assert page.evaluate("checkPage.log.map((one) => one[3])") == ["照片.heic"]
    assert "照片.heic" in page.inner_text("#said")
    told = json.loads(saved(page, "json"))
    assert told["verdict"] != "compliant"


def test_command_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "jlxx_check_page_assets", None)
    target = tmp_path / "自查.html"
    assert run(["page", "--to", str(target)]) == 2
    assert "pip install" in capsys.readouterr().err
    assert not target.exists()
    assert run(["page", "--to", str(tmp_path / "自查.pdf")]) == 2


def test_command_leaves_another_file_alone(page_file: Path, tmp_path: Path) -> None:
    assert page_file.exists()
    target = tmp_path / "自查.html"
    target.write_text("别人的", "utf-8")
    assert run(["page", "--to", str(target)]) == 2
    assert target.read_text("utf-8") == "别人的"
    assert run(["page", "--to", str(target), "--force"]) == 0
    assert run(["page", "--to", str(target), "--lang", "en"]) == 0
    assert target.stat().st_size <= LIMIT
