"""A part of a file on disk, from one place to another, opened as a stream of its own."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, cast

from jlxx_check.files.archives.refusals import MEMBER_DAMAGED
from jlxx_check.model.tree import UnreadableFile
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.stamps import stamp

#: Bytes of zeros behind a file's end that are looked through, and how many at a time.
_MOST_PADDING, _PIECE = 64 * 1024**2, 64 * 1024


@frozen
class Region:
    """``size`` bytes from ``start`` of the file at ``path``.

    identity: which file it was, and as of when, when it was first seen; None for a file of our own
    making. stamp: as ``FileNode.stamp``, of the whole file. volumes: where the file was split, its
    parts, of which ``path`` is but the first; ``start`` then counts from the first one's start.
    """

    path: str
    start: int
    size: int
    identity: str | None = None
    stamp: str | None = None
    volumes: tuple[Region, ...] = ()

    def part(self, start: int, size: int) -> Region:
        """A region inside this one; what lies beyond its end is cut off."""
        start = min(start, self.size)
        return Region(
            self.path,
            self.start + start,
            max(0, min(size, self.size - start)),
            self.identity,
            volumes=self.volumes,
        )

    def open(self, crc: int | None = None) -> BinaryIO:
        """A seekable stream of the bytes. crc: see ``window``. Raises OSError as ``file`` does."""
        return self.window(self.file(), crc)

    def window(self, file: io.RawIOBase, crc: int | None = None) -> BinaryIO:
        """A seekable stream of the bytes, by a file that is open already and is closed with it.

        crc: what their CRC-32 has to be; held against them where they are read from the first to
        the last, which then may raise UnreadableFile.
        """
        return cast(BinaryIO, io.BufferedReader(_Window(file, self.start, self.size, crc)))

    def file(self) -> io.RawIOBase:
        """The file that the bytes lie in; of volumes, all as one.

        Raises OSError, also where another file has taken the place of the one first seen.
        """
        if self.volumes:
            return _Joined(self.volumes)
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


def written_end(stream: BinaryIO, size: int, own: int) -> int:
    """Where what was written ends: a download that reserves its room first leaves zeros behind.

    own: as many zeros may be part of it, and are left. 0 where nothing but zeros was found.
    """
    end = size
    while end > max(0, size - _MOST_PADDING):
        start = max(0, end - _PIECE)
        stream.seek(start)
        held = len(stream.read(end - start).rstrip(b"\0"))
        if held:
            return min(size, start + held + own)
        end = start
    return 0


def region_of(path: str, *, follow: bool = True) -> Region:
    """A whole file, as it is now. follow: where it is a link, the file that it leads to.

    Raises OSError.
    """
    info = Path(path).stat(follow_symlinks=follow)
    return Region(path, 0, info.st_size, _identity(info), stamp(path, info))


def joined(volumes: Sequence[Region]) -> Region:
    """Whole files as one, in their order. It has no stamp where one of them has none."""
    stamps = [volume.stamp for volume in volumes]
    told = None
    if all(stamps):
        told = hashlib.sha256("|".join(map(str, stamps)).encode()).hexdigest()
    size = sum(volume.size for volume in volumes)
    return Region(volumes[0].path, 0, size, volumes[0].identity, told, tuple(volumes))


class _Joined(io.RawIOBase):
    """Volumes as if they were one file. One at a time is open."""

    def __init__(self, volumes: Sequence[Region]) -> None:
        self._volumes = volumes
        self._size = sum(volume.size for volume in volumes)
        self._at = 0
        self._open: tuple[int, io.RawIOBase] | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer as far as there are bytes, from however many volumes."""
        view, done = memoryview(buffer).cast("B"), 0
        begin = 0
        for number, volume in enumerate(self._volumes):
            end = begin + volume.size
            while done < len(view) and begin <= self._at < end:
                file = self._file(number)
                file.seek(volume.start + self._at - begin)
                got = file.readinto(view[done : done + end - self._at])
                if not got:
                    return done
                done += got
                self._at += got
            begin = end
        return done

    def _file(self, number: int) -> io.RawIOBase:
        if self._open is None or self._open[0] != number:
            if self._open is not None:
                self._open[1].close()
            self._open = None
            self._open = (number, self._volumes[number].file())
        return self._open[1]

    def close(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None
        super().close()


def _identity(info: os.stat_result) -> str:
    return f"{info.st_mtime_ns}:{info.st_dev}:{info.st_ino}"


class _Window(io.RawIOBase):
    """Part of a file as if it were one."""

    def __init__(self, file: io.RawIOBase, start: int, size: int, crc: int | None) -> None:
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
        number: int = self._file.readinto(view)
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
