"""A process that reads files for another one: where a crash, a hang or a blow-up costs nothing.

``worker_process`` starts it. It obeys orders from its standard input and ends when that is closed.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import threading
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, BinaryIO

from jlxx_check.extraction import bounds
from jlxx_check.extraction.fates import fault
from jlxx_check.extraction.messages import (
    MARK,
    NO_MEMORY,
    Digest,
    Open,
    Read,
    receive_order,
    send,
)
from jlxx_check.extraction.one_file import read_file, whole_digest

#: Seconds beyond a file's time after which a worker ends itself, should nobody have ended it.
_GRACE = 30

Order = Open | Read | Digest


def main() -> None:
    """Answer orders for ever: the thread that listens ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the program's to deal with
    incoming, outgoing, void = _streams()
    outgoing.write(MARK)
    outgoing.flush()
    orders: SimpleQueue[Order] = SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, orders), daemon=True).start()
    bounds.end_with_parent()
    reader = _Reader(void)
    try:
        while True:
            _reply(outgoing, reader.obey(orders.get()))
    except MemoryError:
        os._exit(NO_MEMORY)  # not even enough to say so


def _reply(outgoing: BinaryIO, answer: object) -> None:
    try:
        send(outgoing, (answer, bounds.resident()))
    # An answer that cannot be packed is an answer of its own: nothing was written of it yet.
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError, MemoryError) as error:
        send(outgoing, (fault(error), bounds.resident()))


def _streams() -> tuple[BinaryIO, BinaryIO, int]:
    """The pipes to the program, and the void that everything printed goes to from now on."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    void = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(void, standard)
    return incoming, outgoing, void


def _listen(incoming: BinaryIO, orders: SimpleQueue[Order]) -> None:
    """Hand on orders; end the process once none can come any more, whatever it is doing."""
    try:
        while True:
            orders.put(receive_order(incoming))
    except (EOFError, OSError):
        os._exit(0)
    except MemoryError:
        os._exit(NO_MEMORY)


class _Reader:
    """Reads the files of one package after the other."""

    def __init__(self, void: int) -> None:
        self._void = void
        self._tree: Any = None
        self._broken: Exception | None = None

    def obey(self, order: Order) -> object:
        """The answer to an order; None to the one that opens a package."""
        if isinstance(order, Open):
            self._open(order)
            return None
        try:
            # Holds even where native code never lets Python run again, and nobody is left to kill.
            with suppress(RuntimeError):  # no memory for its thread: what follows says so
                faulthandler.dump_traceback_later(
                    order.seconds + _GRACE, exit=True, file=self._void
                )
            return self._read(order)
        # As in one_file, and a panic of native code besides, which is no Exception.
        except BaseException as error:  # noqa: BLE001
            return fault(error)
        finally:
            faulthandler.cancel_dump_traceback_later()

    def _open(self, order: Open) -> None:
        self._tree = self._broken = None
        bounds.limit_memory(order.memory)
        try:
            if order.folder is not None:
                os.chdir(order.folder)
            self._tree = pickle.loads(order.tree)
        # A tree that cannot be opened here is every file's fault in turn.
        except Exception as error:  # noqa: BLE001
            self._broken = error

    def _read(self, order: Read | Digest) -> object:
        if self._broken is not None:
            return fault(self._broken)
        if isinstance(order, Digest):
            return whole_digest(self._tree, order.path)
        return read_file(self._tree, order.node, thumbnails=order.thumbnails)


if __name__ == "__main__":
    main()
