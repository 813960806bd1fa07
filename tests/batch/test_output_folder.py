from __future__ import annotations

import os
from pathlib import Path

import pytest

from jlxx_check.batch import CannotBatch
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.record import WrittenReport
from jlxx_check.batch.required import check_places


@pytest.fixture
def folder(tmp_path: Path) -> OutputFolder:
    (tmp_path / "out").mkdir()
    made = OutputFolder(tmp_path / "out")
    made.prepare()
    return made


@pytest.mark.parametrize(
    ("inbox", "out", "said"),
    [
        ("没有", "out", "没有"),
        ("文件.txt", "out", "不是文件夹"),
        ("收件", "收件", "收件文件夹本身"),
        ("收件", ".", "上级文件夹"),
        ("收件", "收件/甲/out", "材料包里面"),
        ("收件", "文件.txt", "要写文件夹"),
        ("收件", "没有/out", "上级文件夹不存在"),
        ("收件", "别的", "已有别的文件"),
        ("收件", "收件/甲", "已有别的文件"),
        ("结果", "out", "不是收件文件夹"),
    ],
)
def test_places_that_will_not_do(tmp_path: Path, inbox: str, out: str, said: str) -> None:
    _places(tmp_path)
    (tmp_path / "结果").mkdir()
    OutputFolder(tmp_path / "结果").prepare()
    with pytest.raises(CannotBatch) as error:
        check_places(tmp_path / inbox, tmp_path / out)
    assert said in error.value.text.zh


def test_files_that_the_call_reads_are_neither_written_nor_removed(folder: OutputFolder) -> None:
    written = folder.write("甲/检查报告.json", b"{}")
    kept = OutputFolder(folder.out, [folder.out / "甲" / ".." / "甲" / "检查报告.json"])
    with pytest.raises(CannotBatch, match="reads"):
        kept.write("甲/检查报告.json", b"[]")
    assert kept.remove([written]) == []
    assert (folder.out / "甲" / "检查报告.json").read_bytes() == b"{}"


@pytest.mark.parametrize("out", ["新的", "空的", "收件/结果", "我们的", "刚开始"])
def test_places_that_will_do(tmp_path: Path, out: str) -> None:
    _places(tmp_path)
    (tmp_path / "空的").mkdir()
    (tmp_path / "我们的").mkdir()
    OutputFolder(tmp_path / "我们的").prepare()
    (tmp_path / "我们的" / "index.html").touch()
    (tmp_path / "刚开始" / ".jlxx-check").mkdir(parents=True)
    check_places(tmp_path / "收件", tmp_path / out)


def _places(root: Path) -> None:
    (root / "收件" / "甲").mkdir(parents=True)
    (root / "收件" / "甲" / "推介表.docx").touch()
    (root / "别的").mkdir()
    (root / "别的" / "照片.jpg").touch()
    (root / "文件.txt").touch()


def test_what_says_the_same_is_left_alone(folder: OutputFolder) -> None:
    first = folder.write("甲/检查报告.html", b"one")
    os.utime(folder.out / "甲/检查报告.html", (1, 1))
    again = folder.write("甲/检查报告.html", b"one")
    assert again.stamp == 1_000_000_000
    assert folder.intact(again)
    assert folder.intact(first), "another stamp, but the same bytes"


def test_an_edit_is_seen(folder: OutputFolder) -> None:
    written = folder.write("甲/检查报告.html", b"one")
    (folder.out / "甲/检查报告.html").write_bytes(b"two")
    os.utime(folder.out / "甲/检查报告.html", (1, 1))
    assert not folder.intact(written)
    (folder.out / "甲/检查报告.html").unlink()
    assert not folder.intact(written)


def test_only_what_was_written_is_removed(folder: OutputFolder) -> None:
    gone = [folder.write(f"甲/{name}", name.encode()) for name in ("a", "b", "c")]
    gone += [folder.write("乙/a", b"a")]
    (folder.out / "甲/b").write_bytes(b"edited")
    (folder.out / "甲/own.txt").write_bytes(b"own")
    assert folder.remove(gone, but=["甲/c"]) == ["甲/b"]
    assert {path.name for path in (folder.out / "甲").iterdir()} == {"b", "c", "own.txt"}
    assert not (folder.out / "乙").exists()


def test_what_a_person_edited_stays_and_the_new_one_goes_beside_it(folder: OutputFolder) -> None:
    first = folder.write("甲/通知.docx", b"one")
    place = folder.out / "甲/通知.docx"
    assert folder.write("甲/通知.docx", b"two", [first]).path == "甲/通知.docx"
    place.write_bytes(b"edited")
    second = folder.write("甲/通知.docx", b"three", [first])
    assert second.path == "甲/通知（新）.docx"
    assert folder.write("甲/通知.docx", b"four", [first, second]).path == "甲/通知（新）.docx"
    (folder.out / second.path).write_bytes(b"edited, too")
    assert folder.write("甲/通知.docx", b"five", [first, second]).path == "甲/通知（新2）.docx"
    assert place.read_bytes() == b"edited"
    assert folder.remove([first]) == ["甲/通知.docx"]
    place.unlink()
    assert folder.write("甲/通知.docx", b"six").path == "甲/通知.docx"


@pytest.mark.parametrize("path", ["../x", "甲/../../x", "/x", "a/b/c/d", ".jlxx-check/lock", ""])
def test_a_record_that_was_tampered_with_leads_nowhere(folder: OutputFolder, path: str) -> None:
    (folder.out.parent / "x").write_bytes(b"x")
    digest = folder.write("甲/x", b"x").sha256
    assert folder.remove([WrittenReport("html", path, digest)]) == []
    assert (folder.out.parent / "x").exists()
    assert not folder.intact(WrittenReport("html", path, digest))
    with pytest.raises(ValueError, match=r".*"):
        folder.write(path, b"x")


def test_a_link_put_in_a_reports_place_is_replaced(folder: OutputFolder) -> None:
    outside = folder.out.parent / "外面.html"
    outside.write_bytes(b"outside")
    (folder.out / "甲").mkdir()
    (folder.out / "甲/检查报告.html").symlink_to(outside)
    folder.write("甲/检查报告.html", b"report")
    assert outside.read_bytes() == b"outside"
    assert (folder.out / "甲/检查报告.html").read_bytes() == b"report"
