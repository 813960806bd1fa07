"""Where the report of a complying package leads to: the call that seals it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text as Line

from jlxx_check.cli.next_step import CALL_LEAD
from jlxx_check.cli.paths import quoted
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.wording import may_be_sealed
from jlxx_check.text import Lang, Text
from jlxx_check.values.portable_names import portable

if TYPE_CHECKING:
    from jlxx_check.api import Report


def seal_step(report: Report, package: Path, asked: str, lang: Lang, width: int) -> list[Line]:
    """The report's last lines; none for a package that does not comply, or is sealed already.

    asked: see ``asked_again``.
    """
    if not may_be_sealed(report):
        return []
    page = Page(lang, width)
    target = quoted(f"{portable(report.package.name)}.zip")
    call = f"jlxx-check seal {quoted(str(package))} --to {target}{asked}"
    page.put(_WHY)
    page.call(page.say(CALL_LEAD), call)
    return page.lines


_WHY = Text(
    "封存成一个压缩包报送：收到的人能知道是不是检查过的这一份。",
    "Seal it into one archive to hand in: whoever receives it can tell that it is what was judged.",
)
