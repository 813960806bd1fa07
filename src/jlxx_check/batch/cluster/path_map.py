"""Where another machine finds a folder that this one sees under a path of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from jlxx_check.errors import CallError
from jlxx_check.text import Text


class BadMap(CallError, ValueError):
    """A ``LOCAL=REMOTE`` that is none; ``text`` says so."""


@dataclass(frozen=True, slots=True)
class PathMap:
    """Pairs of a folder here and the same folder as workers see it, in either system's manner."""

    pairs: tuple[tuple[Path, PurePath], ...] = ()

    @classmethod
    def parse(cls, written: Sequence[str]) -> PathMap:
        """From ``LOCAL=REMOTE`` texts; the first ``=`` divides. Raises BadMap."""
        return cls(tuple(_pair(text) for text in written))

    def remote(self, path: Path) -> str:
        """The path as workers see it: by the longest folder that holds it, else unchanged."""
        here = path.absolute()
        fitting = [pair for pair in self.pairs if here.is_relative_to(pair[0])]
        if not fitting:
            return str(here)
        local, remote = max(fitting, key=lambda pair: len(pair[0].parts))
        return str(remote.joinpath(*here.relative_to(local).parts))


def _pair(text: str) -> tuple[Path, PurePath]:
    local, equals, remote = text.partition("=")
    if not (equals and local.strip() and remote.strip()):
        raise BadMap(
            Text(
                f"--map 的“{text}”写法不对。请写成 本机文件夹=工作机上的文件夹。",
                f"--map: “{text}” is not LOCAL=REMOTE.",
            )
        )
    windows = "\\" in remote or PureWindowsPath(remote).drive
    there = PureWindowsPath(remote) if windows else PurePosixPath(remote)
    if not there.is_absolute():
        raise BadMap(
            Text(
                f"--map 的“{remote}”要写完整路径（工作机上的）。",
                f"--map: “{remote}” must be a whole path, as workers see it.",
            )
        )
    return Path(local).absolute(), there
