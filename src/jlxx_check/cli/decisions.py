"""``jlxx-check decisions``: the files in which a reviewer says what may stand."""

# No postponed annotations: the options' help is chosen while the command is being made.

from typing import Annotated

import typer

from jlxx_check.app import read_report
from jlxx_check.cli.commands import Say, command_class, new_app
from jlxx_check.cli.options import lang_option
from jlxx_check.cli.outputs import check_target, write_file
from jlxx_check.cli.paths import given_path
from jlxx_check.cli.problems import CallProblem
from jlxx_check.cli.screen import print_bytes
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.decisions_file import decisions_file
from jlxx_check.reporters.visible import visible

_NEW_ZH = """根据一份 JSON 报告写出待填的核对结果文件：每个人工核对项、每个问题一条，都还没有结果。
填好后用 check --decisions 交给程序。

例如：

  jlxx-check check 长春市教育局 --format json --output 报告.json

  jlxx-check decisions new 报告.json --output 核对结果.yaml

  jlxx-check check 长春市教育局 --decisions 核对结果.yaml"""

_NEW_EN = """Write the file of decisions to fill in, from a JSON report: an item for every finding,
nothing decided yet. Give it, filled in, to check --decisions.

Example:

  jlxx-check check PACKAGE --format json --output report.json

  jlxx-check decisions new report.json --output decisions.yaml

  jlxx-check check PACKAGE --decisions decisions.yaml"""


def add_decisions(app: typer.Typer, lang: Lang, say: Say) -> None:
    """Add the group of commands to the application."""
    group = new_app(lang, help=say("人工核对结果文件。", "A reviewer's decisions."))
    app.add_typer(group, name="decisions")

    # With one command alone, Typer would make the group that command.
    @group.callback()
    def decisions_group() -> None:
        pass

    @group.command("new", cls=command_class(lang), help=say(_NEW_ZH, _NEW_EN))
    def new_command(
        report: Annotated[
            str,
            typer.Argument(
                metavar="REPORT.json",
                help=say("check 写出的 JSON 报告。", "A JSON report of check."),
            ),
        ],
        output: Annotated[
            str | None,
            typer.Option(
                metavar="FILE",
                help=say(
                    "写到这个文件（不覆盖已有的文件）；不写则显示在屏幕上。",
                    "Write to this new file; else to the screen.",
                ),
            ),
        ] = None,
        _lang: Annotated[str | None, lang_option(say)] = None,
    ) -> None:
        target = given_path(output, "--output") if output is not None else None
        saved = read_report(given_path(report, "REPORT.json"))
        data = decisions_file(saved, lang)
        if target is None:
            print_bytes(data)
            return
        check_target(target, ())
        if target.exists():
            raise CallProblem(
                Text(
                    f"{target} 已经存在，里面可能有填好的核对结果；请换一个文件名。",
                    f"{target} is there already and may hold decisions; give another name.",
                )
            )
        write_file(target, data)
        typer.echo(
            visible(say(f"已写出 {target}，请填写。", f"Written: {target}. Now fill it in.")),
            err=True,
        )
