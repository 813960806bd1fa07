"""``rules list``, ``show``, ``explain``: what the installed packs ask."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import typer

from jlxx_check import api
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.common_names import given_pack, rule_meant
from jlxx_check.cli.framework import add_command, argument, example, like
from jlxx_check.cli.options import JudgingOptions, LanguageOption
from jlxx_check.cli.screen import page_width, print_lines, tell
from jlxx_check.model.about import DEFAULT_PACK
from jlxx_check.packs.suggest import unknown_rule
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.rule_lines import list_lines, pack_lines, rule_lines
from jlxx_check.text import Lang, Text

_LIST = Text("列出已安装的规则包。", "List the installed packs.")
_SHOW = Text(
    "显示一个规则包：全部规则，以及通知的每一句由哪条规则负责。",
    "Show a pack: its rules, and who owns each sentence of the notice.",
)
_EXPLAIN = Text(
    "解释一条规则：要求什么、依据哪一条、怎样改正。",
    "Explain one rule: what it asks, by which clause, how to mend it.",
)


@dataclass(frozen=True, slots=True)
class PackOptions:
    """Which pack."""

    pack: str = argument("PACK", "规则包的名称或路径。", "A pack's name or path.")
    lang: str | None = like(LanguageOption, "lang")


@dataclass(frozen=True, slots=True)
class ShowOptions:
    """Which pack; the usual one where none is named."""

    pack: str = like(PackOptions, "pack", default=DEFAULT_PACK)
    lang: str | None = like(LanguageOption, "lang")


@dataclass(frozen=True, slots=True)
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
        pack = api.load_pack(given_pack(options.pack)).pack
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
