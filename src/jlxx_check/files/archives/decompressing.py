"""What a zip file's members are packed with, and what unpacks it on this machine."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, BinaryIO, Protocol

from jlxx_check.files.archives.refusals import MEMBER_DAMAGED
from jlxx_check.model.tree import UnreadableFile

#: Methods by their numbers (APPNOTE.TXT, 4.4.5).
STORED, DEFLATED, DEFLATE64, BZIP2, LZMA, OLD_ZSTD, ZSTD, XZ = 0, 8, 9, 12, 14, 20, 93, 95

_STEP = 256 * 1024
#: Deflate64 is unpacked without a limit to what comes out; so little goes in that it stays small.
_DROP = 1024
#: What a decompressor may allocate: dictionaries of packers end at 128 MiB.
_MEMORY = 256 * 1024**2


class Decompressor(Protocol):
    """The face that the standard library's decompressors have."""

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether more has to be given before more can come."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """What the bytes unpack to, never more than ``max_length``."""


def unpacks(method: int) -> bool:
    """Whether this machine unpacks what is packed so."""
    match method:
        case 0 | 8 | 12 | 14 | 95:
            return True
        case 9:
            return _inflate64() is not None
        case 20 | 93:
            return zstd() is not None
        case _:
            return False


def inflate(packed: BinaryIO, method: int) -> Iterator[bytes]:
    """What the stream unpacks to, in pieces of bounded size. Raises UnreadableFile, OSError."""
    machine = _decompressor(packed, method)
    while not machine.eof:
        data = packed.read(_STEP) if machine.needs_input else b""
        try:
            chunk = machine.decompress(data, _STEP)
        except faults() as error:
            raise UnreadableFile(MEMBER_DAMAGED) from error
        if chunk:
            yield chunk
        elif not data and machine.needs_input:
            return


@cache
def zstd() -> Callable[[], Decompressor] | None:
    """What unpacks Zstandard: the standard library's from 3.14 on, or what py7zr brings along."""
    for name in ("compression.zstd", "backports.zstd"):
        found = _module(name)
        if found is not None:
            made: Callable[[], Decompressor] = found.ZstdDecompressor
            return made
    return None


@cache
def _inflate64() -> Callable[[], Any] | None:
    """What unpacks Deflate64; py7zr brings it along."""
    found = _module("inflate64")
    return found.Inflater if found is not None else None


def _module(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        return None


@cache
def faults() -> tuple[type[Exception], ...]:
    """What damage makes them raise. bz2 calls it an OSError; none of them ever reads a file."""
    known = (zlib.error, lzma.LZMAError, OSError, ValueError, EOFError, MemoryError)
    found = _module("compression.zstd") or _module("backports.zstd")
    return (*known, found.ZstdError) if found is not None else known


class Inflater:
    """zlib's object with the face that bz2's and lzma's have. shape: as zlib calls its formats."""

    def __init__(self, shape: int) -> None:
        self._machine = zlib.decompressobj(shape)

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""
        return self._machine.eof

    @property
    def needs_input(self) -> bool:
        """Whether more has to be given before more can come."""
        return not self._machine.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What was given and lies behind the end."""
        return self._machine.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """What the bytes unpack to, never more than ``max_length``."""
        return self._machine.decompress(self._machine.unconsumed_tail + data, max_length)


class _Deflate64:
    """inflate64's object, given little at a time, with the same face."""

    def __init__(self, machine: Any) -> None:
        self._machine = machine
        self._waiting, self._done = b"", b""

    @property
    def eof(self) -> bool:
        return bool(self._machine.eof) and not self._done

    @property
    def needs_input(self) -> bool:
        return not self._waiting and not self._done

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        self._waiting += data
        out = [self._done]
        length = len(self._done)
        while self._waiting and length < max_length and not self._machine.eof:
            piece = self._machine.inflate(self._waiting[:_DROP])
            self._waiting = self._waiting[_DROP:]
            out.append(piece)
            length += len(piece)
        if self._machine.eof:
            self._waiting = b""
        whole = b"".join(out)
        self._done = whole[max_length:]
        return whole[:max_length]


def _decompressor(packed: BinaryIO, method: int) -> Decompressor:
    match method:
        case 8:
            return Inflater(-zlib.MAX_WBITS)
        case 9:
            made = _inflate64()
            assert made is not None
            return _Deflate64(made())
        case 12:
            return bz2.BZ2Decompressor()
        case 20 | 93:
            maker = zstd()
            assert maker is not None
            return maker()
        case 95:
            return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)
        case _:
            return _lzma(packed)


def _lzma(packed: BinaryIO) -> Decompressor:
    """Zip's LZMA: version, length of the properties, properties.

    The old .lzma format has them too, followed by the size, which all ones leave to the end mark
    or to whoever counts.
    """
    header = packed.read(4)
    properties = packed.read(5)
    if header[2:] != b"\x05\x00" or len(properties) < 5:
        raise UnreadableFile(MEMBER_DAMAGED)
    machine = lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=_MEMORY)
    try:
        machine.decompress(properties + b"\xff" * 8)
    except lzma.LZMAError as error:
        raise UnreadableFile(MEMBER_DAMAGED) from error
    return machine
