"""Tar archives. A plain one is read where it lies; a compressed one is unpacked once."""

from __future__ import annotations

import bz2
import io
import lzma
import struct
import tarfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from jlxx_check.files.archives import member_names, refusals
from jlxx_check.files.archives.decompressing import Inflater, faults, zstd
from jlxx_check.files.archives.detection import Wrapping, wrapping_of
from jlxx_check.files.archives.listing import ArchiveListing, Budget, FoundMember
from jlxx_check.files.archives.member_names import RawName, decode_names
from jlxx_check.files.archives.members import Slice
from jlxx_check.files.archives.regions import Region
from jlxx_check.files.archives.room import Room
from jlxx_check.model.facts import Unreadable
from jlxx_check.text import Text

_STEP = 1024**2
#: Longest single read of a header: long names and extended attributes come to kilobytes.
_LONGEST_HEADER = 1024**2
#: How the streams begin that may stand one behind the other: gzip, xz, Zstandard, what that skips.
_STREAMS = (
    b"\x1f\x8b\x08",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    *(bytes((n,)) + b"\x2a\x4d\x18" for n in range(0x50, 0x60)),
)
_MEMORY = 256 * 1024**2

#: What a damaged tar file makes the standard library raise.
_FAULTS = (
    tarfile.TarError,
    ValueError,
    EOFError,
    OverflowError,
    IndexError,
    RecursionError,
    struct.error,
)


def list_tar(region: Region, room: Room, budget: Budget) -> ArchiveListing:
    """The members of a tar file, compressed or not. Raises OSError."""
    listing = ArchiveListing()
    with region.open() as stream:
        wrapping = wrapping_of(stream.read(8))
    if wrapping is Wrapping.ZSTD and zstd() is None:
        listing.problem = refusals.ODD_METHOD
        return listing
    if wrapping is Wrapping.NONE:
        _read(region, budget, region.size, listing)
        return listing
    target = room.new()
    listing.problem = _unpack(region, wrapping, target, budget)
    if listing.problem is None or listing.problem is refusals.CUT_SHORT:
        size = target.stat().st_size
        _read(Region(str(target), 0, size), budget, region.size, listing)
    return listing


def _unpack(region: Region, wrapping: Wrapping, target: Path, budget: Budget) -> Unreadable | None:
    """Into one file of the temporary folder, as far as limits and damage allow."""
    left = budget.allowance(region.size)
    done = 0
    try:
        with region.open() as packed, target.open("wb") as file:
            for chunk in _unwrapped(packed, wrapping):
                done += len(chunk)
                if done > left:
                    return budget.exceeded(done, region.size)
                file.write(chunk)
    except EOFError:
        return refusals.CUT_SHORT
    except OSError as error:
        if error.errno is not None:
            raise
        return refusals.DAMAGED  # bz2 calls damage so
    except faults():
        return refusals.DAMAGED
    return None


def _unwrapped(packed: BinaryIO, wrapping: Wrapping) -> Iterator[bytes]:
    if wrapping is not Wrapping.BZIP2:
        yield from _joined(packed, _machine(wrapping))
        return
    with bz2.BZ2File(packed) as stream:
        while chunk := stream.read(_STEP):
            yield chunk


def _machine(wrapping: Wrapping) -> Callable[[], Any]:
    """What unpacks one stream, with a limit to what its header may make it allocate."""
    if wrapping is Wrapping.ZSTD:
        made = zstd()
        assert made is not None
        return made
    if wrapping is Wrapping.GZIP:
        return lambda: Inflater(16 + zlib.MAX_WBITS)
    shape = lzma.FORMAT_XZ if wrapping is Wrapping.XZ else lzma.FORMAT_ALONE
    return lambda: lzma.LZMADecompressor(shape, memlimit=_MEMORY)


def _joined(packed: BinaryIO, made: Callable[[], Any]) -> Iterator[bytes]:
    """What the streams unpack to that lie one behind the other; zeros may fill up the end."""
    machine, rest = made(), b""
    while True:
        data = rest or (packed.read(_STEP) if machine.needs_input else b"")
        rest = b""
        if not data and machine.needs_input:
            raise EOFError
        yield machine.decompress(data, _STEP)
        if machine.eof:
            rest = (machine.unused_data or packed.read(_STEP)).lstrip(b"\0")
            if not rest.startswith(_STREAMS):
                return
            machine = made()


class _Careful(io.BufferedReader):
    """A stream that gives no header of absurd length, whatever the archive says of itself."""

    def read(self, size: int | None = -1) -> bytes:
        if size is None or not 0 <= size <= _LONGEST_HEADER:
            raise tarfile.ReadError("a header of absurd length")
        return super().read(size)


def _read(region: Region, budget: Budget, packed: int, listing: ArchiveListing) -> None:
    """The headers of a tar file that lies on disk as it is."""
    members: list[tarfile.TarInfo] = []
    with region.open() as stream:
        headers = _Careful(stream)  # type: ignore[arg-type]
        ended = _walk(headers, budget, members)
    listing.problem = listing.problem or ended
    total = sum(info.size for info in members if info.isreg())
    exceeded = budget.charge(len(members), total, packed)
    if exceeded is not None:
        listing.problem = exceeded
        return
    texts = decode_names([_name(info) for info in members])
    for number, (info, name) in enumerate(zip(members, texts, strict=True)):
        if info.isdir():
            continue
        refusal = _refusal(info)
        if refusal is not None:
            listing.refused.append((name, refusal))
        elif info.offset_data + info.size > region.size:
            listing.beyond.append(name)
            listing.problem = listing.problem or refusals.CUT_SHORT
        else:
            member = Slice(region.part(info.offset_data, info.size))
            mark = f"{number}:{info.offset_data}"
            listing.found.append(FoundMember(name, member, info.size, float(info.mtime), mark))


def _walk(stream: _Careful, budget: Budget, members: list[tarfile.TarInfo]) -> Unreadable | None:
    """Every header into ``members``; what ended the walk before the end of the archive."""
    last = -1
    try:
        with tarfile.open(
            fileobj=stream, mode="r:", encoding="utf-8", errors="surrogateescape"
        ) as archive:
            for info in archive:
                if info.offset <= last or info.size < 0:
                    return refusals.DAMAGED
                last = info.offset
                members.append(info)
                if len(members) > budget.members:
                    return refusals.too_many(budget.limits.members)
            end = archive.offset
    except tarfile.ReadError as error:
        return refusals.CUT_SHORT if "unexpected end" in str(error) else refusals.DAMAGED
    except _FAULTS:
        return refusals.DAMAGED
    return _ending(stream, end)


def _ending(stream: io.BufferedReader, end: int) -> Unreadable | None:
    """What the library passes over: the headers stop without a block of zeros or a clean end."""
    stream.seek(end)
    block = stream.read(tarfile.BLOCKSIZE)
    if not any(block):
        return None
    return refusals.DAMAGED if len(block) == tarfile.BLOCKSIZE else refusals.CUT_SHORT


def _name(info: tarfile.TarInfo) -> RawName:
    """Extended headers are UTF-8 by decree; other names are in whatever the packer wrote."""
    raw = info.name.encode("utf-8", "surrogateescape")
    return RawName(raw, info.name if "path" in info.pax_headers else None)


def _refusal(info: tarfile.TarInfo) -> Text | None:
    if info.islnk() or info.issym():
        return member_names.LINK
    if info.issparse():
        return member_names.METHOD
    return None if info.isreg() else member_names.DEVICE
