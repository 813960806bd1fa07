"""Sealing: what is packed is what was judged, and nothing half-made is ever left."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from sample_packages.expected import HERE

from jlxx_check import CannotSeal, check, load_pack, seal, verify_seal
from jlxx_check.files.opening import open_package
from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report, Verdict
from jlxx_check.model.seal_state import SealStanding
from jlxx_check.packs import list_packs
from jlxx_check.reporters.json_report import json_report
from jlxx_check.text import Lang, same
from jlxx_check.unit.seal import sealing
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


def test_what_a_reviewer_found_wrong_is_not_sealed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Decision("files.readable", None, Choice.WRONG, "赵", date(2023, 7, 13), "像两个人")
    item = Finding("package.readable", Level.REVIEW, same("请核对"), objection=wrong)
    found = check(HERE / "id-photos-2019", "id-photos-2019", reading=QUICK)
    monkeypatch.setattr(sealing, "judge", lambda *_: replace(found, findings=(item,)))
    target = tmp_path / "x.zip"
    done = seal(HERE / "id-photos-2019", target, "id-photos-2019", reading=QUICK)
    assert (done.file, done.report.verdict, done.complies) == (None, Verdict.COMPLIANT, False)
    seal(HERE / "id-photos-2019", target, "id-photos-2019", anyway=True, reading=QUICK, now=NOW)
    assert "没有全部通过自查" in receipt(target)


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
