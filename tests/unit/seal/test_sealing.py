"""Sealing: what is packed is what was judged, and nothing half-made is ever left."""

from __future__ import annotations

import errno
import io
import json
import os
import unicodedata
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from docx import Document
from sample_packages.expected import HERE

from jlxx_check import CannotSeal, NotAPackage, SealStopped, check, load_pack, seal, verify_seal
from jlxx_check.files.folder_tree import FolderTree
from jlxx_check.files.opening import open_package
from jlxx_check.model.report import Report, Verdict
from jlxx_check.model.seal_state import SealStanding
from jlxx_check.packs import list_packs
from jlxx_check.reporters.json_report import json_report
from jlxx_check.text import Lang
from tests.support.papers import letter
from tests.support.sealing import FILES, NOW, QUICK, folder_of, members, sealed_in

TOP = "某市教育局/"


@pytest.mark.parametrize("name", sorted(list_packs()))
def test_every_pack_seals_and_knows_its_seal_again(name: str, tmp_path: Path) -> None:
    pack = load_pack(name)
    done = sealed_in(tmp_path, pack)
    assert done.file is not None
    report = check(done.file, pack, reading=QUICK)
    assert report.package.seal is not None
    assert report.package.seal.exact
    assert report.package.files == len(FILES)
    seen = {item.path for item in report.unassigned}
    seen |= {file.path for entry in report.entries for file in entry.files}
    assert seen <= set(FILES)
    assert said(report) == said(done.report)


def said(report: Report) -> dict[str, Any]:
    """All that a report says of a package but where it lies, whether it was sealed, and when."""
    data: dict[str, Any] = json_report(report, Lang.ZH).model_dump(exclude_unset=True)
    del data["package"]["path"]
    data["package"].pop("seal", None)
    return data


LETTER = letter(
    ["示例学院关于报送“百姓学习之星”推介材料的函", "省教育厅：", "现报上。", "示例学院"]
)
OTHERS = letter(
    ["别处学院关于报送“百姓学习之星”推介材料的函", "省教育厅：", "现报上。", "别处学院"]
)


@pytest.mark.parametrize(
    ("folder", "papers", "unit"),
    [
        ("榆河县教育局-整理", {}, "榆河县教育局"),  # what repair recommends
        ("榆河县教育局材料(1)最终版", {}, "榆河县教育局"),
        ("榆河县教育局", {}, "榆河县教育局"),
        ("新建文件夹 (2)", {"报送函.docx": LETTER}, "示例学院"),
        ("新建文件夹 (2)", {}, "新建文件夹 (2)"),  # nothing tells
        (
            "某学院-整理",
            {"报送函.docx": LETTER},
            "某学院",
        ),  # in doubt the name, which a person gave
        ("新建文件夹", {"a/报送函.docx": LETTER, "b/报送函.docx": OTHERS}, "新建文件夹"),
    ],
)
def test_the_receipt_names_the_unit(
    folder: str, papers: dict[str, bytes], unit: str, tmp_path: Path
) -> None:
    source = folder_of({**FILES, **papers}, tmp_path / folder)
    done = seal(source, tmp_path, anyway=True, reading=QUICK, now=NOW)
    assert done.file is not None
    assert done.report.package.name == unit
    inside = members(done.file)
    assert {name.partition("/")[0] for name in inside} == {unit}
    (receipt,) = (data for name, data in inside.items() if name.endswith("回执.docx"))
    page = Document(io.BytesIO(receipt))
    assert unit in {cell.text for table in page.tables for cell in table._cells}


@pytest.mark.parametrize(("received", "said"), [(None, True), (NOW.date(), False)])
def test_the_receipt_says_what_only_the_office_can_judge(
    received: date | None, said: bool, tmp_path: Path
) -> None:
    source = folder_of(FILES, tmp_path / "某局")
    done = seal(source, tmp_path, anyway=True, received=received, reading=QUICK, now=NOW)
    assert done.file is not None
    (receipt,) = (data for name, data in members(done.file).items() if name.endswith("回执.docx"))
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(receipt)).paragraphs)
    assert ("（按时报送）要有收件单位手里的资料" in text) == said


@pytest.mark.parametrize(
    ("sample", "pack"),
    [
        ("workers-mistakes", "model-workers"),
        ("volunteers-mistakes", "volunteers-2022"),
        ("id-photos-2015-mistakes", "id-photos-2015"),
        ("moral-2020-mistakes", "moral-models-2020"),
        ("messy", "jilin-2023"),
    ],
)
def test_elsewhere_the_findings_are_the_same(sample: str, pack: str, tmp_path: Path) -> None:
    """Those of the sealed archive, of the report in it, and of the package that was sealed."""
    rules, reading = load_pack(pack), replace(QUICK, cache=tmp_path / "cache")
    target = tmp_path / "封存.zip"
    done = seal(HERE / sample, target, rules, anyway=True, reading=reading, now=NOW)
    (tmp_path / "省里").mkdir()
    elsewhere = target.rename(tmp_path / "省里" / target.name)
    report = check(elsewhere, rules, reading=reading)
    assert report.package.seal is not None
    assert report.package.seal.exact
    assert said(report) == said(done.report)
    (inside,) = (
        json.loads(data) for name, data in members(elsewhere).items() if name.endswith(".json")
    )
    assert inside["findings"] == said(done.report)["findings"]
    before = check(HERE / sample, rules, reading=reading)
    assert places(done.report) - places(before) <= {("package.archive-name", None, None)}
    assert not {item for item in places(before) - places(done.report) if "leftover" not in item[0]}


def places(report: Report) -> set[tuple[str, str | None, str | None]]:
    """What is found where, its words left out: they may name the archive or the folder."""
    return {
        (item.rule, item.file and unicodedata.normalize("NFC", item.file), item.where)
        for item in report.findings
    }


def test_one_that_complies_is_sealed_as_such(tmp_path: Path) -> None:
    target = tmp_path / "x.zip"
    done = seal(HERE / "id-photos-2019", target, "id-photos-2019", reading=QUICK, now=NOW)
    assert done.complies
    assert done.file == target
    assert done.size == target.stat().st_size
    assert done.mail is not None
    # A second time it is the same but for nothing: names, order, times, bytes.
    again = tmp_path / "y.zip"
    seal(HERE / "id-photos-2019", again, "id-photos-2019", reading=QUICK, now=NOW)
    one, other = members(target), members(again)
    one.pop(next(name for name in one if name.endswith(".json")))
    assert [name for name in one if one[name] != other[name]] == [
        name for name in one if "manifest" in name and "tag" in name
    ]


def test_one_that_does_not_is_not_sealed(tmp_path: Path) -> None:
    source, target = folder_of(FILES, tmp_path / "某市教育局"), tmp_path / "x.zip"
    done = seal(source, target, reading=QUICK)
    assert (done.file, done.complies) == (None, False)
    assert done.report.verdict is Verdict.NONCOMPLIANT
    assert list(tmp_path.iterdir()) == [source]


def test_what_was_judged_in_part_never_complies(tmp_path: Path) -> None:
    source, target = HERE / "id-photos-2019", tmp_path / "x.zip"
    chosen = ("package.readable",)
    done = seal(source, target, "id-photos-2019", select=chosen, reading=QUICK)
    assert (done.file, done.report.verdict, done.complies) == (None, Verdict.COMPLIANT, False)
    seal(source, target, "id-photos-2019", select=chosen, anyway=True, reading=QUICK, now=NOW)
    assert verify_seal(target, "id-photos-2019", reading=QUICK).seal.verdict == "partial"
    assert "只检查了一部分规则" in receipt(target)


def receipt(archive: Path) -> str:
    """All that the receipt says."""
    data = next(data for name, data in members(archive).items() if name.endswith(".docx"))
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def test_the_receipt_says_what_was_found(tmp_path: Path) -> None:
    done = sealed_in(tmp_path)
    assert done.file is not None
    page = receipt(done.file)
    for wanted in ("某市教育局", "不符合要求", "仍然报送", "jilin-2023", "2023-07-08 16:05"):
        assert wanted in page
    assert done.digest in page.replace(" ", "")
    assert "不说明是谁写的" in page


def test_names_in_the_archive(tmp_path: Path) -> None:
    done = sealed_in(tmp_path)
    assert done.file is not None
    with zipfile.ZipFile(done.file) as archive:
        infos = archive.infolist()
    names = [info.filename for info in infos]
    assert all(name.startswith(TOP) for name in names)
    assert all(info.flag_bits & 0x800 for info in infos)
    assert {info.create_system for info in infos} == {3}
    assert [name for name in names if "/data/" in name] == [
        f"{TOP}data/{name}" for name in ("01_张某某/介绍.txt", "01_张某某/照片.jpg",
        "02_李某某/100%.txt", "02_李某某/a b+c.bin", "说明.txt")
    ]  # fmt: skip


def test_a_name_by_the_packs_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "桌面"
    folder.mkdir()
    done = seal(HERE / "volunteers", folder, "volunteers-2022", anyway=True, reading=QUICK, now=NOW)
    assert done.file is not None
    named = check(done.file, "volunteers-2022", select="package.archive-name", reading=QUICK)
    assert (named.summary.passed, named.summary.error) == (1, 0)
    plain = seal(folder_of(FILES, tmp_path / "某市教育局"), folder, anyway=True, reading=QUICK)
    assert plain.file == folder / "某市教育局.zip"
    with pytest.raises(CannotSeal, match="nothing tells 联系人电话"):
        seal(tmp_path / "某市教育局", folder, "volunteers-2022", anyway=True, reading=QUICK)


def test_leftovers_are_left_out(tmp_path: Path) -> None:
    done = sealed_in(tmp_path, files={**FILES, "Thumbs.db": b"x", "__MACOSX/._a": b"y"})
    assert done.file is not None
    assert done.left_out == ("__MACOSX/._a", "Thumbs.db")
    assert not [name for name in members(done.file) if "Thumbs" in name or "MACOSX" in name]


def test_a_sealed_one_is_sealed_again_without_its_papers(tmp_path: Path) -> None:
    first = sealed_in(tmp_path)
    assert first.file is not None
    again = seal(first.file, tmp_path / "再.zip", anyway=True, reading=QUICK, now=NOW)
    assert again.digest == first.digest


def test_an_archive_is_sealed_and_those_in_it_are_opened(tmp_path: Path) -> None:
    source = tmp_path / "某市教育局"
    source.mkdir()
    folder_of({"说明.txt": b"1"}, source)
    with zipfile.ZipFile(source / "照片.zip", "w") as inner:
        inner.writestr("a.txt", b"2")
    done = seal(source, tmp_path / "x.zip", anyway=True, reading=QUICK)
    assert done.file is not None
    assert f"{TOP}data/照片.zip/a.txt" in members(done.file)
    assert said(check(done.file, reading=QUICK)) == said(done.report)


# What will not do: a clear line, and nothing left.


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


def test_files_that_32_bits_cannot_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a file of more than 4 GB is packed; what is read back is what was packed."""
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 100)
    done = sealed_in(tmp_path)
    assert done.file is not None
    with closing(open_package(done.file)) as tree:
        assert {node.path for node in tree.files} == set(FILES)
    assert b"\x01\x00\x10\x00" in done.file.read_bytes()  # the extra field of large files
    assert verify_seal(done.file, reading=QUICK).seal.standing is SealStanding.EXACT


def test_progress_counts_to_its_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    source = folder_of(FILES, tmp_path / "某市教育局")
    seal(
        *(source, tmp_path / "x.zip"),
        anyway=True,
        reading=QUICK,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == sorted(told)
    assert told[-1] == (3 * len(FILES), 3 * len(FILES))
