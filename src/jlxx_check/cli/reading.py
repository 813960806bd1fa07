"""The options that say how files are read, shared by every command that reads packages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from jlxx_check.app import Reading
from jlxx_check.cache import VARIABLE, default_folder
from jlxx_check.cli.commands import Say
from jlxx_check.cli.paths import given_path
from jlxx_check.cli.problems import CallProblem
from jlxx_check.model.limits import MB, FileLimits
from jlxx_check.model.text import Text

_USUAL = FileLimits()
#: MB that a worker needs to read anything at all, the libraries' own share included.
_LEAST_MEMORY = 200


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """As written on the command line."""

    jobs: int | None = None
    cache: str | None = None
    no_cache: bool = False
    file_seconds: int = int(_USUAL.seconds)
    file_memory: int = _USUAL.memory // MB
    no_isolation: bool = False

    @staticmethod
    def options(say: Say) -> Mapping[str, Any]:
        """How each is written, and what its help says."""
        return {
            "jobs": _jobs(say),
            "cache": cache_option(say),
            "no_cache": _no_cache(say),
            "file_seconds": _file_seconds(say),
            "file_memory": _file_memory(say),
            "no_isolation": _no_isolation(say),
        }

    def reading(self, *, thumbnails: bool) -> Reading:
        """The settings that the library takes. Raises CallProblem."""
        return Reading(
            jobs=self.jobs,
            thumbnails=thumbnails,
            isolated=not self.no_isolation,
            limits=FileLimits(self.file_seconds, self.file_memory * MB),
            cache=self._folder(),
        )

    def _folder(self) -> Path | None:
        if not self.no_cache:
            return cache_folder(self.cache)
        if self.cache is not None:
            raise CallProblem(
                Text(
                    "--cache 和 --no-cache 只能写一个。",
                    "Give either --cache or --no-cache, not both.",
                )
            )
        return None


def cache_folder(written: str | None) -> Path:
    """The cache's folder: as given, else the usual one. Raises CallProblem."""
    folder = default_folder() if written is None else given_path(written, "--cache")
    if folder.exists() and not folder.is_dir():
        raise CallProblem(
            Text(
                f"缓存要放在文件夹里，{folder} 是文件。",
                f"The cache goes into a folder; {folder} is a file.",
            )
        )
    return folder


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


def _jobs(say: Say) -> Any:
    return typer.Option(
        "--jobs",
        min=1,
        metavar="N",
        help=say(
            "同时读取几个文件（1以上的整数），默认与处理器数相同。",
            "Files read at a time (1 or more); by default one a processor.",
        ),
    )


def _no_cache(say: Say) -> Any:
    return typer.Option(
        "--no-cache",
        help=say(
            "不用缓存：每个文件都重新读取，也不保存。",
            "No cache: read every file anew and store nothing.",
        ),
    )


def _file_seconds(say: Say) -> Any:
    return typer.Option(
        "--file-seconds",
        min=1,
        metavar="N",
        help=say(
            f"读取一个文件最多用几秒，默认 {_USUAL.seconds:g}，超大的文件按大小放宽；"
            "到时限还没读完的不作结论。",
            f"Seconds to read one file ({_USUAL.seconds:g}; more for a huge one); what takes "
            "longer is not judged.",
        ),
    )


def _file_memory(say: Say) -> Any:
    return typer.Option(
        "--file-memory",
        min=_LEAST_MEMORY,
        metavar="MB",
        help=say(
            f"读取一个文件最多用多少内存（MB），默认 {_USUAL.memory // MB}；超过的不作结论。",
            f"Memory to read one file, in MB ({_USUAL.memory // MB}); what needs more is not "
            "judged.",
        ),
    )


def _no_isolation(say: Say) -> Any:
    return typer.Option(
        "--no-isolation",
        help=say(
            "不另开进程读取文件，也不设上面两个上限：损坏的文件可能使程序中断。",
            "Read files in this process, without these limits: a bad file may crash it.",
        ),
    )
