"""An order to end and a closed terminal, in the midst of a package that is an archive.

All end as Ctrl-C does: said in a line, nothing that was unpacked is left, no process either.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from tests.file_systems.calling import command, posix
from tests.support.variants import COMPLYING

pytestmark = posix


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four packages, each an archive that has to be unpacked before it can be read."""
    box = tmp_path_factory.mktemp("收件")
    with tarfile.open(box / "甲.tar.gz", "w:gz", compresslevel=1) as archive:
        archive.add(COMPLYING, "甲")
    for name in "乙丙丁":
        shutil.copy(box / "甲.tar.gz", box / f"{name}.tar.gz")
    return box


def words(name: str, inbox: Path, out: Path) -> list[str]:
    match name:
        case "check":
            return command("check", inbox / "甲.tar.gz", "--no-cache")
        case "batch":
            return command("batch", inbox, "--out", out, "--jobs", "2", "--no-cache")
        case _:
            rhythm = ("--every", "1", "--quiet-for", "0")
            return command("watch", inbox, "--out", out, "--no-cache", *rhythm)


def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "temporary").mkdir()
    data = str(tmp_path / "data")
    return {**os.environ, "TMPDIR": str(tmp_path / "temporary"), "XDG_DATA_HOME": data}


def unpacked(tmp_path: Path) -> bool:
    """Whether anything of a package lies in the folder for temporary files.

    Python itself tries with a file of its own, for a moment, whether it can write there.
    """
    found = (tmp_path / "temporary").glob("*/**/*")
    return any(path.is_file() and path.name != "owner" for path in found)


def alive(group: int) -> bool:
    """Whether a process of this group is left; one that only waits to be counted is none."""
    found = subprocess.run(
        ["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True, check=True
    ).stdout
    lines = (line.split() for line in found.splitlines())
    return any(int(line[0]) == group and not line[1].startswith("Z") for line in lines)


@pytest.mark.parametrize(
    ("what", "name", "everybody"),
    [
        ("check", "SIGTERM", False),
        ("batch", "SIGINT", True),
        ("batch", "SIGTERM", False),
        ("batch", "SIGHUP", True),
        ("watch", "SIGTERM", False),
    ],
)
def test_nothing_is_left(
    tmp_path: Path, inbox: Path, what: str, name: str, everybody: bool
) -> None:
    """everybody: the signal goes to every process of the group, as a terminal's does."""
    with subprocess.Popen(
        words(what, inbox, tmp_path / "结果"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
        start_new_session=True,
    ) as process:
        while not unpacked(tmp_path):
            assert process.poll() is None
            time.sleep(0.01)
        (os.killpg if everybody else os.kill)(process.pid, getattr(signal, name))
        _, err = process.communicate(timeout=120)
    # An interrupt while a string is executed makes the interpreter end by the signal itself.
    wanted = (0,) if what == "watch" else (130, -signal.SIGINT)
    assert process.returncode in wanted, err.decode()
    assert ("已停止" if what == "watch" else "已中断") in err.decode()
    assert "Traceback" not in err.decode()
    assert list((tmp_path / "temporary").iterdir()) == []
    last = time.monotonic() + 120
    while alive(process.pid) and time.monotonic() < last:
        time.sleep(0.1)
    assert not alive(process.pid)


def test_a_terminal_that_is_closed(tmp_path: Path, inbox: Path) -> None:
    """The progress bar and the last words have nowhere to go any more."""
    import pty

    mine, its = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", TERMINAL, *words("check", inbox, tmp_path)],
        stdin=its,
        stdout=its,
        stderr=its,
        env={**environment(tmp_path), "TERM": "xterm"},
        start_new_session=True,
    ) as process:
        os.close(its)
        while not unpacked(tmp_path):
            assert process.poll() is None
            if select.select([mine], [], [], 0.01)[0]:
                os.read(mine, 65_536)
        os.close(mine)
        process.wait(timeout=120)
    assert process.returncode in (130, -signal.SIGINT)
    assert list((tmp_path / "temporary").iterdir()) == []


#: Takes the terminal as its own, as a shell does, and becomes the command.
TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


def test_a_job_in_the_background_ends_when_it_is_told_to(tmp_path: Path, inbox: Path) -> None:
    """Shells start those with Ctrl-C ignored, and ``nohup`` with the closed terminal."""
    ignoring = ("sh", "-c", 'trap "" INT HUP; exec "$@"', "sh")
    with subprocess.Popen(
        [*ignoring, *words("check", inbox, tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
    ) as process:
        while not unpacked(tmp_path):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGHUP)
        time.sleep(0.05)
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=120)
    assert process.returncode in (130, -signal.SIGINT)
    assert "已中断" in err.decode()
    assert list((tmp_path / "temporary").iterdir()) == []
