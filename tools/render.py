"""Write the pages that are rendered from the program: ``python -m tools.render``.

The rules and what of a notice they express (from the packs), the checks (from their code), the
limits (from the probes), the house (from the import contract).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from jlxx_check import load_pack
from jlxx_check.authoring.check_catalogue import check_pages
from jlxx_check.authoring.check_lines import checks_markdown
from jlxx_check.packs.installed import list_packs
from jlxx_check.text import Lang
from tools import generality, house, limits
from tools.rules_page import rules_markdown

FOLDER = Path(__file__).parents[1] / "docs"
PACKS = ("jilin-2023", "aku-2026")


def rules(lang: Lang) -> str:
    """The page on rules in one language, over the packs that ship with the program."""
    return rules_markdown([load_pack(name).pack for name in PACKS], lang)


def checks(lang: Lang) -> str:
    """The page on checks in one language, with examples from those packs."""
    packs = tuple(load_pack(name).pack for name in PACKS)
    return checks_markdown(check_pages(packs), lang)


def said(lang: Lang) -> str:
    """The page on how much of each notice is expressed, over all packs of the program."""
    return generality.page([load_pack(name).pack for name in list_packs()], lang)


#: Every rendered file of ``docs/``, and what makes its text.
PAGES: dict[str, Callable[[], str]] = {
    "rules.md": partial(rules, Lang.EN),
    "rules.zh-CN.md": partial(rules, Lang.ZH),
    "checks.md": partial(checks, Lang.EN),
    "checks.zh-CN.md": partial(checks, Lang.ZH),
    "generality.md": partial(said, Lang.EN),
    "generality.zh-CN.md": partial(said, Lang.ZH),
    "limits.md": partial(limits.page, Lang.EN),
    "limits.zh-CN.md": partial(limits.page, Lang.ZH),
    "house.svg": house.picture,
    "modules.md": house.modules_page,
}


def main() -> None:
    """Write all pages."""
    for name, written in PAGES.items():
        FOLDER.joinpath(name).write_text(written(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
