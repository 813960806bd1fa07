"""The workers of this process: started when they are needed, kept for the next call.

No more of them are busy at a time than are kept: what several threads have read at once takes
turns, for to start a worker costs more than most files do. Those that nobody needs for a while end.
"""

from __future__ import annotations

import atexit
import os
import threading
import time
from collections.abc import Sequence

from jlxx_check.sandbox.losses import NoProcessError
from jlxx_check.sandbox.worker_process import Keeper, WorkerProcess

#: Seconds after which workers that have nothing to do are ended: a service between two requests.
_IDLE = 60.0


class WorkerPool:
    """Processes that functions are called in. Safe to use from several threads at a time.

    idle: seconds after which those that have nothing to do are ended. heard: what runs in them is
    not a stranger's, and what it prints goes to this process's standard error; else to nowhere.
    """

    def __init__(self, idle: float = _IDLE, *, heard: bool = False) -> None:
        self._keeper = Keeper()
        self._heard = heard
        self._lock = threading.Condition()
        self._idle: list[WorkerProcess] = []
        self._rest = idle
        #: By the monotonic clock, when one was last taken or given back.
        self._used = 0.0
        self._tired: threading.Timer | None = None
        self._kept = 0
        self._busy = 0
        #: How many may be busy; it stays when the pool is closed, for whoever is at work.
        self._most = 1
        self._ever: bool | None = None

    @property
    def have_worked(self) -> bool:
        """Whether any worker has ever come up."""
        return bool(self._ever)

    @property
    def ready(self) -> int:
        """Workers that have nothing to do."""
        return len(self._idle)

    def keep(self, count: int) -> None:
        """Let at least ``count`` workers live on while they have nothing to do."""
        with self._lock:
            self._kept = max(self._kept, count)
            self._most = max(self._most, count)
            self._lock.notify_all()

    def start(self, count: int, modules: Sequence[str]) -> None:
        """Have so many ready soon, for whoever will need them; nobody waits until they are up.

        modules: what they import meanwhile.
        """
        self.keep(count)
        for _ in range(count - self.ready - self._busy):
            try:
                worker = WorkerProcess(self._keeper, heard=self._heard)
            except NoProcessError:
                return  # told to the one that needs it
            worker.prepare(modules)
            self.give_back(worker, at_once=True)

    def take(
        self, *, fresh: bool = False, at_once: bool = False, subject: int | None = None
    ) -> WorkerProcess:
        """A worker that is up, to be given back in any case; waits while enough are busy.

        fresh: one that has answered nothing yet. at_once: for what takes long: it neither waits nor
        has others wait. subject: one that has this open is the first choice. Raises NoProcessError.
        """
        with self._lock:
            if not at_once:
                self._lock.wait_for(lambda: self._busy < self._most)
                self._busy += 1
            worker = None if fresh else self._idle_one(subject)
            hopeless = worker is None and self._ever is False  # tried before, and nothing came
            self._used = time.monotonic()
        try:
            if hopeless:
                raise NoProcessError
            worker = worker or WorkerProcess(self._keeper, heard=self._heard)
            try:
                worker.greet()
            except NoProcessError:
                worker.end()
                self._ever = bool(self._ever)
                raise
        except BaseException:
            self._leave(at_once=at_once)
            raise
        self._ever = True
        return worker

    def give_back(self, worker: WorkerProcess, *, well: bool = True, at_once: bool = False) -> None:
        """Keep a worker for the next call, or end it: where enough are kept, or it is not well.

        at_once: as it was taken.
        """
        with self._lock:
            keep = well and len(self._idle) < self._kept
            if keep:
                self._idle.append(worker)
                self._used = time.monotonic()
                self._watch(self._rest)
        if not keep:
            worker.end()
        self._leave(at_once=at_once)

    def close(self) -> None:
        """End the workers that have nothing to do; whoever is busy ends when it is given back."""
        with self._lock:
            idle, self._idle, self._kept = self._idle, [], 0
            if self._tired is not None:
                self._tired.cancel()
                self._tired = None
        _end(idle)

    def _idle_one(self, subject: int | None) -> WorkerProcess | None:
        """One that has the subject open, else the one that was busy last; None: there is none."""
        if not self._idle:
            return None
        places = range(len(self._idle))
        return self._idle.pop(max(places, key=lambda at: (self._idle[at].subject == subject, at)))

    def _leave(self, *, at_once: bool) -> None:
        if not at_once:
            with self._lock:
                self._busy -= 1
                self._lock.notify()

    def _watch(self, seconds: float) -> None:
        """Look again after so many seconds, unless that is settled already."""
        if self._tired is None:
            self._tired = threading.Timer(seconds, self._look)
            self._tired.daemon = True
            self._tired.start()

    def _look(self) -> None:
        """End those that have nothing to do, if nobody has needed one for long enough."""
        with self._lock:
            idle: list[WorkerProcess] = []
            self._tired = None
            left = self._used + self._rest - time.monotonic()
            if left > 0:
                self._watch(left)
            else:
                idle, self._idle = self._idle, []
        _end(idle)


def _end(workers: list[WorkerProcess]) -> None:
    for worker in workers:
        worker.dismiss()
    for worker in workers:
        worker.end()


#: Those that are not heard, and those that are.
_shared: dict[bool, WorkerPool] = {}
_sharing = threading.Lock()
#: What a forked process has inherited: its parent's, never to be used or ended here.
_inherited: list[WorkerPool] = []


def shared_workers(*, heard: bool = False) -> WorkerPool:
    """The workers that all sandboxes of this process share; ended when it ends.

    heard: those that are. They are others: what one of the program's plugins leaves behind in a
    process is nothing to read files with.
    """
    with _sharing:
        if not _shared:
            atexit.register(close_workers)
        if heard not in _shared:
            _shared[heard] = WorkerPool(heard=heard)
        return _shared[heard]


def close_workers() -> None:
    """End the processes that files are read in, and those of plugins' checks.

    The next call starts new ones. They end with the program, and after a minute in which nobody
    needs them.
    """
    for workers in tuple(_shared.values()):
        workers.close()


def _after_fork() -> None:
    global _shared, _sharing
    _inherited.extend(_shared.values())
    _shared, _sharing = {}, threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
