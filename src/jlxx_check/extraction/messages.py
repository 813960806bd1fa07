"""Messages between the program and the processes that read its files: a length, then a pickle."""

from __future__ import annotations

import io
import pickle
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO

from jlxx_check.model.tree import FileNode

#: What a worker says first; anything printed before it is not its own.
MARK = b"\x00jlxx-check worker 1\x00"
#: Bytes of noise before the mark that are passed over.
_NOISE = 1 << 20

#: Exit code of a worker that has not even memory enough to say that there is none.
NO_MEMORY = 77

_LENGTH = struct.Struct(">Q")
#: Bytes of an answer; the largest workbook that is read gives about half of it.
MAX_ANSWER = 500_000_000
_ANSWERS = "jlxx_check.model."


@dataclass(frozen=True, slots=True)
class Open:
    """Read this package from now on. tree: pickled. folder: the one that paths start from.

    memory: bytes that the worker may have for its data.
    """

    tree: bytes
    folder: str | None
    memory: int


@dataclass(frozen=True, slots=True)
class Read:
    """Tell the facts of a file, within so many seconds."""

    node: FileNode
    thumbnails: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Digest:
    """Tell the digest of a whole file, within so many seconds."""

    path: str
    seconds: float


class Garbled(Exception):
    """What came is no message."""


def send(stream: BinaryIO, message: object) -> None:
    """Write one message. Raises OSError where the other side is gone."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive_order(stream: BinaryIO) -> Open | Read | Digest:
    """The program's next message, which is trusted. Raises EOFError, OSError."""
    order: Open | Read | Digest = pickle.loads(_body(stream, None))
    return order


def receive_answer(stream: BinaryIO) -> Any:
    """A worker's next message. Raises Garbled, EOFError, OSError.

    A worker has read what strangers sent: its answer is made of the model's types and of plain
    values, and can call nothing else.
    """
    data = _body(stream, MAX_ANSWER)
    try:
        return _Answer(io.BytesIO(data)).load()
    # Bytes that are no pickle make the library raise nearly anything; all of it means the same.
    except Exception as error:
        raise Garbled from error


def await_mark(stream: BinaryIO) -> None:
    """Read up to a worker's mark. Raises Garbled, EOFError, OSError."""
    seen = b""
    for _ in range(_NOISE):
        byte = stream.read(1)
        if not byte:
            raise EOFError
        seen = (seen + byte)[-len(MARK) :]
        if seen == MARK:
            return
    raise Garbled


class _Answer(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if not module.startswith(_ANSWERS) or "." in name:
            raise Garbled
        found = super().find_class(module, name)
        if not isinstance(found, type) or found.__module__ != module:
            raise Garbled
        return found


def _body(stream: BinaryIO, most: int | None) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if most is not None and length > most:
        raise Garbled
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
