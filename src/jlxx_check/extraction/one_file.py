"""One file to its facts: whatever happens, there is an honest answer."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from jlxx_check.extraction import digests
from jlxx_check.extraction.bodies import read_body
from jlxx_check.extraction.fates import fault
from jlxx_check.model.facts import Body, Cause, Content, FileFacts, Group, Unreadable
from jlxx_check.model.formats import group_by_name, group_of
from jlxx_check.model.text import Text
from jlxx_check.model.tree import FileNode, Tree, UnreadableFile
from jlxx_check.values.system_errors import reason

#: Files up to this size are read once into memory, for digest and probe together.
_IN_MEMORY = 32 * 1024 * 1024
_HASHED = frozenset({Group.PHOTO, Group.DOCUMENT, Group.AUDIO})


def read_file(tree: Tree, node: FileNode, *, thumbnails: bool = False) -> FileFacts:
    """The facts of one file. Never raises for what the file is or does."""
    try:
        with tree.open(node.path) as stream, _steady(stream, node):
            return _read(stream, node, thumbnails=thumbnails)
    except UnreadableFile as error:
        return unread(node, error.problem)
    except OSError as error:
        return unread(node, _denied(error))
    # The one broad net: a fault of the program or of a library in one file becomes that file's
    # honest outcome, and everything else is still judged.
    except Exception as error:  # noqa: BLE001
        return unread(node, fault(error))


def unread(node: FileNode, body: Body = None) -> FileFacts:
    """The facts of a file that was not looked into: its name is all that is known."""
    return FileFacts(
        path=node.path,
        size=node.size,
        content=Content.UNKNOWN,
        group=group_by_name(node.path),
        body=body,
        modified=node.modified,
    )


def whole_digest(tree: Tree, path: str) -> str | None:
    """SHA-256 of a file read whole; None where the system no longer lets it be read."""
    try:
        with tree.open(path) as stream:
            return digests.whole(stream)
    except OSError:
        return None


def _read(stream: BinaryIO, node: FileNode, *, thumbnails: bool) -> FileFacts:
    from jlxx_check.probes.sniff import sniff

    content = sniff(stream, node.size, node.path)
    known = content not in (Content.UNKNOWN, Content.EMPTY)
    group = group_of(content) if known else group_by_name(node.path)
    digest = None
    if known and group is Group.VIDEO:
        digest = digests.sampled(stream, node.size)
    elif known and group in _HASHED:
        stream, digest = _hashed(stream, node.size)
    stream.seek(0)
    try:
        body = read_body(stream, node.size, content, node.path, thumbnails=thumbnails)
    except UnreadableFile as error:
        body = error.problem
    except OSError as error:
        body = _denied(error)
    # As in read_file, but what is known of the file by now is kept.
    except Exception as error:  # noqa: BLE001
        body = fault(error)
    return FileFacts(
        path=node.path,
        size=node.size,
        content=content,
        group=group,
        body=body,
        digest=digest,
        modified=node.modified,
    )


@contextmanager
def _steady(stream: BinaryIO, node: FileNode) -> Iterator[None]:
    """Raises OSError (ESTALE) where the file is not as long as it was when it was listed.

    What was read of a file that is being copied would be called cut short. A stream without a
    descriptor is a member of an archive, which is watched as a whole.
    """
    yield
    try:
        size = os.fstat(stream.fileno()).st_size
    except (OSError, AttributeError):
        return
    if size != node.size:
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), node.path)


def _hashed(stream: BinaryIO, size: int) -> tuple[BinaryIO, str]:
    """The stream to probe, in memory where it is small enough, and the digest."""
    if size > _IN_MEMORY:
        return stream, digests.whole(stream)
    stream.seek(0)
    data = stream.read(_IN_MEMORY + 1)
    return io.BytesIO(data), digests.of_bytes(data)


def _denied(error: OSError) -> Unreadable:
    why = reason(error)
    return Unreadable(
        Cause.DENIED,
        Text(
            f"系统不允许读取这个文件，或者读取时文件已经不在（{why.zh}）。",
            f"The system refused to read this file, or it vanished meanwhile ({why.en}).",
        ),
    )
