"""What the commands over many packages are given, and what becomes of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import MISSING, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.common_names import format_name, given_pack, rules_meant
from jlxx_check.cli.composing import (
    china_today,
    decisions,
    optional_file,
    pack_cache,
    reading,
    received,
    tell_borrowed,
)
from jlxx_check.cli.framework import IsPath, Takes, argument, like, option
from jlxx_check.cli.job_options import in_repository
from jlxx_check.cli.letter_options import letter
from jlxx_check.cli.options import CheckOptions, JudgingOptions, ReadingOptions
from jlxx_check.cli.paths import given_path
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.text import Lang, Text
from jlxx_check.values.folding import fold
from jlxx_check.values.frozen_types import frozen

if TYPE_CHECKING:
    from jlxx_check.api import RulePack
    from jlxx_check.batch import BatchSettings, BatchWorkers, Lists


@frozen
class DeskPlaces:
    """From where to where a batch or a watch works."""

    inbox: str = argument(
        "DIR",
        "收件文件夹：其中每个文件夹或压缩包是一个材料包。",
        "The inbox: every folder or archive directly in it is a package.",
    )
    out: str = option(
        "--out DIR",
        "结果写到这个文件夹：新的、空的，或上次写的。",
        "Write everything to this folder: a new or empty one, or that of the last run.",
        default=MISSING,
        path=IsPath.YES,
        called=("输出", "结果", "写到", "保存"),
    )


@frozen
class DeskOptions:
    """What only the commands over many packages have."""

    formats: list[str] | None = like(
        CheckOptions,
        "format",
        Text(
            f"每个材料包的报告格式：{'、'.join(FORMATS)}，可写多次；默认 html 和 docx（通知）。",
            f"Each package's reports: {', '.join(FORMATS)}; may be repeated; html and docx (the "
            "letter) by default.",
        ),
    )
    units: str | None = option(
        "--units FILE",
        "应报送的单位名单（csv、xlsx，或每行一个），用来列出谁还没有报；默认用规则包的名单。",
        "The units asked for (csv, xlsx, or one a line), to tell who has sent nothing; by "
        "default the pack's.",
        takes=Takes.GIVEN,
        called=("单位", "单位名单"),
    )
    received_list: str | None = option(
        "--received-list FILE",
        "各单位或各文件的收到日期（csv，表头：单位或文件、收到日期）。",
        "Dates received by unit or file (csv with the columns 单位 or 文件, and 收到日期).",
        takes=Takes.GIVEN,
        called=("收到日期名单", "日期名单"),
    )
    baseline: str | None = like(
        CheckOptions,
        "baseline",
        Text(
            "以前（如上周）批量检查的结果文件夹：各单位的轮次和问题编号从那里接着算。",
            "An earlier batch's output folder: the units' rounds and the numbers of what is to be "
            "mended go on from there.",
        ),
        metavar="OUT",
    )
    score_columns: str | None = option(
        "--score-columns NAMES",
        "汇总登记表后面加的空白评分栏，用逗号分开，如 评委1,评委2,平均。",
        "Empty columns behind the master register, for scores, by commas: A,B,average.",
        called=("评分栏", "评分"),
    )
    mend_by: str | None = like(CheckOptions, "mend_by")
    contact: str | None = like(CheckOptions, "contact")
    signed_by: str | None = like(CheckOptions, "signed_by")
    executor: str | None = option(
        "--executor dask://HOST:PORT",
        "在已有的 Dask 集群上检查，工作机要装有同一版本的本程序。",
        "Judge packages on an existing Dask cluster, whose workers have this program.",
        starts=True,
    )
    map: list[str] | None = option(
        "--map LOCAL=REMOTE",
        "本机的文件夹在工作机上叫什么，可写多次；不写则路径相同。",
        "What a folder here is called on the workers; may be repeated. Else the same.",
    )


_DESK_FORMATS = ("html", "docx")


_ADDRESS = re.compile(r"dask://[^/\s]+:\d{1,5}")


def batch_settings(
    judging: JudgingOptions,
    options: ReadingOptions,
    desk: DeskOptions,
    lang: Lang,
    inbox: Path,
) -> BatchSettings:
    """What packages are judged by and reported as."""
    from jlxx_check.batch import BatchSettings

    formats = tuple(dict.fromkeys(map(format_name, desk.formats or _DESK_FORMATS)))
    winners = optional_file(judging.previous_winners, "--previous-winners")
    by = BatchSettings(
        rules=given_pack(judging.rules),
        winners=None if winners is None else str(winners),
        pack_cache=pack_cache(options, [inbox]),
    )
    pack = by.pack()
    tell_borrowed(by.rules, pack, lang)
    return replace(
        by,
        select=rules_meant(judging.select, pack),
        ignore=rules_meant(judging.ignore, pack),
        show_personal=judging.show_personal,
        lang=lang,
        formats=formats,
        letter=in_repository(
            letter(desk, formats, pack, received(judging, pack), china_today()), inbox
        ),
        reading=reading(options),
        score_columns=score_columns(desk.score_columns),
        decisions=decisions(judging, pack, _packages(inbox), several=True),
        today=china_today(),
    )


def publishable(judging: JudgingOptions, desk: DeskOptions) -> DeskOptions:
    """The options of a run that anybody may see. Raises CallProblem for what nobody else may."""
    formats = [format_name(item) for item in desk.formats or ("html",)]
    private = [f"--format {name}" for name in formats if FORMATS[name].private]
    if judging.show_personal:
        private.append("--show-personal")
    if desk.score_columns is not None:
        private.append("--score-columns")
    if private:
        said = "、".join(private)
        raise CallProblem(
            Text(
                f"{said} 的内容不宜公开，不能与 --for-publishing 一起使用。",
                f"{', '.join(private)}: not to be published, so not with --for-publishing.",
            )
        )
    return replace(desk, formats=formats)


def score_columns(written: str | None) -> tuple[str, ...]:
    """The titles of the empty columns of the master register."""
    if written is None:
        return ()
    names: dict[str, str] = {}
    for name in filter(None, (part.strip() for part in re.split("[,，、;；]", written))):
        names.setdefault(fold(name), name)  # two columns of one name are a slip
    if not names:
        raise CallProblem(
            Text(
                "--score-columns 后面要写栏目名称，用逗号分开，如 评委1,评委2,平均。",
                "--score-columns takes the columns' names, by commas: A,B,average.",
            )
        )
    return tuple(names.values())


def lists(judging: JudgingOptions, desk: DeskOptions, pack: RulePack) -> Lists:
    """What is known of the deliveries from outside."""
    from jlxx_check.batch import Lists

    return Lists(
        units=optional_file(desk.units, "--units"),
        received=received(judging, pack),
        received_list=optional_file(desk.received_list, "--received-list"),
    )


def baseline(desk: DeskOptions) -> Path | None:
    """The output folder of an earlier desk."""
    return None if desk.baseline is None else given_path(desk.baseline, "--baseline")


@contextmanager
def workers(desk: DeskOptions) -> Iterator[BatchWorkers | None]:
    """Where packages are judged; None: on this machine."""
    if desk.map and desk.executor is None:
        raise CallProblem(Text("--map 要与 --executor 一起使用。", "--map goes with --executor."))
    if desk.executor is None:
        yield None
        return
    if not _ADDRESS.fullmatch(desk.executor):
        raise CallProblem(
            Text(
                f"--executor 要写成 dask://主机:端口，不能写“{desk.executor}”。",
                f"--executor takes dask://HOST:PORT, not “{desk.executor}”.",
            )
        )
    from jlxx_check.batch.cluster import BadMap, ClusterProblem, PathMap, dask_cluster, workers_on

    try:
        paths = PathMap.parse(desk.map or ())
        with dask_cluster(desk.executor) as cluster:
            yield workers_on(cluster, paths)
    except (BadMap, ClusterProblem) as error:
        raise CallProblem(error.text) from error


def processes(options: ReadingOptions) -> int:
    """Packages judged at a time on this machine."""
    return options.jobs or os.cpu_count() or 1


def _packages(inbox: Path) -> list[Path]:
    """What lies in the inbox; one that cannot be listed is complained of later."""
    try:
        return list(inbox.iterdir())
    except OSError:
        return []
