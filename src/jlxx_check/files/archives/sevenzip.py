"""7z archives: listed, held against the limits, then unpacked once, in one go."""

from __future__ import annotations

import lzma
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from jlxx_check.files.archives import member_names, refusals
from jlxx_check.files.archives.listing import ArchiveListing, Budget, FoundMember
from jlxx_check.files.archives.members import Slice
from jlxx_check.files.archives.regions import Region
from jlxx_check.files.archives.room import Room
from jlxx_check.model.facts import Unreadable

if TYPE_CHECKING:
    from py7zr import SevenZipFile

#: Days from Windows' epoch to Unix's, in seconds; its ticks are tenths of microseconds.
_EPOCH, _TICKS = 11_644_473_600, 10_000_000


def list_7z(region: Region, room: Room, budget: Budget) -> ArchiveListing:
    """The members of a 7z file, unpacked into the temporary folder. Raises OSError."""
    listing = ArchiveListing()
    try:
        import py7zr
    except ImportError:
        listing.problem = refusals.NO_7Z
        return listing
    with region.open() as stream:
        try:
            with py7zr.SevenZipFile(stream, "r") as archive:
                _read(archive, region, room, budget, listing)
        except py7zr.PasswordRequired:
            listing.problem = refusals.LOCKED
        except py7zr.UnsupportedCompressionMethodError:
            listing.problem = refusals.ODD_FORMAT
        except _faults():
            listing.problem = refusals.DAMAGED
    return listing


def _faults() -> tuple[type[Exception], ...]:
    """What a damaged 7z file makes the library raise, by its own tests and ours."""
    from py7zr.exceptions import ArchiveError

    return (
        ArchiveError, lzma.LZMAError, zlib.error, ValueError, TypeError, KeyError, IndexError,
        AttributeError, EOFError, OverflowError, MemoryError, AssertionError, RuntimeError,
    )  # fmt: skip


def _read(
    archive: SevenZipFile, region: Region, room: Room, budget: Budget, listing: ArchiveListing
) -> None:
    infos = list(archive.files)
    total = sum(info.uncompressed for info in infos)
    listing.problem = budget.charge(len(infos), total, region.size)
    if listing.problem is not None:
        return
    files = []
    for info in infos:
        if info.is_directory:
            continue
        if info.is_symlink or info.is_junction:
            listing.refused.append((info.filename, member_names.LINK))
        elif not info.is_file:
            listing.refused.append((info.filename, member_names.DEVICE))
        else:
            files.append(info)
    if archive.needs_password():
        listing.beyond += [info.filename for info in files]
        listing.problem = refusals.LOCKED
        return
    sinks = {info.id: _Sink(room.new(), info.uncompressed) for info in files}
    failure = _unpack(archive, sinks)
    for info in files:
        sink = sinks[info.id]
        if sink.is_whole(info.crc32):
            member = Slice(Region(str(sink.path), 0, info.uncompressed))
            mark = f"{info.id}:{info.crc32 or 0:08x}"
            listing.found.append(
                FoundMember(info.filename, member, info.uncompressed, _modified(info), mark)
            )
        else:
            listing.beyond.append(info.filename)
            listing.problem = failure or refusals.DAMAGED


def _unpack(archive: SevenZipFile, sinks: dict[int, _Sink]) -> Unreadable | None:
    """All members into their sinks, as far as they go.

    Names never reach the file system: the library would join them to a folder, or refuse the whole
    archive for one of them.
    """
    import py7zr
    from py7zr.io import MemIO, Py7zIO, WriterFactory

    class MemberWriter(Py7zIO):
        """The face that the library asks for."""

        def __init__(self, sink: _Sink) -> None:
            self._sink = sink

        def write(self, s: bytes | bytearray) -> int:
            return self._sink.write(s)

        def read(self, size: int | None = None) -> bytes:
            return b""

        def seek(self, offset: int, whence: int = 0) -> int:
            return 0

        def flush(self) -> None:
            pass

        def size(self) -> int:
            return self._sink.written

        def close(self) -> None:
            self._sink.close()

    class Factory(WriterFactory):
        """Gives each member's sink by its number."""

        def create(self, filename: str) -> Py7zIO:
            return MemberWriter(sinks[int(filename)])

    try:
        for number in sinks:
            archive.worker.register_filelike(number, MemIO(str(number), Factory()))
        archive.worker.extract(archive.fp, None, parallel=False)
    except py7zr.UnsupportedCompressionMethodError:
        return refusals.ODD_FORMAT
    except py7zr.PasswordRequired:
        return refusals.LOCKED
    except EOFError as error:
        # A stream of several Zstandard frames, as packers with many threads write it, is sound;
        # the library reads the first.
        return refusals.ODD_FORMAT if "Zstandard" in str(error) else refusals.DAMAGED
    except _faults():
        return refusals.DAMAGED
    finally:
        for sink in sinks.values():
            sink.close()
    return None


class _OverflowError(ValueError):
    """A member unpacks to more than its header says."""


class _Sink:
    """A file of the temporary folder that takes a member's bytes, and no more than it stated."""

    def __init__(self, path: Path, size: int) -> None:
        self.path = path
        self.written = 0
        self._size = size
        self._crc = 0
        self._file: BinaryIO | None = None

    def write(self, data: bytes | bytearray) -> int:
        """Append. Raises _OverflowError, OSError."""
        if self.written + len(data) > self._size:
            raise _OverflowError
        if self._file is None:
            self._file = self.path.open("wb")
        self._file.write(data)
        self._crc = zlib.crc32(data, self._crc)
        self.written += len(data)
        return len(data)

    def close(self) -> None:
        """End the file."""
        if self._file is not None and not self._file.closed:
            self._file.close()

    def is_whole(self, crc: int | None) -> bool:
        """Whether everything has come as stated; an empty file is made here."""
        if self._size == 0:
            self.path.touch()
        return self.written == self._size and crc in (None, self._crc)


def _modified(info: Any) -> float | None:
    ticks = info.lastwritetime
    return None if ticks is None else int(ticks) / _TICKS - _EPOCH
