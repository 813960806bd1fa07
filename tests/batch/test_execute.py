"""Workers that die: the packages of the others are judged all the same."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Lock, Timer
from typing import Any

import pytest

from jlxx_check.batch import BatchCall, execute, run_batch
from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.dates_received import Dates
from jlxx_check.batch.execute import BatchWorkers, InProcess, Processes, judge_all
from jlxx_check.batch.job import Failed, Job
from jlxx_check.text import same


def _job(name: str) -> Job:
    return Job(name, name, BatchSettings(), "", Dates(), None, None, b"")


class Pool(Executor):
    """A pool in which some jobs kill their worker, and everything else that runs with it.

    deadly: how often a job does so before it succeeds.
    """

    def __init__(self, deadly: Counter[str], made: list[Pool]) -> None:
        self.deadly, self.broken = deadly, False
        self.running: list[tuple[Future[Any], str]] = []
        self.held = 0
        self.lock = Lock()
        made.append(self)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.broken:
            raise BrokenProcessPool
        future: Future[Any] = Future()
        self.running.append((future, args[0].delivery))
        self.held = max(self.held, len(self.running))
        if len(self.running) == 2:
            self._finish()
        else:  # where no second one comes
            Timer(0.05, self._finish).start()
        return future

    def _finish(self) -> None:
        with self.lock:
            self._settle()

    def _settle(self) -> None:
        dead = [name for _, name in self.running if self.deadly[name] > 0]
        self.broken = bool(dead)
        for future, name in self.running:
            if dead:
                future.set_exception(BrokenProcessPool())
            else:
                future.set_result(Failed(name, same("judged")))
        self.deadly.subtract(dead[:1])
        self.running.clear()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._finish()


class Alone(Pool):
    """A pool that does one job at a time."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = super().submit(fn, *args, **kwargs)
        self._finish()
        return future


@pytest.mark.parametrize(
    ("deadly", "lost"),
    [
        ({}, set()),
        ({"2": 1}, set()),
        ({"0": 1, "5": 1}, set()),
        ({"2": 9}, {"2"}),
        ({"0": 9, "1": 9, "5": 9}, {"0", "1", "5"}),
    ],
)
@pytest.mark.parametrize("pool", [Pool, Alone])
def test_a_dead_worker_costs_its_own_package_alone(
    deadly: dict[str, int], lost: set[str], pool: type[Pool]
) -> None:
    made: list[Pool] = []
    counted = Counter(deadly)
    workers = BatchWorkers(lambda: pool(counted, made), 2 if pool is Pool else 1)
    found = {}
    for item in judge_all([_job(str(number)) for number in range(6)], workers):
        assert isinstance(item, Failed)
        assert item.delivery not in found
        found[item.delivery] = item.problem
    assert set(found) == set("012345")
    assert {name for name, problem in found.items() if problem != same("judged")} == lost
    assert all("进程" in found[name].zh for name in lost)
    assert max(one.held for one in made) <= 2, "no more is given out than is wanted"


def test_in_this_process_a_job_is_done_when_it_is_given() -> None:
    assert InProcess().submit(lambda x: x + 1, 1).result() == 2


def test_an_interrupt_reaches_the_caller() -> None:
    class Interrupted(InProcess):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(judge_all([_job("a")], BatchWorkers(Interrupted, 1)))


@pytest.mark.parametrize(
    ("failures", "judged"),
    [
        ("111111", 3),
        ("011111", 4),
        ("110110", 6),
        ("101010", 6),
        ("000000", 6),
        ("110111", 6),
    ],
)
def test_only_failures_of_the_share_one_after_the_other_end_a_run(
    tmp_path: Path, data_folder: Path, failures: str, judged: int
) -> None:
    """1: the share failed on a delivery; 0: the delivery itself, or the program, did."""
    asked: list[str] = []

    class Failing(InProcess):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            passing = failures[len(asked)] == "1"
            asked.append(args[0].delivery)
            return super().submit(Failed, asked[-1], same("x"), passing)

    for number in range(len(failures)):
        folder = tmp_path / "收件" / f"{number}号示例学院"
        folder.mkdir(parents=True)
        (folder / "杂记.txt").write_text("x", encoding="utf-8")
    workers = BatchWorkers(Failing, 1)
    run_batch(BatchCall(tmp_path / "收件", tmp_path / "结果", BatchSettings(), workers=workers))
    assert len(asked) == judged


LONG = 20_000_000


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_long_results_arrive_whole_and_leave_nothing(temporary: Path) -> None:
    with Processes(2) as pool:
        futures = [pool.submit(bytes, LONG) for _ in range(4)]
        assert [len(future.result()) for future in futures] == [LONG] * 4
    assert list(temporary.iterdir()) == []


def test_what_a_job_raises_is_passed_on(temporary: Path) -> None:
    with Processes(1) as pool, pytest.raises(ZeroDivisionError):
        pool.submit(divmod, 1, 0).result()


def test_a_process_that_dies_is_told(temporary: Path) -> None:
    with Processes(1) as pool:
        future = pool.submit(os._exit, 3)
        assert future.exception(timeout=300) is not None
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("jobs", [2, 8])
def test_killed_while_results_are_coming_it_ends(temporary: Path, jobs: int) -> None:
    pool = Processes(2)
    futures = [pool.submit(bytes, LONG) for _ in range(jobs)]
    futures[0].result()
    pool.kill()
    ending = threading.Thread(target=pool.shutdown, kwargs={"cancel_futures": True}, daemon=True)
    ending.start()
    ending.join(300)
    assert not ending.is_alive()
    assert all(future.done() for future in futures)
    assert list(temporary.iterdir()) == []


def wait_with_a_mess(folder: str) -> None:
    """Makes a temporary file, and says when it has begun and when it has tidied up."""
    _, mess = tempfile.mkstemp()
    try:
        Path(folder, "begun").write_text(mess, encoding="utf-8")
        time.sleep(600)
    finally:
        Path(folder, "tidied").touch()


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be asked to end there")
def test_a_process_that_is_ended_tidies_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary, told = tmp_path / "temporary", tmp_path / "told"
    temporary.mkdir()
    told.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setattr(execute, "_PATIENCE", 300)
    pool = Processes(1)
    future = pool.submit(wait_with_a_mess, str(told))
    while not (told / "begun").exists() or not (told / "begun").read_text(encoding="utf-8"):
        assert not future.done()
        time.sleep(0.01)
    assert (told / "begun").read_text(encoding="utf-8").startswith(str(temporary))
    pool.kill()
    pool.shutdown(cancel_futures=True)
    assert (told / "tidied").exists()
    assert list(temporary.iterdir()) == []
