"""Whatever a function does, its caller gets the answer or one exception of one family."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pickle import PicklingError

import pytest

from jlxx_check.sandbox import bounds
from jlxx_check.sandbox.calls import Sandbox
from jlxx_check.sandbox.losses import (
    CallFailedError,
    GarbledAnswerError,
    MemoryLimitError,
    NoProcessError,
    ProcessDiedError,
    SandboxError,
    TimeLimitError,
)
from jlxx_check.sandbox.pool import WorkerPool
from tests.sandbox import tricks

#: Seconds that no call needs, whatever else the machine does.
_LONG = 300
linux = pytest.mark.skipif(not bounds.limits_memory(), reason="no memory limit on this system")
posix = pytest.mark.skipif(sys.platform == "win32", reason="no signals on Windows")


@pytest.fixture(scope="module")
def workers() -> Iterator[WorkerPool]:
    workers = WorkerPool()
    workers.keep(1)
    yield workers
    workers.close()


def sandbox(workers: WorkerPool, subject: object = 21, memory: int = 2_000_000_000) -> Sandbox:
    return Sandbox(workers, subject, memory=memory, trusted=())


def test_a_function_gives_what_it_returns(workers: WorkerPool) -> None:
    assert sandbox(workers).call(tricks.double, _LONG) == 42
    assert sandbox(workers, "ab").call(tricks.double, _LONG) == "abab"
    assert sandbox(workers).call(tricks.babble, _LONG) == "answer"


@pytest.mark.parametrize(
    ("trick", "loss"),
    [
        (tricks.fail, CallFailedError("KeyError")),
        (tricks.leave, ProcessDiedError(3)),
        pytest.param(tricks.crash, ProcessDiedError(-11), marks=posix),
        pytest.param(tricks.eat, MemoryLimitError(), marks=linux),
        (tricks.say_a_stranger, GarbledAnswerError()),
    ],
)
def test_a_function_that_gives_nothing_costs_its_call(
    workers: WorkerPool, trick: Callable[[object], object], loss: SandboxError
) -> None:
    box = sandbox(workers, memory=400_000_000)
    with pytest.raises(type(loss)) as caught:
        box.call(trick, _LONG)
    assert caught.value.args == loss.args
    assert box.call(tricks.double, _LONG) == 42


@pytest.mark.parametrize("trick", [tricks.hang, tricks.hang_in_native_code])
def test_a_function_that_hangs_is_ended_in_time(
    workers: WorkerPool, trick: Callable[[object], object]
) -> None:
    with pytest.raises(TimeLimitError):
        sandbox(workers).call(trick, 1)


def test_an_answer_that_cannot_be_packed_is_the_functions_fault(workers: WorkerPool) -> None:
    with pytest.raises(CallFailedError):
        sandbox(workers).call(tricks.say_what_cannot_be_packed, _LONG)


def test_a_process_is_kept_and_opens_each_subject_once(workers: WorkerPool) -> None:
    one, two = sandbox(workers, 1), sandbox(workers, 2)
    asked = [box.call(tricks.process, _LONG) for box in (one, two, one)]
    assert len(set(asked)) == 1
    assert [box.call(tricks.double, _LONG) for box in (one, two, one)] == [2, 4, 2]


def test_a_doubtful_answer_is_asked_of_a_fresh_process_once(workers: WorkerPool) -> None:
    box = sandbox(workers)
    box.call(tricks.count, _LONG)
    assert box.call(tricks.count, _LONG, doubtful=lambda answer: answer > 1) == 1  # type: ignore[operator]


def test_a_subject_that_cannot_be_packed_is_refused_at_once(workers: WorkerPool) -> None:
    class Local:
        pass

    with pytest.raises((AttributeError, PicklingError)):
        sandbox(workers, Local())


def test_like_starved_is_how_native_code_gives_up() -> None:
    assert not ProcessDiedError(3).like_starved
    assert ProcessDiedError(-6).like_starved == (sys.platform != "win32")


def test_no_more_are_busy_than_are_kept() -> None:
    workers = WorkerPool()
    workers.keep(2)
    box = sandbox(workers)
    try:
        with ThreadPoolExecutor(8) as threads:
            calls = [threads.submit(box.call, tricks.process, _LONG) for _ in range(40)]
            assert len({call.result() for call in calls}) <= 2
    finally:
        workers.close()


def test_what_takes_long_has_nobody_wait() -> None:
    workers = WorkerPool()
    workers.keep(1)
    long = workers.take(at_once=True)
    try:
        assert sandbox(workers).call(tricks.double, _LONG) == 42
    finally:
        workers.give_back(long, well=False, at_once=True)
        workers.close()


def test_one_that_does_not_start_is_not_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    workers = WorkerPool()
    monkeypatch.setattr("jlxx_check.sandbox.worker_process._BOOT", "raise SystemExit(1)")
    for _ in range(3):
        with pytest.raises(NoProcessError):
            workers.take()


def test_one_that_is_started_early_has_imported_what_it_will_need() -> None:
    workers = WorkerPool()
    workers.start(1, ("no_such_module", "colorsys"))
    workers.start(1, ("no_such_module", "colorsys"))
    try:
        assert workers.ready == 1
        assert sandbox(workers, "colorsys").call(tricks.is_imported, _LONG)
        assert workers.ready == 1, "it is the one that was called"
    finally:
        workers.close()


def test_one_that_cannot_be_started_early_is_told_to_the_one_that_needs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workers = WorkerPool()
    monkeypatch.setattr("jlxx_check.sandbox.worker_process._command", lambda: None)
    workers.start(1, ())
    assert workers.ready == 0
    monkeypatch.undo()
    monkeypatch.setattr("jlxx_check.sandbox.worker_process._BOOT", "raise SystemExit(1)")
    workers.start(1, ("colorsys",))
    with pytest.raises(NoProcessError):
        workers.take()
    assert workers.ready == 0


def test_those_that_nobody_needs_end_by_themselves() -> None:
    workers = WorkerPool(idle=0.05)
    workers.keep(1)
    box = sandbox(workers)
    first = box.call(tricks.process, _LONG)
    waited = time.monotonic() + _LONG
    while workers.ready and time.monotonic() < waited:
        time.sleep(0.01)
    assert workers.ready == 0
    assert box.call(tricks.process, _LONG) != first, "and others come when they are needed"
    workers.close()
