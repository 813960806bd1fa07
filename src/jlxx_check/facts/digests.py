"""Digests of files: equal ones mean equal bytes."""

from __future__ import annotations

import hashlib
from dataclasses import field
from typing import BinaryIO

from jlxx_check.facts.content_keys import content_hash
from jlxx_check.facts.fates import denied
from jlxx_check.model.facts import Unreadable
from jlxx_check.model.tree import Tree, UnreadableFile
from jlxx_check.values.frozen_types import frozen

_STEP = 1 << 20
#: Blocks of a video that are looked at first, and bytes of each: about a megabyte in all.
_BLOCKS = 16
_BLOCK_BYTES = 1 << 16


@frozen
class Digests:
    """What says which bytes a file holds."""

    #: As a report shows it.
    shown: str
    #: From ``content_digest``, and shown to nobody.
    content: bytes = field(repr=False)


def whole_digests(stream: BinaryIO) -> Digests:
    """Both of everything, read in steps. Raises OSError."""
    stream.seek(0)
    shown, content = hashlib.sha256(), content_hash()
    while data := stream.read(_STEP):
        shown.update(data)
        content.update(data)
    return Digests(f"sha256:{shown.hexdigest()}", content.digest())


def whole(stream: BinaryIO) -> str:
    """SHA-256 of everything, read in steps. Raises OSError."""
    stream.seek(0)
    digest = hashlib.sha256()
    while data := stream.read(_STEP):
        digest.update(data)
    return f"sha256:{digest.hexdigest()}"


def of_bytes(data: bytes) -> str:
    """SHA-256 of bytes at hand."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def sampled(stream: BinaryIO, size: int) -> str:
    """Digest of the size and of blocks from head to tail: files that differ in it differ.

    A file no larger than the blocks together gets its whole digest. Raises OSError.
    """
    if size <= _BLOCKS * _BLOCK_BYTES:
        return whole(stream)
    digest = hashlib.sha256(str(size).encode("ascii"))
    for number in range(_BLOCKS):
        stream.seek((size - _BLOCK_BYTES) * number // (_BLOCKS - 1))
        digest.update(stream.read(_BLOCK_BYTES))
    return f"sampled:{digest.hexdigest()}"


def is_sampled(digest: str) -> bool:
    """Whether a digest stands for samples only, so that equality proves nothing yet."""
    return digest.startswith("sampled:")


def whole_digest(tree: Tree, path: str) -> str | None:
    """SHA-256 of a file read whole; None where it cannot be read."""
    found = digest_or_why(tree, path)
    return found if isinstance(found, str) else None


def digest_or_why(tree: Tree, path: str) -> str | Unreadable:
    """SHA-256 of a file read whole; why, where it cannot be read."""
    try:
        with tree.open(path) as stream:
            return whole(stream)
    except UnreadableFile as error:
        return error.problem
    except OSError as error:
        return denied(error)


def sound_digest(tree: Tree, path: str) -> str | None:
    """The same; None only where that is the file's own fault. Raises OSError of the system."""
    try:
        with tree.open(path) as stream:
            return whole(stream)
    except UnreadableFile:
        return None
