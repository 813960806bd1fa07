"""``jlxx-check decisions``: the files in which a reviewer says what may stand."""

from __future__ import annotations

from pathlib import Path

import typer

from jlxx_check import api
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.framework import add_command, argument, like, new_app
from jlxx_check.cli.options import CheckOptions, LanguageOption
from jlxx_check.cli.outputs import write_file
from jlxx_check.cli.paths import existing_file, found, given_output
from jlxx_check.cli.screen import print_bytes, tell
from jlxx_check.cli.targets import check_target
from jlxx_check.reporters.batch import BATCH_JSON
from jlxx_check.reporters.calls_told import judged_by
from jlxx_check.reporters.decisions_file import across_decisions_file, decisions_file
from jlxx_check.reporters.saved_report import is_batch, read_batch
from jlxx_check.text import Lang, Text, same
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.shell_words import quoted

_NEW = Text(
    """根据一份 JSON 报告写出待填的核对结果文件：每个人工核对项、每个问题一条，都还没有结果。
填好后用 check --decisions 交给程序。

给出 batch 的输出文件夹或其中的 batch.json，写出的是跨单位问题的核对结果文件，用 batch
--decisions 交给程序。

例如：

  jlxx-check check 长春市教育局 --format json --output 报告.json

  jlxx-check decisions new 报告.json --output 核对结果.yaml

  jlxx-check check 长春市教育局 --decisions 核对结果.yaml

  jlxx-check decisions new 检查结果 --output 跨单位核对.yaml

  jlxx-check batch 收件 --out 检查结果 --decisions 跨单位核对.yaml""",
    """Write the file of decisions to fill in, from a JSON report: an item for every finding,
nothing decided yet. Give it, filled in, to check --decisions.

Of the folder that a batch wrote, or its batch.json, it is the file of what shows across units: give
that to batch --decisions.

Examples:

  jlxx-check check PACKAGE --format json --output report.json

  jlxx-check decisions new report.json --output decisions.yaml

  jlxx-check check PACKAGE --decisions decisions.yaml

  jlxx-check decisions new RESULTS --output across.yaml

  jlxx-check batch INBOX --out RESULTS --decisions across.yaml""",
)


@frozen
class NewOptions:
    """From which report, to which file."""

    report: str = argument(
        "REPORT.json",
        "check 写出的 JSON 报告，或 batch 的输出文件夹。",
        "A JSON report of check, or the folder that a batch wrote.",
    )
    output: str | None = like(
        CheckOptions,
        "output",
        Text(
            "写到这个文件（不覆盖已有的文件）；不写则显示在屏幕上。",
            "Write to this new file; else to the screen.",
        ),
    )
    lang: str | None = like(LanguageOption, "lang")


def add_decisions(app: typer.Typer, lang: Lang) -> None:
    """Add the group of commands to the application."""
    told = Text("人工核对结果文件。", "A reviewer's decisions.")
    group = new_app(lang, help=told.say(lang))
    app.add_typer(group, name="decisions", short_help=COMMANDS["decisions"].say(lang))

    # With one command alone, Typer would make the group that command.
    @group.callback()
    def decisions_group() -> None:
        pass

    def new_command(options: NewOptions) -> None:
        target = given_output(options.output) if options.output is not None else None
        data, then = _made(options.report, lang)
        if target is None:
            print_bytes(data)
            return
        check_target(target, ())
        if target.suffix.lower() == ".xlsx":
            raise CallProblem(
                Text(
                    "这里写出的是 YAML 文件。要用表格填写，请用 jlxx-check check 材料包 "
                    "--format ledger --output 核对台账.xlsx；batch 会自己写一份。",
                    "This writes YAML. For a workbook to fill in: jlxx-check check PACKAGE "
                    "--format ledger --output ledger.xlsx; batch writes one by itself.",
                )
            )
        if target.exists():
            raise CallProblem(
                Text(
                    f"{target} 已经存在，里面可能有填好的核对结果；请换一个文件名。",
                    f"{target} is there already and may hold decisions; give another name.",
                )
            )
        write_file(target, data)
        call = f"{then.say(lang)} --decisions {quoted(str(target))}"
        tell(
            Text(
                f"已写出 {target}，请填写。填好后运行：{call}",
                f"Written: {target}. Fill it in, then run: {call}",
            ),
            lang,
        )

    add_command(group, "new", new_command, lang, _NEW)


def _no_results(folder: Path) -> Text:
    """Said of a folder that no batch wrote, most likely a package."""
    check = f"jlxx-check check {quoted(str(folder))} --format json --output"
    new = "jlxx-check decisions new"
    return Text(
        f"“{folder}”是文件夹，里面没有 {BATCH_JSON}，不是 batch 的结果。是材料包的，"
        f"请先写出 JSON 报告：{check} 报告.json，再运行：{new} 报告.json --output 核对结果.yaml",
        f"“{folder}” is a folder without {BATCH_JSON}: no batch wrote it. If it is a package, have "
        f"its report first: {check} report.json, then: {new} report.json --output decisions.yaml",
    )


def _made(written: str, lang: Lang) -> tuple[bytes, Text]:
    """The file to fill in, and the call that takes it. Raises CallProblem and NotAReport."""
    place = found(written)
    if place is not None and (place / BATCH_JSON).is_file():
        return _made_of_batch(place / BATCH_JSON, lang)
    if place is not None and place.is_dir():
        raise CallProblem(_no_results(place))
    path = existing_file(written, "REPORT.json")
    if is_batch(path):
        return _made_of_batch(path, lang)
    saved = api.read_saved(path)
    asked = judged_by(saved.given or saved.rulepack, saved.received)
    return decisions_file(saved, lang), same(
        f"jlxx-check check {quoted(saved.path or saved.package)}{asked}"
    )


def _made_of_batch(path: Path, lang: Lang) -> tuple[bytes, Text]:
    """As ``_made``, with the call of the batch that wrote there, as far as its folder tells."""
    saved = read_batch(path)
    to = quoted(str(path.parent)) + judged_by(saved.given or saved.rulepack)
    again = Text(f"jlxx-check batch 收件文件夹 --out {to}", f"jlxx-check batch INBOX --out {to}")
    return across_decisions_file(saved, lang), again
