"""Ctrl-C at any moment: said in a line, 130, nothing half-written, no process left."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from sample_packages.expected import place

from tests.file_systems.calling import command, posix

pytestmark = posix
#: Shares of an undisturbed run's time. More of them: ``python -m fuzzing.interrupts``.
MOMENTS = [0.1, 0.35, 0.6, 0.85]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long an undisturbed run takes on this machine now, in seconds."""
    start = time.monotonic()
    subprocess.run(words(tmp_path_factory.mktemp("usual")), capture_output=True, check=True)
    return time.monotonic() - start


def words(out: Path) -> list[str]:
    page, book = out / "a.html", out / "b.xlsx"
    formats = ("--format", "html", "--output", page, "--format", "xlsx", "--output", book)
    judged = ("--rules", "aku-2026", "--received", "2026-03-05T16:30")
    return command("check", place("university"), *judged, *formats)


def members(group: int) -> bool:
    """Whether a process of this group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("share", MOMENTS)
def test_an_interrupt(share: float, usual: float, tmp_path: Path) -> None:
    with subprocess.Popen(
        words(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        time.sleep(share * usual)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=120)
    last = time.monotonic() + 120
    while members(process.pid) and time.monotonic() < last:
        time.sleep(0.05)
    assert not members(process.pid)
    whole = {"a.html": b"</html>", "b.xlsx": b"PK\5\6"}
    for path in tmp_path.iterdir():
        assert whole[path.name] in path.read_bytes()[-200:]
    if process.returncode != 0:
        # In its first moments the interpreter itself is asked, and knows no better words.
        own_words = process.returncode == 130
        assert own_words or process.returncode in (1, -signal.SIGINT)
        assert not own_words or "已中断" in err.decode()
        assert not own_words or "Traceback" not in err.decode()
