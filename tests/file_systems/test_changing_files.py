"""Files that change while they are read: not judged, and never called damaged for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pytest

from jlxx_check.facts.one_file import read_file
from jlxx_check.files import open_package
from jlxx_check.model.facts import Cause, Photo, Unreadable
from jlxx_check.model.package import Unassigned
from jlxx_check.model.tree import FileNode, Tree
from tests.file_systems.calling import posix
from tests.support.pictures import scene_file

PICTURE = scene_file(1)


@dataclass(frozen=True)
class Disturbed:
    """A package of which a file changes once it has been listed. late: after it was opened."""

    tree: Tree
    how: Callable[[Path], None]
    late: bool

    path: str = ""
    name: str = ""
    kind: str = "folder"
    refused: tuple[Unassigned, ...] = ()

    @property
    def files(self) -> tuple[FileNode, ...]:
        return self.tree.files

    def open(self, path: str) -> BinaryIO:
        place = Path(self.tree.path, path)
        if not self.late:
            self.how(place)
        stream = self.tree.open(path)
        if self.late:
            self.how(place)
        return stream

    def close(self) -> None:
        self.tree.close()


def grow(path: Path) -> None:
    with path.open("ab") as stream:
        stream.write(b"more")


def shrink(path: Path) -> None:
    os.truncate(path, 4000)


def vanish(path: Path) -> None:
    path.unlink()


def replace(path: Path) -> None:
    path.unlink()
    path.write_bytes(PICTURE[:9000])


def read(folder: Path, how: Callable[[Path], None], *, late: bool) -> object:
    (folder / "照片.jpg").write_bytes(PICTURE)
    tree = Disturbed(open_package(folder), how, late)
    (node,) = tree.files
    return read_file(tree, node).body


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("how", [grow, shrink])
def test_another_length_is_said(tmp_path: Path, how: Callable[[Path], None], late: bool) -> None:
    body = read(tmp_path, how, late=late)
    assert isinstance(body, Unreadable)
    assert body.cause is Cause.DENIED
    assert "正在变动" in body.detail.zh


@posix
def test_a_file_that_is_gone_before_it_is_opened(tmp_path: Path) -> None:
    for how, word in ((vanish, "找不到"), (replace, "正在变动")):
        body = read(tmp_path, how, late=False)
        assert isinstance(body, Unreadable)
        assert body.cause is Cause.DENIED
        assert word in body.detail.zh


@posix
@pytest.mark.parametrize("how", [vanish, replace])
def test_a_file_that_was_opened_in_time_is_read(
    tmp_path: Path, how: Callable[[Path], None]
) -> None:
    """What was opened is still the file that was listed."""
    assert isinstance(read(tmp_path, how, late=True), Photo)
