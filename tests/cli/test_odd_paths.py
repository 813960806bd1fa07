"""Paths that lie there and are nothing to read: pipes, devices, folders, links in a circle.

Each is a wrong call, told in both languages, before anything waits for it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from jlxx_check.cli.main import run
from jlxx_check.facts.facts_cache import VARIABLE
from jlxx_check.values.plain_files import LARGEST

_HAN = re.compile("[一-鿿]")
_ENDINGS = ("csv", "xlsx", "yaml", "toml", "json", "docx")
#: Calls with an option, or an argument, that names a file; ``{}`` stands for what precedes the dot.
_FILES = (
    "check package --previous-winners {}.csv",
    "check package --decisions {}.xlsx",
    "check package --decisions {}.yaml",
    "check package --config {}.toml",
    "check package --baseline {}.json",
    "batch inbox --out out --units {}.xlsx",
    "batch inbox --out out --received-list {}.xlsx",
    "batch inbox --out out --decisions {}.xlsx",
    "batch inbox --out out --config {}.toml",
    "init new --unit U --from {}.xlsx",
    "decisions new {}.json --output out.yaml",
    "rules fields {}.docx",
    "rules from {}.docx",
    "rules draft {}.docx",
)
#: Calls with a path of any kind.
_PATHS = (
    "check loop",
    "check loop/in",
    "check package loop",
    "check package --decisions loop",
    "check package --config loop",
    "check package --previous-winners loop",
    "check package --baseline loop",
    "check package --cache loop",
    "check package --output loop",
    "check package --output loop/a.html",
    "batch loop --out out",
    "batch inbox --out loop",
    "batch inbox --out loop/y",
    "batch inbox --out out --units loop",
    "batch inbox --out out --baseline loop",
    "watch inbox --out loop",
    "init loop --unit U",
    "init --registers loop",
    "init loop --registers package",
    "init new --unit U --from loop",
    "repair loop --to new",
    "repair package --to loop",
    "seal loop --to new.zip",
    "seal package --to loop",
    "seal --verify loop",
    "page --to loop",
    "decisions new loop",
    "rules new loop",
    "rules draft loop",
    "rules draft notice.txt --to loop",
    "rules fields loop",
    "rules from loop",
    "rules preview jilin-2023 --to loop",
    "cache info --cache loop",
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where one stands: a package and an inbox, each with something in it."""
    for name in ("package", "inbox/unit"):
        tmp_path.joinpath(name).mkdir(parents=True)
        tmp_path.joinpath(name, "a.txt").write_text("说明", encoding="utf-8")
    sentence = "二、各单位推荐的每名百姓学习之星须报送事迹材料一份，字数不超过2000字。\n"
    tmp_path.joinpath("notice.txt").write_text(sentence * 9, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _refused(call: str, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What is said of the call in Chinese and in English: one line each, and nothing is written."""
    before = sorted(Path().rglob("*"))
    told = []
    for lang in ("zh", "en"):
        assert run([*call.split(), "--lang", lang]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        told.append(err)
    assert sorted(Path().rglob("*")) == before
    zh, en = told
    assert not re.search("[A-Za-z]+Error|[a-z]+ [a-z]+ [a-z]+", zh)
    assert not _HAN.search(en)
    return zh, en


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
@pytest.mark.parametrize("call", _FILES)
def test_a_pipe_is_never_waited_for(
    here: Path, capsys: pytest.CaptureFixture[str], call: str
) -> None:
    for ending in _ENDINGS:
        os.mkfifo(here / f"pipe.{ending}")
    zh, en = _refused(call.format("pipe"), capsys)
    assert "不是普通文件，是设备或管道" in zh
    assert "no regular file" in en
    assert "pipe." in zh


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no such device")
@pytest.mark.parametrize("call", _FILES)
def test_a_device_is_never_read_to_its_end(
    here: Path, capsys: pytest.CaptureFixture[str], call: str
) -> None:
    for ending in _ENDINGS:
        (here / f"zero.{ending}").symlink_to("/dev/zero")
    zh, _ = _refused(call.format("zero"), capsys)
    assert "不是普通文件，是设备或管道" in zh


@pytest.mark.parametrize("call", [call for call in _FILES if not call.startswith("decisions new")])
def test_a_folder_is_no_file(here: Path, capsys: pytest.CaptureFixture[str], call: str) -> None:
    for ending in _ENDINGS:
        (here / f"folder.{ending}").mkdir()
    zh, en = _refused(call.format("folder"), capsys)
    assert "是文件夹，不是文件" in zh
    assert "is a folder" in en


@pytest.mark.parametrize("call", [call for call in _FILES if not call.startswith("rules")])
def test_no_list_is_as_large_as_a_film(
    here: Path, capsys: pytest.CaptureFixture[str], call: str
) -> None:
    for ending in _ENDINGS:
        with (here / f"large.{ending}").open("wb") as stream:
            stream.truncate(LARGEST + 1)
    zh, en = _refused(call.format("large"), capsys)
    assert "最大100 MB" in zh
    assert "100 MB at most" in en


@pytest.fixture
def loop(here: Path) -> Path:
    """Two links, each to the other."""
    try:
        (here / "loop").symlink_to("back")
        (here / "back").symlink_to("loop")
    except OSError:
        pytest.skip("this account may not make links")
    return here / "loop"


@pytest.mark.usefixtures("loop")
@pytest.mark.parametrize("call", _PATHS)
def test_links_in_a_circle_are_a_wrong_call_and_are_named(
    capsys: pytest.CaptureFixture[str], call: str
) -> None:
    zh, en = _refused(call, capsys)
    assert "链接绕成了圈" in zh
    assert "circle" in en
    assert "loop" in zh


@pytest.mark.usefixtures("loop")
@pytest.mark.parametrize("call", ["check package", "cache info", "cache clear"])
def test_the_environment_may_name_such_a_cache_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.setenv(VARIABLE, "loop")
    zh, _ = _refused(call, capsys)
    assert VARIABLE in zh


@pytest.mark.usefixtures("loop")
def test_a_settings_file_is_held_against_a_package_that_is_none(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "set.toml").write_text("strict = true", encoding="utf-8")
    assert run(["check", "loop", "--config", "set.toml"]) == 2
    assert "链接绕成了圈" in capsys.readouterr().err


@pytest.mark.parametrize(
    "call", ["init gone --unit U", "rules new gone", "init a.txt/new --unit U"]
)
def test_what_is_in_the_way_is_told_in_plain_words(
    here: Path, capsys: pytest.CaptureFixture[str], call: str
) -> None:
    (here / "a.txt").write_text("说明", encoding="utf-8")
    try:
        (here / "gone").symlink_to("nowhere")
    except OSError:
        pytest.skip("this account may not make links")
    zh, _ = _refused(call, capsys)
    assert "路径上已经有同名的文件或链接" in zh


def test_a_link_to_a_file_is_a_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The innocent neighbour: what a link leads to is read as if it lay there."""
    (here / "units.txt").write_text("某单位\n", encoding="utf-8")
    try:
        (here / "link.txt").symlink_to("units.txt")
    except OSError:
        pytest.skip("this account may not make links")
    assert run(["batch", "inbox", "--out", "out", "--units", "link.txt"]) in (0, 1)
    assert "某单位" in capsys.readouterr().out
