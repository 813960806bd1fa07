"""A file in an archive: where its bytes lie, and how they are got at."""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, Protocol

from jlxx_check.files.archives.decompressing import STORED, inflate
from jlxx_check.files.archives.refusals import MEMBER_DAMAGED, MEMBER_OVERSIZED
from jlxx_check.files.archives.regions import Region
from jlxx_check.files.archives.room import Room, settle
from jlxx_check.model.tree import UnreadableFile
from jlxx_check.values.frozen_types import frozen

#: A compressed member up to this size is unpacked into memory whenever it is opened; a larger one
#: goes to the temporary folder once.
_IN_MEMORY = 16 * 1024**2
_LOCAL = struct.Struct("<4s22xHH")  # signature; lengths of name and extra field
_LOCAL_SIGNATURE = b"PK\x03\x04"


class Member(Protocol):
    """Frozen, and as good in another process as in this one. Raises UnreadableFile, OSError."""

    @property
    def needs_room(self) -> bool:
        """Whether opening it may write to the temporary folder."""

    def locate(self, room: Room) -> Region:
        """Its bytes as a region of a file on disk, unpacked first where they are packed."""

    def open(self, room: Room) -> BinaryIO:
        """A seekable stream of its bytes."""


@frozen
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


@frozen
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

    def _data(self) -> tuple[Region, io.RawIOBase]:
        """What follows the local header, and the file that it lies in, open.

        The directory alone does not tell how long the header is.
        """
        file = self.region.file()
        try:
            file.seek(self.region.start)
            header = file.read(min(_LOCAL.size, self.region.size)) or b""
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
