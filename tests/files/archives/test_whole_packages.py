"""Whole packages as archives: the same report as of the folder, and what a broken one gives."""

from __future__ import annotations

import io
import json
import os
import struct
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import py7zr
import pytest
from jsonschema import Draft202012Validator
from sample_packages.expected import HERE, essence
from tests.files.archives.rar_files import rar5
from tests.files.archives.zip_files import LOCKED, Entry, zip_file
from tests.support import samples
from tests.support.remembered_files import files_remembered

from jlxx_check import Reading, Report, check, load_pack
from jlxx_check.cli.composing import read_size
from jlxx_check.cli.main import run
from jlxx_check.files import open_package
from jlxx_check.files.archives import members, rars, regions
from jlxx_check.model.report import Verdict
from jlxx_check.reporters.json_report import schema

SAMPLE = HERE / "university"
RECEIVED = datetime.fromisoformat("2026-03-05T16:30")


@cache
def sample_files() -> dict[str, bytes]:
    paths = sorted(path for path in SAMPLE.rglob("*") if path.is_file())
    return {path.relative_to(SAMPLE).as_posix(): path.read_bytes() for path in paths}


def judged(path: Path, *, isolated: bool = False) -> Report:
    with files_remembered():
        reading = Reading(isolated=isolated)
        return check(path, load_pack("aku-2026"), received=RECEIVED, reading=reading)


def as_gbk_zip(files: dict[str, bytes]) -> bytes:
    return zip_file([Entry(name.encode("gbk"), data) for name, data in files.items()])


def as_stored_zip(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("/", "\\"), data)
    return target.getvalue()


def as_tar(mode: str) -> Callable[[dict[str, bytes]], bytes]:
    def write(files: dict[str, bytes]) -> bytes:
        target = io.BytesIO()
        with tarfile.open(fileobj=target, mode=mode) as archive:  # type: ignore[call-overload]
            for name, data in files.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
        return target.getvalue()

    return write


def as_7z(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with py7zr.SevenZipFile(target, "w", filters=[{"id": py7zr.FILTER_LZMA2, "preset": 0}]) as file:
        for name, data in files.items():
            file.writestr(data, name)
    return target.getvalue()


WRITERS = {
    "gbk.zip": as_gbk_zip,
    "stored.zip": as_stored_zip,
    "a.tar": as_tar("w"),
    "a.tar.gz": as_tar("w:gz"),
    "a.tar.bz2": as_tar("w:bz2"),
    "a.tar.xz": as_tar("w:xz"),
    "a.7z": as_7z,
    "a.rar": lambda files: rar5(files.items()),
}
#: Read in processes of their own: where members lie, and where they are unpacked.
ISOLATED = ("gbk.zip", "a.tar", "a.7z")


@pytest.mark.parametrize("name", WRITERS)
def test_the_report_is_that_of_the_folder(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "_IN_MEMORY", 50_000)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    archive = tmp_path / name
    archive.write_bytes(WRITERS[name](sample_files()))
    before = archive.read_bytes()
    report = judged(archive, isolated=name in ISOLATED)
    assert report.package.kind == {"gz": "tar", "bz2": "tar", "xz": "tar"}.get(
        name.rpartition(".")[2], name.rpartition(".")[2]
    )
    assert essence("university", report) == essence("university", samples.judged("university"))
    assert list((tmp_path / "temporary").iterdir()) == []
    assert archive.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == sorted([tmp_path / "temporary", archive])


def test_an_archive_in_a_folder_names_its_owner(tmp_path: Path) -> None:
    """The star's folder handed in as 庄梦舟.zip: its name is read without the suffix."""
    package = tmp_path / "包"
    star: dict[str, bytes] = {}
    for name, data in sample_files().items():
        if "/百姓学习之星-庄梦舟/" in name:
            star[name.rpartition("/")[2]] = data
            continue
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_bytes(data)
    (package / "文化传播示例学院" / "百姓学习之星-庄梦舟.zip").write_bytes(as_gbk_zip(star))
    report = judged(package)
    assert report.package.kind == "folder"
    assert report.summary.error == 0
    assert [entry.name for entry in report.entries] == ["庄梦舟", "汉水书声"]


def test_an_archive_that_wraps_the_unit_gives_its_name(tmp_path: Path) -> None:
    outer = zip_file([Entry("安康学院材料.zip".encode(), as_gbk_zip({"a/照片.jpg": b"x"}))])
    (tmp_path / "1.zip").write_bytes(outer)
    assert judged(tmp_path / "1.zip").package.name == "安康学院材料"


LOCKED_ZIP = zip_file([Entry(b"a.docx", b"x", flags=LOCKED)])
NOISE = b"\x00\x01not an archive"


@pytest.mark.parametrize(
    ("name", "raw", "says", "mend"),
    [
        ("锁.zip", LOCKED_ZIP, "设有密码", "去掉密码后重新压缩为 .zip"),
        ("断.zip", as_gbk_zip({"推介表.docx": bytes(5000)})[:60], "不完整", "重新压缩"),
        ("坏.zip", NOISE, "不是", "重新压缩"),
        ("空.zip", b"", "0字节", "重新压缩"),
        ("分.zip.001", NOISE, "完整的 .zip", "一个 .zip"),
        ("坏.7z", NOISE, "不是", ".zip"),
    ],
)  # fmt: skip
def test_a_broken_delivery_is_one_error(
    tmp_path: Path, name: str, raw: bytes, says: str, mend: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    report = judged(tmp_path / name)
    assert report.verdict is Verdict.NONCOMPLIANT
    (error,) = [item for item in report.findings if item.level.value == "error"]
    assert (error.rule, error.file) == ("package.readable", name)
    assert says in error.message.zh
    assert error.fix is not None
    assert mend in error.fix.zh
    assert report.faults == ()
    unjudged = {item.rule for item in report.not_judged}
    assert {"quota.stars", "quota.projects"} <= unjudged


@pytest.mark.parametrize(
    ("name", "raw", "status", "verdict"),
    [
        ("锁.zip", LOCKED_ZIP, 1, "noncompliant"),
        ("大.zip", zip_file([Entry(b"a.docx", bytes(9000))]), 1, "noncompliant"),
        ("a.rar", rar5([("a.docx", b"x" * 90)]), 3, "incomplete"),
    ],
)
def test_exit_status(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    raw: bytes,
    status: int,
    verdict: str,
) -> None:
    """A RAR file that no program here can unpack is no fault of whoever sent it."""
    monkeypatch.setattr(rars, "_STORED", -1)
    monkeypatch.setattr(rars, "rar_tools", lambda: iter(()))
    (tmp_path / name).write_bytes(raw)
    words = ["check", str(tmp_path / name), "--max-unpacked", "8K", "--format", "json"]
    assert run(words) == status
    data = json.loads(capsys.readouterr().out)
    assert data["verdict"] == verdict
    assert list(Draft202012Validator(schema()).iter_errors(data)) == []
    (finding,) = [item for item in data["findings"] if item["rule"] == "package.readable"]
    assert finding["level"] == ("error" if status == 1 else "warning")
    assert ".zip" in finding["fix"]
    assert data["package"]["kind"] == name.rpartition(".")[2]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_terminal_says_it_in_plain_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    (tmp_path / "锁.zip").write_bytes(LOCKED_ZIP)
    assert run(["check", str(tmp_path / "锁.zip"), "--lang", lang]) == 1
    out = capsys.readouterr().out
    assert ("请去掉密码后重新压缩为 .zip" if lang == "zh" else "Remove the password") in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--max-unpacked", "许多"], "500M"),
        (["--max-unpacked", "0"], "--max-unpacked"),
        (["--max-members", "0"], "--max-members"),
        (["--max-ratio", "-1"], "--max-ratio"),
        (["--max-depth", "x"], "--max-depth"),
    ],
)
def test_limits_that_are_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert run(["check", str(tmp_path), *words]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "number"), [("20G", 20 << 30), ("500 mb", 500 << 20), ("１K", 1024), ("7", 7)]
)
def test_sizes(written: str, number: int) -> None:
    assert read_size(written, "--max-unpacked") == number


def test_opening_reads_no_video(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three gigabytes of stored videos (a hole on the disk) cost the directory alone."""
    path = tmp_path / "大.zip"
    size, offset = 150_000_000 if os.name == "posix" else 5_000_000, 0
    directory = b""
    with path.open("wb") as file:
        for number in range(20):
            one = zip_file(
                [Entry(b"%02d.mp4" % number, method=0, size=size, packed_size=size, offset=offset)]
            )
            at = one.index(b"PK\x01\x02")
            directory += one[at : one.index(b"PK\x05\x06")]
            file.write(one[:at])
            offset = file.seek(size, os.SEEK_CUR)
        end = struct.pack("<4H2LH", 0, 0, 20, 20, len(directory), offset, 0)
        file.write(directory + b"PK\x05\x06" + end)
    read: list[int] = []
    real = regions._Window.readinto

    def counted(self: regions._Window, buffer: bytearray) -> int:
        read.append(real(self, buffer))
        return read[-1]

    monkeypatch.setattr(regions._Window, "readinto", counted)
    tree = open_package(path)
    assert sum(node.size for node in tree.files) == 20 * size
    assert len(read) <= 4
    assert sum(read) < 200_000
    read.clear()
    with tree.open("07.mp4") as stream:
        assert stream.seek(-10, os.SEEK_END) == size - 10
        assert stream.read() == bytes(10)
    assert sum(read) < 20_000
    tree.close()


def test_a_choice_of_rules_does_not_hide_what_did_not_open(tmp_path: Path) -> None:
    (tmp_path / "锁.zip").write_bytes(LOCKED_ZIP)
    report = check(tmp_path / "锁.zip", select="video")
    assert [note.zh for note in report.notes] == ["“锁.zip”：压缩包设有密码，里面的文件没有检查。"]
