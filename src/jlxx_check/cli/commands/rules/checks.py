"""``rules checks``: what a rule's ``check`` may be, and what it takes."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import typer

from jlxx_check import api
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.framework import add_command, argument, example, like
from jlxx_check.cli.options import LanguageOption
from jlxx_check.cli.screen import page_width, print_lines
from jlxx_check.text import Lang, Text

_CHECKS = Text(
    "列出规则可以使用的全部检查；写一个词，就显示有这个词的检查的范围、参数和例子。",
    "List every check that a rule can use; with a WORD, those that have it, with their scope, "
    "parameters and an example.",
)


@dataclass(frozen=True, slots=True)
class ChecksOptions:
    """Which checks."""

    word: str = argument(
        "WORD",
        "在编号、说明和参数中查找的词。",
        "Searched in ids, sentences, parameters.",
        default="",
    )
    lang: str | None = like(LanguageOption, "lang")


def add_to(group: typer.Typer, lang: Lang) -> None:
    """Add the command to the group ``rules``."""

    def checks_command(options: ChecksOptions) -> None:
        # Its house is loaded by those who ask for it.
        from jlxx_check.authoring.check_catalogue import check_pages
        from jlxx_check.authoring.check_lines import check_details, check_list

        word = options.word.strip()
        packs = tuple(api.load_pack(name).pack for name in api.installed_packs()) if word else ()
        pages = check_pages(packs, word)
        # An id, or a family, means itself and not all that speak of it.
        named = [page for page in pages if page.name == word or page.name.startswith(f"{word}.")]
        if not pages:
            raise CallProblem(
                Text(
                    f"没有检查提到“{word}”。全部检查：jlxx-check rules checks",
                    f"No check speaks of “{word}”. All of them: jlxx-check rules checks",
                )
            )
        width = page_width(sys.stdout)
        show = check_details if word else check_list
        print_lines(show(named or pages, lang, width))

    told = example(_CHECKS, "jlxx-check rules checks photo.shorter-side")
    add_command(group, "checks", checks_command, lang, told)
