"""One package read by workers, each file within its limits."""

from __future__ import annotations

import itertools
import os
import pickle
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from jlxx_check.extraction import bounds, fates
from jlxx_check.extraction.messages import Digest, Garbled, Open, Read
from jlxx_check.extraction.one_file import read_file, unread, whole_digest
from jlxx_check.extraction.worker_process import CannotStart, Died, OutOfTime, WorkerProcess
from jlxx_check.extraction.workers import Workers
from jlxx_check.model.facts import Crashed, Fate, FileFacts
from jlxx_check.model.limits import FileLimits
from jlxx_check.model.tree import FileNode, Tree

#: Seconds that a worker may take to open a package; one of 100,000 files takes about one.
_OPENING = 60.0
#: A worker that still holds this share of its memory after a file is replaced.
_GROWN = 0.25

_numbers = itertools.count(1)


class IsolatedReading:
    """What a package's files hold. Safe to use from several threads at a time."""

    def __init__(self, workers: Workers, tree: Tree, limits: FileLimits) -> None:
        """Raises what pickling a tree raises that cannot be pickled."""
        self._workers = workers
        self._tree = tree
        self._limits = limits
        self._number = next(_numbers)
        self._open = Open(pickle.dumps(tree), _current_folder(), limits.memory)
        self._lock = threading.Lock()
        self._busy: set[WorkerProcess] = set()
        self._stopped = False

    def facts(self, node: FileNode, *, thumbnails: bool = False) -> FileFacts:
        """The facts of one file, whatever becomes of the worker that reads it."""
        order = Read(node, thumbnails, self._limits.allowance(node.size))
        try:
            answer = self._ask(order)
        except CannotStart:
            if self._workers.have_worked:
                return unread(node, fates.no_worker())
            _tell_once()
            return read_file(self._tree, node, thumbnails=thumbnails)
        return answer if isinstance(answer, FileFacts) else unread(node, _crashed(answer))

    def whole_digest(self, node: FileNode) -> str | None:
        """SHA-256 of a file read whole; None where it cannot be read, or not in time."""
        order = Digest(node.path, self._limits.allowance(node.size))
        try:
            answer = self._ask(order)
        except CannotStart:
            return None if self._workers.have_worked else whole_digest(self._tree, node.path)
        return answer if isinstance(answer, str) else None

    def stop(self) -> None:
        """Give up what is being read, because nobody waits for it any more."""
        with self._lock:
            self._stopped = True
            busy = tuple(self._busy)
        for worker in busy:
            worker.kill()

    def _ask(self, order: Read | Digest) -> object:
        """A worker's answer. Raises CannotStart.

        A crash may come of the files that the worker read before: then a fresh one is asked.
        """
        with self._worker() as worker:
            fresh = not worker.answered
            answer = self._answer(worker, order)
        if fresh or self._stopped or _fate(answer) not in (Fate.MEMORY, Fate.DIED):
            return answer
        try:
            with self._worker(fresh=True) as worker:
                return self._answer(worker, order)
        except CannotStart:
            return answer

    def _answer(self, worker: WorkerProcess, order: Read | Digest) -> object:
        try:
            if worker.package != self._number:
                worker.ask(self._open, _OPENING)
                worker.package = self._number
            answer = worker.ask(order, order.seconds)
        except OutOfTime:
            return fates.out_of_time(order.seconds)
        except Garbled:
            return fates.babbled()
        except Died as death:
            return fates.died(death.code, self._memory)
        worker.answered += 1
        return self._with_limit(answer)

    @property
    def _memory(self) -> int | None:
        """The memory limit, where there is one."""
        return self._limits.memory if bounds.limits_memory() else None

    def _with_limit(self, answer: object) -> object:
        """The answer; where memory was refused, with the limit that was reached."""
        if self._memory is None or _fate(answer) is not Fate.MEMORY:
            return answer
        told = fates.out_of_memory(self._memory)
        return replace(answer, body=told) if isinstance(answer, FileFacts) else told

    @contextmanager
    def _worker(self, *, fresh: bool = False) -> Iterator[WorkerProcess]:
        """A worker of one's own, given back if it is well. Raises CannotStart."""
        worker = self._workers.take(fresh=fresh)
        with self._lock:
            self._busy.add(worker)
            if self._stopped:
                worker.kill()
        try:
            yield worker
        finally:
            with self._lock:
                self._busy.discard(worker)
            if worker.well and not self._stopped and worker.resident < self._limits.memory * _GROWN:
                self._workers.give_back(worker)
            else:
                worker.end()


def _fate(answer: object) -> Fate | None:
    body = answer.body if isinstance(answer, FileFacts) else answer
    return body.fate if isinstance(body, Crashed) else None


def _crashed(answer: object) -> Crashed:
    return answer if isinstance(answer, Crashed) else fates.babbled()


def _current_folder() -> str | None:
    """Where relative paths start; None where it is gone, and no relative path leads anywhere."""
    try:
        return os.getcwd()  # noqa: PTH109
    except OSError:
        return None


_told = threading.Lock()


def _tell_once() -> None:
    """Say in the log that files are read without protection here, the first time it happens."""
    if _told.acquire(blocking=False):
        import logging

        logging.getLogger("jlxx_check").warning(
            "本机无法启动单独的读取进程，文件在主进程中读取：损坏的文件可能使程序中断。 / "
            "No separate process can be started to read files; they are read in this one, which "
            "a damaged file may bring down."
        )
