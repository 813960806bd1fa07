"""``rules lint``, ``rules test``: what is wrong with a pack, and whether its cases come out."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.commands.rules.rules_read import PackOptions
from jlxx_check.cli.common_names import given_pack
from jlxx_check.cli.framework import add_command, example, like, option
from jlxx_check.cli.options import LanguageOption
from jlxx_check.cli.screen import page_width, print_lines
from jlxx_check.model.outcome import ExitStatus
from jlxx_check.packs import PackError, PackProblem
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.rule_lines import taken_over
from jlxx_check.text import Lang, Text, joined, same
from jlxx_check.values.frozen_types import frozen

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

        found = lint(given_pack(options.pack, "PACK"))
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


_TEST = Text(
    "试用一个规则包：运行包内 cases/*.yaml 的用例，检查 packages/ 里的小材料包，与应得的结果对照。"
    "全部一致的退出码为0，不一致为1，规则包或用例有误为2。",
    "Try a pack: run its cases/*.yaml, judge the small packages in its packages/ and hold them "
    "against what they should give. Exits with 0 where all is as expected, 1 where something is "
    "not, 2 where the pack or a case is broken.",
)


@frozen
class TestOptions:
    """Which pack, and whether to write down what it gives."""

    pack: str = like(PackOptions, "pack")
    accept: bool = option(
        "--accept",
        "把 packages/ 现在的结果写成应得的结果，供逐行核对。",
        "Write what packages/ give now as what is expected, for you to read line by line.",
        default=False,
    )
    lang: str | None = like(LanguageOption, "lang")


def add_test(group: typer.Typer, lang: Lang) -> None:
    """Add the command to the group ``rules``."""

    def test_command(options: TestOptions) -> None:
        from jlxx_check.testing.pack_tries import try_pack

        tried = try_pack(given_pack(options.pack, "PACK"), accept=options.accept)
        if not tried.cases and not tried.packages:
            raise CallProblem(
                Text(
                    "这个规则包没有用例，也没有小材料包：请写 cases/规则.yaml，"
                    "或在 packages/ 里放一份材料。",
                    "This pack has no cases and no packages: write cases/RULE.yaml, or put a "
                    "package into packages/.",
                )
            )
        page = Page(lang, page_width(sys.stdout))
        for item in tried.failed:
            page.put(item.name, lead="✗ ", lead_style="red")
            for fault in item.faults:
                page.put(fault, indent=4)
        for item in tried.packages:
            if item.accepted:
                page.put(
                    Text(
                        f"{item.name}：现在的结果已写下，请逐行核对。",
                        f"{item.name}: what it gives is written down; read it line by line.",
                    )
                )
        _sum_up(page, len(tried.cases), len(tried.packages), len(tried.failed))
        if tried.without:
            named = joined(map(same, tried.without))
            page.put(
                Text(f"没有用例的规则：{named.zh}", f"rules without a case: {named.en}"),
                style="dim",
            )
        print_lines(page.lines)
        if tried.failed:
            raise typer.Exit(ExitStatus.WRONG)

    add_command(
        group, "test", test_command, lang, example(_TEST, "jlxx-check rules test ./my-pack")
    )


def _sum_up(page: Page, cases: int, packages: int, failed: int) -> None:
    tried = Text(f"用例{cases}个，材料包{packages}份", f"{cases} case(s), {packages} package(s)")
    if failed:
        page.put(
            Text(
                f"{tried.zh}：{failed}个与应得的结果不一致。",
                f"{tried.en}: {failed} not as expected.",
            ),
            style="red",
        )
    else:
        page.put(
            Text(f"{tried.zh}：全部与应得的结果一致。", f"{tried.en}: all as expected."),
            style="green",
        )
