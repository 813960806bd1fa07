"""Wrong calls: exit status 2, one plain sentence on standard error, nothing on standard output."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jlxx_check.cli.main import run


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "材料包"
    folder.mkdir()
    (tmp_path / "文件.txt").write_text("不是材料包", encoding="utf-8")
    (folder / "说明.txt").write_text("说明", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "{parent}/没有"], "没有"),
        (["check", "{parent}/文件.txt"], "文件.txt"),
        (["check"], "用法"),
        (["chek"], "check"),
        (["check", "{package}", "--formt", "json"], "--format"),
        (["check", "{package}", "--format", "pdf"], "terminal、json、html、xlsx"),
        (["check", "{package}", "--format", "xlsx"], "--output 报告.xlsx"),
        (["check", "{package}", "--format", "docx"], "屏幕"),
        (["check", "{package}", "{package}", "--format", "docx"], "屏幕"),
        (
            [
                "check",
                "{package}",
                "--format",
                "json",
                "--output",
                "{parent}/a",
                "--format",
                "xlsx",
            ],
            "xlsx 报告不能显示在屏幕上",
        ),
        (["check", "{package}", "{package}", "--format", "junit"], "一个材料包"),
        (["check", "{package}", "--mend-by", "2023-07-20"], "--format docx"),
        (["check", "{package}", "--contact", "王老师"], "--format docx"),
        (
            ["check", "{package}", "--output", "{parent}/a.docx", "--mend-by", "7月20日"],
            "2023-07-20",
        ),
        (
            ["check", "{package}", "--output", "{parent}/a.docx", "--mend-by", "2023-02-30"],
            "不是日期",
        ),
        (["check", "{package}", "--output", "{parent}/a.docx", "--contact", " "], "--contact"),
        (["check", "{package}", "--output", "{parent}"], "文件夹"),
        (["check", "{package}", "--output", "{parent}/没有/a.json"], "不存在"),
        (["check", "{package}", "--output", "{package}/a.json"], "材料包里"),
        (["check", "{package}", "--output", "{package}"], "文件夹"),
        (["check", "{package}", "--format", "json", "--format", "terminal"], "--output"),
        (
            ["check", "{package}", "--output", "{parent}/a.md", "--output", "{parent}/a.md"],
            "同一个",
        ),
        (["check", "{package}", "--output", "{parent}/a", "--output", "{parent}/b.md"], "“a”"),
        (["check", "{package}", "--output", "{parent}/a.pdf"], "看不出报告格式"),
        (["check", "{package}", "--received", "7月8日"], "2023-07-08"),
        (["check", "{package}", "--received", "2023-02-30"], "2023-02-30"),
        (["check", "{package}", "--rules", "jilin-2032"], "jilin-2023"),
        (["check", "{package}", "--rules", "{parent}/文件.txt"], "文件"),
        (["check", "{package}", "--select", "vidoe"], "video"),
        (["check", "{package}", "--ignore", "quota.star"], "quota.stars"),
        (["check", "{package}", "--jobs", "0"], "--jobs"),
        (["check", "{package}", "--jobs", "许多"], "--jobs"),
        (["check", "{package}", "--show", "file"], "files"),
        (["check", "{package}", "--previous-winners", "{parent}/没有.csv"], "没有.csv"),
        (["check", "{package}", "--previous-winners", "{parent}/文件.txt"], "文件.txt"),
        (["check", "{package}", "--lang", "fr"], "zh"),
        (["check", "{package}", "--file-memory", "100"], "“100”，要写200以上的数"),
        (["check", "{package}", "--file-seconds", "0"], "“0”，要写1以上的"),
        (["check", "{package}", "--max-depth", "两层"], "“两层”，要写1以上的数"),
        (["check", "{package}", "--rules", ""], "--rules 是空的"),
        (["check", "{package}", "--select", ""], "是空的"),
        (["check", "{package}", "--ignore", " "], "是空的"),
        (["check", "{package}", "--select", "照片时长"], "rules show"),
        (["rules", "explain", "照片时长"], "rules show"),
        (["rules", "explain", "video", "--rules", ""], "--rules 是空的"),
        (
            ["check", "{package}", "--format", "html", "--output", "a", "--output", "b.txt"],
            "不能混用",
        ),
        (["check", "{package}", "{package}", "--output", "{parent}/a.json"], "jlxx-check batch"),
        (["rules", "explain", "video.length"], "video"),
        (["rules", "show", "nope"], "jilin-2023"),
        (["rules", "lint"], "PACK"),
        (["rules", "lint", "a", "b"], "b"),
    ],
)
def test_bad_call(
    package: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    places = {"package": package, "parent": package.parent}
    assert run([word.format(**places) for word in words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert "Traceback" not in err


@pytest.mark.parametrize("words", [["check"], ["nope"], ["check", "--nope"]])
def test_english_speaks_english(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert run([*words, "--lang", "en"]) == 2
    err = capsys.readouterr().err
    assert err
    assert not any("一" <= char <= "鿿" for char in err)


def test_nothing_is_judged_where_one_path_is_wrong(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(package), str(package / "没有")]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("option", ["--decisions", "--previous-winners", "--baseline"])
def test_a_report_never_overwrites_what_the_call_reads(
    package: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    given = package.parent / "文件.txt"
    before = given.read_bytes()
    other = package.parent / "材料包" / ".." / "文件.txt"
    assert run(["check", str(package), option, str(given), "--output", str(other)]) == 2
    assert "要读取的文件" in capsys.readouterr().err
    assert given.read_bytes() == before


def test_a_locale_without_chinese_names_is_refused(package: Path) -> None:
    """The verdict would be wrong, and nobody would see why."""
    ascii_only = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "jlxx_check", "check", str(package)],
        env={**os.environ, **ascii_only},
        capture_output=True,
        check=False,
    )
    if b"PYTHONUTF8" in done.stderr:  # where the system's names are not UTF-8 by decree
        assert done.returncode == 2
        assert done.stdout == b""
    else:
        assert done.returncode == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", ""], "空"),
        (["check", "{package}", "--received", ""], "--received"),
        (["check", "{package}", "--output", ""], "空"),
        (["check", "{package}", "--previous-winners", ""], "空"),
    ],
)
def test_what_an_unset_variable_leaves_is_no_path(
    package: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert run([word.format(package=package) for word in words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
