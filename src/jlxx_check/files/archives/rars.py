"""RAR archives: headers and stored members read here, the rest unpacked by a program installed."""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, BinaryIO

from jlxx_check.errors import InternalError
from jlxx_check.files.archives import member_names, refusals
from jlxx_check.files.archives.listing import ArchiveListing, Budget, FoundMember
from jlxx_check.files.archives.members import Slice
from jlxx_check.files.archives.rar_tools import rar_tools
from jlxx_check.files.archives.regions import Region
from jlxx_check.files.archives.room import Room
from jlxx_check.values.frozen_types import frozen

_STEP = 1024**2
_CHINA = timezone(timedelta(hours=8))


@frozen
class _Packed:
    """A member that only a program can unpack; place: its file in the temporary folder."""

    info: Any
    number: int
    place: Path


class _TooManyError(InternalError):
    """More members than allowed."""


class _Watch:
    """Sees every header. Stops at the limit; split: a member is not whole in this file."""

    def __init__(self, most: int) -> None:
        self._left = most
        self.split = False

    def __call__(self, header: Any) -> None:
        if isinstance(header.filename, str):
            self._left -= 1
            self.split = self.split or bool(header.flags & _SPLIT)
        if self._left < 0:
            raise _TooManyError


def list_rar(region: Region, room: Room, budget: Budget) -> ArchiveListing:
    """The members of a RAR file. Raises OSError."""
    listing = ArchiveListing()
    try:
        import rarfile
    except ImportError:
        listing.problem = refusals.NO_RAR
        return listing
    watch = _Watch(budget.members)
    split = _own_volumes(region)
    with region.open() as stream:
        try:
            # By stream, so that it never goes looking for other parts beside the file; unless
            # these are known, by their names.
            source = region.path if split else stream
            archive = rarfile.RarFile(source, part_only=not split, info_callback=watch)
            infos = archive.infolist()
        except _TooManyError:
            listing.problem = refusals.too_many(budget.limits.members)
            return listing
        except rarfile.NeedFirstVolume:
            listing.problem = refusals.SPLIT
            return listing
        except (rarfile.Error, ValueError, IndexError, struct.error, OverflowError):
            listing.problem = refusals.DAMAGED
            return listing
    if watch.split and not split:
        listing.problem = refusals.SPLIT
        return listing
    total = sum(info.file_size or 0 for info in infos)
    listing.problem = budget.charge(len(infos), total, region.size)
    if listing.problem is not None:
        return listing
    if not infos and archive.needs_password():
        listing.problem = refusals.LOCKED
        return listing
    if archive.strerror():
        listing.problem = refusals.DAMAGED
    packed = _sort_out(infos, region, room, listing)
    if split:
        _take_stored(archive, packed, listing)
    if packed:
        _unpack(region, room, infos, packed, listing)
        listing.found.sort(key=lambda found: int(found.mark.partition(":")[0]))
    return listing


#: A member that begins in an earlier part, or goes on in a later one; the same in both formats.
_SPLIT = 0x03
_STORED = 0x30


def _sort_out(
    infos: Sequence[Any], region: Region, room: Room, listing: ArchiveListing
) -> list[_Packed]:
    """File every member; those that have to be unpacked are returned."""
    packed: list[_Packed] = []
    locked: list[str] = []
    for number, info in enumerate(infos):
        if info.is_dir():
            continue
        if info.is_symlink() or info.file_redir:
            listing.refused.append((info.filename, member_names.LINK))
        elif info.needs_password():
            locked.append(info.filename)
        elif _own_volumes(region):
            packed.append(_Packed(info, number, room.new()))
        elif info.data_offset + info.compress_size > region.size:
            listing.beyond.append(info.filename)
            listing.problem = refusals.CUT_SHORT
        elif info.compress_type != _STORED:
            packed.append(_Packed(info, number, room.new()))
        elif info.compress_size != info.file_size:
            listing.refused.append((info.filename, member_names.OVERLAP))
        else:
            place = region.part(info.data_offset, info.file_size)
            listing.found.append(_found(info, number, Slice(place, info.CRC)))
    if locked:
        listing.beyond += locked
        some = bool(listing.found or packed)
        listing.problem = refusals.some_locked(len(locked)) if some else refusals.LOCKED
    return packed


def _own_volumes(region: Region) -> bool:
    """Whether it was split as RAR does, each part with headers of its own."""
    return bool(region.volumes) and not region.path.lower().endswith(tuple("0123456789"))


def _take_stored(archive: Any, packed: list[_Packed], listing: ArchiveListing) -> None:
    """Members that are not packed, read from however many parts: no program is needed for them."""
    for item in [item for item in packed if item.info.compress_type == _STORED]:
        with suppress(OSError, ValueError, *_faults()), archive.open(item.info) as stream:
            crc, left = _copy(stream, item.info.file_size, item.place)
            if not left and item.info.CRC in (None, crc):
                packed.remove(item)
                place = Region(str(item.place), 0, item.info.file_size)
                listing.found.append(_found(item.info, item.number, Slice(place)))


def _faults() -> tuple[type[Exception], ...]:
    import rarfile

    return (rarfile.Error,)


def _found(info: Any, number: int, member: Slice) -> FoundMember:
    crc = info.CRC if info.CRC is not None else 0
    return FoundMember(
        info.filename, member, info.file_size, _modified(info), f"{number}:{crc:08x}"
    )


def _modified(info: Any) -> float | None:
    """RAR4 writes the packer's own clock, RAR5 universal time."""
    moment: datetime | None = info.mtime
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=_CHINA)).timestamp()


def _unpack(
    region: Region, room: Room, infos: Sequence[Any], packed: list[_Packed], listing: ArchiveListing
) -> None:
    """Ask one program after the other until every member has come as its checksum says.

    Members come one behind the other, as they lie in the archive, and are told apart by their
    sizes: no name is ever given to the program, and it never writes a file.
    """
    path = _on_disk(region, room)
    waiting = {item.number: item for item in packed}
    any_output = False
    for tool in rar_tools():
        with tool.output(path) as stream:
            whole, some = _take(stream, infos, waiting)
        any_output = any_output or some
        for number in whole:
            item = waiting.pop(number)
            place = Region(str(item.place), 0, item.info.file_size)
            listing.found.append(_found(item.info, number, Slice(place)))
        if not waiting:
            return
    listing.beyond += [item.info.filename for item in waiting.values()]
    if listing.problem is None:
        # A program that puts out nothing at all was perhaps built without the format.
        listing.problem = refusals.DAMAGED if any_output else refusals.NO_RAR


def _as_it_lies(region: Region) -> bool:
    """Whether a program that is given the path finds all of it."""
    return not region.volumes or _own_volumes(region)


def _on_disk(region: Region, room: Room) -> Path:
    """The archive as a file of its own, which the programs ask for."""
    if region.start == 0 and region.identity is not None and _as_it_lies(region):
        return Path(region.path)
    target = room.new().with_suffix(".rar")
    with region.open() as source, target.open("wb") as file:
        shutil.copyfileobj(source, file, _STEP)
    return target


def _take(
    stream: BinaryIO, infos: Sequence[Any], waiting: dict[int, _Packed]
) -> tuple[list[int], bool]:
    """The members that have come whole, written to their places; and whether anything came."""
    whole: list[int] = []
    some = False
    for number, info in enumerate(infos):
        if info.is_dir() or info.is_symlink() or info.file_redir:
            continue
        item = waiting.get(number)
        crc, left = _copy(stream, info.file_size, item.place if item else None)
        some = some or left < info.file_size
        if item and not left and info.CRC in (None, crc):
            whole.append(number)
        if left:
            break
    return whole, some


def _copy(stream: BinaryIO, size: int, place: Path | None) -> tuple[int, int]:
    """The next bytes, to a file if they are wanted; their checksum, and how many are lacking."""
    crc, left = 0, size
    with place.open("wb") if place else nullcontext() as target:
        while left and (data := stream.read(min(left, _STEP))):
            crc, left = zlib.crc32(data, crc), left - len(data)
            if target:
                target.write(data)
    return crc, left
