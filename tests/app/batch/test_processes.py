"""Processes that judge packages: long results, and processes that end in the midst of them."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from jlxx_check.app.batch.processes import Processes

LONG = 20_000_000


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_long_results_arrive_whole_and_leave_nothing(temporary: Path) -> None:
    with Processes(2) as pool:
        futures = [pool.submit(bytes, LONG) for _ in range(4)]
        assert [len(future.result()) for future in futures] == [LONG] * 4
    assert not list(temporary.glob("jlxx-batch-*"))


def test_what_a_job_raises_is_passed_on(temporary: Path) -> None:
    with Processes(1) as pool, pytest.raises(ZeroDivisionError):
        pool.submit(divmod, 1, 0).result()


def test_a_process_that_dies_is_told(temporary: Path) -> None:
    with Processes(1) as pool:
        future = pool.submit(os._exit, 3)
        assert future.exception(timeout=300) is not None
    assert not list(temporary.glob("jlxx-batch-*"))


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
    assert not list(temporary.glob("jlxx-batch-*"))
