"""What becomes of workers when the program ends, is killed or interrupted, or goes on for long."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

import pytest

from jlxx_check.facts import ways_of_reading as reading
from jlxx_check.facts.read_files import read_files
from jlxx_check.files import open_package
from jlxx_check.model.document import Document
from jlxx_check.model.facts import ReadFailure
from jlxx_check.model.limits import FileLimits
from jlxx_check.sandbox import pool
from jlxx_check.sandbox.pool import close_workers, shared_workers
from tests.facts.mischief import MischievousTree

ROOT = Path(__file__).parents[2]
proc = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc on this system")

#: Reads a package whose files misbehave as told; the log says which process opened which.
SCRIPT = """
import sys
from pathlib import Path
from jlxx_check.facts.read_files import read_files
from tests.facts.mischief import MischievousTree

files = dict(word.split("=") for word in sys.argv[2:])
tree = MischievousTree(files, Path(sys.argv[1]))
facts = read_files(tree, skip=lambda _: False, jobs=len(files), progress=None)
print(*(type(item.body).__name__ for item in facts.values()))
"""
#: As ``check`` on a package that hangs, started as the command is.
COMMAND = """
import sys
from pathlib import Path
from jlxx_check.api import kept_reports
from jlxx_check.cli import main
from tests.facts.mischief import MischievousTree

log, package = sys.argv[1:]
files = {"a.txt": "hang", "b.txt": "hang"}
kept_reports.open_laid = lambda *_, **__: MischievousTree(files, Path(log))
sys.exit(main.run(["check", package]))
"""


@pytest.fixture(autouse=True)
def fresh_workers() -> Iterator[None]:
    close_workers()
    yield
    close_workers()


def started(script: str, *words: str, **more: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **more,  # type: ignore[call-overload]
    )


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 300
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def processes_in(log: Path, count: int) -> list[int]:
    """The processes that opened files, once there are so many."""

    def lines() -> list[str]:
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    wait_until(lambda: len(lines()) >= count)
    return [int(line.split()[-1]) for line in lines()]


def runs(process: int) -> bool:
    """Whether a process still runs; one that nobody has waited for does not."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def children() -> set[int]:
    """Processes that this one has started and not waited for."""
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                status = (folder / "stat").read_text(encoding="utf-8")
            except OSError:
                continue
            if int(status.rpartition(")")[2].split()[1]) == os.getpid():
                found.add(int(folder.name))
    return found


@proc
@pytest.mark.parametrize("mischief", ["hang", "hang in native code"])
def test_a_worker_ends_when_the_program_is_killed(tmp_path: Path, mischief: str) -> None:
    log = tmp_path / "log"
    with started(SCRIPT, str(log), f"a.txt={mischief}") as program:
        (busy,) = processes_in(log, 1)
        assert runs(busy)
        program.kill()
        wait_until(lambda: not runs(busy))


@proc
def test_ctrl_c_ends_all_at_once_and_quietly(tmp_path: Path) -> None:
    log, package = tmp_path / "log", tmp_path / "材料"
    package.mkdir()
    with started(COMMAND, str(log), str(package), start_new_session=True) as program:
        busy = processes_in(log, 1)
        os.killpg(program.pid, signal.SIGINT)  # as a terminal does: to the workers, too
        said, complaint = program.communicate(timeout=300)
    assert (program.returncode, said) == (130, b"")
    assert "已中断" in complaint.decode()
    assert "Traceback" not in complaint.decode()
    assert not any(runs(process) for process in busy)


@proc
def test_nothing_is_left_when_the_program_ends(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with started(SCRIPT, str(log), "a.txt=nothing", "b.txt=crash", "c.txt=nothing") as program:
        said, complaint = program.communicate(timeout=300)
    assert said.split() == [b"Document", b"ReadFailure", b"Document"]
    assert complaint == b""
    assert not any(runs(process) for process in processes_in(log, 3))


def test_a_script_without_a_main_guard_starts_no_program_twice(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.replace("import sys\n", "import sys\nprint('once')\n", 1), "utf-8")
    with started(f"exec(open({str(script)!r}).read())", str(tmp_path / "log"), "a=nothing") as run:
        said, _ = run.communicate(timeout=300)
    assert said.split() == [b"once", b"Document"]


#: Reads, forks, and reads again on both sides of the fork.
FORKING = """
import os, sys
from jlxx_check.facts.read_files import read_files
from tests.facts.mischief import MischievousTree

def read():
    tree = MischievousTree({f"{number}.txt": "nothing" for number in range(20)})
    facts = read_files(tree, skip=lambda _: False, jobs=2, progress=None)
    print(*{type(item.body).__name__ for item in facts.values()}, flush=True)

read()
child = os.fork()
read()
if child:
    os.waitpid(child, 0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_program_has_workers_of_its_own() -> None:
    with started(FORKING) as program:
        said, _ = program.communicate(timeout=300)
    assert (program.returncode, said.split()) == (0, [b"Document"] * 3)


def handles() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@proc
def test_many_packages_leave_no_process_and_no_handle() -> None:
    files = {"a.txt": "nothing", "b.txt": "leave", **{f"{n}.txt": "nothing" for n in range(12)}}
    before, others = handles(), children()
    for _ in range(25):
        read_files(MischievousTree(files), skip=lambda _: False, jobs=2, progress=None)
        assert len(children() - others) <= 2
    close_workers()
    assert not children() - others
    assert handles() == before


def test_workers_are_used_again_and_by_several_threads_at_once(tmp_path: Path) -> None:
    log = tmp_path / "log"

    def read(number: int) -> list[type]:
        files = {f"{number}-{item}.txt": "nothing" for item in range(8)}
        tree = MischievousTree(files, log)
        facts = read_files(tree, skip=lambda _: False, jobs=1, progress=None)
        return [type(item.body) for item in facts.values()]

    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(read, range(12)))
    assert found == [[Document] * 8] * 12
    assert len(set(processes_in(log, 96))) <= 3 * 12
    log.unlink()
    read(0)
    first = set(processes_in(log, 8))
    read(1)
    assert set(processes_in(log, 16)) == first


def test_relative_paths_are_those_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("甲", "乙"):
        package = tmp_path / name / "材料"
        package.mkdir(parents=True)
        (package / "a.txt").write_text(name, encoding="utf-8")
        monkeypatch.chdir(tmp_path / name)
        tree = open_package(Path("材料"))
        body = read_files(tree, skip=lambda _: False, jobs=1, progress=None)["a.txt"].body
        assert isinstance(body, Document)
        assert body.text == name


def test_a_worker_that_has_grown_is_replaced(tmp_path: Path) -> None:
    log = tmp_path / "log"
    files = {f"{item}.txt": "nothing" for item in range(4)}
    tiny = FileLimits(memory=400_000_000)
    grown = {"0.txt": "keep much", **{f"{item}.txt": "nothing" for item in range(1, 4)}}
    for contents, expected in ((files, 1), (grown, 2)):
        tree = MischievousTree(contents, log)
        read_files(tree, skip=lambda _: False, jobs=1, progress=None, limits=tiny)
        assert len(set(processes_in(log, 4))) == expected
        log.unlink()


@pytest.mark.parametrize("broken", ["frozen", "executable", "noise"])
def test_where_no_worker_starts_files_are_read_here_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    monkeypatch.setattr(pool, "_shared", {})
    monkeypatch.setattr(reading, "_told", Lock())
    if broken == "frozen":
        monkeypatch.setattr(sys, "frozen", True, raising=False)  # another program's executable
    elif broken == "executable":
        monkeypatch.setattr(sys, "executable", "")
    else:
        monkeypatch.setattr("jlxx_check.sandbox.worker_process._BOOT", "print('noise')")
    files = {f"{item}.txt": "nothing" for item in range(4)}
    facts = read_files(MischievousTree(files), skip=lambda _: False, jobs=2, progress=None)
    assert {type(item.body) for item in facts.values()} == {Document}
    (record,) = caplog.records
    assert "主进程" in record.message
    assert not shared_workers().have_worked


def test_a_worker_that_can_no_longer_be_started_leaves_files_unread(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    read_files(MischievousTree({"a.txt": "nothing"}), skip=lambda _: False, jobs=1, progress=None)
    close_workers()
    monkeypatch.setattr("jlxx_check.sandbox.worker_process._BOOT", "raise SystemExit(1)")
    tree = MischievousTree({"a.txt": "nothing"})
    body = read_files(tree, skip=lambda _: False, jobs=1, progress=None)["a.txt"].body
    assert isinstance(body, ReadFailure)
    assert "没能启动" in body.detail.zh
    assert not caplog.records
