"""Messages between the program and the sandbox's processes: a length, then a pickle."""

from __future__ import annotations

import io
import pickle
import struct
from collections.abc import Sequence
from typing import BinaryIO

from jlxx_check.sandbox.losses import GarbledAnswerError
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.trusted_pickle import load_trusted

#: What a worker says first; anything printed before it is not its own.
MARK = b"\x00jlxx-check worker 2\x00"
#: Bytes of noise before the mark that are passed over.
_NOISE = 1 << 20

#: Exit code of a worker that has not even memory enough to say that there is none.
NO_MEMORY = 77

_LENGTH = struct.Struct(">Q")
#: Bytes of an answer; the largest workbook that is read gives about half of it.
MAX_ANSWER = 500_000_000


@frozen
class Prepare:
    """Import these while nothing else is asked for; there is no reply to it."""

    modules: tuple[str, ...]


@frozen
class Open:
    """Functions are called with this subject from now on."""

    #: The subject, pickled.
    subject: bytes
    #: The one that relative paths start from.
    folder: str | None
    #: Bytes that the worker may have for its data.
    memory: int


@frozen
class Call:
    """Call a function with the subject."""

    #: The function, pickled.
    function: bytes
    #: That it may take.
    seconds: float


Order = Prepare | Open | Call


@frozen
class Reply:
    """What a worker says to an order; it travels as a tuple."""

    answer: object
    #: Class name of what the function raised; None where it returned.
    raised: str | None
    #: Bytes that the worker holds now.
    resident: int


def send(stream: BinaryIO, message: object) -> None:
    """Write one message. Raises OSError where the other side is gone."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def send_reply(stream: BinaryIO, reply: Reply) -> None:
    """Write a reply. Raises what pickling an answer raises, and nothing is written then."""
    send(stream, (reply.answer, reply.raised, reply.resident))


def receive_order(stream: BinaryIO) -> Order:
    """The program's next message, which is trusted. Raises EOFError, OSError."""
    order: Order = pickle.loads(_body(stream, None))
    return order


def receive_reply(stream: BinaryIO, trusted: Sequence[str]) -> Reply:
    """A worker's next message. Raises GarbledAnswerError, EOFError, OSError.

    A worker has read what strangers sent: its answer is made of plain values and of the classes of
    the ``trusted`` packages or modules, and can call nothing else.
    """
    data = _body(stream, MAX_ANSWER)
    try:
        answer, raised, resident = load_trusted(io.BytesIO(data), trusted)
    # Bytes that are no pickle make the library raise nearly anything; all of it means the same.
    except Exception as error:
        raise GarbledAnswerError from error
    if not isinstance(raised, str | None) or not isinstance(resident, int):
        raise GarbledAnswerError
    return Reply(answer, raised, resident)


def await_mark(stream: BinaryIO) -> None:
    """Read up to a worker's mark. Raises GarbledAnswerError, EOFError, OSError."""
    seen = b""
    for _ in range(_NOISE):
        byte = stream.read(1)
        if not byte:
            raise EOFError
        seen = (seen + byte)[-len(MARK) :]
        if seen == MARK:
            return
    raise GarbledAnswerError


def _body(stream: BinaryIO, most: int | None) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if most is not None and length > most:
        raise GarbledAnswerError
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
