"""Wrong calls: exit status 2, one plain sentence on standard error, nothing on standard output."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from jlxx_check.cli import checking
from jlxx_check.cli.main import run


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "材料包"
    folder.mkdir()
    (tmp_path / "文件.txt").write_text("不是材料包", encoding="utf-8")
    (tmp_path / "假.zip").write_text("hello", encoding="utf-8")
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
        (["check", "{package}", "--format", "pdf"], "terminal、brief、json、html、xlsx"),
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
        (["check", "{package}", "--signed-by", "某市教育局"], "--format docx"),
        (["check", "{package}", "--output", "{parent}/a.docx", "--signed-by", " "], "没有内容"),
        (["check", "{package}", "--contact", "王老师"], "--format docx"),
        (
            ["check", "{package}", "--output", "{parent}/a.docx", "--mend-by", "7.20"],
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
        (["check", "{package}", "--received", "7月"], "2023-07-08"),
        (["check", "{package}", "--received", "2023-02-30"], "2023-02-30"),
        (["check", "{package}", "--rules", "jilin-2032"], "jilin-2023"),
        (["check", "{package}", "--rules", "{parent}/文件.txt"], "文件"),
        (["check", "{package}", "--select", "vidoe"], "video"),
        (["check", "{package}", "--select", "视屏"], "是不是“视频”"),
        (["check", "{package}", "--select", "视觉"], "没有叫“视觉”的规则，是不是“视频”"),
        (["check", "{package}", "--select", "钢琴"], "没有叫“钢琴”的规则。"),
        (["check", "{package}", "--decisions", "{parent}/假.zip"], "请给填好的核对台账（.xlsx）"),
        (["seal", "--verify", "{parent}/假.zip"], "不是能打开的压缩包"),
        (["rules", "draft", "{parent}/假.zip"], "这不是文档"),
        (
            ["init", "{parent}/新", "--unit", "某局", "--stars", "六"],
            "如 --stars 6，不能写“六”",
        ),
        (
            ["init", "{parent}/新", "--unit", "某局", "--stars", "1", "--count", "star=2"],
            "“百姓学习之星”的个数写了两个：2 和 1",
        ),
        (
            ["init", "{parent}/新", "--unit", "某局", "--count", "star=1", "--count", "star=2"],
            "“star”的个数写了两个：1 和 2",
        ),
        (["check", "{package}", "--fail-on", "warning,revew"], "“revew”。是不是“review”？"),
        (["check", "{package}", "--fail-on", ","], "不能写“,”"),
        (["check", "{package}", "--select", ","], "没有叫“,”的规则"),
        (["check", "{package}", "--ignore", " ，"], "没有叫“ ，”的规则"),
        (["page", "--to", ""], "--to 是空的"),
        (["page", "--to", "{parent}/没有/"], "--to 要写文件名"),
        (["rules", "preview", "jilin-2023", "--to", " "], "--to 是空的"),
        (["init", "{parent}/新", "--pack", "jilin-2023"], "请用 --unit 写明报送单位"),
        (["check", "{package}", "--ignore", "quota.star"], "quota.stars"),
        (["check", "{package}", "--jobs", "0"], "--jobs"),
        (["check", "{package}", "--jobs", "许多"], "--jobs"),
        (["check", "{package}", "--show", "file"], "files"),
        (["check", "{package}", "--previous-winners", "{parent}/没有.csv"], "没有.csv"),
        (["check", "{package}", "--previous-winners", "{parent}/文件.txt"], "文件.txt"),
        (["check", "{package}", "--lang", "fr"], "zh"),
        (["check", "{package}", "--file-memory", "100"], "“100”，要写200到1000000的数"),
        (["check", "{package}", "--file-seconds", "0"], "“0”，要写1到1000000的数"),
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


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            "batch {package}",
            "缺少 --out（结果写到这个文件夹：新的、空的，或上次写的）。"
            "例如：jlxx-check batch 收件 --out 检查结果。",
        ),
        ("watch {package}", "例如：jlxx-check watch 收件 --out 检查结果。"),
        ("page", "缺少 --to（写到这个 .html 文件）。例如：jlxx-check page --to 自查.html。"),
        ("rules preview jilin-2023", "例如：jlxx-check rules preview jilin-2023 --to 清单.docx。"),
        ("decisions new", "例如：jlxx-check decisions new 报告.json --output 核对结果.yaml。"),
    ],
)
def test_what_is_missing_is_told_with_what_it_is_for_and_a_call(
    package: Path, capsys: pytest.CaptureFixture[str], words: str, says: str
) -> None:
    assert run(words.format(package=package).split()) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("init", "{long}", "--unit", "长春市教育局"),
        ("check", "{package}", "--output", "{long}.html"),
        ("repair", "{package}", "--to", "{long}"),
        ("seal", "{package}", "--to", "{long}.zip"),
        ("batch", "{package}", "--out", "{long}"),
        ("page", "--to", "{long}.html"),
        ("rules", "preview", "jilin-2023", "--to", "{long}.docx"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="there a name that is too long is a path that is not")
def test_a_name_that_no_system_takes_is_a_wrong_call(
    package: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    places = {"package": package, "long": package.parent / ("长" * 120)}
    assert run([word.format(**places) for word in words]) == 2
    assert "名称太长" in capsys.readouterr().err
    assert len(list(package.parent.iterdir())) == 3


@pytest.mark.parametrize(("command", "ending"), [("seal", ".zip"), ("repair", "-整理")])
def test_where_one_stands_has_a_name(
    package: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    ending: str,
) -> None:
    monkeypatch.chdir(package)
    assert run([command, "."]) == 2
    assert f"--to {package.name}{ending}" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["inf", "nan", "1e300", "1000001", "-5", "", "五"])
@pytest.mark.parametrize(
    "option",
    [
        *("check --total-seconds", "batch --total-seconds", "batch --file-seconds"),
        *("check --file-memory", "watch --every", "watch --quiet-for"),
    ],
)
def test_a_number_that_no_system_waits_for_is_a_wrong_call(
    package: Path, capsys: pytest.CaptureFixture[str], option: str, number: str
) -> None:
    command, name = option.split()
    out = [] if command == "check" else ["--out", str(package.parent / "结果")]
    assert run([command, str(package), *out, f"{name}={number}"]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"错误：{name} 不能写“{number}”，要写")
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", [["check"], ["nope"], ["check", "--nope"]])
def test_english_speaks_english(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert run([*words, "--lang", "en"]) == 2
    err = capsys.readouterr().err
    assert err
    assert not any("一" <= char <= "鿿" for char in err)


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("没有", None),
        ("说明.txt", ()),
        ("工具.jar", ("META-INF/MANIFEST.MF",)),
        ("工具", ("META-INF/MANIFEST.MF",)),
        ("登记表.ods", ("mimetype", "content.xml", "META-INF/manifest.xml")),
        ("推介表.docx", ("[Content_Types].xml", "word/document.xml")),
        ("书.epub", ("mimetype", "META-INF/container.xml")),
        ("应用.apk", ("AndroidManifest.xml", "classes.dex")),
    ],
)
def test_nothing_is_judged_where_one_path_is_no_package(
    package: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    members: tuple[str, ...] | None,
    first: bool,
) -> None:
    monkeypatch.setattr("jlxx_check.cli.checking.report_on", None)  # never called
    wrong = package.parent / name
    if members is not None:
        with zipfile.ZipFile(wrong, "w") as archive:
            for member in members:
                archive.writestr(member, "x")
    paths = [str(wrong), str(package)] if first else [str(package), str(package), str(wrong)]
    assert run(["check", *paths]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert name in err


def test_packages_of_every_kind_go_together(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken archive is a package that does not comply, and no wrong call."""
    broken = package.parent / "长春市.zip"
    broken.write_bytes(b"noise")
    bare = package.parent / "吉林市"
    with zipfile.ZipFile(bare, "w") as archive:
        archive.writestr("说明.txt", "x")
    assert run(["check", str(package), str(broken), str(bare)]) == 1
    out, err = capsys.readouterr()
    assert all(name in out for name in ("材料包", "长春市", "吉林市"))
    assert err == ""


def test_a_package_that_goes_while_others_are_judged_costs_the_others_nothing(
    package: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = package.parent / "吉林市.zip"
    with zipfile.ZipFile(gone, "w") as archive:
        archive.writestr("说明.txt", "x")
    real = checking.report_on

    def examine(path: Path, *args: Any, **more: Any) -> Any:
        gone.unlink(missing_ok=True)
        return real(path, *args, **more)

    monkeypatch.setattr(checking, "report_on", examine)
    assert run(["check", str(package), str(gone), str(package)]) == 1
    out, err = capsys.readouterr()
    assert out.count("材料包") >= 2
    assert "吉林市.zip" in err


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
