"""The program packed into one executable: files are read apart in it, too, and no one else's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jlxx_check.sandbox import bounds, frozen
from jlxx_check.sandbox.calls import Sandbox
from jlxx_check.sandbox.losses import NoProcessError, TimeLimitError
from jlxx_check.sandbox.pool import WorkerPool
from tests.sandbox import tricks

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="a script stands for the executable"
)

#: As a frozen program sees itself: no option of Python's, no metadata, one word from the sandbox.
_LAUNCHER = """#!{python}
import importlib.metadata, sys
sys.frozen, sys.executable = True, __file__
sys.path[:0] = {path!r}
def version(name):
    raise importlib.metadata.PackageNotFoundError(name)
importlib.metadata.version = version
from jlxx_check.__main__ import main
if __name__ == "__main__":
    sys.exit(main())
"""


@pytest.fixture
def executable(tmp_path: Path) -> Path:
    place = tmp_path / "jlxx-check"
    path = [str(ROOT), *sys.path]
    place.write_text(_LAUNCHER.format(python=sys.executable, path=path), encoding="utf-8")
    place.chmod(0o755)
    return place


@pytest.fixture
def as_frozen(monkeypatch: pytest.MonkeyPatch, executable: Path) -> Path:
    """This process is that executable, which has not yet said that it knows the word."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(executable))
    monkeypatch.delenv(frozen.KNOWS, raising=False)
    return executable


def run(executable: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "160", "PYTHONUTF8": "1"}
    return subprocess.run(
        [executable, *words],
        capture_output=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
        env=environment,
        timeout=300,
    )


def test_it_judges_and_has_all_it_needs(executable: Path, tmp_path: Path) -> None:
    told = run(executable, "doctor")
    assert "单独的读取进程：可以启动" in told.stdout
    assert "读取 .7z 压缩包：py7zr" in told.stdout
    assert told.returncode == 0, told.stdout
    package = tmp_path / "材料"
    package.mkdir()
    package.joinpath("工作总结.txt").write_text("样本", encoding="utf-8")
    judged = run(executable, "check", str(package), "--no-cache", "--format", "json")
    assert json.loads(judged.stdout)["verdict"] == "noncompliant"
    assert "主进程" not in judged.stderr


def test_a_call_is_cut_off_in_it_as_anywhere(as_frozen: Path) -> None:
    assert not frozen.answer(["check", "材料"])
    workers = WorkerPool()
    box = Sandbox(workers, 21, memory=2_000_000_000, trusted=())
    assert box.call(tricks.double, 300) == 42
    with pytest.raises(TimeLimitError):
        box.call(tricks.hang, 1)
    workers.close()


@pytest.mark.parametrize("knows", [None, "/opt/another-program"])
def test_an_executable_that_merely_uses_the_library_is_never_started(
    as_frozen: Path, monkeypatch: pytest.MonkeyPatch, knows: str | None
) -> None:
    if knows is not None:
        monkeypatch.setenv(frozen.KNOWS, knows)
    with pytest.raises(NoProcessError):
        WorkerPool().take()


def test_where_memory_is_not_measured_no_file_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "measures_memory", lambda: False)
    monkeypatch.setattr(bounds, "_STATM", None)
    assert bounds.resident() == 0
