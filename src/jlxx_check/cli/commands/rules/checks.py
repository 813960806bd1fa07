"""``rules checks``: what a rule's ``check`` may be, and what it takes."""

from __future__ import annotations

import sys

import typer

from jlxx_check import api
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.framework import add_command, argument, example, like
from jlxx_check.cli.options import LanguageOption
from jlxx_check.cli.screen import page_width, print_lines
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen

_CHECKS = Text(
    "列出规则可以使用的全部检查；写上词，就显示与它有关的检查的范围、参数和例子。",
    "List every check that a rule can use; with words, those about them, with their scope, "
    "parameters and an example.",
)
#: More than so many that are found by a word are listed, not shown in full.
_IN_FULL = 3


@frozen
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
        from jlxx_check.authoring.check_lines import check_details, check_list, search_checks

        word = options.word.strip()
        packs = api.usable_packs()[0] if word else ()
        pages = check_pages(packs)
        found = search_checks(pages, word) if word else pages
        if not found:
            raise CallProblem(
                Text(
                    f"没有检查提到“{word}”。全部检查：jlxx-check rules checks",
                    f"No check speaks of “{word}”. All of them: jlxx-check rules checks",
                )
            )
        width = page_width(sys.stdout)
        family = all(page.name.startswith(f"{word}.") for page in found)
        in_full = word and (family or len(found) <= _IN_FULL)
        print_lines((check_details if in_full else check_list)(found, lang, width))

    told = example(_CHECKS, "jlxx-check rules checks photo.shorter-side")
    add_command(group, "checks", checks_command, lang, told)
