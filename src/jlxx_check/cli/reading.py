"""The options that say how files are read, shared by every command that reads packages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import typer

from jlxx_check.app import Reading
from jlxx_check.cli.commands import Say


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """As written on the command line."""

    jobs: int | None = None
    no_cache: bool = False

    @staticmethod
    def options(say: Say) -> Mapping[str, Any]:
        """How each is written, and what its help says."""
        return {"jobs": _jobs(say), "no_cache": _no_cache(say)}

    def reading(self, *, thumbnails: bool) -> Reading:
        """The settings that the library takes."""
        return Reading(jobs=self.jobs, thumbnails=thumbnails)


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
