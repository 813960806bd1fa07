"""``rules schema``: the JSON Schemas of packs and reports."""

from __future__ import annotations

import json
from dataclasses import dataclass

import typer

from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.framework import add_command, example, like, option
from jlxx_check.cli.options import LanguageOption
from jlxx_check.cli.screen import print_bytes
from jlxx_check.reporters.batch import batch_schema
from jlxx_check.text import Lang, Text

_SCHEMA = Text(
    "输出规则包的 JSON Schema，供编辑器使用（check 写了什么，with 就提示什么）；"
    "--report 输出 JSON 报告的，--batch 输出 batch.json 的。",
    "Print the JSON Schema of a pack, for editors, with the parameters of each check; --report: "
    "of the JSON report, --batch: of batch.json.",
)


@dataclass(frozen=True, slots=True)
class SchemaOptions:
    """Of what the schema is."""

    report: bool = option(
        "--report", "JSON 报告的 Schema。", "The schema of the JSON report.", default=False
    )
    batch: bool = option(
        "--batch", "batch.json 的 Schema。", "The schema of batch.json.", default=False
    )
    lang: str | None = like(LanguageOption, "lang")


def add_to(group: typer.Typer, lang: Lang) -> None:
    """Add the command to the group ``rules``."""

    def schema_command(options: SchemaOptions) -> None:
        _schema(options, lang)

    schema = example(_SCHEMA, "jlxx-check rules schema --report")
    add_command(group, "schema", schema_command, lang, schema)


def _schema(options: SchemaOptions, lang: Lang) -> None:
    if options.report and options.batch:
        raise CallProblem(
            Text("--report 和 --batch 请只写一个。", "Give either --report or --batch, not both.")
        )
    if options.report:
        from jlxx_check.reporters.json_report import schema  # its model is slow to load

        data = schema()
    elif options.batch:
        data = batch_schema()
    else:
        from jlxx_check.authoring.editor_schema import editor_schema

        data = editor_schema(lang)
    print_bytes((json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())
