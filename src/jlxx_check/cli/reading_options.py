"""The options of ``ReadingOptions``: how each is written, and what its help says."""

from __future__ import annotations

from typing import Any

import typer

from jlxx_check.app import ArchiveLimits
from jlxx_check.cache import VARIABLE
from jlxx_check.cli.commands import Say
from jlxx_check.model.limits import MB, FileLimits

FILES = FileLimits()
ARCHIVES = ArchiveLimits()
UNPACKED = f"{ARCHIVES.unpacked // 1024**3}G"
#: MB that a worker needs to read anything at all, the libraries' own share included.
_LEAST_MEMORY = 200


def cache_option(say: Say) -> Any:
    """``--cache``: where facts are remembered."""
    return typer.Option(
        "--cache",
        metavar="DIR",
        help=say(
            f"缓存文件夹：没有变的文件下次不再重新读取；也可以设环境变量 {VARIABLE}。",
            f"The cache's folder: unchanged files are not read again; or set {VARIABLE}.",
        ),
    )


def jobs_option(say: Say) -> Any:
    """``--jobs``: files read at a time."""
    return typer.Option(
        "--jobs",
        min=1,
        metavar="N",
        help=say(
            "同时读取几个文件（1以上的整数），默认与处理器数相同。",
            "Files read at a time (1 or more); by default one a processor.",
        ),
    )


def no_cache_option(say: Say) -> Any:
    """``--no-cache``: nothing remembered."""
    return typer.Option(
        "--no-cache",
        help=say(
            "不用缓存：每个文件都重新读取，也不保存。",
            "No cache: read every file anew and store nothing.",
        ),
    )


def file_seconds_option(say: Say) -> Any:
    """``--file-seconds``: the time that one file may take."""
    return typer.Option(
        "--file-seconds",
        min=1,
        metavar="N",
        help=say(
            f"读取一个文件最多用几秒，默认 {FILES.seconds:g}，超大的文件按大小放宽；"
            "到时限还没读完的不作结论。",
            f"Seconds to read one file ({FILES.seconds:g}; more for a huge one); what takes "
            "longer is not judged.",
        ),
    )


def file_memory_option(say: Say) -> Any:
    """``--file-memory``: the memory that one file may take."""
    return typer.Option(
        "--file-memory",
        min=_LEAST_MEMORY,
        metavar="MB",
        help=say(
            f"读取一个文件最多用多少内存（MB），默认 {FILES.memory // MB}；超过的不作结论。",
            f"Memory to read one file, in MB ({FILES.memory // MB}); what needs more is not "
            "judged.",
        ),
    )


def no_isolation_option(say: Say) -> Any:
    """``--no-isolation``: no processes of their own, no limits."""
    return typer.Option(
        "--no-isolation",
        help=say(
            "不另开进程读取文件，也不设上面两个上限：损坏的文件可能使程序中断。",
            "Read files in this process, without these limits: a bad file may crash it.",
        ),
    )


def max_members_option(say: Say) -> Any:
    """``--max-members``: files that archives may hold."""
    return typer.Option(
        "--max-members",
        min=1,
        metavar="N",
        help=say(
            f"压缩包里最多读取几个文件（1以上的整数），默认{ARCHIVES.members}。",
            f"Files that archives may hold (1 or more); default {ARCHIVES.members}.",
        ),
    )


def max_unpacked_option(say: Say) -> Any:
    """``--max-unpacked``: what archives may unpack to."""
    return typer.Option(
        "--max-unpacked",
        metavar="SIZE",
        help=say(
            f"压缩包解压后最多多大（如 500M、20G），默认{UNPACKED}。",
            f"What archives may unpack to (such as 500M, 20G); default {UNPACKED}.",
        ),
    )


def max_ratio_option(say: Say) -> Any:
    """``--max-ratio``: how far archives may be compressed."""
    return typer.Option(
        "--max-ratio",
        min=1,
        metavar="N",
        help=say(
            f"压缩包解压后最多是自身的几倍（1以上的整数），默认{ARCHIVES.ratio}。",
            f"How many times its size an archive may unpack to; default {ARCHIVES.ratio}.",
        ),
    )


def max_depth_option(say: Say) -> Any:
    """``--max-depth``: archives inside archives."""
    return typer.Option(
        "--max-depth",
        min=1,
        metavar="N",
        help=say(
            f"压缩包套压缩包最多几层（1以上的整数），默认{ARCHIVES.depth}。",
            f"How deep archives may lie one inside the other; default {ARCHIVES.depth}.",
        ),
    )
