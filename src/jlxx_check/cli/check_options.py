"""The options of ``jlxx-check check``: how each is written, and what its help says."""

from __future__ import annotations

from typing import Any

import typer

from jlxx_check.cli.commands import Say
from jlxx_check.reporters.formats import FORMATS


def places_argument(say: Say) -> Any:
    """``PATH…``: the packages."""
    return typer.Argument(
        metavar="PATH...",
        show_default=False,
        help=say("材料包文件夹；压缩包请先解压。", "Folders (unpack archives first)."),
    )


def received_option(say: Say) -> Any:
    """``--received``: when the package arrived."""
    return typer.Option(
        metavar="DATE[THH:MM]",
        help=say(
            "收到材料的日期（北京时间），或 today；不写就不判断是否逾期。",
            "When the package arrived (China time), or today; else no deadline.",
        ),
    )


def format_option(say: Say) -> Any:
    """``--format``: what a report is written as."""
    return typer.Option(
        "--format",
        metavar="NAME",
        help=say(
            f"报告格式：{'、'.join(FORMATS)}；与 --output 成对使用，可写多对。"
            "检查多个材料包时，json 每个一行。",
            f"The report's format: {', '.join(FORMATS)}; paired with --output, may be repeated. "
            "Several packages: a line of json each.",
        ),
    )


def open_option(say: Say) -> Any:
    """``--open``: the HTML report in the browser."""
    return typer.Option(
        "--open",
        help=say(
            "生成网页报告并在浏览器中打开；没有写 --output 的，放在临时文件夹里。",
            "Write the HTML report (to --output, else a temporary folder) and open it.",
        ),
    )


def output_option(say: Say) -> Any:
    """``--output``: the file that it goes to."""
    return typer.Option(
        metavar="FILE",
        help=say("报告写到这个文件，不写则显示在屏幕上。", "Write the report to this file."),
    )


def mend_by_option(say: Say) -> Any:
    """``--mend-by``: the letter's date."""
    return typer.Option(
        "--mend-by",
        metavar="DATE",
        help=say(
            "docx 通知中要求补正的期限（如 2023-07-20）；不写则留空待填。",
            "In the docx letter, the day by which to mend; else a blank to fill in.",
        ),
    )


def contact_option(say: Say) -> Any:
    """``--contact``: the letter's person to ask."""
    return typer.Option(
        "--contact",
        metavar="TEXT",
        help=say(
            "docx 通知中的联系人和电话；不写则用规则包中的收件单位和邮箱。",
            "In the docx letter, whom to ask; else the pack's office and its mailbox.",
        ),
    )


def show_option(say: Say) -> Any:
    """``--show``: what is listed after the report."""
    return typer.Option(
        metavar="files",
        help=say(
            "files：在报告后列出每个文件是怎样辨认的。",
            "files: list after the report how each file was understood.",
        ),
    )


def select_option(say: Say) -> Any:
    """``--select``: the rules judged."""
    return typer.Option(
        metavar="RULE",
        help=say(
            "只检查这条规则或这一类（如 video），可写多次。",
            "Only this rule or family (e.g. video); may be repeated.",
        ),
    )


def ignore_option(say: Say) -> Any:
    """``--ignore``: the rules left out."""
    return typer.Option(
        metavar="RULE",
        help=say("不检查这条规则或这一类，可写多次。", "Leave out this rule or family."),
    )


def previous_winners_option(say: Say) -> Any:
    """``--previous-winners``: a list added to the pack's own."""
    return typer.Option(
        metavar="FILE",
        help=say(
            "往年获评名单（csv 或 xlsx），与规则包自带的名单合用。",
            "Previous winners (csv or xlsx), added to the pack's own list.",
        ),
    )


def show_personal_option(say: Say) -> Any:
    """``--show-personal``: personal numbers unmasked."""
    return typer.Option(
        "--show-personal",
        help=say("显示完整的身份证号和电话。", "Show ID-card and telephone numbers whole."),
    )


def strict_option(say: Say) -> Any:
    """``--strict``: warnings count for the exit status."""
    return typer.Option(
        "--strict",
        help=say("有提醒时退出码也为 1。", "Warnings, too, give exit status 1."),
    )


def quiet_option(say: Say) -> Any:
    """``--quiet``: the verdict and the errors alone."""
    return typer.Option(
        "--quiet", help=say("只显示结论和错误。", "Only the verdict and the errors.")
    )


def jobs_option(say: Say) -> Any:
    """``--jobs``: files read at a time."""
    return typer.Option(
        min=1,
        metavar="N",
        help=say(
            "同时读取几个文件（1以上的整数），默认与处理器数相同。",
            "Files read at a time (1 or more); by default one a processor.",
        ),
    )


def no_cache_option(say: Say) -> Any:
    """``--no-cache``: accepted for scripts; there is no cache to leave out."""
    return typer.Option(
        "--no-cache",
        help=say(
            "每个文件都重新读取（目前总是如此）。",
            "Read every file anew (as is always done now).",
        ),
    )
