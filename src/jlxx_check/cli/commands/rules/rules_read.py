"""``rules list``, ``show``, ``explain``, ``schema``: what packs ask, and how they are written."""

from __future__ import annotations

import json
import sys

import typer

from jlxx_check import api
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.common_names import given_pack, rule_meant
from jlxx_check.cli.framework import add_command, argument, example, like, option
from jlxx_check.cli.options import JudgingOptions, LanguageOption
from jlxx_check.cli.screen import page_width, print_bytes, print_lines, tell
from jlxx_check.model.about import DEFAULT_PACK
from jlxx_check.packs.pack_problems import unknown_rule
from jlxx_check.reporters.batch import batch_schema
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.rule_lines import list_lines, pack_lines, rule_lines
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen

_LIST = Text("列出已安装的规则包。", "List the installed packs.")
_SHOW = Text(
    "显示一个规则包：全部规则，以及通知的每一句由哪条规则负责。",
    "Show a pack: its rules, and who owns each sentence of the notice.",
)
_EXPLAIN = Text(
    "解释一条规则：要求什么、依据哪一条、怎样改正。",
    "Explain one rule: what it asks, by which clause, how to mend it.",
)


@frozen
class PackOptions:
    """Which pack."""

    pack: str = argument("PACK", "规则包的名称或路径。", "A pack's name or path.")
    lang: str | None = like(LanguageOption, "lang")


@frozen
class ShowOptions:
    """Which pack; the usual one where none is named."""

    pack: str = like(PackOptions, "pack", default=DEFAULT_PACK)
    lang: str | None = like(LanguageOption, "lang")


@frozen
class ExplainOptions:
    """Which rule, of which pack."""

    rule: str = argument("RULE", "规则编号或类别。", "A rule or a family.")
    rules: str = like(JudgingOptions, "rules")
    lang: str | None = like(LanguageOption, "lang")


def add_to(group: typer.Typer, lang: Lang) -> None:
    """Add the commands to the group ``rules``."""

    def list_command(_options: LanguageOption) -> None:
        _list(lang)

    def show_command(options: ShowOptions) -> None:
        pack = api.load_pack(given_pack(options.pack, "PACK")).pack
        print_lines(pack_lines(pack, lang, page_width(sys.stdout)))

    def explain_command(options: ExplainOptions) -> None:
        _explain(options, lang)

    add_command(group, "list", list_command, lang, example(_LIST, "jlxx-check rules list"))
    show = example(_SHOW, "jlxx-check rules show jilin-2023")
    add_command(group, "show", show_command, lang, show)
    explain = example(_EXPLAIN, "jlxx-check rules explain video.duration")
    add_command(group, "explain", explain_command, lang, explain)


def _list(lang: Lang) -> None:
    """The packs that load; beside the list those that do not, each with what is wrong."""
    packs, problems = api.usable_packs()
    print_lines(list_lines(packs, lang, page_width(sys.stdout)))
    for problem in problems:
        zh, en = problem.say(Lang.ZH), problem.say(Lang.EN)
        tell(Text(f"有规则包不能用：{zh}", f"A pack that cannot be used: {en}"), lang)


def _explain(options: ExplainOptions, lang: Lang) -> None:
    pack = api.load_pack(given_pack(options.rules)).pack
    rule = rule_meant(options.rule, pack)
    found = [name for name, spec in pack.rules.items() if spec.answers_to(rule, name)]
    if not found:
        raise CallProblem(unknown_rule(rule, pack.rules))
    width = page_width(sys.stdout)
    page = Page(lang, width)
    for name in found:
        if page.lines:
            page.blank()
        page.lines.extend(rule_lines(pack, name, lang, width))
    print_lines(page.lines)


_SCHEMA = Text(
    "输出规则包的 JSON Schema，供编辑器使用（check 写了什么，with 就提示什么）；"
    "--report 输出 JSON 报告的，--batch 输出 batch.json 的。",
    "Print the JSON Schema of a pack, for editors, with the parameters of each check; --report: "
    "of the JSON report, --batch: of batch.json.",
)


@frozen
class SchemaOptions:
    """Of what the schema is."""

    report: bool = option(
        "--report", "JSON 报告的 Schema。", "The schema of the JSON report.", default=False
    )
    batch: bool = option(
        "--batch", "batch.json 的 Schema。", "The schema of batch.json.", default=False
    )
    lang: str | None = like(LanguageOption, "lang")


def add_schema(group: typer.Typer, lang: Lang) -> None:
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
