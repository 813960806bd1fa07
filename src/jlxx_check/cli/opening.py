"""``--open``: the HTML report in the browser, the way a clerk reads it."""

from __future__ import annotations

import tempfile
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from jlxx_check.cli.outputs import Output, check_target
from jlxx_check.model.text import Text

_NAME = "jlxx-check.html"


def with_page(
    outputs: Sequence[Output], packages: Sequence[Path], *, only: bool
) -> tuple[Output, ...]:
    """The outputs with a page among them: the HTML file asked for, else one in a new folder.

    only: no format was asked for, so the page takes the place of the report on the screen, or of
    one in a file whose name tells no format.
    Raises CallProblem where even the folder for temporary files lies inside a package.
    """
    if only:
        outputs = [Output("html", item.path) if _untold(item) else item for item in outputs]
    if any(item.format == "html" and item.path for item in outputs):
        return tuple(outputs)
    check_target(Path(tempfile.gettempdir()) / _NAME, packages)
    # Left behind on purpose: the browser reads it after the program has ended.
    page = Output("html", Path(tempfile.mkdtemp(prefix="jlxx-check-")) / _NAME)
    return (*(item for item in outputs if item.path or item.format != "html"), page)


def _untold(output: Output) -> bool:
    told = output.path is not None and output.path.suffix.lower() == ".txt"
    return output.format == "terminal" and not told


def open_page(path: Path) -> Text:
    """Open the file in the browser; what to tell the user about it."""
    try:
        opened = webbrowser.open(path.resolve().as_uri())
    except webbrowser.Error:
        opened = False
    if opened:
        return Text(f"报告已在浏览器中打开：{path}", f"The report is open in the browser: {path}")
    return Text(
        f"没能打开浏览器，请自己打开报告：{path}",
        f"No browser could be opened; open the report yourself: {path}",
    )
