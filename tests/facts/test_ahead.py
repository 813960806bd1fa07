"""What is fetched ahead changes nothing but the waiting: each file is opened once, whoever does."""

from __future__ import annotations

import errno
import math
import os
import threading
from collections import Counter
from pathlib import Path

import pytest

from jlxx_check.facts import ahead as module
from jlxx_check.facts.ahead import Ahead
from jlxx_check.facts.read_files import read_files
from jlxx_check.files import open_package
from jlxx_check.files.folder_tree import FolderTree, open_folder
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.tree import FileNode, Tree
from tests.facts.trees import MemoryTree
from tests.files.archives.making import zipped

SLOW, QUICK = 0.0, math.inf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "材料"
    place.mkdir()
    for number in range(20):
        (place / f"{number}.txt").write_text(f"第{number}份总结", encoding="utf-8")
    (place / "大.mp4").write_bytes(bytes(3_000_000))
    return place


def facts(tree: Tree, jobs: int = 2) -> dict[str, FileFacts]:
    return read_files(tree, skip=lambda _: False, jobs=jobs, progress=None, isolated=False)


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize("pace", [SLOW, QUICK])
def test_each_file_is_opened_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, pace: float, jobs: int
) -> None:
    expected = facts(open_folder(folder))
    monkeypatch.setattr(module, "QUICK", pace)
    opened: Counter[str] = Counter()
    real = FolderTree.open
    monkeypatch.setattr(
        FolderTree, "open", lambda tree, path: opened.update([path]) or real(tree, path)
    )
    assert facts(open_folder(folder), jobs) == expected
    assert set(opened.values()) == {1}
    assert len(opened) == 21


class Fetching:
    """Fetches what it is let fetch."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun: list[str] = []
        self.started = threading.Event()
        self.allowed = threading.Semaphore(0)
        monkeypatch.setattr(module, "fetched", self.fetch)

    def fetch(self, _tree: Tree, node: FileNode) -> bytes:
        self.begun.append(node.path)
        self.started.set()
        self.allowed.acquire()
        if node.path == "1.txt":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return node.path.encode()


@pytest.fixture
def fetching(monkeypatch: pytest.MonkeyPatch) -> Fetching:
    monkeypatch.setattr(module, "QUICK", SLOW)
    return Fetching(monkeypatch)


def test_what_was_fetched_is_handed_over_once(folder: Path, fetching: Fetching) -> None:
    tree = open_folder(folder)
    ahead = Ahead(tree, tree.files)
    fetching.allowed.release(100)
    for node in tree.files:
        data = ahead.take(node, 60)
        if node.path in ("1.txt", "大.mp4"):  # it fails, it is too large: for whoever reads it
            assert data is None
        else:
            assert data in (None, node.path.encode())
        assert ahead.take(node, 60) is None
    assert "大.mp4" not in fetching.begun


def test_the_smallest_shows_how_slow_a_share_is(folder: Path, fetching: Fetching) -> None:
    (folder / "0.jpg").write_bytes(bytes(5_000_000))
    (folder / "最小.txt").write_bytes(b"")
    tree = open_folder(folder)
    ahead = Ahead(tree, tree.files)
    assert fetching.started.wait(60)
    assert fetching.begun == ["最小.txt"]
    fetching.allowed.release(100)
    ahead.close()


def test_no_more_is_fetched_than_waits_to_be_taken(folder: Path, fetching: Fetching) -> None:
    tree = open_folder(folder)
    ahead = Ahead(tree, tree.files)
    fetching.allowed.release(100)
    last = tree.files[19]
    assert ahead.take(last, 60) is None, "nobody has begun with it"
    assert last.path not in fetching.begun
    assert len(fetching.begun) <= module._AT_ONCE
    ahead.close()


def test_an_answer_that_never_comes_is_waited_for_no_longer_than_a_file(
    folder: Path, fetching: Fetching
) -> None:
    tree = open_folder(folder)
    ahead = Ahead(tree, tree.files)
    assert fetching.started.wait(60)
    with pytest.raises(TimeoutError):
        ahead.take(tree.files[0], 0.01)
    ahead.close()
    fetching.allowed.release(100)


def test_of_archives_and_of_what_is_no_folder_nothing_is_fetched(
    folder: Path, fetching: Fetching
) -> None:
    (folder / "包.zip").write_bytes(zipped(a=b"x" * 100, b=b"y" * 100))
    for number in range(20):
        (folder / f"{number}.txt").unlink()
    packed = open_package(folder)
    for tree in (packed, MemoryTree({"a.txt": b"x", "b.txt": b"y"})):
        ahead = Ahead(tree, tree.files)
        assert [ahead.take(node, 60) for node in tree.files] == [None] * len(tree.files)
    packed.close()
    assert fetching.begun == []
