"""The cache as people meet it: on the command line, in a variable, in its own commands."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PIL import Image

from jlxx_check.cli.main import run
from jlxx_check.facts.facts_cache import FactsCache, default_folder


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "材料包"
    folder.mkdir()
    Image.new("RGB", (40, 30), "teal").save(folder / "照片.png")
    return folder


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jlxx_check.values.stamps._SETTLED", -1)


def entries(folder: Path) -> int | None:
    survey = FactsCache(folder).survey()
    return None if survey is None or survey.entries is None else sum(survey.entries.values())


@pytest.mark.usefixtures("settled")
def test_check_remembers_in_the_folder_that_the_variable_names(
    package: Path, own_cache: Path
) -> None:
    assert run(["check", str(package)]) == 1
    assert default_folder() == own_cache
    assert entries(own_cache) == 1


@pytest.mark.usefixtures("settled")
def test_a_folder_that_is_given_comes_before_the_variable(
    package: Path, own_cache: Path, tmp_path: Path
) -> None:
    assert run(["check", str(package), "--cache", str(tmp_path / "a" / "b")]) == 1
    assert entries(tmp_path / "a" / "b") == 1
    assert not own_cache.exists()


def test_no_cache_neither_reads_nor_stores(package: Path, own_cache: Path) -> None:
    assert run(["check", str(package), "--no-cache"]) == 1
    assert not own_cache.exists()


@pytest.mark.parametrize(
    ("words", "started"),
    [
        (["--no-cache"], 1),
        (["--no-cache", "--no-isolation"], 0),
        (["--cache", "{package}/x"], 1),  # a cache that is of no use
        ([], 0),
    ],
)
def test_a_worker_starts_early_where_files_are_sure_to_be_read(
    package: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], started: int
) -> None:
    calls: list[None] = []
    monkeypatch.setattr("jlxx_check.facts.early_worker.start_worker", lambda: calls.append(None))
    run(["check", str(package), *(word.format(package=package) for word in words)])
    assert len(calls) == started


@pytest.mark.parametrize("variable", [None, "", " "])
def test_without_a_variable_it_is_the_users_own_folder(
    monkeypatch: pytest.MonkeyPatch, variable: str | None
) -> None:
    monkeypatch.delenv("JLXX_CACHE")
    if variable is not None:
        monkeypatch.setenv("JLXX_CACHE", variable)
    assert "jlxx-check" in default_folder().parts
    assert default_folder().is_absolute()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "{package}", "--cache", "{file}"], "是文件"),
        (["check", "{package}", "--cache", ""], "--cache"),
        (["check", "{package}", "--cache", "{package}/x", "--no-cache"], "只能写一个"),
        (["cache", "info", "--cache", "{file}"], "是文件"),
        (["cache", "clear", "--cache", " "], "--cache"),
        (["cache", "inof"], "info"),
    ],
)
def test_wrong_calls(
    package: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    places = {"package": package, "file": package / "照片.png"}
    assert run([word.format(**places) for word in words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err


def test_it_never_lies_in_a_package(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(package), "--cache", str(package / "缓存")]) == 1
    out, err = capsys.readouterr()
    assert "只读" in err
    assert "缓存" not in out
    assert [path.name for path in package.iterdir()] == ["照片.png"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_that_cannot_be_used_is_said_once_and_not_in_the_report(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    words = ["check", str(package), str(package), "--lang", lang]
    assert run([*words, "--no-cache"]) == 1
    plain = capsys.readouterr().out
    (tmp_path / "file").touch()
    assert run([*words, "--cache", str(tmp_path / "file" / "x")]) == 1
    out, err = capsys.readouterr()
    assert out == plain
    assert len(err.splitlines()) == 1
    assert str(tmp_path / "file" / "x") in err


@pytest.mark.usefixtures("settled")
def test_info_and_clear(package: Path, own_cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*words: str) -> str:
        assert run(["cache", *words]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        assert str(own_cache) in "".join(out.split())
        return out

    assert "还没有缓存" in said("info")
    assert "没有缓存" in said("clear")
    assert not own_cache.exists()
    run(["check", str(package)])
    capsys.readouterr()
    text = said("info")
    assert "照片" in text
    assert "cache clear" in text
    assert "photos" in said("info", "--lang", "en")
    assert "已清除" in said("clear")
    assert not own_cache.exists()
    FactsCache(own_cache).folder.mkdir()
    FactsCache(own_cache).file.write_bytes(b"x" * 5000)
    assert "已损坏" in said("info")
    assert "erased" in said("clear", "--lang", "en")
    assert not own_cache.exists()


def test_info_of_an_empty_one(own_cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_cache.mkdir()
    FactsCache(own_cache).file.touch()
    assert run(["cache", "info"]) == 0
    assert "空的" in capsys.readouterr().out


def test_english_speaks_english(own_cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["info", "--help"], ["clear", "--help"], ["info"], ["clear"]):
        assert run(["cache", *words, "--lang", "en"]) == 0
        assert not any("一" <= char <= "鿿" for char in capsys.readouterr().out)
    assert not own_cache.exists()


def test_a_refusal_names_what_was_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refusing(_self: object) -> bool:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/缓存/facts-1.sqlite")

    monkeypatch.setattr(FactsCache, "clear", refusing)
    assert run(["cache", "clear", "--cache", str(tmp_path)]) == 3
    assert "“/缓存/facts-1.sqlite”" in capsys.readouterr().err
