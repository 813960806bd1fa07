"""Several formats of one run, each where it belongs."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from jlxx_check.cli.main import run
from jlxx_check.cli.outputs import link_to
from tests.support.read_back import workbook


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "某单位"
    folder.mkdir()
    (folder / "说明.txt").write_text("说明", encoding="utf-8")
    return folder


def test_many_in_one_run(package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--format", "xlsx", "--output", str(tmp_path / "b.xlsx")]
    words += ["--format", "docx", "--output", str(tmp_path / "c.docx")]
    words += ["--format", "junit", "--output", str(tmp_path / "d.xml")]
    words += ["--mend-by", "2023-07-20", "--contact", "王老师", "--format", "terminal"]
    assert run(["check", str(package), *words]) == 1
    assert "【不符合要求】某单位" in capsys.readouterr().out
    files = workbook((tmp_path / "b.xlsx").read_bytes())["文件清单"]
    assert files["B2"].hyperlink.target == "某单位/说明.txt"
    said = [item.text for item in docx.Document(str(tmp_path / "c.docx")).paragraphs]
    assert any("2023年7月20日前" in text for text in said)
    assert any("王老师" in text for text in said)
    assert (tmp_path / "d.xml").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(
    ("name", "addressee"),
    [
        ("吉林市教育局（最终版）材料", "吉林市教育局："),
        ("延边州教育局", "延边朝鲜族自治州教育局："),
        ("某单位", "某单位："),
    ],
)
def test_a_letter_is_to_the_unit_by_its_full_name(
    tmp_path: Path, name: str, addressee: str
) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "说明.txt").write_text("说明", encoding="utf-8")
    words = ["--output", str(tmp_path / "a.docx"), "--signed-by", "某市教育局"]
    assert run(["check", str(tmp_path / name), *words]) == 1
    said = [item.text for item in docx.Document(str(tmp_path / "a.docx")).paragraphs]
    assert addressee in said
    assert said[-2] == "某市教育局"


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.xlsx", b"PK"),
        ("a.DOCX", b"PK"),
        ("a.md", "# 材料检查报告".encode()),
        ("a.xml", b"<?xml"),
        ("a.json", b"{"),
        ("a.txt", "【".encode()),
        ("a.log", "【".encode()),
    ],
)
def test_a_suffix_tells_the_format(package: Path, tmp_path: Path, name: str, start: bytes) -> None:
    assert run(["check", str(package), "--output", str(tmp_path / name)]) == 1
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize("format_", ["json", "markdown", "junit", "github"])
def test_text_goes_to_the_screen_and_nothing_else_does(
    package: Path, capfdbinary: pytest.CaptureFixture[bytes], format_: str
) -> None:
    assert run(["check", str(package), "--format", format_]) == 1
    out, err = capfdbinary.readouterr()
    assert err == b""
    starts = {"json": b"{", "markdown": b"# ", "junit": b"<?xml", "github": b"::"}
    assert out.startswith(starts[format_])
    if format_ == "json":
        assert json.loads(out)["package"]["name"] == "某单位"


def test_show_files_and_quiet_reach_a_report_in_a_file(package: Path, tmp_path: Path) -> None:
    long, short = tmp_path / "long.txt", tmp_path / "short.txt"
    run(["check", str(package), "--show", "files", "--output", str(long)])
    run(["check", str(package), "--quiet", "--output", str(short)])
    assert "没有用上的文件" in long.read_text(encoding="utf-8")
    assert "下一步" not in short.read_text(encoding="utf-8")


def test_links_from_where_the_report_lies(package: Path, tmp_path: Path) -> None:
    inner = tmp_path / "报告" / "一"
    inner.mkdir(parents=True)
    assert link_to(package, tmp_path / "a.xlsx") == "某单位"
    assert link_to(package, inner / "a.xlsx") == "../../某单位"
    assert link_to(package, None) is None
    archive = tmp_path / "a.zip"
    archive.write_bytes(b"PK")
    assert link_to(archive, tmp_path / "a.xlsx") is None


def test_what_is_not_asked_for_is_not_loaded(package: Path) -> None:
    code = (
        "import sys; from jlxx_check.cli.main import run; run(sys.argv[1:]); "
        "print([m for m in ('openpyxl', 'docx', 'lxml') if m in sys.modules])"
    )
    words = [sys.executable, "-c", code, "rules", "list"]
    done = subprocess.run(words, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"
    words = [sys.executable, "-c", code, "check", str(package), "--format", "github"]
    done = subprocess.run(words, capture_output=True, check=True, encoding="utf-8")
    assert "openpyxl" not in done.stdout.splitlines()[-1]
    assert "'docx'" not in done.stdout.splitlines()[-1]


def test_a_report_is_a_sound_archive(package: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.docx"):
        run(["check", str(package), "--output", str(tmp_path / name)])
        with zipfile.ZipFile(io.BytesIO((tmp_path / name).read_bytes())) as parts:
            assert parts.testzip() is None


def test_brief_is_a_text_to_copy(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(package), "--brief"]) == 1
    short = capsys.readouterr().out
    assert short.startswith("【不符合要求】某单位，截止2023-07-12\n")
    assert run(["check", str(package), "--format", "brief"]) == 1
    assert capsys.readouterr().out == short


def test_brief_beside_a_file(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(package), "--output", str(tmp_path / "a.json"), "--brief"]) == 1
    assert json.loads((tmp_path / "a.json").read_bytes())["verdict"] == "noncompliant"
    assert "\n\n【" in capsys.readouterr().out


def test_brief_and_another_report_cannot_both_go_to_the_screen(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(package), "--format", "json", "--brief"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "--brief" in captured.err


@pytest.mark.parametrize("words", [[], ["--brief"]])
def test_several_packages_are_told_apart_and_again(
    package: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(package), str(package), *words]) == 1
    out = capsys.readouterr().out
    assert "\n\n【不符合要求】某单位" in out
    assert "共检查2个材料包" in out
