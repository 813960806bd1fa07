"""What will not be sealed, or not at that place, and why: nothing half-made is left."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from jlxx_check import CannotSeal, NotAPackage, SealStopped, seal
from jlxx_check.files.folder_tree import FolderTree
from tests.support.sealing import FILES, QUICK, folder_of


def refused(source: Path, target: Path, **how: Any) -> str:
    """What is said."""
    before = sorted(target.parent.rglob("*")) if target.parent.exists() else []
    with pytest.raises((CannotSeal, SealStopped)) as caught:
        seal(source, target, reading=QUICK, **{"anyway": True, **how})
    assert before == (sorted(target.parent.rglob("*")) if target.parent.exists() else [])
    assert caught.value.text.zh.startswith(("没有封存", "封存", "“", "没有", "请"))
    return caught.value.text.en


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("某市教育局/x.zip", "cannot lie in the package"),
        ("某市教育局/01_张某某/x.zip", "cannot lie in the package"),
        ("x.7z", "has to end in .zip, such as x.7z.zip"),
        ("x", "has to end in .zip, such as x.zip"),
        ("none/x.zip", "No such folder"),
        ("a:b.zip", "another name"),
        ("nul.zip", "another name"),
        (f"{'x' * 300}.zip", ""),
    ],
)
def test_places_that_will_not_do(target: str, says: str, tmp_path: Path) -> None:
    source = folder_of(FILES, tmp_path / "某市教育局")
    assert says in refused(source, tmp_path / target)


def test_the_archive_itself_is_no_place(tmp_path: Path) -> None:
    source = tmp_path / "x.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("a.txt", b"1")
    assert "cannot lie in the package itself" in refused(source, source, force=True)


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    source = folder_of(FILES, tmp_path / "某市教育局")
    target = tmp_path / "x.zip"
    target.write_bytes(b"somebody's")
    assert "is there already" in refused(source, target)
    assert "no file that this program sealed" in refused(source, target, force=True)
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", b"1")
    assert "no file that this program sealed" in refused(source, target, force=True)
    target.unlink()
    seal(source, target, anyway=True, reading=QUICK)
    assert "is there already" in refused(source, target)
    seal(source, target, anyway=True, force=True, reading=QUICK)


NAMES = [
    "a:b.txt",
    "问?.txt",
    "名称.",
    " 前.txt",
    "aux.txt",
    "换\n行.txt",
    "%0A.txt",
    "右\u202e左.txt",
]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", [*NAMES, os.fsdecode(b"\xb3\xa4.txt")])
def test_names_that_cannot_be_carried(name: str, tmp_path: Path) -> None:
    source = tmp_path / "某市教育局"
    try:
        folder_of({**FILES, f"02_李某某/{name}": b"1"}, source)
    except OSError:
        pytest.skip("nor has this system")
    assert "rename them first" in refused(source, tmp_path / "x.zip")


def test_names_that_clash_elsewhere(tmp_path: Path) -> None:
    source = folder_of({"IMG.jpg": b"1", "img.JPG": b"2"}, tmp_path / "某市教育局")
    if len(list(source.iterdir())) < 2:
        pytest.skip("this system takes them for one")
    assert "differs by case alone" in refused(source, tmp_path / "x.zip")


def test_nothing_to_seal(tmp_path: Path) -> None:
    source = folder_of({"Thumbs.db": b"1"}, tmp_path / "某市教育局")
    assert "no file to hand in" in refused(source, tmp_path / "x.zip")
    with pytest.raises(NotAPackage):
        seal(tmp_path / "none", tmp_path / "x.zip")


def test_a_link_is_not_carried(tmp_path: Path) -> None:
    source = folder_of(FILES, tmp_path / "某市教育局")
    try:
        (source / "链接.txt").symlink_to(source / "说明.txt")
    except OSError:
        pytest.skip("no links here")
    assert "cannot be sealed; put this right" in refused(source, tmp_path / "x.zip")


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    import py7zr

    source = folder_of(FILES, tmp_path / "某市教育局")
    with py7zr.SevenZipFile(source / "密.7z", "w", password="x", header_encryption=True) as locked:
        locked.writestr(b"1", "a.txt")
    assert "密.7z" in refused(source, tmp_path / "x.zip")
    (source / "密.7z").rename(tmp_path / "密.7z")
    assert "密.7z" in refused(tmp_path / "密.7z", tmp_path / "x.zip")


Opened = Callable[[FolderTree, str], BinaryIO]


def _opening(monkeypatch: pytest.MonkeyPatch, how: Callable[[Opened, int], Opened]) -> None:
    """How the one file is opened, the time it is; before that as ever."""
    real, times = FolderTree.open, [0]

    def open_counted(tree: FolderTree, path: str) -> BinaryIO:
        if not path.endswith("说明.txt"):
            return real(tree, path)
        times[0] += 1
        return how(real, times[0])(tree, path)

    monkeypatch.setattr(FolderTree, "open", open_counted)


@pytest.mark.parametrize("when", [2, 3])
@pytest.mark.parametrize("now", ["二".encode(), b"another length", b""])
def test_a_file_that_changes_meanwhile(
    when: int, now: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between its digest and its reading (2), or that and its packing (3)."""
    source = folder_of(FILES, tmp_path / "某市教育局")

    def how(real: Opened, time: int) -> Opened:
        if time == when:
            (source / "说明.txt").write_bytes(now)
        return real

    _opening(monkeypatch, how)
    told = refused(source, tmp_path / "x.zip")
    assert "changed after they were checked" in told
    assert "“说明.txt”" in told


@pytest.mark.parametrize("when", [1, 3])
def test_a_file_that_cannot_be_read(
    when: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder_of(FILES, tmp_path / "某市教育局")

    def shut(_tree: FolderTree, _path: str) -> BinaryIO:
        raise PermissionError(errno.EACCES, "no")

    _opening(monkeypatch, lambda real, time: shut if time == when else real)
    assert "说明.txt" in refused(source, tmp_path / "x.zip")


def test_a_disk_that_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = folder_of(FILES, tmp_path / "某市教育局")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    for face in ("writestr", "_write_end_record"):
        with monkeypatch.context() as patched:
            patched.setattr(zipfile.ZipFile, face, full)
            assert "the disk is full" in refused(source, tmp_path / "x.zip")


def test_an_interrupt_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = folder_of(FILES, tmp_path / "某市教育局")

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(zipfile.ZipFile, "writestr", stop)
    with pytest.raises(KeyboardInterrupt):
        seal(source, tmp_path / "x.zip", anyway=True, reading=QUICK)
    assert list(tmp_path.iterdir()) == [source]
