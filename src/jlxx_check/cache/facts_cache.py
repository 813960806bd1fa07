"""The cache as the rest of the program holds it: a folder, opened once a package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.model.text import Text

if TYPE_CHECKING:
    from jlxx_check.cache.session import Session

#: The number is the schema's: another version of the program with another schema has another file.
FILE_NAME = "facts-1.sqlite"

#: Bytes beyond which what was not used for longest is dropped.
LIMIT = 500_000_000


@dataclass(frozen=True, slots=True)
class Survey:
    """What a cache holds. entries: number of files' facts by group; None where it is damaged."""

    file: Path
    size: int
    entries: Mapping[str, int] | None


class FactsCache:
    """A folder in which facts are remembered. Any number of processes may use it at once.

    trouble: why it could not be used, or not written to; None as long as all is well.
    """

    def __init__(self, folder: Path, *, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        self.trouble: Text | None = None

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
            from jlxx_check.cache.session import Session
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
        from jlxx_check.cache.database import count_by_group

        if not self.file.exists():
            return None
        return Survey(self.file, self.file.stat().st_size, count_by_group(self.file))

    def clear(self) -> bool:
        """Erase the cache; False where there was none. Raises OSError."""
        from jlxx_check.cache.database import discard

        there = discard(self.file)
        with suppress(OSError):  # it holds something else, or is somebody's own folder
            self.folder.rmdir()
        return there


_NO_SQLITE = Text(
    "缓存不能使用：本机的 Python 没有 SQLite。检查照常进行，结果不变，只是慢一些。",
    "The cache cannot be used: this Python has no SQLite. The check goes on without it: slower, "
    "with the same result.",
)
