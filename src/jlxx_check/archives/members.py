"""A file in an archive: where its bytes lie, and how they are got at."""

from __future__ import annotations

import bz2
import io
import lzma
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from jlxx_check.archives.problems import MEMBER_DAMAGED, MEMBER_OVERSIZED
from jlxx_check.archives.regions import Region
from jlxx_check.archives.room import Room, settle
from jlxx_check.model.tree import UnreadableFile

STORED, DEFLATED, BZIP2, LZMA = 0, 8, 12, 14
METHODS = frozenset({STORED, DEFLATED, BZIP2, LZMA})

#: A compressed member up to this size is unpacked into memory whenever it is opened; a larger one
#: goes to the temporary folder once.
_IN_MEMORY = 16 * 1024**2
_STEP = 256 * 1024
_LOCAL = struct.Struct("<4s22xHH")  # signature; lengths of name and extra field
_LOCAL_SIGNATURE = b"PK\x03\x04"
#: What an LZMA decompressor may allocate: dictionaries of packers end at 128 MiB.
_LZMA_MEMORY = 256 * 1024**2


class Member(Protocol):
    """Frozen, and as good in another process as in this one. Raises UnreadableFile, OSError."""

    @property
    def needs_room(self) -> bool:
        """Whether opening it may write to the temporary folder."""

    def locate(self, room: Room) -> Region:
        """Its bytes as a region of a file on disk, unpacked first where they are packed."""

    def open(self, room: Room) -> BinaryIO:
        """A seekable stream of its bytes."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A member that lies in a file on disk as it is. crc: its CRC-32, where the archive says."""

    region: Region
    crc: int | None = None

    @property
    def needs_room(self) -> bool:
        """Never."""
        return False

    def locate(self, room: Room) -> Region:
        """Where it lies."""
        return self.region

    def open(self, room: Room) -> BinaryIO:
        """A stream of it."""
        return self.region.open(self.crc)


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A member of a zip file.

    region: from its local header to where the next one begins. packed, size: bytes as stored and
    unpacked, as the directory states them. key: its own among all the package's members.
    """

    region: Region
    packed: int
    size: int
    method: int
    crc: int
    key: str

    @property
    def needs_room(self) -> bool:
        """Where it is packed and large."""
        return self.method != STORED and self.size > _IN_MEMORY

    def locate(self, room: Room) -> Region:
        """Where its bytes lie in the archive, or in the temporary folder."""
        if self.method == STORED:
            data, file = self._data()
            file.close()
            return data
        target = room.place(self.key)
        if not target.exists():
            self._unpack(room)
        return Region(str(target), 0, self.size)

    def open(self, room: Room) -> BinaryIO:
        """A stream of its bytes; packed ones are unpacked first, never to more than is stated."""
        if self.method == STORED:
            data, file = self._data()
            return data.window(file, self.crc)
        if self.size > _IN_MEMORY:
            return self.locate(room).open()
        return io.BytesIO(b"".join(self._unpacked()))

    def _data(self) -> tuple[Region, io.FileIO]:
        """What follows the local header, and the file that it lies in, open.

        The directory alone does not tell how long the header is.
        """
        file = self.region.file()
        try:
            file.seek(self.region.start)
            header = file.read(min(_LOCAL.size, self.region.size))
            if len(header) < _LOCAL.size:
                raise UnreadableFile(MEMBER_DAMAGED)
            signature, name, extra = _LOCAL.unpack(header)
            data = self.region.part(_LOCAL.size + name + extra, self.packed)
            if signature != _LOCAL_SIGNATURE or data.size < self.packed:
                raise UnreadableFile(MEMBER_DAMAGED)
        except BaseException:
            file.close()
            raise
        return data, file

    def _unpack(self, room: Room) -> None:
        """Into the temporary folder; whoever finishes first has done it for all."""
        descriptor, draft = room.draft()
        try:
            with os.fdopen(descriptor, "wb") as target:
                for chunk in self._unpacked():
                    target.write(chunk)
            settle(draft, room.place(self.key))
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise

    def _unpacked(self) -> Iterator[bytes]:
        """The bytes, in pieces; the sum of them is right, or the last piece does not come."""
        crc = left = 0
        data, file = self._data()
        with data.window(file) as packed:
            left = self.size
            for chunk in inflate(packed, self.method):
                left -= len(chunk)
                if left < 0:
                    raise UnreadableFile(MEMBER_OVERSIZED)
                crc = zlib.crc32(chunk, crc)
                yield chunk
        if left or crc != self.crc:
            raise UnreadableFile(MEMBER_DAMAGED)


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Deflate:
    """zlib's object with the face that bz2's and lzma's have."""

    def __init__(self) -> None:
        self._machine = zlib.decompressobj(-zlib.MAX_WBITS)

    @property
    def eof(self) -> bool:
        return self._machine.eof

    @property
    def needs_input(self) -> bool:
        return not self._machine.unconsumed_tail

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._machine.decompress(self._machine.unconsumed_tail + data, max_length)


def inflate(packed: BinaryIO, method: int) -> Iterator[bytes]:
    """What the stream unpacks to, in pieces of bounded size. Raises UnreadableFile, OSError."""
    machine = _decompressor(packed, method)
    while not machine.eof:
        data = packed.read(_STEP) if machine.needs_input else b""
        try:
            chunk = machine.decompress(data, _STEP)
        # bz2 calls damage an OSError; none of these three ever reads a file.
        except (zlib.error, lzma.LZMAError, OSError, ValueError, EOFError, MemoryError) as error:
            raise UnreadableFile(MEMBER_DAMAGED) from error
        if chunk:
            yield chunk
        elif not data and machine.needs_input:
            return


def _decompressor(packed: BinaryIO, method: int) -> _Decompressor:
    if method == DEFLATED:
        return _Deflate()
    if method == BZIP2:
        return bz2.BZ2Decompressor()
    # Zip's LZMA: version, length of the properties, properties; the old .lzma format has them
    # too, followed by the size, which all ones leave to the end mark or to whoever counts.
    header = packed.read(4)
    properties = packed.read(5)
    if header[2:] != b"\x05\x00" or len(properties) < 5:
        raise UnreadableFile(MEMBER_DAMAGED)
    machine = lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=_LZMA_MEMORY)
    try:
        machine.decompress(properties + b"\xff" * 8)
    except lzma.LZMAError as error:
        raise UnreadableFile(MEMBER_DAMAGED) from error
    return machine
