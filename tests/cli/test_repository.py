"""Packages in a git repository: what has changed, and what was not fetched with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import platformdirs
import pytest

from jlxx_check.cli import repository
from jlxx_check.cli.main import run

POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 123456\n" % (b"0" * 64)
CHOSEN = ["--select", "package.recognised", "--format", "json", "--quiet"]

git_is_there = pytest.mark.skipif(shutil.which("git") is None, reason="no git on this machine")


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path / "data")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, "-C", str(folder), *words], check=True, capture_output=True)


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with three packages, committed as ``main``; a branch begins there."""
    folder = tmp_path / "仓库" / "收件"
    for unit in ("甲 学院", '乙"学院', "丙\n学院"):
        (folder / unit).mkdir(parents=True)
        (folder / unit / "杂记.txt").write_text(unit, encoding="utf-8")
    git(folder.parent, "init", "-q", "-b", "main")
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-q", "-m", "1")
    git(folder.parent, "checkout", "-q", "-b", "branch")
    monkeypatch.chdir(folder)
    return folder


def judged(capsys: pytest.CaptureFixture[str], revision: str = "main") -> list[str]:
    """The packages that are judged."""
    places = sorted(path.name for path in Path().iterdir())
    run(["check", *places, *CHOSEN, "--changed-since", revision])
    return [json.loads(line)["package"]["name"] for line in capsys.readouterr().out.splitlines()]


@git_is_there
def test_only_what_has_changed_is_judged(
    packages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert judged(capsys) == []
    (packages / "甲 学院" / "新来的 说明.txt").write_text("x", encoding="utf-8")
    assert judged(capsys) == ["甲 学院"], "what is not added yet"
    (packages / "甲 学院" / ".gitignore").write_text("*", encoding="utf-8")
    assert judged(capsys) == ["甲 学院"], "what it would have git ignore"
    (packages / "甲 学院" / ".gitignore").unlink()
    git(packages, "add", "-A")
    git(packages, "commit", "-q", "-m", "2")
    assert judged(capsys) == ["甲 学院"], "what is committed"
    (packages / '乙"学院' / "杂记.txt").write_text("改了", encoding="utf-8")
    assert judged(capsys) == ['乙"学院', "甲 学院"], "what is not committed"
    git(packages, "stash")
    git(packages, "checkout", "-q", "main")
    (packages / "丙\n学院" / "杂记.txt").write_text("改了", encoding="utf-8")
    git(packages, "commit", "-q", "-a", "-m", "3")
    git(packages, "checkout", "-q", "branch")
    assert judged(capsys) == ["甲 学院"], "what others changed on main meanwhile is not ours"


@git_is_there
def test_an_archive_is_a_package(packages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(packages / "丁学院.zip", "w") as archive:
        archive.writestr("说明.txt", "x")
    assert judged(capsys) == ["丁学院"]


@git_is_there
@pytest.mark.parametrize("words", [[], ["--quiet"], ["--format", "json", "--output", "../x.json"]])
def test_where_nothing_has_changed_that_is_said_and_no_report_made(
    packages: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run(["check", "甲 学院", "--changed-since", "main", *words]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "从 main 以来没有变化、这次不检查的材料包：1 个。\n"
    assert not (packages.parent / "x.json").exists()


@git_is_there
@pytest.mark.parametrize(
    ("revision", "says"),
    [
        ("没有", "仓库里没有“没有”这个版本"),
        ("--output=x", "仓库里没有“--output=x”这个版本"),
        ("orphan", "没有共同的历史"),
    ],
)
def test_a_repository_without_that_history(
    packages: Path, capsys: pytest.CaptureFixture[str], revision: str, says: str
) -> None:
    git(packages, "checkout", "-q", "--orphan", "orphan")
    git(packages, "commit", "-q", "-m", "x")
    git(packages, "checkout", "-q", "branch")
    assert run(["check", "甲 学院", f"--changed-since={revision}"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert "git fetch --unshallow" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("revision", ["", " "])
def test_a_revision_that_is_an_empty_variable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], revision: str
) -> None:
    assert run(["check", str(tmp_path), f"--changed-since={revision}"]) == 2
    assert "--changed-since 是空的" in capsys.readouterr().err


@git_is_there
def test_a_folder_in_no_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "甲").mkdir()
    assert run(["check", str(tmp_path / "甲"), "--changed-since", "main"]) == 2
    assert "要用在 git 仓库里的材料上" in capsys.readouterr().err


def own_repository(package: Path, started: Path, *, bare: bool) -> None:
    """Make the package a repository whose settings start a program that leaves a file behind."""
    git(package, "init", "-q", "-b", "main")
    (package / ".gitattributes").write_text("杂记.txt filter=own\n", encoding="utf-8")
    git(package, "add", "-A")
    git(package, "commit", "-q", "-m", "1")
    with (package / ".git" / "config").open("a", encoding="utf-8") as config:
        start = f"touch '{started}'; false"
        config.write(f'[core]\n\tfsmonitor = "{start}"\n[filter "own"]\n\tclean = "{start}"\n')
        config.write("[core]\n\tbare = false\n\tworktree = .\n" if bare else "")
    if bare:
        for item in (package / ".git").iterdir():
            item.rename(package / item.name)
        (package / ".git").rmdir()


@git_is_there
@pytest.mark.parametrize("known", [True, False], ids=["committed", "new"])
@pytest.mark.parametrize("bare", [True, False])
def test_a_package_that_looks_like_a_repository_is_judged_and_never_obeyed(
    packages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], bare: bool, known: bool
) -> None:
    started = tmp_path / "started"
    package = packages / "戊学院"
    package.mkdir()
    (package / "杂记.txt").write_text("x", encoding="utf-8")
    own_repository(package, started, bare=bare)
    if known:
        git(packages, "add", "-A")
        git(packages, "commit", "-q", "-m", "2")
    (package / "杂记.txt").write_text("y", encoding="utf-8")
    started.unlink(missing_ok=True)
    assert judged(capsys) == ["戊学院"]
    assert judged(capsys, "HEAD") == ["戊学院"], "what cannot be compared is judged"
    assert not started.exists()


@git_is_there
@pytest.mark.parametrize("bare", [True, False])
def test_a_repository_as_a_package_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bare: bool
) -> None:
    package, started = tmp_path / "甲学院", tmp_path / "started"
    package.mkdir()
    (package / "杂记.txt").write_text("x", encoding="utf-8")
    own_repository(package, started, bare=bare)
    started.unlink(missing_ok=True)
    assert run(["check", str(package), "--changed-since", "main"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert ("不是。" if bare else "自己就是一个 git 仓库") in err
    assert not started.exists()


def test_a_machine_without_git(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository.shutil, "which", lambda _: None)
    assert run(["check", str(tmp_path), "--changed-since", "main"]) == 2
    assert "这台机器上没有" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name",
    [
        *("证件照.jpg", "视频.mp4", "推介表.docx", "推介表.doc", "登记表.xlsx", "附件.pdf"),
        *("录音.mp3", "材料.zip", "材料.7z", "材料.tar.gz", "不知道"),
    ],
)
def test_a_pointer_is_told_and_not_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder = tmp_path / "甲学院" / "百姓学习之星" / "01张明"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(POINTER)
    assert run(["check", str(tmp_path / "甲学院"), "--format", "json"]) in (1, 3)
    data = json.loads(capsys.readouterr().out)
    path = f"百姓学习之星/01张明/{name}"
    about = [item["message"] for item in data["not_judged"] if item["file"] == path]
    assert any("git lfs pull" in message for message in about)
    assert [item for item in data["findings"] if item["file"] == path] == []


@pytest.mark.parametrize("name", ["甲学院.zip", "甲学院.rar", "甲学院.7z"])
def test_an_archive_that_is_a_pointer_is_not_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "收件").mkdir()
    (tmp_path / "收件" / name).write_bytes(POINTER)
    assert run(["check", str(tmp_path / "收件" / name)]) == 3
    assert "git lfs pull" in capsys.readouterr().out
    assert run(["batch", str(tmp_path / "收件"), "--out", str(tmp_path / "结果")]) == 3
    assert not list((tmp_path / "结果").glob("通知/*核验*"))
