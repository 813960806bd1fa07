"""The process that calls functions for another one: a crash, a hang or a blow-up ends it alone.

``worker_process`` starts it. It obeys orders from its standard input and ends when that is closed.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import threading
from contextlib import suppress
from importlib import import_module
from queue import SimpleQueue
from typing import Any, BinaryIO

from jlxx_check.sandbox import bounds
from jlxx_check.sandbox.messages import (
    MARK,
    NO_MEMORY,
    Call,
    Open,
    Order,
    Prepare,
    Reply,
    receive_order,
    send_reply,
)

#: Seconds beyond a call's time after which a worker ends itself, should nobody have ended it.
_GRACE = 30


def main() -> None:
    """Answer orders for ever: the thread that listens ends the process."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # the program's to deal with, and so are workers
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    incoming, outgoing, void = _streams()
    outgoing.write(MARK)
    outgoing.flush()
    orders: SimpleQueue[Order] = SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, orders), daemon=True).start()
    bounds.end_with_parent()
    servant = _Servant(void)
    try:
        while True:
            order = orders.get()
            if isinstance(order, Prepare):
                _prepare(order)
            else:
                _reply(outgoing, *servant.obey(order))
    except MemoryError:
        os._exit(NO_MEMORY)  # not even enough to say so


def _prepare(order: Prepare) -> None:
    for name in order.modules:
        with suppress(Exception):  # what is lacking is told by whoever needs it
            import_module(name)


def _reply(outgoing: BinaryIO, answer: object, raised: str | None) -> None:
    try:
        send_reply(outgoing, Reply(answer, raised, bounds.resident()))
    # An answer that cannot be packed is an answer of its own: nothing was written of it yet.
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError, MemoryError) as error:
        send_reply(outgoing, Reply(None, _kind(error), bounds.resident()))


def _streams() -> tuple[BinaryIO, BinaryIO, int]:
    """The pipes to the program, and a void to write to.

    From now on everything printed goes where its errors go, which the program chose: there, or to
    nowhere.
    """
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    void = os.open(os.devnull, os.O_RDWR)
    os.dup2(void, 0)
    os.dup2(2, 1)
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


class _Servant:
    """Calls functions with one subject after the other."""

    def __init__(self, void: int) -> None:
        self._void = void
        self._subject: Any = None
        self._broken: Exception | None = None

    def obey(self, order: Open | Call) -> tuple[object, str | None]:
        """The answer to an order, and the name of what was raised instead."""
        try:
            if isinstance(order, Open):
                self._open(order)
                return None, None
            # Holds even where native code never lets Python run again, and nobody is left to kill.
            with suppress(RuntimeError):  # no memory for its thread: what follows says so
                faulthandler.dump_traceback_later(
                    order.seconds + _GRACE, exit=True, file=self._void
                )
            if self._broken is not None:
                raise self._broken
            return pickle.loads(order.function)(self._subject), None
        # Whatever it raises is its caller's to deal with; a panic of native code is no Exception.
        except BaseException as error:  # noqa: BLE001
            return None, _kind(error)
        finally:
            faulthandler.cancel_dump_traceback_later()

    def _open(self, order: Open) -> None:
        self._subject = self._broken = None
        bounds.limit_memory(order.memory)
        try:
            if order.folder is not None:
                os.chdir(order.folder)
            self._subject = pickle.loads(order.subject)
        # A subject that cannot be opened here is every call's fault in turn.
        except Exception as error:  # noqa: BLE001
            self._broken = error


def _kind(error: BaseException) -> str:
    """The class of what was raised: its words may be a person's, and stay here."""
    return "MemoryError" if isinstance(error, MemoryError) else type(error).__name__


if __name__ == "__main__":
    main()
