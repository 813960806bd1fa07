from __future__ import annotations

import io
import os
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from jlxx_check.api import load_pack
from jlxx_check.batch import CannotBatch
from jlxx_check.batch.inbox import look_into
from jlxx_check.batch.inbox.inbox_content import open_arrival
from jlxx_check.batch.loose_units import notes_on_loose
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.files import is_package
from jlxx_check.model.limits import ArchiveLimits

PACK = load_pack().pack


def test_folders_and_archives_are_packages_and_nothing_else_is(tmp_path: Path) -> None:
    for name in ("10甲", "2乙", "__MACOSX", ".git", "$RECYCLE.BIN", "@eaDir", "结果"):
        (tmp_path / name).mkdir()
    for name in ("丙.zip", "丁.7Z", "戊.tar.gz", "己.rar", "说明.txt", "Thumbs.db", ".DS_Store"):
        (tmp_path / name).touch()
    found = look_into(tmp_path, (tmp_path / "结果").resolve(), PACK)
    assert set(found.deliveries) == {"10甲", "2乙", "丙.zip", "丁.7Z", "戊.tar.gz", "己.rar"}
    assert found.deliveries.index("2乙") < found.deliveries.index("10甲")
    (note,) = notes_on_loose((), (), found.loose, {})
    assert note.zh.endswith("：说明.txt。")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
def test_links_and_pipes_are_named_and_not_followed(tmp_path: Path) -> None:
    box = tmp_path / "收件"
    (tmp_path / "别处").mkdir()
    box.mkdir()
    (box / "链接").symlink_to(tmp_path / "别处")
    os.mkfifo(box / "管道")
    found = look_into(box, tmp_path / "out", PACK)
    assert found.deliveries == ()
    assert "管道、链接" in found.notes[0].zh


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is Unicode")
@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([b"\xe5\x9d\x8f\xff"], ["坏\\udcff"]),
        (["长春市教育局".encode("gbk")], ["长春市教育局"]),
        (["长春市教育局".encode("gbk"), "长春市教育局".encode()], ["长春市教育局", "\\udcb3"]),
    ],
)
@pytest.mark.parametrize("grouped", [False, True])
def test_a_name_of_bytes_is_read_and_opened(
    tmp_path: Path, names: list[bytes], shown: list[str], grouped: bool
) -> None:
    """Old archives and shares leave names in GBK; one that is no text at all is opened, too."""
    box = os.fsencode(tmp_path) + "/第一批".encode("gbk") if grouped else os.fsencode(tmp_path)
    try:
        for name in names:
            Path(os.fsdecode(box + b"/" + name)).mkdir(parents=True)
            Path(os.fsdecode(box + b"/" + name + "/说明.txt".encode("gbk"))).write_bytes(b"x")
            with zipfile.ZipFile(os.fsdecode(box + b"/" + name + b".zip"), "w") as archive:
                archive.writestr("a.txt", "x")
    except OSError:
        pytest.skip("this disk takes UTF-8 names only")
    known = ("第一批",) if grouped else ()
    found = look_into(tmp_path, tmp_path / "out", PACK, grouped=known)
    assert len(found.deliveries) == 2 * len(names)
    for start in shown:
        assert any(path.removeprefix("第一批/").startswith(start) for path in found.deliveries)
    for item in found.arrivals:
        item.path.encode("utf-8")
        with closing(open_arrival(tmp_path, item, ArchiveLimits())) as tree:
            tree.name.encode("utf-8")
            assert len(tree.files) == 1


def test_a_long_list_of_loose_files_is_cut(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").touch()
    found = look_into(tmp_path, tmp_path / "out", PACK)
    (note,) = notes_on_loose((), (), found.loose, {})
    assert "7.txt、…（30）" in note.zh


def test_an_inbox_that_cannot_be_listed(tmp_path: Path) -> None:
    with pytest.raises(CannotBatch, match="cannot be opened"):
        look_into(tmp_path / "没有", tmp_path / "out", PACK)


def test_what_vanishes_while_it_is_listed_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
    listed = list(tmp_path.iterdir())
    monkeypatch.setattr(Path, "iterdir", lambda _: iter(listed))
    (tmp_path / "乙").rmdir()
    assert look_into(tmp_path, tmp_path / "out", PACK).deliveries == ("甲",)
    (tmp_path / "甲").rmdir()
    tmp_path.rmdir()
    with pytest.raises(CannotBatch, match="cannot be opened"):
        look_into(tmp_path, tmp_path / "out", PACK)


def test_results_of_an_earlier_run_are_no_package(tmp_path: Path) -> None:
    OutputFolder(tmp_path / "上次的结果").prepare()
    (tmp_path / "甲" / ".jlxx-check").mkdir(parents=True)
    found = look_into(tmp_path, tmp_path / "out", PACK)
    assert found.deliveries == ("甲",)
    assert "以前的检查结果" in found.notes[0].zh
    assert "上次的结果" in found.notes[0].zh


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("甲.mbox", "乙.mht"), "邮件格式"),
        (("甲.mbox",), "另存为 .eml"),
    ],
)
def test_what_is_no_delivery_is_told_as_such(
    tmp_path: Path, names: tuple[str, ...], says: str
) -> None:
    for name in names:
        (tmp_path / name).touch()
    found = look_into(tmp_path, tmp_path / "out", PACK)
    assert found.deliveries == ()
    (note,) = found.notes
    assert says in note.zh
    assert all(name in note.zh for name in names)


def test_batch_takes_what_check_takes(tmp_path: Path) -> None:
    def packed(*names: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name in names:
                archive.writestr(name, "x")
        return out.getvalue()

    for name in ("甲.txz", "乙.tzst", "丙.tar.zst", "丁.tlz", "戊.iso"):
        (tmp_path / name).touch()
    for name in ("己", "庚.bin"):
        (tmp_path / name).write_bytes(packed("推介表.docx"))
    jar = packed("META-INF/MANIFEST.MF")
    for name in ("工具.jar", "工具", "表.ods", "照片.livp", "安装.exe"):
        (tmp_path / name).write_bytes(jar)
    found = look_into(tmp_path, tmp_path / "out", PACK)
    deliveries = {"甲.txz", "乙.tzst", "丙.tar.zst", "丁.tlz", "戊.iso", "己", "庚.bin"}
    assert set(found.deliveries) == deliveries
    assert {name for name in deliveries if is_package(tmp_path / name)} == deliveries
    (note,) = notes_on_loose((), (), found.loose, {})
    assert all(name in note.zh for name in ("工具.jar", "工具", "表.ods", "照片.livp", "安装.exe"))
