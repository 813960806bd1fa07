"""Draw the README's pictures: ``python -m tools.pictures``.

The terminal report as SVG; the page and a batch's index as the system's Chromium shows them
(Debian: ``apt-get install chromium fonts-noto-cjk``).
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from datetime import date
from html import unescape
from io import StringIO
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import MONOKAI

from jlxx_check import Reading, check
from jlxx_check.batch import BatchCall, BatchSettings, Lists, run_batch
from jlxx_check.model.report import Report
from jlxx_check.reporters.html import to_html
from jlxx_check.reporters.terminal.report_lines import report_lines
from jlxx_check.text import Lang

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
TERMINAL = {"report.svg": Lang.EN, "report.zh-CN.svg": Lang.ZH}
PAGE = {".png": Lang.EN, ".zh-CN.png": Lang.ZH}
_LINES = 40
_WIDTH = 80
_TEXT = re.compile(r'textLength="([0-9.]+)"([^>]*)>([^<]*)</text>')
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
#: Pixels of the page's picture: its head and the beginning of what is to do.
_SIZE = {"width": 1120, "height": 900}
#: The same of the index: down to the units.
_INDEX_SIZE = {"width": 1360, "height": 1250}
#: The entry with a picture of its own: the first star, with photos and a video that is too long.
_ENTRY = "#e1"
#: The samples of the index, under the units that they are of.
_UNITS = {"complying": "长春市教育局", "mistakes": "吉林市教育局", "messy": "材料(1)"}
#: Everything is drawn, and nothing stands in front of it.
_DRAWN = """async () => {
  document.getElementById("filter").style.position = "static";
  for (const part of document.querySelectorAll(".entry")) part.style.contentVisibility = "visible";
  const images = [...document.querySelectorAll("#e1 img")];
  images.forEach((image) => { image.loading = "eager"; });
  await Promise.all(images.map((image) => image.decode()));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Judge the sample that has mistakes, and draw its reports."""
    FOLDER.mkdir(exist_ok=True)
    report = check(
        ROOT / "sample_packages" / "mistakes",
        received=date(2023, 7, 13),
        reading=Reading(thumbnails=True),
    )
    _terminal(report)
    _page(report)


def _terminal(report: Report) -> None:
    for name, lang in TERMINAL.items():
        console = Console(record=True, width=_WIDTH, file=StringIO(), highlight=False)
        for line in report_lines(report, lang, _WIDTH)[:_LINES]:
            console.print(line, soft_wrap=True)
        title = "jlxx-check check sample_packages/mistakes"
        drawn = console.export_svg(title=title, theme=MONOKAI, unique_id="report")
        # The template asks for a font from the network; the viewer's own fonts do.
        picture = _TEXT.sub(_widened, _FONT_FACE.sub("", drawn))
        FOLDER.joinpath(name).write_text(picture, encoding="utf-8", newline="\n")


def _widened(found: re.Match[str]) -> str:
    """Rich gives a Chinese character the width of one cell here; it takes two."""
    length, rest, text = found.groups()
    shown = unescape(text)
    wide = float(length) * cell_len(shown) / max(1, len(shown))
    return f'textLength="{wide:.1f}"{rest}>{text}</text>'


def _page(report: Report) -> None:
    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        sys.exit("no Chromium on this machine: the pictures of the page stay as they are")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        for tail, lang in PAGE.items():
            file = Path(folder) / "report.html"
            file.write_bytes(to_html(report, lang))
            page = browser.new_page(viewport=_SIZE, color_scheme="light")  # type: ignore[arg-type]
            page.goto(file.as_uri())
            page.screenshot(path=FOLDER / f"page{tail}")
            page.evaluate(_DRAWN)
            page.locator(_ENTRY).screenshot(path=FOLDER / f"entry{tail}")
            page.close()
        _index(browser, Path(folder))
        browser.close()


def _index(browser: Browser, folder: Path) -> None:
    """A batch over three samples and an archive that is none."""
    box = folder / "收件"
    for name, unit in _UNITS.items():
        shutil.copytree(ROOT / "sample_packages" / name, box / unit)
    box.joinpath("白城市教育局.zip").write_bytes(b"PK\3\4")
    lists = Lists(received=date(2023, 7, 10))
    for tail, lang in PAGE.items():
        settings = BatchSettings(lang=lang, formats=("html",))
        made = run_batch(BatchCall(box, folder / f"out{tail}", settings, lambda: lists))
        page = browser.new_page(viewport=_INDEX_SIZE, color_scheme="light")  # type: ignore[arg-type]
        page.goto(made.index.as_uri())
        page.screenshot(path=FOLDER / f"index{tail}")
        page.close()


if __name__ == "__main__":
    main()
