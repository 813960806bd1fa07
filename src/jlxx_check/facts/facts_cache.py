"""The cache as the rest of the program holds it: a folder, opened once a package.

A cache only saves time: a run with it, without it, or with a broken one gives the same report.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.model.about import NAME
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

if TYPE_CHECKING:
    from jlxx_check.facts.cache_session import Session

#: The environment variable that names the folder.
VARIABLE = "JLXX_CACHE"

#: The number is the schema's: another version of the program with another schema has another file.
FILE_NAME = "facts-1.sqlite"

#: Bytes beyond which what was not used for longest is dropped.
LIMIT = 500_000_000


def default_folder() -> Path:
    """``JLXX_CACHE``, else the user's own folder for caches on this system."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path(NAME, appauthor=False)


def lies_within(folder: Path, package: Path) -> bool:
    """Whether a cache's folder is part of a package, which is only ever read."""
    return folder.absolute().resolve().is_relative_to(package.absolute().resolve())


def cache_for(package: Path, folder: Path | None) -> FactsCache | None:
    """The cache in this folder, for a package; None: there is to be none, or it lies within."""
    if folder is None or lies_within(folder, package):
        return None
    return FactsCache(folder)


@frozen
class Survey:
    """What a cache holds."""

    file: Path
    size: int
    #: Number of files' facts by group; None where the file is damaged.
    entries: Mapping[str, int] | None


class FactsCache:
    """A folder in which facts are remembered. Any number of processes may use it at once.

    trouble: why it could not be used, or not written to; None as long as all is well. contents: of
    the documents whose facts were asked for last, by their paths, what only their bytes give.
    """

    def __init__(self, folder: Path, *, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        self.trouble: Text | None = None
        self.contents: Mapping[str, bytes] = {}

    @property
    def file(self) -> Path:
        """The one file of the cache."""
        return self.folder / FILE_NAME

    @contextmanager
    def session(self, maker: str) -> Iterator[Session | None]:
        """The cache opened for one package, in one thread. Never raises for the cache's sake.

        maker: what made the facts; those of another maker are as if they were not there. None
        where this Python has no SQLite.
        """
        try:
            from jlxx_check.facts.cache_session import Session
        except ImportError:
            self.trouble = _NO_SQLITE
            yield None
            return
        session = Session(self.file, maker, self.limit)
        try:
            yield session
        finally:
            session.close()
            self.trouble = self.trouble or session.trouble

    def survey(self) -> Survey | None:
        """What the cache holds; None where there is none. Raises OSError."""
        from jlxx_check.facts.cache_database import count_by_group

        if not self.file.exists():
            return None
        return Survey(self.file, self.file.stat().st_size, count_by_group(self.file))

    def clear(self) -> bool:
        """Erase the cache; False where there was none. Raises OSError."""
        from jlxx_check.facts.cache_database import discard

        there = discard(self.file)
        with suppress(OSError):  # it holds something else, or is somebody's own folder
            self.folder.rmdir()
        return there


_NO_SQLITE = Text(
    "缓存不能使用：本机的 Python 没有 SQLite。检查照常进行，结果不变，只是慢一些。",
    "The cache cannot be used: this Python has no SQLite. The check goes on without it: slower, "
    "with the same result.",
)
