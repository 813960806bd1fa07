"""``jlxx-check rules``: the rule packs, for those who read, write or check them."""

# No postponed annotations: the options' help is chosen while the command is being made.

import json
import sys
from typing import Annotated

import typer

from jlxx_check.app import DEFAULT_PACK, load_pack
from jlxx_check.cli.commands import Say, command_class, new_app
from jlxx_check.cli.options import lang_option, rules_option
from jlxx_check.cli.paths import given_pack
from jlxx_check.cli.problems import CallProblem
from jlxx_check.cli.screen import page_width, print_bytes, print_lines
from jlxx_check.model.text import Lang, Text
from jlxx_check.packs import installed_packs, pack_schema
from jlxx_check.packs.suggest import unknown_rule
from jlxx_check.reporters.batch import batch_schema
from jlxx_check.reporters.json_report import schema as report_schema
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.rules import list_lines, pack_lines, rule_lines


def add_rules(app: typer.Typer, lang: Lang, say: Say) -> None:
    """Add the group of commands to the application."""
    group = new_app(lang, help=say("查看和检验规则包。", "The rule packs."))
    app.add_typer(group, name="rules")
    _add_list(group, lang, say)
    _add_show(group, lang, say)
    _add_explain(group, lang, say)
    _add_lint(group, lang, say)
    _add_schema(group, lang, say)


def _example(say: Say, zh: str, en: str, call: str) -> str:
    return say(f"{zh}\n\n例如：\n\n  {call}", f"{en}\n\nExample:\n\n  {call}")


def _add_list(group: typer.Typer, lang: Lang, say: Say) -> None:
    @group.command(
        "list",
        cls=command_class(lang),
        help=_example(
            say, "列出已安装的规则包。", "List the installed packs.", "jlxx-check rules list"
        ),
    )
    def list_command(_lang: Annotated[str | None, lang_option(say)] = None) -> None:
        packs = [load_pack(name).pack for name in installed_packs()]
        print_lines(list_lines(packs, lang, page_width(sys.stdout)))


def _add_show(group: typer.Typer, lang: Lang, say: Say) -> None:
    @group.command(
        "show",
        cls=command_class(lang),
        help=_example(
            say,
            "显示一个规则包：全部规则，以及通知的每一句由哪条规则负责。",
            "Show a pack: its rules, and who owns each sentence of the notice.",
            "jlxx-check rules show jilin-2023",
        ),
    )
    def show_command(
        pack: Annotated[
            str,
            typer.Argument(
                metavar="PACK", help=say("规则包的名称或路径。", "A pack's name or path.")
            ),
        ] = DEFAULT_PACK,
        _lang: Annotated[str | None, lang_option(say)] = None,
    ) -> None:
        print_lines(pack_lines(load_pack(pack).pack, lang, page_width(sys.stdout)))


def _add_explain(group: typer.Typer, lang: Lang, say: Say) -> None:
    @group.command(
        "explain",
        cls=command_class(lang),
        help=_example(
            say,
            "解释一条规则：要求什么、依据哪一条、怎样改正。",
            "Explain one rule: what it asks, by which clause, how to mend it.",
            "jlxx-check rules explain video.duration",
        ),
    )
    def explain_command(
        rule: Annotated[
            str, typer.Argument(metavar="RULE", help=say("规则编号或类别。", "A rule or a family."))
        ],
        rules: Annotated[str, rules_option(say)] = DEFAULT_PACK,
        _lang: Annotated[str | None, lang_option(say)] = None,
    ) -> None:
        pack = load_pack(given_pack(rules)).pack
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


def _add_lint(group: typer.Typer, lang: Lang, say: Say) -> None:
    @group.command(
        "lint",
        cls=command_class(lang),
        help=_example(
            say,
            "检验一个规则包：写错的键、检查、参数、字段和角色，带行号。",
            "Hold a pack to the schema: misspelt keys, checks, parameters, fields, roles.",
            "jlxx-check rules lint ./my-pack",
        ),
    )
    def lint_command(
        pack: Annotated[
            str,
            typer.Argument(
                metavar="PACK",
                show_default=False,
                help=say("规则包的名称或路径。", "A pack's name or path."),
            ),
        ],
        _lang: Annotated[str | None, lang_option(say)] = None,
    ) -> None:
        loaded = load_pack(pack)
        page = Page(lang, page_width(sys.stdout))
        page.put(
            Text(
                f"规则包 {loaded.pack.id} 没有问题：{len(loaded.rules)} 条规则。",
                f"Pack {loaded.pack.id} is sound: {len(loaded.rules)} rules.",
            )
        )
        print_lines(page.lines)


def _add_schema(group: typer.Typer, lang: Lang, say: Say) -> None:
    @group.command(
        "schema",
        cls=command_class(lang),
        help=_example(
            say,
            "输出规则包的 JSON Schema，供编辑器使用；--report 输出 JSON 报告的，--batch 输出 "
            "batch.json 的。",
            "Print the JSON Schema of a pack, for editors; --report: of the JSON report, "
            "--batch: of batch.json.",
            "jlxx-check rules schema --report",
        ),
    )
    def schema_command(
        report: Annotated[
            bool,
            typer.Option(
                "--report", help=say("JSON 报告的 Schema。", "The schema of the JSON report.")
            ),
        ] = False,
        batch: Annotated[
            bool,
            typer.Option(
                "--batch", help=say("batch.json 的 Schema。", "The schema of batch.json.")
            ),
        ] = False,
        _lang: Annotated[str | None, lang_option(say)] = None,
    ) -> None:
        if report and batch:
            raise CallProblem(
                Text(
                    "--report 和 --batch 请只写一个。", "Give either --report or --batch, not both."
                )
            )
        data = report_schema() if report else batch_schema() if batch else pack_schema()
        print_bytes((json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())
