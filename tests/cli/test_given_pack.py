"""The pack of a call: found by a part of its title, and what is said of an edited copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import platformdirs
import pytest

from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.common_names import given_pack
from jlxx_check.cli.main import run
from jlxx_check.packs import list_packs
from jlxx_check.packs.installed import own_packs
from tests.support.sealing import FILES, folder_of


@pytest.mark.parametrize(
    ("written", "meant"), [("安康学院2026", "aku-2026"), ("没有这样的通知", "没有这样的通知")]
)
def test_a_title_is_found_beside_a_pack_that_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, meant: str
) -> None:
    info = tmp_path / "broken-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[jlxx_check.packs]\nbroken = nowhere:pack\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert "broken" in list_packs()
    assert given_pack(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("jilin", "jilin-2023"),
        ("Jilin 2023", "jilin-2023"),
        ("ｊｉｌｉｎ２０２３", "jilin-2023"),
        ("model_workers", "model-workers"),
        ("Ankang University", "aku-2026"),
        ("micro-courses", "micro-courses-2018"),
        ("吉林", "jilin-2023"),
        ("2022年志愿", "volunteers-2022"),
        ("another examination's", "id-photos-2019"),
    ],
)
def test_a_pack_is_called_by_words_of_its_name_or_title(written: str, meant: str) -> None:
    assert given_pack(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "nothere",
        "nother",
        "ilin",
        "jili",
        "jilin-202",
        "23",
        "Ankang Univ",
        "e exam",
        "年吉林 2023",
        "吉",
        "?",
    ],
)
def test_a_piece_of_a_word_is_no_pack(
    written: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert given_pack(written) == written
    assert run(["check", str(tmp_path), "--rules", written, "--lang", "en"]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "jilin-2023" in said
    assert "The path of a pack's folder will do as well." in said


@pytest.mark.parametrize(
    ("written", "meant"),
    [("jilin-2023", "jilin-2023"), ("./jilin-2023", "./jilin-2023"), ("某通知", "某通知")],
)
def test_a_folder_is_no_installed_pack(
    written: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(meant).mkdir()
    assert given_pack(written) == meant


@pytest.mark.parametrize("written", ["2019", "id photos", "learning", "推荐"])
def test_words_of_several_packs_are_refused(written: str) -> None:
    with pytest.raises(CallProblem, match="may be several packs"):
        given_pack(written)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("check", "x", "--rules", ""), "--rules"),
        (("rules", "new", "x", "--like", " "), "--like"),
        (("rules", "path", ""), "PACK"),
    ],
)
def test_an_empty_name_is_told_where_it_was_written(
    words: tuple[str, ...],
    what: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x").mkdir()
    assert run([*words, "--lang", "zh"]) == 2
    assert f"{what} 是空的" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("check", "收件/某单位"),
        ("check", "收件/某单位", "收件/某单位"),
        ("batch", "收件", "--out", "结果", "--format", "markdown"),
        ("watch", "收件", "--out", "结果", "--format", "markdown", "--once", "--quiet-for", "0"),
        ("seal", "收件/某单位", "--to", "x.zip"),
        ("repair", "收件/某单位", "--dry-run"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize(
    ("copy", "language", "says"),
    [
        ("id: id-photos-2015", "", "编号仍是自带规则包的“id-photos-2015”"),
        ("id: id-photos-2015", "English", "still has the id"),
        ("id: id-photos-own", "", ""),
    ],
)
def test_an_edited_copy_that_kept_its_id_is_told_once(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    copy: str,
    language: str,
    says: str,
) -> None:
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JLXX_LANG", language)
    rules = tmp_path / "规则"
    shutil.copytree(str(own_packs()["id-photos-2015"]), rules)
    head = rules / "pack.yaml"
    text = head.read_text(encoding="utf-8").replace("id: id-photos-2015", copy)
    head.write_text(f"{text}\n# x\n", encoding="utf-8")
    folder_of(FILES, Path("收件/某单位"))
    more = ["--rules", str(rules), "--select", "package", "--no-isolation"]
    assert run([*words, *more]) in (0, 1, 3)
    err = capsys.readouterr().err
    told = [line for line in err.splitlines() if "编号" in line or "the id of" in line]
    assert len(told) == bool(says)
    assert says in err
