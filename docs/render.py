"""Write ``docs/rules.md`` and ``docs/rules.zh-CN.md`` from the packs: ``python -m docs.render``."""

from __future__ import annotations

from pathlib import Path

from jlxx_check import load_pack
from jlxx_check.model.text import Lang
from jlxx_check.reporters.rules_page import rules_markdown

FOLDER = Path(__file__).parent
PACKS = ("jilin-2023", "aku-2026")
PAGES = {"rules.md": Lang.EN, "rules.zh-CN.md": Lang.ZH}


def page(lang: Lang) -> str:
    """The page in one language, over the packs that ship with the program."""
    return rules_markdown([load_pack(name).pack for name in PACKS], lang)


def main() -> None:
    """Write both pages."""
    for name, lang in PAGES.items():
        FOLDER.joinpath(name).write_text(page(lang), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
