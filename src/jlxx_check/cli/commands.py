"""Commands whose help speaks the run's language, the parser's own words included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from jlxx_check.model.text import Lang, Text

#: Picks one of two texts by the language of the run.
Say = Callable[[str, str], str]


def sayer(lang: Lang) -> Say:
    """The function that picks a text in this language."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).say(lang)

    return say


def command_class(say: Say) -> type[TyperCommand]:
    """A command whose ``--help`` explains itself in the run's language."""

    class SpeakingCommand(TyperCommand):
        def get_help_option(self, ctx: Any) -> Any:
            return _explained(super().get_help_option(ctx), say)

    return SpeakingCommand


def group_class(say: Say) -> type[TyperGroup]:
    """A group of commands whose ``--help`` explains itself in the run's language."""

    class SpeakingGroup(TyperGroup):
        def get_help_option(self, ctx: Any) -> Any:
            return _explained(super().get_help_option(ctx), say)

    return SpeakingGroup


def _explained(option: Any, say: Say) -> Any:
    if option is not None:
        option.help = say("显示这份说明。", "Show this help.")
    return option


def translate_help(lang: Lang) -> None:
    """Put the headings of help pages into the run's language."""
    from typer import rich_utils

    if lang is Lang.EN:
        return
    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"


def new_app(say: Say, **settings: Any) -> typer.Typer:
    """An empty Typer application with the house's settings."""
    return typer.Typer(
        cls=group_class(say),
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        **settings,
    )
