"""The temporary folder: private, and gone whatever happens."""

from __future__ import annotations

import os
import pickle
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest
from tests.files.archives.looking import contents, opened, refused
from tests.files.archives.making import seven, tarred, zipped

import jlxx_check
from jlxx_check.files.archives import exploring, members, room
from jlxx_check.files.archives.members import ZipMember
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.tree import Tree

TEXT = "推介材料".encode() * 5000


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made; large means over ten bytes here."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setattr(members, "_IN_MEMORY", 10)
    return place


@pytest.mark.parametrize(
    "raw", [zipped(a=TEXT), seven(a=TEXT), tarred("w:gz", a=TEXT)], ids=["zip", "7z", "tgz"]
)
def test_private_and_gone(tmp_path: Path, temporary: Path, raw: bytes) -> None:
    tree = opened(tmp_path / "a", raw)
    (folder,) = temporary.iterdir()
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert contents(tree) == {"a": TEXT}
    assert any(path.name != "owner" for path in folder.iterdir())
    tree.close()
    assert list(temporary.iterdir()) == []
    with pytest.raises(OSError):
        tree.open("a")
    tree.close()


def test_forgotten_is_gone(tmp_path: Path, temporary: Path) -> None:
    opened(tmp_path / "a", seven(a=TEXT))
    assert list(temporary.iterdir()) == []


def test_nothing_is_made_where_nothing_is_unpacked(tmp_path: Path, temporary: Path) -> None:
    tree = opened(tmp_path / "a", zipped(0, a=TEXT, b=TEXT))
    assert contents(tree) == {"a": TEXT, "b": TEXT}
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, MemoryError])
def test_a_failure_while_opening(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def fail(_paths: object) -> None:
        assert list(temporary.iterdir())
        raise error

    monkeypatch.setattr(exploring, "clashes", fail)
    with pytest.raises(error):
        opened(tmp_path / "a", tarred("w:gz", a=TEXT))
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("error", [None, RuntimeError, KeyboardInterrupt])
def test_a_check_leaves_nothing(
    tmp_path: Path,
    temporary: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: type[BaseException] | None,
) -> None:
    (tmp_path / "a.7z").write_bytes(seven(a=TEXT))

    def read(tree: Tree, **_: object) -> dict[str, FileFacts]:
        assert contents(tree) == {"a": TEXT}
        assert list(temporary.iterdir())
        if error:
            raise error
        return {}

    monkeypatch.setattr("jlxx_check.api.verbs.read_files", read)
    with pytest.raises(error) if error else nullcontext():
        jlxx_check.check(tmp_path / "a.7z")
    assert list(temporary.iterdir()) == []


def test_a_failure_while_unpacking_leaves_no_draft(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = opened(tmp_path / "a", zipped(**{"a.txt": TEXT}))
    with monkeypatch.context() as patch:
        patch.setattr(members, "settle", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            tree.open("a.txt")
    (folder,) = temporary.iterdir()
    assert [path.name for path in folder.iterdir()] == ["owner"]
    assert contents(tree) == {"a.txt": TEXT}
    tree.close()


def _interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_removal_that_is_interrupted_is_made_good_in_the_end(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = opened(tmp_path / "a", seven(a=TEXT))
    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            tree.close()
    assert list(temporary.iterdir())
    room._remove_all()
    assert list(temporary.iterdir()) == []


def test_a_folder_whose_making_is_interrupted_is_known(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.mkdir

    def mkdir(path: str, mode: int = 0o777) -> None:
        real(path, mode)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.mkdir", mkdir)
        with pytest.raises(KeyboardInterrupt):
            _ = room.Room().path
    assert len(list(temporary.iterdir())) == 1
    room._remove_all()
    assert list(temporary.iterdir()) == []


def test_a_full_disk_is_the_systems_fault(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jlxx_check.files.archives.tars._unpack", full)
    tree = opened(tmp_path / "a.tgz", tarred("w:gz", a=TEXT))
    assert refused(tree) == {"a.tgz": "shut"}
    assert "磁盘已满" in tree.refused[0].why.zh


def test_a_copy_sent_elsewhere_never_removes_it(tmp_path: Path, temporary: Path) -> None:
    tree = opened(tmp_path / "a", zipped(a=TEXT))
    copy = pickle.loads(pickle.dumps(tree))
    assert contents(copy) == {"a": TEXT}
    copy.close()
    del copy
    assert contents(tree) == {"a": TEXT}
    tree.close()
    assert list(temporary.iterdir()) == []


def test_many_threads_open_one_member(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each unpacks it by itself when they are as quick, and each sees the whole of it."""
    tree = opened(tmp_path / "a", zipped(**{"a.txt": TEXT}))
    barrier = threading.Barrier(8)
    found: list[bytes] = []
    real = ZipMember._unpack

    def together(self: ZipMember, room: object) -> None:
        barrier.wait(timeout=300)
        real(self, room)  # type: ignore[arg-type]

    monkeypatch.setattr(ZipMember, "_unpack", together)

    def read() -> None:
        with tree.open("a.txt") as stream:
            found.append(stream.read())

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [TEXT] * 8
    (folder,) = temporary.iterdir()
    assert len(list(folder.iterdir())) == 2, "it, and the owner's mark"
    tree.close()


SCRIPT = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from jlxx_check.files import open_package
    tree = open_package(Path(sys.argv[1]))
    print(tree.room.path, flush=True)
    if sys.argv[2] == "raise":
        raise SystemExit("told to")
    if sys.argv[2] == "wait":
        time.sleep(600)
    """
)


@pytest.mark.parametrize("end", ["return", "raise", "wait"])
def test_gone_when_the_program_ends(tmp_path: Path, end: str) -> None:
    """Without anyone closing the package; ``wait`` is interrupted as by Ctrl-C."""
    if end == "wait" and os.name != "posix":
        pytest.skip("no interrupt can be sent to another process here")
    (tmp_path / "a.7z").write_bytes(seven(a=TEXT))
    source = str(Path(jlxx_check.__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "a.7z"), end],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": source},
        text=True,
    ) as process:
        assert process.stdout is not None
        room = Path(process.stdout.readline().strip())
        assert room.name.startswith("jlxx-unpacked-")
        if end == "wait":
            assert room.is_dir()
            process.send_signal(signal.SIGINT)
        process.wait(timeout=300)
    assert not room.exists()


_LEAVES = """
import os, sys, tempfile
tempfile.tempdir = sys.argv[1]
from jlxx_check.files.archives import Room
room = Room()
(room.path / "x").touch()
print(room.path.name, flush=True)
sys.stdin.read()
"""


def test_what_a_killed_run_left_is_swept_and_a_living_one_is_not(temporary: Path) -> None:
    """A folder without an owner's lock may be anybody's, and stays."""
    (temporary / "jlxx-unpacked-0").mkdir()
    (temporary / "jlxx-unpacked-1").mkdir()
    (temporary / "jlxx-unpacked-1" / "owner").touch()
    (temporary / "别人的").mkdir()
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _LEAVES, str(temporary)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    killed, alive = started
    names = [process.stdout.readline().decode().strip() for process in started if process.stdout]
    killed.kill()
    killed.wait()
    room.sweep()
    left = {path.name for path in temporary.iterdir()}
    alive.communicate(timeout=300)
    killed.communicate()
    assert left == {"jlxx-unpacked-0", "jlxx-unpacked-1", "别人的", names[1]}
