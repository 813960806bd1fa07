"""The options of ``jlxx-check batch``: how each is written, and what its help says."""

from __future__ import annotations

from typing import Any

import typer

from jlxx_check.cli.commands import Say
from jlxx_check.reporters.formats import FORMATS


def inbox_argument(say: Say) -> Any:
    """``DIR``: the inbox."""
    return typer.Argument(
        metavar="DIR",
        show_default=False,
        help=say(
            "收件文件夹：其中每个文件夹或压缩包是一个材料包。",
            "The inbox: every folder or archive directly in it is a package.",
        ),
    )


def out_option(say: Say) -> Any:
    """``--out``: the folder of all reports."""
    return typer.Option(
        "--out",
        metavar="DIR",
        show_default=False,
        help=say(
            "结果写到这个文件夹：新的、空的，或上次写的。",
            "Write everything to this folder: a new or empty one, or that of the last run.",
        ),
    )


def formats_option(say: Say) -> Any:
    """``--format``: what each package's own reports are written as."""
    return typer.Option(
        "--format",
        metavar="NAME",
        help=say(
            f"每个材料包的报告格式：{'、'.join(FORMATS)}，可写多次；默认 html 和 docx。",
            f"Each package's reports: {', '.join(FORMATS)}; may be repeated; html and docx by "
            "default.",
        ),
    )


def units_option(say: Say) -> Any:
    """``--units``: who was asked."""
    return typer.Option(
        "--units",
        metavar="FILE",
        help=say(
            "应报送的单位名单（csv、xlsx，或每行一个），用来列出谁还没有报；默认用规则包的名单。",
            "The units asked for (csv, xlsx, or one a line), to tell who has sent nothing; by "
            "default the pack's.",
        ),
    )


def received_list_option(say: Say) -> Any:
    """``--received-list``: when each came."""
    return typer.Option(
        "--received-list",
        metavar="FILE",
        help=say(
            "各单位或各文件的收到日期（csv，表头：单位或文件、收到日期）。",
            "Dates received by unit or file (csv with the columns 单位 or 文件, and 收到日期).",
        ),
    )


def executor_option(say: Say) -> Any:
    """``--executor``: other machines."""
    return typer.Option(
        "--executor",
        metavar="dask://HOST:PORT",
        help=say(
            "在已有的 Dask 集群上检查，工作机要装有同一版本的本程序。",
            "Judge packages on an existing Dask cluster, whose workers have this program.",
        ),
    )


def map_option(say: Say) -> Any:
    """``--map``: where those find the files."""
    return typer.Option(
        "--map",
        metavar="LOCAL=REMOTE",
        help=say(
            "本机的文件夹在工作机上叫什么，可写多次；不写则路径相同。",
            "What a folder here is called on the workers; may be repeated. Else the same.",
        ),
    )
