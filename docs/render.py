"""Write the pages on rules (from the packs) and on limits: ``python -m docs.render``."""

from __future__ import annotations

from pathlib import Path

from docs import limits
from jlxx_check import load_pack
from jlxx_check.model.text import Lang
from jlxx_check.reporters.rules_page import rules_markdown

FOLDER = Path(__file__).parent
PACKS = ("jilin-2023", "aku-2026")
PAGES = {"rules.md": Lang.EN, "rules.zh-CN.md": Lang.ZH}
LIMIT_PAGES = {"limits.md": Lang.EN, "limits.zh-CN.md": Lang.ZH}


def page(lang: Lang) -> str:
    """The page in one language, over the packs that ship with the program."""
    return rules_markdown([load_pack(name).pack for name in PACKS], lang)


def main() -> None:
    """Write all pages."""
    for pages, written in ((PAGES, page), (LIMIT_PAGES, limits.page)):
        for name, lang in pages.items():
            FOLDER.joinpath(name).write_text(written(lang), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
