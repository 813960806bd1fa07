"""Draw the README's pictures of the terminal report: ``python -m docs.pictures``."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from io import StringIO
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import MONOKAI

from jlxx_check import check
from jlxx_check.model.text import Lang
from jlxx_check.reporters.terminal import report_lines

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
PICTURES = {"report.svg": Lang.EN, "report.zh-CN.svg": Lang.ZH}
_LINES = 40
_WIDTH = 80
_TEXT = re.compile(r'textLength="([0-9.]+)"([^>]*)>([^<]*)</text>')
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def main() -> None:
    """Judge the sample that has mistakes and draw the first lines of its report."""
    FOLDER.mkdir(exist_ok=True)
    report = check(ROOT / "sample_packages" / "mistakes", received=date(2023, 7, 13))
    for name, lang in PICTURES.items():
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


if __name__ == "__main__":
    main()
