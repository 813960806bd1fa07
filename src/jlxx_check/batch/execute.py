"""Deliveries given to an executor a few at a time, and taken back as they are done.

Any ``concurrent.futures.Executor`` will do; of this machine's own processes none outlives the run,
however that ends. A worker that dies takes down with it all that its pool was doing: each of those
is judged once more, alone, so that the culprit is known.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Any

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.job import Failed, Job, Judged, judge_delivery
from jlxx_check.files.archives import Room
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

Done = Judged | Failed


def _as_they_are(settings: BatchSettings) -> BatchSettings:
    return settings


@frozen
class BatchWorkers:
    """Where deliveries are judged."""

    #: A fresh executor.
    make: Callable[[], Executor]
    #: Jobs given to it at a time: what is done is held until it is written, which takes memory.
    at_once: int
    #: A path of this machine as the workers see it.
    place: Callable[[str], str] = str
    #: The settings as they hold there.
    settings: Callable[[BatchSettings], BatchSettings] = _as_they_are


def local(processes: int) -> BatchWorkers:
    """Processes of this machine, started afresh (no fork); for one: this very process."""
    if processes <= 1:
        return BatchWorkers(InProcess, 1)
    return BatchWorkers(lambda: Processes(processes), 2 * processes)


class InProcess(Executor):
    """Does what it is given at once, in the caller's thread."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A future that is done."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def judge_all(jobs: Iterable[Job], workers: BatchWorkers) -> Generator[Done, None, None]:
    """What becomes of each job, in the order in which they are done. To be closed, or exhausted."""
    again: list[Job] = []
    yield from _run(jobs, workers, again)
    for job in again:
        lost: list[Job] = []
        yield from _run([job], replace(workers, at_once=1), lost)
        if lost:
            yield Failed(job.delivery, _DIED)


def _run(jobs: Iterable[Job], workers: BatchWorkers, lost: list[Job]) -> Iterator[Done]:
    """Judge; jobs whose worker was lost are added to ``lost``, and a fresh executor goes on."""
    left = iter(jobs)
    more = True
    while more:
        executor = workers.make()
        running: dict[Future[Done], Job] = {}
        broken = False
        try:
            while True:
                while not broken and more and len(running) < workers.at_once:
                    job = next(left, None)
                    if job is None:
                        more = False
                    else:
                        broken = not _submit(executor, job, running, lost)
                if not running:
                    break
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    job = running.pop(future)
                    if future.cancelled() or future.exception() is not None:
                        lost.append(job)
                        broken = True
                    else:
                        yield future.result()
        except BaseException:
            _stop(executor)
            raise
        executor.shutdown(cancel_futures=True)


def _submit(
    executor: Executor, job: Job, running: dict[Future[Done], Job], lost: list[Job]
) -> bool:
    """Whether the executor took the job; one that is broken takes none."""
    try:
        running[executor.submit(judge_delivery, job)] = job
    except RuntimeError:  # BrokenExecutor is one
        lost.append(job)
        return False
    return True


def _stop(executor: Executor) -> None:
    """Interrupted: nothing is waited for, and no process is left behind."""
    if isinstance(executor, Processes):
        executor.kill()
        executor.shutdown(cancel_futures=True)  # waits for threads of its own, and no longer
    else:
        executor.shutdown(wait=False, cancel_futures=True)


_DIED = Text(
    "检查这个材料包的进程两次意外中止（内存不足，或程序出错），没有结论。",
    "The process that judged this package died twice (out of memory, or a fault of the program).",
)


#: Seconds in which a process that is asked to end can tidy up; it is killed then.
_PATIENCE = 5.0


class Processes(ProcessPoolExecutor):
    """Processes that no Ctrl-C reaches, not even while they are being started.

    What they find passes through files of a private folder, and only a file's name through the
    pool's pipe. A pipe takes a short message whole or not at all; of a long one, half would stay in
    it where a process dies while it writes, and whoever reads would wait for the rest for ever.
    They unpack into that folder, too, so that nothing is left of a process that is lost.
    """

    def __init__(self, processes: int) -> None:
        spawning = multiprocessing.get_context("spawn")
        self._room = Room()
        folder = str(self._room.path)
        super().__init__(processes, spawning, initializer=_begin, initargs=(folder,))
        self._started: set[BaseProcess] = set()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As any pool does. A process that it starts for it inherits the signals held back."""
        with _interrupts_held():
            before = set(multiprocessing.active_children())
            put_down = super().submit(_put_down, fn, *args, **kwargs)
            self._started |= set(multiprocessing.active_children()) - before
        taken: Future[Any] = Future()
        put_down.add_done_callback(lambda done: _take_up(done, taken))
        return taken

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As any pool does; the private folder goes with it."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        self._room.close()

    def kill(self) -> None:
        """End its processes in the midst of what they do, and wait until they are gone.

        They are asked first: each may be waiting for another program, which must not go on alone.
        """
        try:
            for process in self._started:
                process.terminate()
            last = time.monotonic() + _PATIENCE
            for process in self._started:
                process.join(max(0.0, last - time.monotonic()))
        finally:
            for process in self._started:
                process.kill()
        for process in self._started:
            process.join()


def _put_down(fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Path:
    """What the function returns, in a file of its own. Runs in a process of the pool."""
    with _end:
        data = pickle.dumps(fn(*args, **kwargs))
        descriptor, name = tempfile.mkstemp()
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        return Path(name)


def _take_up(put_down: Future[Path], taken: Future[Any]) -> None:
    """The result read from its file; what went wrong instead is passed on."""
    try:
        file = put_down.result()
        result = pickle.loads(file.read_bytes())
        file.unlink()
    # Whatever it is, it is what became of the job, and whoever waits for that is told.
    except BaseException as error:  # noqa: BLE001
        taken.set_exception(error)
    else:
        taken.set_result(result)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C is answered a moment later. Windows cannot hold it back; see ``_begin``."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _End:
    """Asked to end, a process of the pool gives up its job, tidies up after it, and is gone.

    Around a job; outside of one there is nothing to tidy up.
    """

    def __init__(self) -> None:
        self._busy = self._asked = False

    def __enter__(self) -> None:
        self._busy = True

    def __exit__(self, *_: object) -> None:
        self._busy = False
        if self._asked:
            os._exit(1)

    def ask(self, _signal: int, _frame: FrameType | None) -> None:
        """A signal's handler. Once is enough."""
        if not self._busy:
            os._exit(1)
        if not self._asked:
            self._asked = True
            raise KeyboardInterrupt


_end = _End()


def _begin(folder: str) -> None:
    """Ctrl-C reaches every process of a terminal, and only the first one is to answer it.

    Whatever becomes of that one, this one ends with it: no process is left waiting for work.
    folder: where everything temporary lies.
    """
    tempfile.tempdir = folder
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end.ask)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
