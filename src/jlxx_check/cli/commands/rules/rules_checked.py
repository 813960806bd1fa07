"""``rules lint``: what is wrong with a pack, and what cannot be meant."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from jlxx_check.cli.commands.rules.rules_read import PackOptions
from jlxx_check.cli.common_names import given_pack
from jlxx_check.cli.framework import add_command, example
from jlxx_check.cli.screen import page_width, print_lines
from jlxx_check.packs import PackError, PackProblem
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.rule_lines import taken_over
from jlxx_check.text import Lang, Text

if TYPE_CHECKING:
    from jlxx_check.authoring.meaning import Linted

_LINT = Text(
    "检验一个规则包：写错的键、检查、参数、字段和角色，查不到东西的范围，互相矛盾的规则，"
    "句子里另写的数字，都带行号。"
    "错误的退出码为2，提醒不影响。",
    "Look a pack over: misspelt keys, checks, parameters, fields, roles; scopes where nothing is "
    "judged, rules that contradict each other, numbers in sentences that no parameter gives. "
    "Exits with 2 for errors, not for warnings.",
)


def add_to(group: typer.Typer, lang: Lang) -> None:
    """Add the command to the group ``rules``."""

    def lint_command(options: PackOptions) -> None:
        from jlxx_check.authoring.meaning import lint

        found = lint(given_pack(options.pack))
        if found.errors:
            raise PackError((*found.errors, *map(_as_warning, found.warnings)))
        page = Page(lang, page_width(sys.stdout))
        for problem in found.warnings:
            page.put(
                problem.say(lang), lead=page.say(Text("提醒　", "warning　")), lead_style="yellow"
            )
        name, rules, count = found.pack.id, len(found.rules), len(found.warnings)
        if found.warnings:
            page.put(
                Text(
                    f"规则包 {name} 可以使用：{rules} 条规则，{count} 处请再看一看。",
                    f"Pack {name} can be used: {rules} rules; {count} thing(s) to look at again.",
                )
            )
        else:
            page.put(
                Text(
                    f"规则包 {name} 没有问题：{rules} 条规则。",
                    f"Pack {name} is sound: {rules} rules.",
                )
            )
        for line in taken_over(found.pack):
            page.put(line)
        _put_unconfirmed(page, found)
        print_lines(page.lines)

    lint = example(_LINT, "jlxx-check rules lint ./my-pack")
    add_command(group, "lint", lint_command, lang, lint)


def _put_unconfirmed(page: Page, found: Linted) -> None:
    """How many parts of a draft nobody has confirmed, and in which files."""
    count = sum(found.unconfirmed.values())
    if not count:
        return
    page.put(
        Text(
            f"这是草稿，{count}处待确认：核对一处，删去一处的 confirm。",
            f"This is a draft: {count} to confirm. Look at one, then take its confirm away.",
        ),
        style="yellow",
    )
    for file, number in found.unconfirmed.items():
        page.put(Text(f"{file}：{number}处", f"{file}: {number}"), indent=2)


def _as_warning(problem: PackProblem) -> PackProblem:
    said = problem.message
    return replace(problem, message=Text(f"（提醒）{said.zh}", f"(warning) {said.en}"))
