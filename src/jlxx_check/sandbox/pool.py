"""The workers of this process: started when they are needed, kept for the next call."""

from __future__ import annotations

import atexit
import os
import threading

from jlxx_check.sandbox.losses import NoProcessError
from jlxx_check.sandbox.worker_process import Keeper, WorkerProcess


class WorkerPool:
    """Processes that functions are called in. Safe to use from several threads at a time."""

    def __init__(self) -> None:
        self._keeper = Keeper()
        self._lock = threading.Lock()
        self._idle: list[WorkerProcess] = []
        self._kept = 0
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

    def take(self, *, fresh: bool = False) -> WorkerProcess:
        """A worker that is up; fresh: one that has answered nothing yet. Raises NoProcessError."""
        with self._lock:
            worker = self._idle.pop() if self._idle and not fresh else None
            if worker is None and self._ever is False:
                raise NoProcessError  # tried before, and nothing came of it
        worker = worker or WorkerProcess(self._keeper)
        try:
            worker.greet()
        except NoProcessError:
            worker.end()
            self._ever = bool(self._ever)
            raise
        self._ever = True
        return worker

    def give_back(self, worker: WorkerProcess) -> None:
        """Keep a worker for the next call, or end it where enough are kept."""
        with self._lock:
            if len(self._idle) < self._kept:
                self._idle.append(worker)
                return
        worker.end()

    def close(self) -> None:
        """End the workers that have nothing to do; whoever is busy ends when it is given back."""
        with self._lock:
            idle, self._idle, self._kept = self._idle, [], 0
        for worker in idle:
            worker.dismiss()
        for worker in idle:
            worker.end()


_shared: WorkerPool | None = None
_sharing = threading.Lock()
#: What a forked process has inherited: its parent's, never to be used or ended here.
_inherited: list[WorkerPool] = []


def shared_workers() -> WorkerPool:
    """The workers that all sandboxes of this process share; ended when it ends."""
    global _shared  # noqa: PLW0603
    with _sharing:
        if _shared is None:
            _shared = WorkerPool()
            atexit.register(close_workers)
        return _shared


def close_workers() -> None:
    """End the shared workers; the next call starts new ones."""
    if _shared is not None:
        _shared.close()


def _after_fork() -> None:
    global _shared, _sharing
    if _shared is not None:
        _inherited.append(_shared)
    _shared, _sharing = None, threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
