"""``rules new``, ``rules path``: a pack to begin with, and where one lies."""

from __future__ import annotations

import sys
from dataclasses import MISSING, dataclass
from pathlib import Path

import typer

from jlxx_check import packs
from jlxx_check.cli.commands.rules.rules_read import PackOptions
from jlxx_check.cli.common_names import given_pack
from jlxx_check.cli.framework import add_command, argument, example, like, option
from jlxx_check.cli.options import LanguageOption
from jlxx_check.cli.paths import quoted
from jlxx_check.cli.screen import page_width, print_lines
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.text import Lang, Text

_NEW = Text(
    "在新文件夹里写一个带说明的小规则包，供改写；--like 则写成沿用另一个规则包的下级通知。"
    "已有的文件绝不覆盖。",
    "Write a small commented pack into a new folder, to be edited; with --like one that is nested "
    "in another pack. Nothing is ever overwritten.",
)
_PATH = Text("显示一个规则包的文件夹在哪里。", "Tell the folder of a pack.")


@dataclass(frozen=True, slots=True)
class NewPackOptions:
    """Where to, and after which pack."""

    folder: Path = argument("DIR", "新的文件夹。", "A new folder.", default=MISSING)
    parent: str | None = option(
        "--like PACK", "沿用这个规则包，只写不同的。", "The pack that the new one is nested in."
    )
    lang: str | None = like(LanguageOption, "lang")


def add_to(group: typer.Typer, lang: Lang) -> None:
    """Add the commands to the group ``rules``."""

    def new_command(options: NewPackOptions) -> None:
        from jlxx_check.authoring.new_pack import new_pack

        parent = None if options.parent is None else given_pack(options.parent)
        started = new_pack(options.folder, lang, parent)
        page = Page(lang, page_width(sys.stdout))
        page.put(Text(f"已写好规则包：{started.folder}", f"A pack was written: {started.folder}"))
        for name in started.files:
            page.put(name, indent=2)
        page.put(
            Text(
                "编辑器装了YAML插件的，写check和with时会有提示。改好后：",
                "An editor with a YAML plug-in completes check and with. After a change:",
            )
        )
        page.call("  ", f"jlxx-check rules lint {quoted(str(started.folder))}")
        print_lines(page.lines)

    def path_command(options: PackOptions) -> None:
        page = Page(lang, page_width(sys.stdout))
        # On one line, however long: it is copied, or given to another program.
        sys.stdout.write(f"{page.say(str(packs.load_source(given_pack(options.pack)).folder))}\n")

    add_command(group, "new", new_command, lang, example(_NEW, "jlxx-check rules new my-notice"))
    add_command(
        group, "path", path_command, lang, example(_PATH, "jlxx-check rules path jilin-2023")
    )
