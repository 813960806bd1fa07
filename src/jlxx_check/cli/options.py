"""The options that several commands share, each written once."""

from __future__ import annotations

from typing import Any

import typer

from jlxx_check.app import DEFAULT_PACK
from jlxx_check.cli.commands import Say
from jlxx_check.cli.language import VARIABLE


def lang_option(say: Say) -> Any:
    """``--lang``: read before parsing (see ``language``); declared here for the help page."""
    return typer.Option(
        "--lang",
        envvar=VARIABLE,
        show_envvar=False,
        metavar="zh|en",
        help=say(
            "输出语言，默认中文；也可以设环境变量 JLXX_LANG。",
            "The language, Chinese by default; or set JLXX_LANG.",
        ),
    )


def rules_option(say: Say) -> Any:
    """``--rules``: the notice to judge by."""
    return typer.Option(
        "--rules",
        metavar="PACK",
        help=say(
            f"按哪个通知检查：规则包的名称或路径，默认 {DEFAULT_PACK}。",
            f"The rule pack to judge by: its name or path; default {DEFAULT_PACK}.",
        ),
    )
