"""Processes that judge packages: long results, and processes that end in the midst of them."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from pathlib import Path

import pytest

from jlxx_check.batch import processes
from jlxx_check.batch.processes import Processes

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
    monkeypatch.setattr(processes, "_PATIENCE", 300)
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
