"""A package in memory that counts what is read of it."""

from __future__ import annotations

import io
from collections import Counter
from typing import BinaryIO

from jlxx_check.model.package import Unassigned
from jlxx_check.model.tree import FileNode


class _Counted(io.BytesIO):
    def __init__(self, data: bytes, path: str, counts: Counter[str]) -> None:
        super().__init__(data)
        self._path, self._counts = path, counts

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self._counts[self._path] += len(data)
        return data


class MemoryTree:
    """files: content by path; an exception instead is raised when the file is opened."""

    path = name = "package"
    kind = "folder"
    refused: tuple[Unassigned, ...] = ()
    empty: tuple[str, ...] = ()

    def __init__(self, files: dict[str, bytes | BaseException]) -> None:
        self._files = files
        self.bytes_read: Counter[str] = Counter()

    @property
    def files(self) -> tuple[FileNode, ...]:
        return tuple(
            FileNode(path, len(data) if isinstance(data, bytes) else 100)
            for path, data in sorted(self._files.items())
        )

    def close(self) -> None:
        pass

    def open(self, path: str) -> BinaryIO:
        data = self._files[path]
        if isinstance(data, BaseException):
            raise data
        return _Counted(data, path, self.bytes_read)
