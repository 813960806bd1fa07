"""Commands whose help speaks the run's language, the parser's own words included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from jlxx_check.cli.help_page import help_text
from jlxx_check.model.text import Lang, Text

#: Picks one of two texts by the language of the run.
Say = Callable[[str, str], str]


def sayer(lang: Lang) -> Say:
    """The function that picks a text in this language."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).say(lang)

    return say


def command_class(lang: Lang) -> type[TyperCommand]:
    """A command whose ``--help`` page is in the run's language."""

    class SpeakingCommand(TyperCommand):
        def get_help_option(self, ctx: Any) -> Any:
            return _explained(super().get_help_option(ctx), lang)

        def format_help(self, ctx: Any, formatter: Any) -> None:
            formatter.write(help_text(self, ctx, lang))

    return SpeakingCommand


def group_class(lang: Lang) -> type[TyperGroup]:
    """A group of commands whose ``--help`` page is in the run's language."""

    class SpeakingGroup(TyperGroup):
        def get_help_option(self, ctx: Any) -> Any:
            return _explained(super().get_help_option(ctx), lang)

        def format_help(self, ctx: Any, formatter: Any) -> None:
            formatter.write(help_text(self, ctx, lang))

    return SpeakingGroup


def _explained(option: Any, lang: Lang) -> Any:
    if option is not None:
        option.help = Text("显示这份说明。", "Show this help.").say(lang)
    return option


def new_app(lang: Lang, **settings: Any) -> typer.Typer:
    """An empty Typer application with the house's settings."""
    return typer.Typer(
        cls=group_class(lang),
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        **settings,
    )
