"""``jlxx-check rules``: the rule packs, for those who read, write or check them."""

from __future__ import annotations

import typer

from jlxx_check.cli.commands.rules import (
    checks,
    draft,
    from_files,
    new,
    preview,
    rules_checked,
    rules_read,
    rules_schema,
    try_pack,
)
from jlxx_check.cli.framework import new_app
from jlxx_check.text import Lang, Text

#: The rooms of the group: each adds its commands, in the order of the help page.
_ROOMS = (
    rules_read,
    rules_checked,
    rules_schema,
    checks,
    new,
    draft,
    from_files,
    preview,
    try_pack,
)


def add_rules(app: typer.Typer, lang: Lang) -> None:
    """Add the group of commands to the application."""
    told = Text("查看、编写和检验规则包。", "The rule packs: read, written, checked.")
    group = new_app(lang, help=told.say(lang))
    short = Text("查看、编写和检验规则包", "see, write and check rule packs")
    app.add_typer(group, name="rules", short_help=short.say(lang))
    for room in _ROOMS:
        room.add_to(group, lang)
