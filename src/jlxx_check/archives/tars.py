"""Tar archives. A plain one is read where it lies; a compressed one is unpacked once."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from jlxx_check.archives import names, problems
from jlxx_check.archives.kinds import Wrapping, wrapping_of
from jlxx_check.archives.limits import Budget
from jlxx_check.archives.listing import Found, Listing
from jlxx_check.archives.members import Slice
from jlxx_check.archives.names import RawName, decode_names
from jlxx_check.archives.regions import Region
from jlxx_check.archives.room import Room
from jlxx_check.model.facts import Unreadable
from jlxx_check.model.text import Text

_STEP = 1024**2
#: Longest single read of a header: long names and extended attributes come to kilobytes.
_LONGEST_HEADER = 1024**2
_XZ_MEMORY = 256 * 1024**2

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


def list_tar(region: Region, room: Room, budget: Budget) -> Listing:
    """The members of a tar file, compressed or not. Raises OSError."""
    listing = Listing()
    with region.open() as stream:
        wrapping = wrapping_of(stream.read(8))
    if wrapping is Wrapping.NONE:
        _read(region, budget, region.size, listing)
        return listing
    target = room.new()
    listing.problem = _unpack(region, wrapping, target, budget)
    if listing.problem is None or listing.problem is problems.CUT_SHORT:
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
        return problems.CUT_SHORT
    except (zlib.error, lzma.LZMAError, gzip.BadGzipFile, ValueError):
        return problems.DAMAGED
    except OSError as error:
        if error.errno is not None:
            raise
        return problems.DAMAGED  # bz2 calls damage so
    return None


def _unwrapped(packed: BinaryIO, wrapping: Wrapping) -> Iterator[bytes]:
    stream: BinaryIO | gzip.GzipFile | bz2.BZ2File
    if wrapping is Wrapping.GZIP:
        stream = gzip.GzipFile(fileobj=packed)
    elif wrapping is Wrapping.BZIP2:
        stream = bz2.BZ2File(packed)
    else:
        yield from _xz(packed)
        return
    with stream:
        while chunk := stream.read(_STEP):
            yield chunk


def _xz(packed: BinaryIO) -> Iterator[bytes]:
    """As ``lzma.open`` does, with a limit to what the header may make it allocate."""
    machine = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
    while not machine.eof:
        data = packed.read(_STEP) if machine.needs_input else b""
        if not data and machine.needs_input:
            raise EOFError
        yield machine.decompress(data, _STEP)


class _Careful(io.BufferedReader):
    """A stream that gives no header of absurd length, whatever the archive says of itself."""

    def read(self, size: int | None = -1) -> bytes:
        if size is None or not 0 <= size <= _LONGEST_HEADER:
            raise tarfile.ReadError("a header of absurd length")
        return super().read(size)


def _read(region: Region, budget: Budget, packed: int, listing: Listing) -> None:
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
            listing.problem = listing.problem or problems.CUT_SHORT
        else:
            member = Slice(region.part(info.offset_data, info.size))
            mark = f"{number}:{info.offset_data}"
            listing.found.append(Found(name, member, info.size, float(info.mtime), mark))


def _walk(stream: _Careful, budget: Budget, members: list[tarfile.TarInfo]) -> Unreadable | None:
    """Every header into ``members``; what ended the walk before the end of the archive."""
    last = -1
    try:
        with tarfile.open(
            fileobj=stream, mode="r:", encoding="utf-8", errors="surrogateescape"
        ) as archive:
            for info in archive:
                if info.offset <= last or info.size < 0:
                    return problems.DAMAGED
                last = info.offset
                members.append(info)
                if len(members) > budget.members:
                    return problems.too_many(budget.limits.members)
            end = archive.offset
    except tarfile.ReadError as error:
        return problems.CUT_SHORT if "unexpected end" in str(error) else problems.DAMAGED
    except _FAULTS:
        return problems.DAMAGED
    return _ending(stream, end)


def _ending(stream: io.BufferedReader, end: int) -> Unreadable | None:
    """What the library passes over: the headers stop without a block of zeros or a clean end."""
    stream.seek(end)
    block = stream.read(tarfile.BLOCKSIZE)
    if not any(block):
        return None
    return problems.DAMAGED if len(block) == tarfile.BLOCKSIZE else problems.CUT_SHORT


def _name(info: tarfile.TarInfo) -> RawName:
    """Extended headers are UTF-8 by decree; other names are in whatever the packer wrote."""
    raw = info.name.encode("utf-8", "surrogateescape")
    return RawName(raw, info.name if "path" in info.pax_headers else None)


def _refusal(info: tarfile.TarInfo) -> Text | None:
    if info.islnk() or info.issym():
        return names.LINK
    if info.issparse():
        return names.METHOD
    return None if info.isreg() else names.DEVICE
