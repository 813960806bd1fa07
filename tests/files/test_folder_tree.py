"""A folder opened: what is in it, what is refused, and what is no package."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from jlxx_check.files import NotAPackage, open_package, require_package
from jlxx_check.files.result_folder import MARK, MARK_TEXT, OWN, RECORDS
from jlxx_check.values.ordering import natural_key

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX file system")


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"x" * 3)


def test_files_come_in_natural_order_with_their_sizes(tmp_path: Path) -> None:
    write(tmp_path, "10/a.jpg", "2/a.jpg", "２/b.jpg", "登记表.XLSX")
    tree = open_package(tmp_path)
    assert [node.path for node in tree.files] == ["2/a.jpg", "２/b.jpg", "10/a.jpg", "登记表.XLSX"]
    assert {node.size for node in tree.files} == {3}
    assert (tree.kind, tree.name, tree.path) == ("folder", tmp_path.name, str(tmp_path))
    with tree.open("2/a.jpg") as stream:
        assert stream.read() == b"xxx"
        stream.seek(0)


def test_folders_that_hold_nothing_are_told(tmp_path: Path) -> None:
    write(tmp_path, "01张三/照片/a.jpg", "03王五.zip")
    for folder in ("02李四/照片", "01张三/视频", "10"):
        (tmp_path / folder).mkdir(parents=True)
    tree = open_package(tmp_path)
    assert tree.empty == ("01张三/视频", "02李四", "02李四/照片", "10")


def test_the_current_folder_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert open_package(Path()).name == tmp_path.name


@posix
def test_links_pipes_and_sockets_are_named_and_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "包"
    write(root, "a/1.jpg")
    write(tmp_path, "outside/secret.jpg")
    (root / "out").symlink_to(tmp_path / "outside")
    (root / "loop").symlink_to(root)
    (root / "in.jpg").symlink_to(root / "a/1.jpg")
    (root / "gone").symlink_to(root / "nothing")
    os.mkfifo(root / "pipe.mp4")
    with socket.socket(socket.AF_UNIX) as server:
        old = Path.cwd()
        os.chdir(root)  # a socket's path may not be longer than some 100 bytes
        try:
            server.bind("socket")
        finally:
            os.chdir(old)
        tree = open_package(root)
    assert [node.path for node in tree.files] == ["a/1.jpg"]
    assert [item.path for item in tree.refused] == [
        "gone", "in.jpg", "loop", "out", "pipe.mp4", "socket",
    ]  # fmt: skip
    assert {item.reason.value for item in tree.refused} == {"refused"}


@posix
def test_a_file_turned_link_or_pipe_is_not_opened(tmp_path: Path) -> None:
    write(tmp_path, "a.jpg", "b.jpg")
    tree = open_package(tmp_path)
    (tmp_path / "a.jpg").unlink()
    (tmp_path / "a.jpg").symlink_to(tmp_path / "b.jpg")
    (tmp_path / "b.jpg").unlink()
    os.mkfifo(tmp_path / "b.jpg")
    for path in ("a.jpg", "b.jpg"):
        with pytest.raises(OSError):
            tree.open(path)


def test_a_folder_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's refusal is played: whoever runs the tests may be allowed to read anything."""
    write(tmp_path, "closed/1.jpg", "2.jpg")
    real = os.scandir

    def refusing(path: str | os.PathLike[str]) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    tree = open_package(tmp_path)
    assert [node.path for node in tree.files] == ["2.jpg"]
    assert [item.path for item in tree.refused] == ["closed"]


@posix
def test_names_of_any_bytes_and_lengths_pass_through(tmp_path: Path) -> None:
    names = [b"\xff\xfe.jpg", b"\x1b[31m\n.txt", "字".encode() * 82 + b".txt", "🌟[b].jpg".encode()]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_bytes(b"")
    tree = open_package(tmp_path)
    assert sorted(os.fsencode(node.path) for node in tree.files) == sorted(names)
    for node in tree.files:
        tree.open(node.path).close()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("没有.dir", "找不到"),
        ("a.txt", "是一个文件"),
        ("x" * 300, "找不到"),
    ],
)
def test_no_package(tmp_path: Path, name: str, said: str) -> None:
    if name.startswith("a."):
        write(tmp_path, name)
    with pytest.raises(NotAPackage) as refused:
        open_package(tmp_path / name)
    assert said in refused.value.text.zh
    assert refused.value.text.en


@pytest.mark.parametrize(
    ("small", "large"), [("2", "10"), ("第2张.jpg", "第１０张.jpg"), ("a", "b"), ("1/10", "2/1")]
)
def test_natural_order(small: str, large: str) -> None:
    assert natural_key(small) < natural_key(large)


@pytest.mark.parametrize(
    ("held", "results"),
    [
        ({MARK: MARK_TEXT, "../index.html": b""}, True),
        ({MARK: MARK_TEXT, "../batch.json": b"{}"}, True),
        ({MARK: MARK_TEXT}, False),
        ({MARK: MARK_TEXT, f"{RECORDS}/1.record": b""}, True),  # cut short
        ({MARK: MARK_TEXT + b"more", "../batch.json": b"{}"}, False),
        ({MARK + "/x": b"", "../batch.json": b"{}"}, False),
        ({"looks.json": b"{}"}, False),
    ],
)
def test_where_a_batch_wrote_there_is_no_package(
    tmp_path: Path, held: dict[str, bytes], *, results: bool
) -> None:
    write(tmp_path, "百姓学习之星登记表.xlsx")
    for name, content in held.items():
        place = tmp_path / OWN / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    if not results:
        require_package(tmp_path)
        assert open_package(tmp_path).files
        return
    for ask in (open_package, require_package):
        with pytest.raises(NotAPackage, match="what a batch wrote") as refused:
            ask(tmp_path)
        assert not refused.value.passing
