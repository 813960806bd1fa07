"""Killed at random moments and started again, a batch ends as one that nobody disturbed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.batch.boxes import files, small_box

_ROOT = Path(__file__).parents[2]


def _command(box: Path, out: Path, jobs: int) -> list[str]:
    words = ["batch", str(box), "--out", str(out), "--format", "html", "--format", "json"]
    return [sys.executable, "-m", "jlxx_check", *words, "--jobs", str(jobs)]


def _start(box: Path, out: Path, jobs: int) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    data = {"XDG_DATA_HOME": str(box.parent / "data"), "PYTHONPATH": path}
    return subprocess.Popen(
        _command(box, out, jobs),
        env={**os.environ, **data},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _finish(run: subprocess.Popen[bytes]) -> int:
    _, err = run.communicate(timeout=300)
    assert b"Traceback" not in err, err.decode()
    return run.returncode


@dataclass(frozen=True)
class Undisturbed:
    """A batch that nobody killed: its inbox, its files, and the seconds that it took."""

    box: Path
    files: dict[str, bytes]
    took: float


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    box = small_box(folder / "收件", 5).folder
    start = time.monotonic()
    assert _finish(_start(box, folder / "out", 2)) == 1
    return Undisturbed(box, files(folder / "out"), time.monotonic() - start)


@pytest.mark.parametrize(("seed", "jobs"), [(1, 1), (2, 2), (3, 1)])
def test_killed_and_started_again(undisturbed: Undisturbed, seed: int, jobs: int) -> None:
    box, wanted, took = undisturbed.box, undisturbed.files, undisturbed.took
    # Two reports each, those over all, the units' rounds.
    assert len(wanted) == 6 * 2 + 5 + 5
    # As far from the inbox as the other's: links lead from the one to the other.
    chance, out = random.Random(seed), box.parent / f"out{seed}"
    run = _start(box, out, jobs)
    time.sleep(chance.uniform(0.2, 0.9) * took)
    run.kill()
    run.communicate(timeout=300)  # until no process is left that could write to its pipes
    seen = files(out) if out.exists() else {}
    assert seen.items() <= wanted.items(), "whole, or not there"
    assert _finish(_start(box, out, jobs)) == 1
    assert files(out) == wanted


@pytest.mark.skipif(os.name == "nt", reason="Windows sends its interrupts to consoles")
@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupted(tmp_path: Path, jobs: int) -> None:
    """As a terminal does it: the signal goes to every process of the group."""
    box, out = small_box(tmp_path / "收件", 14).folder, tmp_path / "out"
    run = _start(box, out, jobs)
    # The first counts as done a moment after its report is there: surely when the second's is.
    while run.poll() is None and len(list(out.glob("*/检查报告.json"))) < 2:
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=300)  # until no process is left that could write to its pipes
    assert run.returncode == 130, err.decode()
    assert "从这里继续" in err.decode()
    assert b"Traceback" not in err
    assert 0 < len(list(out.glob("*/检查报告.json"))) < 15


@pytest.mark.skipif(os.name == "nt", reason="Windows sends its interrupts to consoles")
def test_interrupted_while_its_processes_are_starting(tmp_path: Path) -> None:
    box, out = small_box(tmp_path / "收件", 4).folder, tmp_path / "out"
    run = _start(box, out, 2)
    while run.poll() is None and not (out / ".jlxx-check" / "lock").exists():
        time.sleep(0.02)
    time.sleep(0.2)
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=300)
    assert run.returncode == 130, err.decode()
    assert b"Traceback" not in err
