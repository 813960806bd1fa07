"""The file system asked for many things: several at a time where it is slow, never for ever.

On a share every question costs milliseconds, so that what is asked one by one takes minutes; and a
share that is gone may leave a question without any answer. So threads ask, more of them the longer
it takes, and whoever waits for them gives up after a while. A thread that never gets its answer is
left behind: it ends with the program and holds nothing up.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from jlxx_check.model.limits import FileLimits

_Asked = TypeVar("_Asked")
_Answer = TypeVar("_Answer")

#: Asks, and returns what is to be asked next.
Question = Callable[[], Iterable["Question"]]

#: Seconds that one answer may take.
PATIENCE = FileLimits().seconds
#: Seconds that a quick file system keeps us waiting for a package; beyond it threads are added.
QUICK = 0.01
#: Questions that wait for an answer at a time.
_AT_ONCE = 16


class _Askers:
    """Threads and the questions that wait for them."""

    def __init__(self, first: Iterable[Question]) -> None:
        self._changed = threading.Condition()
        self._waiting = deque(first)
        self._left = len(self._waiting)
        #: Since when each thread waits for its answer, by the monotonic clock.
        self._since: dict[int, float] = {}
        self._threads = 0
        #: Seconds waited for answers so far. What the processor did meanwhile is no waiting: where
        #: all is quick, more threads would only stand in each other's way.
        self._waited = 0.0
        self._raised: BaseException | None = None
        self._closed = False

    def finish(self, seconds: float) -> None:
        """Wait until all is answered. Raises TimeoutError, and what a question raises."""
        try:
            with self._changed:
                self._more()
                while self._left and self._raised is None:
                    now = time.monotonic()
                    longest = now - min(self._since.values(), default=now)
                    if longest > seconds:
                        raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
                    slow = max(self._waited, longest) >= QUICK
                    while slow and self._threads < min(_AT_ONCE, self._left):
                        self._more()
                    self._changed.wait(min(seconds / 4 + 0.001, QUICK))
            if self._raised is not None:
                raise self._raised
        finally:
            with self._changed:
                self._closed = True
                self._waiting.clear()
                self._changed.notify_all()

    def _more(self) -> None:
        self._threads += 1
        threading.Thread(target=self._ask, name="jlxx-ask", daemon=True).start()

    def _ask(self) -> None:
        own = threading.get_ident()
        while True:
            with self._changed:
                while not self._waiting and not self._closed:
                    self._changed.wait()
                if self._closed:
                    return
                question = self._waiting.popleft()
                self._since[own] = time.monotonic()
            busy = time.thread_time()
            try:
                more, raised = tuple(question()), None
            # Whatever it is belongs to the one who waits.
            except BaseException as error:  # noqa: BLE001
                more, raised = (), error
            busy = time.thread_time() - busy
            with self._changed:
                self._waited += max(0.0, time.monotonic() - self._since.pop(own) - busy)
                self._raised = self._raised or raised
                if not self._closed:
                    self._waiting.extend(more)
                    self._left += len(more) - 1
                if more or not self._left or raised:
                    self._changed.notify_all()


def ask_all(first: Iterable[Question], seconds: float = PATIENCE) -> None:
    """Ask, and whatever comes of it. Returns once all is answered.

    seconds: that one answer may take. Raises TimeoutError (ETIMEDOUT) where one takes longer, and
    what a question raises; whatever is still being asked then is left to itself.
    """
    if sys.platform == "emscripten":  # in a browser there are no threads, and no shares
        waiting = deque(first)
        while waiting:
            waiting.extend(waiting.popleft()())
        return
    _Askers(first).finish(seconds)


def answers(
    ask: Callable[[_Asked], _Answer], about: Sequence[_Asked], seconds: float = PATIENCE
) -> list[_Answer]:
    """The answer to each, in order. Raises as ``ask_all`` does."""
    found: dict[int, _Answer] = {}

    def one(at: int) -> Iterable[Question]:
        found[at] = ask(about[at])
        return ()

    ask_all((partial(one, at) for at in range(len(about))), seconds)
    return [found[at] for at in range(len(about))]
