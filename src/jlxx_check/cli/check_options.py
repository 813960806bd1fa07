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
        help=say(
            "材料包：文件夹，或 .zip、.7z、.tar、.rar 压缩包。",
            "Packages: folders, or archives (.zip, .7z, .tar, .rar).",
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


def baseline_option(say: Say) -> Any:
    """``--baseline``: the earlier report to compare with."""
    return typer.Option(
        "--baseline",
        metavar="REPORT.json",
        help=say(
            "与这份早先的 JSON 报告对照：哪些是新增的、仍在的、已改正的。",
            "Compare with this earlier JSON report: what is new, still there, mended.",
        ),
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
