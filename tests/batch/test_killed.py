"""Killed in its midst and started again, a batch ends as one that nobody disturbed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from jlxx_check.cli.main import run
from tests.batch.boxes import files, small_box
from tests.support.processes import started

_ROOT = Path(__file__).parents[2]


#: Whose killing is asked about is the batch; its readers are asked about in ``facts``.
_ALONE = "--no-isolation"


def _words(box: Path, out: Path, jobs: int, *more: str) -> list[str]:
    words = ["batch", str(box), "--out", str(out), "--format", "html", "--format", "json"]
    return [*words, "--jobs", str(jobs), *more]


def _started(
    box: Path, out: Path, jobs: int, *more: str
) -> AbstractContextManager[subprocess.Popen[bytes]]:
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    data = str(box.parent / "data")
    command = [sys.executable, "-m", "jlxx_check", *_words(box, out, jobs, *more)]
    return started(command, XDG_DATA_HOME=data, PYTHONPATH=path)


@dataclass(frozen=True)
class Undisturbed:
    """A batch that nobody killed: its inbox, and its files."""

    box: Path
    files: dict[str, bytes]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    box = small_box(folder / "收件", 2).folder
    assert run(_words(box, folder / "out", 1, _ALONE)) == 1
    return Undisturbed(box, files(folder / "out"))


def test_killed_and_started_again(undisturbed: Undisturbed) -> None:
    box, wanted = undisturbed.box, undisturbed.files
    # Two reports each, those over all, the units' rounds.
    assert len(wanted) == 3 * 2 + 5 + 2
    # As far from the inbox as the other's: links lead from the one to the other.
    out = box.parent / "again"
    with _started(box, out, 2, _ALONE) as killed:
        while killed.poll() is None and not list(out.glob("*/检查报告.*")):
            time.sleep(0.01)
        killed.kill()
        killed.communicate(timeout=300)  # until no process is left that could write to its pipes
    seen = files(out)
    assert seen
    assert seen.items() < wanted.items(), "whole, or not there"
    assert run(_words(box, out, 1, _ALONE)) == 1
    assert files(out) == wanted


@pytest.mark.skipif(os.name == "nt", reason="Windows sends its interrupts to consoles")
def test_interrupted(tmp_path: Path) -> None:
    """As a terminal does it: the signal goes to every process of the group."""
    box, out = small_box(tmp_path / "收件", 5).folder, tmp_path / "out"
    with _started(box, out, 1) as stopped:
        # The first counts as done a moment after its report is there: surely when the second's is.
        while stopped.poll() is None and len(list(out.glob("*/检查报告.json"))) < 2:
            time.sleep(0.02)
        os.killpg(stopped.pid, signal.SIGINT)
        _, err = stopped.communicate(timeout=300)  # until no process is left that holds its pipes
    assert stopped.returncode == 130, err.decode()
    assert "从这里继续" in err.decode()
    assert b"Traceback" not in err
    assert 0 < len(list(out.glob("*/检查报告.json"))) < 6


@pytest.mark.skipif(os.name == "nt", reason="Windows sends its interrupts to consoles")
def test_interrupted_while_its_processes_are_starting(tmp_path: Path) -> None:
    box, out = small_box(tmp_path / "收件", 4).folder, tmp_path / "out"
    with _started(box, out, 2) as stopped:
        while stopped.poll() is None and not (out / ".jlxx-check" / "lock").exists():
            time.sleep(0.02)
        time.sleep(0.2)
        os.killpg(stopped.pid, signal.SIGINT)
        _, err = stopped.communicate(timeout=300)
    assert stopped.returncode == 130, err.decode()
    assert b"Traceback" not in err
