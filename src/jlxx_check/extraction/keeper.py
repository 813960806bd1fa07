"""One thread that lives as long as the program: it starts workers and rings alarms."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(eq=False, slots=True)
class Alarm:
    """due: by the monotonic clock. rang: it has."""

    due: float
    ring: Callable[[], None]
    rang: bool = False


class Keeper:
    """Starts processes from a thread that does not end before them, and watches the time.

    Linux ends a process together with the thread that started it (if asked to end it with its
    parent at all): threads that come and go must not start any.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._calls: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        self._alarms: set[Alarm] = set()
        self._asleep_until = 0.0
        threading.Thread(target=self._keep, name="jlxx-keeper", daemon=True).start()

    def call(self, function: Callable[[], T]) -> T:
        """What ``function`` returns or raises when it is called in the keeper's thread."""
        future: Future[T] = Future()
        with self._changed:
            self._calls.append((future, function))
            self._changed.notify()
        return future.result()

    @contextmanager
    def within(self, seconds: float, ring: Callable[[], None]) -> Iterator[Alarm]:
        """Calls ``ring`` unless the block is left in time; the alarm says whether it did."""
        alarm = Alarm(time.monotonic() + seconds, ring)
        with self._changed:
            self._alarms.add(alarm)
            if alarm.due < self._asleep_until:
                self._changed.notify()
        try:
            yield alarm
        finally:
            with self._changed:
                self._alarms.discard(alarm)

    def _keep(self) -> None:
        with self._changed:
            while True:
                while self._calls:
                    _answer(*self._calls.popleft())
                now = time.monotonic()
                for alarm in [alarm for alarm in self._alarms if alarm.due <= now]:
                    self._alarms.discard(alarm)
                    alarm.rang = True
                    with suppress(OSError):  # it ended by itself this very moment
                        alarm.ring()
                rest = min((alarm.due for alarm in self._alarms), default=now + _LONG) - now
                self._asleep_until = now + rest
                self._changed.wait(rest)


#: Seconds to sleep where nothing is due.
_LONG = 3600.0


def _answer(future: Future[Any], function: Callable[[], Any]) -> None:
    try:
        future.set_result(function())
    # Whatever it raises belongs to the one who asked.
    except BaseException as error:  # noqa: BLE001
        future.set_exception(error)
