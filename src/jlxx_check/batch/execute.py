"""Deliveries given to an executor a few at a time, and taken back as they are done.

Any ``concurrent.futures.Executor`` will do. A worker that dies takes down with it all that its pool
was doing: each of those is judged once more, alone, so that the culprit is known.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace
from typing import Any

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.job import Failed, Job, Judged, judge_delivery
from jlxx_check.batch.processes import Processes
from jlxx_check.text import Text

Done = Judged | Failed


def _as_they_are(settings: BatchSettings) -> BatchSettings:
    return settings


@dataclass(frozen=True, slots=True)
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
