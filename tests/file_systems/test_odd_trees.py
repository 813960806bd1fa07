"""Trees that no clerk would make: names of any bytes, great depth, very many files, no files."""

from __future__ import annotations

import os
import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.file_systems.calling import called_here, checked, posix

pytestmark = posix
#: The full number, 100,000, takes half a minute: ``python -m benchmarks.many_files``.
MANY = 1_000
DEEP = 2_000
Capture = pytest.CaptureFixture[str]


def test_very_many_files(tmp_path: Path, capfd: Capture) -> None:
    for number in range(MANY):
        folder = tmp_path / f"文件夹{number // 100}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.txt").touch()
    found = called_here(capfd, tmp_path)
    assert found.status == 1
    assert found.report["package"]["files"] == MANY
    assert len(found.report["unassigned"]) == MANY


def test_very_many_entries(tmp_path: Path, capfd: Capture) -> None:
    """What grows with the square of the entries would show here."""
    for number in range(400):
        folder = tmp_path / "百姓学习之星" / f"{number}王{chr(0x4E00 + number)}国"
        folder.mkdir(parents=True)
        (folder / "证件照.jpg").touch()
    found = called_here(capfd, tmp_path)
    assert found.status == 1
    assert len(found.report["entries"]) == 400


def test_a_path_of_hundreds_of_characters(tmp_path: Path, capfd: Capture) -> None:
    folder = tmp_path
    for _ in range(8):
        folder /= "很长的文件夹名称" * 6
    folder.mkdir(parents=True)
    (folder / "推介表.txt").write_text("姓名：张三", encoding="utf-8")
    found = called_here(capfd, tmp_path)
    (item,) = found.report["unassigned"] or found.report["entries"][0]["files"]
    assert len(item["path"]) > 390


@pytest.fixture
def deep_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in a folder, deeper than the system opens by a path; and taken down again.

    Left to stand, it would end the run that clears away this one's temporary folders: they are
    removed by recursion.
    """
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(DEEP):
        os.mkdir("层", dir_fd=here)
        inner = os.open("层", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    yield tmp_path
    top, kept = tmp_path / "层", tmp_path / "拆除"
    while (top / "层").exists():
        (top / "层").rename(kept)
        top.rmdir()
        kept.rename(top)


def test_folders_in_folders_without_end(deep_folder: Path, capfd: Capture) -> None:
    """What the system refuses is named, what it lets be is read."""
    (deep_folder / "说明.txt").write_text("说明", encoding="utf-8")
    found = called_here(capfd, deep_folder)
    assert found.status in (1, 3)
    assert "Traceback" not in found.err
    said = {item["path"]: item["why"] for item in found.report["unassigned"]}
    assert "说明.txt" in said
    (deep,) = (why for path, why in said.items() if len(path) > 1000)
    assert "名称太长" in deep


def test_everything_that_is_no_file(tmp_path: Path, capfd: Capture) -> None:
    package = tmp_path / "材料"
    package.mkdir()
    outside = tmp_path / "机密.txt"
    outside.write_text("机密", encoding="utf-8")
    (package / "说明.txt").write_text("说明", encoding="utf-8")
    (package / "链接.txt").symlink_to(outside)
    (package / "绕圈").symlink_to(package)
    (package / "自己").symlink_to("自己")
    os.mkfifo(package / "管道.mp4")
    with socket.socket(socket.AF_UNIX) as server:
        before = Path.cwd()
        os.chdir(package)
        try:
            server.bind("插座")
        finally:
            os.chdir(before)
        found = called_here(capfd, package)
    assert found.report["package"]["files"] == 1
    why = Counter(item["why"][:8] for item in found.report["unassigned"])
    assert why["这是快捷方式或链"] == 3
    assert why["这不是普通文件（"] == 2
    assert "机密" not in found.out.replace("机密.txt", "")


def test_devices(tmp_path: Path, capfd: Capture) -> None:
    """As a package, a device is no folder; a link to one in a package is a link."""
    assert called_here(capfd, "/dev/null").status == 2
    (tmp_path / "视频.mp4").symlink_to("/dev/zero")
    found = called_here(capfd, tmp_path)
    assert [item["path"] for item in found.report["unassigned"]] == ["视频.mp4"]
    assert found.report["package"]["files"] == 0


def test_names_that_are_no_text(tmp_path: Path) -> None:
    names = [b"\xff\xfe\x80.jpg", b"a\nb\n.txt", b"\x1b[31m.docx", b" .txt", b"\xed\xa0\x80.txt"]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_bytes(b"x")
    found = checked(tmp_path)
    assert found.status == 1
    assert found.report["package"]["files"] == len(names)
    assert found.err == ""
