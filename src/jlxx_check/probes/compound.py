"""OLE compound files: the container of .doc, .xls, .ppt, .wps and of encrypted Office files."""

from __future__ import annotations

import struct
from typing import BinaryIO

import olefile

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: What a damaged compound file makes olefile raise.
_FAULTS = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    struct.error,
)


class BrokenCompound(Exception):
    """The compound file, or a stream of it, is damaged."""


def top_level(stream: BinaryIO) -> frozenset[str]:
    """Names of the streams and storages at the root, casefolded. Raises BrokenCompound."""
    stream.seek(0)
    try:
        with olefile.OleFileIO(stream) as compound:
            return frozenset(str(entry[0]).casefold() for entry in compound.listdir(storages=True))
    except _FAULTS as error:
        raise BrokenCompound from error


def read_streams(stream: BinaryIO, *names: str) -> dict[str, bytes]:
    """The streams of these names that are there, whole. Raises BrokenCompound."""
    stream.seek(0)
    found: dict[str, bytes] = {}
    try:
        with olefile.OleFileIO(stream) as compound:
            for name in names:
                if compound.exists(name):
                    found[name] = compound.openstream(name).read()
    except _FAULTS as error:
        raise BrokenCompound from error
    return found
