"""Functions called on one subject by workers, each call within its limits."""

from __future__ import annotations

import itertools
import os
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from jlxx_check.sandbox import bounds
from jlxx_check.sandbox.losses import (
    CallFailedError,
    GarbledAnswerError,
    MemoryLimitError,
    NoProcessError,
    ProcessDiedError,
    SandboxError,
)
from jlxx_check.sandbox.messages import NO_MEMORY, Call, Open
from jlxx_check.sandbox.pool import WorkerPool
from jlxx_check.sandbox.worker_process import WorkerProcess

#: Seconds that a worker may take to open a subject; a package of 100,000 files takes about one.
_OPENING = 60.0
#: A worker that still holds this share of its memory after a call is replaced.
_GROWN = 0.25
#: Losses that may come of what the same worker ran before.
_INHERITED = (MemoryLimitError, ProcessDiedError, GarbledAnswerError)

_numbers = itertools.count(1)


def _certain(_answer: object) -> bool:
    return False


class Sandbox:
    """Calls functions on one subject. Safe to use from several threads at a time."""

    def __init__(
        self,
        workers: WorkerPool,
        subject: object,
        *,
        memory: int,
        trusted: Sequence[str],
        at_once: bool = False,
        grown: float = _GROWN,
    ) -> None:
        """Raises what pickling a subject raises that cannot be pickled.

        memory: bytes that a worker may have for its data. trusted: packages or modules whose
        classes, besides plain values, an answer may be made of. at_once: no call waits until a
        worker is free: for calls that take long, and that others should not wait for. grown: the
        share of its memory from which on a worker is replaced after a call.
        """
        self._workers = workers
        self._at_once = at_once
        self._number = next(_numbers)
        self._memory = memory
        self._grown = grown
        self._trusted = tuple(trusted)
        self._open = Open(pickle.dumps(subject), _current_folder(), memory)
        self._lock = threading.Lock()
        self._busy: set[WorkerProcess] = set()
        self._stopped = False

    @property
    def has_worked(self) -> bool:
        """Whether any worker of this program has ever come up."""
        return self._workers.have_worked

    def call(
        self,
        function: Callable[[Any], object],
        seconds: float,
        *,
        doubtful: Callable[[object], bool] = _certain,
    ) -> Any:
        """What ``function(subject)`` returns in a worker. Raises a SandboxError where nothing does.

        function: anything that can be pickled. A loss may come of what the worker was asked
        before: then a fresh one is asked; doubtful: whether an answer may, too. The answer's type
        is the caller's to look at: the worker may have been taken over by the file that it read.
        """
        call = Call(pickle.dumps(function), seconds)
        with self._worker() as worker:
            fresh = not worker.answered
            end = self._end_of(worker, call)
        again = isinstance(end, _INHERITED) or doubtful(end)
        if again and not fresh and not self._stopped:
            with suppress(NoProcessError), self._worker(fresh=True) as worker:
                end = self._end_of(worker, call)
        if isinstance(end, SandboxError):
            raise end
        return end

    def stop(self) -> None:
        """Give up what is being called, because nobody waits for it any more."""
        with self._lock:
            self._stopped = True
            busy = tuple(self._busy)
        for worker in busy:
            worker.kill()

    def _end_of(self, worker: WorkerProcess, call: Call) -> object:
        """A worker's answer, or the loss that came of it."""
        try:
            if worker.subject != self._number:
                worker.ask(self._open, _OPENING, self._trusted)
                worker.subject = self._number
            reply = worker.ask(call, call.seconds, self._trusted)
        except ProcessDiedError as death:
            starved = bounds.limits_memory() and death.code == NO_MEMORY
            return MemoryLimitError() if starved else death
        except SandboxError as loss:
            return loss
        worker.answered += 1
        if reply.raised is None:
            return reply.answer
        starved = reply.raised == "MemoryError"
        return MemoryLimitError() if starved else CallFailedError(reply.raised)

    @contextmanager
    def _worker(self, *, fresh: bool = False) -> Iterator[WorkerProcess]:
        """A worker of one's own, given back if it is well. Raises NoProcessError."""
        worker = self._workers.take(fresh=fresh, at_once=self._at_once, subject=self._number)
        with self._lock:
            self._busy.add(worker)
            if self._stopped:
                worker.kill()
        try:
            yield worker
        finally:
            with self._lock:
                self._busy.discard(worker)
            well = (
                worker.well and not self._stopped and worker.resident < self._memory * self._grown
            )
            self._workers.give_back(worker, well=well, at_once=self._at_once)


def _current_folder() -> str | None:
    """Where relative paths start; None where it is gone, and no relative path leads anywhere."""
    try:
        return os.getcwd()  # noqa: PTH109
    except OSError:
        return None
