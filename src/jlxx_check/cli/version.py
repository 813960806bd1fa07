"""``--version`` and ``--lang`` of the program itself."""

# No postponed annotations: the options' help is chosen while the command is being made.

from collections.abc import Callable
from typing import Annotated

import typer

from jlxx_check.cli.commands import Say
from jlxx_check.cli.options import lang_option
from jlxx_check.model.about import NAME, VERSION


def version_option(say: Say) -> Callable[..., None]:
    """The options that stand before any command."""

    def show_version(asked: bool) -> None:
        if asked:
            typer.echo(f"{NAME} {VERSION}")
            raise typer.Exit

    def program(
        _version: Annotated[
            bool,
            typer.Option(
                "--version",
                callback=show_version,
                is_eager=True,
                help=say("显示版本号。", "Show the version."),
            ),
        ] = False,
        _lang: Annotated[str | None, lang_option(say)] = None,
    ) -> None:
        pass

    return program
