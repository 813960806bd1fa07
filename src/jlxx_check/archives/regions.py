"""Bytes that lie in a file on disk, from one place to another, read by seeking."""

from __future__ import annotations

import io
import os
import stat
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from jlxx_check.archives.problems import MEMBER_DAMAGED
from jlxx_check.model.tree import UnreadableFile
from jlxx_check.values.stamps import stamp


@dataclass(frozen=True, slots=True)
class Region:
    """``size`` bytes from ``start`` of the file at ``path``.

    identity: which file it was, and as of when, when it was first seen; None for a file of our own
    making. stamp: as ``FileNode.stamp``, of the whole file.
    """

    path: str
    start: int
    size: int
    identity: str | None = None
    stamp: str | None = None

    def part(self, start: int, size: int) -> Region:
        """A region inside this one; what lies beyond its end is cut off."""
        start = min(start, self.size)
        return Region(
            self.path, self.start + start, max(0, min(size, self.size - start)), self.identity
        )

    def open(self, crc: int | None = None) -> BinaryIO:
        """A seekable stream of the bytes. crc: see ``window``. Raises OSError as ``file`` does."""
        return self.window(self.file(), crc)

    def window(self, file: io.FileIO, crc: int | None = None) -> BinaryIO:
        """A seekable stream of the bytes, by a file that is open already and is closed with it.

        crc: what their CRC-32 has to be; held against them where they are read from the first to
        the last, which then may raise UnreadableFile.
        """
        return cast(BinaryIO, io.BufferedReader(_Window(file, self.start, self.size, crc)))

    def file(self) -> io.FileIO:
        """The file that the bytes lie in.

        Raises OSError, also where another file has taken the place of the one first seen.
        """
        # O_NONBLOCK: a pipe put in the file's place must not hold the program for ever.
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(self.path, flags)
        try:
            info = os.fstat(descriptor)
            if not stat.S_ISREG(info.st_mode):
                raise OSError(f"no longer a regular file: {self.path!r}")
            if self.identity is not None and _identity(info) != self.identity:
                raise OSError(f"changed while it was read: {self.path!r}")
        except BaseException:
            os.close(descriptor)
            raise
        return io.FileIO(descriptor, "rb")


def region_of(path: str, *, follow: bool = True) -> Region:
    """A whole file, as it is now. follow: where it is a link, the file that it leads to.

    Raises OSError.
    """
    info = Path(path).stat(follow_symlinks=follow)
    return Region(path, 0, info.st_size, _identity(info), stamp(path, info))


def _identity(info: os.stat_result) -> str:
    return f"{info.st_mtime_ns}:{info.st_dev}:{info.st_ino}"


class _Window(io.RawIOBase):
    """Part of a file as if it were one."""

    def __init__(self, file: io.FileIO, start: int, size: int, crc: int | None) -> None:
        self._file, self._start, self._size = file, start, size
        self._at = 0
        self._wanted = crc
        self._crc, self._summed = 0, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise OSError(22, "negative seek position")
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        view = memoryview(buffer)[: max(0, self._size - self._at)]
        if not view:
            return 0
        self._file.seek(self._start + self._at)
        number = self._file.readinto(view)
        if self._wanted is not None:
            self._sum(view[:number])
        self._at += number
        return number

    def _sum(self, data: memoryview) -> None:
        """Add what follows the bytes summed so far; at the end it has to be the sum stated."""
        if self._at <= self._summed < self._at + len(data):
            self._crc = zlib.crc32(data[self._summed - self._at :], self._crc)
            self._summed = self._at + len(data)
            if self._summed == self._size and self._crc != self._wanted:
                raise UnreadableFile(MEMBER_DAMAGED)

    def close(self) -> None:
        self._file.close()
        super().close()
