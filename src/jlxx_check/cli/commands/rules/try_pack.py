"""``rules test``: a pack tried on the cases and small packages that lie beside it."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import typer

from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.commands.rules.rules_read import PackOptions
from jlxx_check.cli.common_names import given_pack
from jlxx_check.cli.framework import add_command, example, like, option
from jlxx_check.cli.options import LanguageOption
from jlxx_check.cli.screen import page_width, print_lines
from jlxx_check.model.outcome import ExitStatus
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.text import Lang, Text, joined, same

_TEST = Text(
    "试用一个规则包：运行包内 cases/*.yaml 的用例，检查 packages/ 里的小材料包，与应得的结果对照。"
    "全部一致的退出码为0，不一致为1，规则包或用例有误为2。",
    "Try a pack: run its cases/*.yaml, judge the small packages in its packages/ and hold them "
    "against what they should give. Exits with 0 where all is as expected, 1 where something is "
    "not, 2 where the pack or a case is broken.",
)


@dataclass(frozen=True, slots=True)
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


def add_to(group: typer.Typer, lang: Lang) -> None:
    """Add the command to the group ``rules``."""

    def test_command(options: TestOptions) -> None:
        from jlxx_check.testing.pack_tries import try_pack

        tried = try_pack(given_pack(options.pack), accept=options.accept)
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
