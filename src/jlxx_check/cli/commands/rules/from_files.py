"""``rules fields``, ``rules from``: what a pack says, read off the papers and files there are."""

from __future__ import annotations

from dataclasses import MISSING, dataclass

import typer

from jlxx_check import api
from jlxx_check.cli.framework import add_command, argument, example, like
from jlxx_check.cli.options import LanguageOption
from jlxx_check.cli.paths import existing_file
from jlxx_check.cli.screen import print_bytes
from jlxx_check.text import Lang, Text

_FIELDS = Text(
    "读一份空白表或登记表（Word、Excel），输出规则包里 forms 或 registers 的写法。",
    "Read a blank form or register (Word, Excel) and print it as the forms or registers of a pack.",
)
_FROM = Text(
    "量一份合格的照片、视频或文档，把量得的数写成规则输出。",
    "Measure a picture, a video or a document that is as it should be, and print its measures as "
    "rules.",
)


@dataclass(frozen=True, slots=True)
class PapersOptions:
    """Which papers."""

    files: list[str] = argument("FILE…", "空白表。", "Blank forms.", default=MISSING)
    lang: str | None = like(LanguageOption, "lang")


@dataclass(frozen=True, slots=True)
class MeasuredOptions:
    """Which files."""

    files: list[str] = argument(
        "FILE…", "合格的文件。", "Files as they should be.", default=MISSING
    )
    lang: str | None = like(LanguageOption, "lang")


def add_to(group: typer.Typer, lang: Lang) -> None:
    """Add the commands to the group ``rules``."""

    def fields_command(options: PapersOptions) -> None:
        from jlxx_check.authoring.field_list import field_list, fields_yaml

        packs = api.usable_packs()[0]
        read = [field_list(existing_file(written, "FILE"), packs) for written in options.files]
        print_bytes(fields_yaml(read, lang).encode())

    def from_command(options: MeasuredOptions) -> None:
        from jlxx_check.authoring.measured_rules import rules_from

        for written in options.files:
            print_bytes(rules_from(existing_file(written, "FILE"), lang).encode())

    fields = example(_FIELDS, "jlxx-check rules fields 空白推荐表.docx")
    add_command(group, "fields", fields_command, lang, fields)
    measured = example(_FROM, "jlxx-check rules from 合格的视频.mp4")
    add_command(group, "from", from_command, lang, measured)
