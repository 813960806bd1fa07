"""The options that say how files are read, shared by every command that reads packages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jlxx_check.app import ArchiveLimits, Reading
from jlxx_check.cache import default_folder
from jlxx_check.cli.commands import Say
from jlxx_check.cli.paths import given_path
from jlxx_check.cli.problems import CallProblem
from jlxx_check.cli.reading_options import (
    ARCHIVES,
    FILES,
    UNPACKED,
    cache_option,
    file_memory_option,
    file_seconds_option,
    jobs_option,
    max_depth_option,
    max_members_option,
    max_ratio_option,
    max_unpacked_option,
    no_cache_option,
    no_isolation_option,
)
from jlxx_check.model.limits import MB, FileLimits
from jlxx_check.model.text import Text


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """As written on the command line."""

    jobs: int | None = None
    cache: str | None = None
    no_cache: bool = False
    file_seconds: int = int(FILES.seconds)
    file_memory: int = FILES.memory // MB
    no_isolation: bool = False
    max_members: int = ARCHIVES.members
    max_unpacked: str = UNPACKED
    max_ratio: int = ARCHIVES.ratio
    max_depth: int = ARCHIVES.depth

    @staticmethod
    def options(say: Say) -> Mapping[str, Any]:
        """How each is written, and what its help says."""
        return {
            "jobs": jobs_option(say),
            "cache": cache_option(say),
            "no_cache": no_cache_option(say),
            "file_seconds": file_seconds_option(say),
            "file_memory": file_memory_option(say),
            "no_isolation": no_isolation_option(say),
            "max_members": max_members_option(say),
            "max_unpacked": max_unpacked_option(say),
            "max_ratio": max_ratio_option(say),
            "max_depth": max_depth_option(say),
        }

    def reading(self, *, thumbnails: bool) -> Reading:
        """The settings that the library takes. Raises CallProblem."""
        return Reading(
            jobs=self.jobs,
            thumbnails=thumbnails,
            isolated=not self.no_isolation,
            limits=FileLimits(self.file_seconds, self.file_memory * MB),
            archives=self._archives(),
            cache=self._folder(),
        )

    def _archives(self) -> ArchiveLimits:
        return ArchiveLimits(
            members=self.max_members,
            unpacked=read_size(self.max_unpacked, "--max-unpacked"),
            ratio=self.max_ratio,
            depth=self.max_depth,
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
