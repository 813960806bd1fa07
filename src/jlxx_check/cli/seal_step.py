"""Where the report of a complying package leads to: the call that seals it."""

from __future__ import annotations

import re
from pathlib import Path

from rich.text import Text as Line

from jlxx_check.api import DEFAULT_PACK, Report
from jlxx_check.reporters.sections import NEXT_LEAD
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.wording import may_be_sealed
from jlxx_check.text import Lang, Text
from jlxx_check.values.portable_names import portable

_PLAIN = re.compile(r"[\w./\\:~+-]+")


def seal_step(report: Report, package: Path, rules: str, lang: Lang, width: int) -> list[Line]:
    """The report's last lines; none for a package that does not comply, or is sealed already.

    rules: the pack, as the call names it.
    """
    if not may_be_sealed(report):
        return []
    page = Page(lang, width)
    pack = "" if rules == DEFAULT_PACK else f" --rules {_quoted(rules)}"
    target = _quoted(f"{portable(report.package.name)}.zip")
    page.put(_WHY)
    page.put(
        f"jlxx-check seal {_quoted(str(package))} --to {target}{pack}",
        lead=page.say(NEXT_LEAD),
        lead_style="bold",
        style="bold",
    )
    return page.lines


_WHY = Text(
    "封存成一个压缩包报送：收到的人能知道是不是检查过的这一份。",
    "Seal it into one archive to hand in: whoever receives it can tell that it is what was judged.",
)


def _quoted(word: str) -> str:
    """As it is typed in a terminal."""
    return word if _PLAIN.fullmatch(word) else f'"{word}"'
