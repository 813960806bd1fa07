"""A file while it is read: what the system failed to give, and whether it is still as long."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from jlxx_check.model.tree import FileNode, UnreadableFile


class Watched:
    """A stream that keeps in mind that the system failed to read it, whoever was told of it.

    Libraries catch what they are told, and make of it that the file is damaged, or that a moment of
    a film cannot be seen. Nothing that was found after such a failure is a fact.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.failure: OSError | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def read(self, size: int = -1) -> bytes:
        """As the stream does."""
        with self._noting():
            return self._stream.read(size)

    def readinto(self, buffer: Any) -> int:
        """As the stream does."""
        with self._noting():
            number: int = self._stream.readinto(buffer)  # type: ignore[attr-defined]
            return number

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As the stream does."""
        return self._stream.seek(offset, whence)

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            yield
        except UnreadableFile:
            raise
        except OSError as error:
            self.failure = error
            raise


def length(stream: BinaryIO) -> int | None:
    """How long the file is now; None for a member of an archive, which is watched as a whole."""
    try:
        return os.fstat(stream.fileno()).st_size
    except (OSError, AttributeError):
        return None


def require_length(now: int | None, node: FileNode) -> None:
    """Raises OSError (ESTALE) where the file is not as long as it was when it was listed.

    What was read of a file that is being copied would be called cut short.
    """
    if now not in (None, node.size):
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), node.path)
