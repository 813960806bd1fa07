"""``rules new``, ``path``, ``fields``, ``from``: a pack to begin with, and what goes into one."""

from __future__ import annotations

import sys
from dataclasses import MISSING
from pathlib import Path

import typer

from jlxx_check import api, packs
from jlxx_check.cli.commands.rules.rules_read import PackOptions
from jlxx_check.cli.common_names import given_pack
from jlxx_check.cli.framework import add_command, argument, example, like, option
from jlxx_check.cli.options import LanguageOption
from jlxx_check.cli.paths import existing_file, given_path
from jlxx_check.cli.screen import page_width, print_bytes, print_lines
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.shell_words import quoted

_NEW = Text(
    "在新文件夹里写一个带说明的小规则包，供改写；--like 则写成沿用另一个规则包的下级通知。"
    "已有的文件绝不覆盖。",
    "Write a small commented pack into a new folder, to be edited; with --like one that is nested "
    "in another pack. Nothing is ever overwritten.",
)
_PATH = Text("显示一个规则包的文件夹在哪里。", "Tell the folder of a pack.")


@frozen
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

        parent = None if options.parent is None else given_pack(options.parent, "--like")
        started = new_pack(given_path(str(options.folder), "DIR"), lang, parent)
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
        sys.stdout.write(
            f"{page.say(str(packs.load_source(given_pack(options.pack, 'PACK')).folder))}\n"
        )

    add_command(group, "new", new_command, lang, example(_NEW, "jlxx-check rules new my-notice"))
    add_command(
        group, "path", path_command, lang, example(_PATH, "jlxx-check rules path jilin-2023")
    )


_FIELDS = Text(
    "读一份空白表或登记表（Word、Excel），输出规则包里 forms 或 registers 的写法。",
    "Read a blank form or register (Word, Excel) and print it as the forms or registers of a pack.",
)
_FROM = Text(
    "量一份合格的照片、视频或文档，把量得的数写成规则输出。",
    "Measure a picture, a video or a document that is as it should be, and print its measures as "
    "rules.",
)


@frozen
class PapersOptions:
    """Which papers."""

    files: list[str] = argument("FILE…", "空白表。", "Blank forms.", default=MISSING)
    lang: str | None = like(LanguageOption, "lang")


@frozen
class MeasuredOptions:
    """Which files."""

    files: list[str] = argument(
        "FILE…", "合格的文件。", "Files as they should be.", default=MISSING
    )
    lang: str | None = like(LanguageOption, "lang")


def add_from(group: typer.Typer, lang: Lang) -> None:
    """Add the commands to the group ``rules``."""

    def fields_command(options: PapersOptions) -> None:
        from jlxx_check.authoring.field_list import field_lists, fields_yaml

        known = api.usable_packs()[0]
        read = [
            paper
            for written in options.files
            for paper in field_lists(existing_file(written, "FILE"), known)
        ]
        print_bytes(fields_yaml(read, lang).encode())

    def from_command(options: MeasuredOptions) -> None:
        from jlxx_check.authoring.measured_rules import rules_from

        for written in options.files:
            print_bytes(rules_from(existing_file(written, "FILE", most=None), lang).encode())

    fields = example(_FIELDS, "jlxx-check rules fields 空白推荐表.docx")
    add_command(group, "fields", fields_command, lang, fields)
    measured = example(_FROM, "jlxx-check rules from 合格的视频.mp4")
    add_command(group, "from", from_command, lang, measured)
