"""The options that say how files are read, shared by every command that reads packages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import typer

from jlxx_check.app import ArchiveLimits, Reading
from jlxx_check.cli.commands import Say
from jlxx_check.cli.problems import CallProblem
from jlxx_check.model.text import Text

_USUAL = ArchiveLimits()
_UNPACKED = f"{_USUAL.unpacked // 1024**3}G"


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """As written on the command line."""

    jobs: int | None = None
    no_cache: bool = False
    max_members: int = _USUAL.members
    max_unpacked: str = _UNPACKED
    max_ratio: int = _USUAL.ratio
    max_depth: int = _USUAL.depth

    @staticmethod
    def options(say: Say) -> Mapping[str, Any]:
        """How each is written, and what its help says."""
        return {
            "jobs": _jobs(say),
            "no_cache": _no_cache(say),
            "max_members": _max_members(say),
            "max_unpacked": _max_unpacked(say),
            "max_ratio": _max_ratio(say),
            "max_depth": _max_depth(say),
        }

    def reading(self, *, thumbnails: bool) -> Reading:
        """The settings that the library takes. Raises CallProblem."""
        limits = ArchiveLimits(
            members=self.max_members,
            unpacked=read_size(self.max_unpacked, "--max-unpacked"),
            ratio=self.max_ratio,
            depth=self.max_depth,
        )
        return Reading(jobs=self.jobs, thumbnails=thumbnails, archives=limits)


def read_size(written: str, option: str) -> int:
    """Bytes from ``500M``, ``20G`` or a bare number. Raises CallProblem."""
    match = re.fullmatch(
        r"(\d{1,12})\s*([KMGT]?)B?", unicodedata.normalize("NFKC", written).upper()
    )
    if match is None or int(match[1]) == 0:
        raise CallProblem(
            Text(
                f"{option} 要写大小，如 500M、20G，不能写“{written}”。",
                f"{option} takes a size such as 500M or 20G, not “{written}”.",
            )
        )
    return int(match[1]) << 10 * " KMGT".index(match[2] or " ")


def _max_members(say: Say) -> Any:
    return typer.Option(
        "--max-members",
        min=1,
        metavar="N",
        help=say(
            f"压缩包里最多读取几个文件（1以上的整数），默认{_USUAL.members}。",
            f"Files that archives may hold (1 or more); default {_USUAL.members}.",
        ),
    )


def _max_unpacked(say: Say) -> Any:
    return typer.Option(
        "--max-unpacked",
        metavar="SIZE",
        help=say(
            f"压缩包解压后最多多大（如 500M、20G），默认{_UNPACKED}。",
            f"What archives may unpack to (such as 500M, 20G); default {_UNPACKED}.",
        ),
    )


def _max_ratio(say: Say) -> Any:
    return typer.Option(
        "--max-ratio",
        min=1,
        metavar="N",
        help=say(
            f"压缩包解压后最多是自身的几倍（1以上的整数），默认{_USUAL.ratio}。",
            f"How many times its size an archive may unpack to; default {_USUAL.ratio}.",
        ),
    )


def _max_depth(say: Say) -> Any:
    return typer.Option(
        "--max-depth",
        min=1,
        metavar="N",
        help=say(
            f"压缩包套压缩包最多几层（1以上的整数），默认{_USUAL.depth}。",
            f"How deep archives may lie one inside the other; default {_USUAL.depth}.",
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
    """Accepted for scripts; there is no cache to leave out."""
    return typer.Option(
        "--no-cache",
        help=say(
            "每个文件都重新读取（目前总是如此）。",
            "Read every file anew (as is always done now).",
        ),
    )
