"""``jlxx-check rules``: the rule packs, for those who read, write or check them."""

from __future__ import annotations

import typer

from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.commands.rules import checks, draft, new, preview, rules_checked, rules_read
from jlxx_check.cli.framework import new_app
from jlxx_check.text import Lang, Text

#: Each adds commands, in the order of the help page.
_ADD = (
    rules_read.add_to,
    rules_checked.add_to,
    rules_read.add_schema,
    checks.add_to,
    new.add_to,
    draft.add_to,
    new.add_from,
    preview.add_to,
    rules_checked.add_test,
)


def add_rules(app: typer.Typer, lang: Lang) -> None:
    """Add the group of commands to the application."""
    told = Text("查看、编写和检验规则包。", "The rule packs: read, written, checked.")
    group = new_app(lang, help=told.say(lang))
    app.add_typer(group, name="rules", short_help=COMMANDS["rules"].say(lang))
    for add in _ADD:
        add(group, lang)
