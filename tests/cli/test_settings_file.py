"""``jlxx-check.toml``: what it sets, what wins, what is refused and where it is never read."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import platformdirs
import pytest
import typer

from jlxx_check.cli.framework import OPTIONS
from jlxx_check.cli.main import build, run
from jlxx_check.cli.settings_file import with_settings
from jlxx_check.text import Lang

#: One rule alone: these tests are not about what is judged.
QUICK = 'select = ["package.recognised"]\njobs = 1\nno-cache = true\n'


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "收件"
    (folder / "甲示例学院").mkdir(parents=True)
    (folder / "甲示例学院" / "杂记.txt").write_text("说明", encoding="utf-8")
    return folder


def settings(box: Path, text: str, name: str = "jlxx-check.toml") -> Path:
    path = box.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def test_beside_the_inbox_it_sets_what_the_call_leaves_out(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{QUICK}received = 2023-07-08\n[batch]\nout = '结果'\nformat = [\"markdown\"]\n"
    path = settings(box, text)
    assert run(["batch", "收件"]) == 3
    assert f"设置文件：{path}" in capsys.readouterr().err
    (package,) = json.loads((box.parent / "结果" / "batch.json").read_bytes())["packages"]
    assert package["received"] == "2023-07-08"
    assert package["written"].keys() == {"markdown"}


@pytest.mark.parametrize(
    ("written", "received"),
    [
        ("2023-07-08", "2023-07-08"),
        ("2023-07-08T10:30:00", "2023-07-08T10:30:00"),
        ("2023-07-08T10:30:00+08:00", "2023-07-08T10:30:00"),
        ("2023-07-08 10:30:00.5Z", "2023-07-08T18:30:00"),
        ("2023-07-08T20:30:00Z", "2023-07-09T04:30:00"),
        ("'2023-07-08T20:30Z'", "2023-07-09T04:30:00"),
    ],
)
def test_a_moment_keeps_its_zone(
    box: Path, capsys: pytest.CaptureFixture[str], written: str, received: str
) -> None:
    path = settings(box, f'{QUICK}received = {written}\n[check]\nformat = "json"\n')
    assert run(["check", "收件/甲示例学院", "--config", str(path)]) == 3
    assert json.loads(capsys.readouterr().out)["received"] == received


def test_the_call_wins_and_paths_are_seen_from_the_file(
    box: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = "单位\n甲示例学院\n乙示例学院\n"
    (tmp_path / "名单.csv").write_text(names, encoding="utf-8")
    settings(box, f"{QUICK}units = '名单.csv'\nreceived = '7月8日'\nquiet = true\n")
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    words = ["batch", str(box), "--out", "结果", "--received=2023-07-09", "--format", "markdown"]
    assert run(words) == 3
    assert capsys.readouterr().err == "", "quiet, as the file says"
    data = json.loads((elsewhere / "结果" / "batch.json").read_bytes())
    assert data["packages"][0]["received"] == "2023-07-09"
    assert data["missing_units"] == ["乙示例学院"]


def test_a_script_beside_the_file_is_found_from_anywhere(
    box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "告知.py").write_text("open('说了', 'w').close()", encoding="utf-8")
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    own = f"{QUICK}on-change = ['{Path(sys.executable).as_posix()}', '告知.py']\n"
    path = settings(box, own, "甲.toml")
    words = ["batch", str(box), "--out", "结果", "--format", "markdown"]
    assert run([*words, "--config", str(path)]) == 3
    assert (elsewhere / "说了").is_file()


@pytest.mark.parametrize(
    "text",
    [
        "on-change = ['python3', '-c', 'open(1)']",
        "[watch]\non-change = ['python3']",
        "executor = 'dask://example.org:8786'",
    ],
)
@pytest.mark.parametrize("command", ["batch", "watch"])
def test_one_that_is_merely_found_has_nothing_started(
    box: Path, capsys: pytest.CaptureFixture[str], command: str, text: str
) -> None:
    path = settings(box, f"{QUICK}{text}\n")
    assert run([command, "收件", "--out", "结果"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"“{path}”：{text.split(' = ')[0].split()[-1]} 会启动程序" in err
    assert not (box.parent / "结果").exists()


def test_a_command_that_is_not_there(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = settings(box, "on-change = ['没有这个命令']", "甲.toml")
    assert run(["batch", "收件", "--out", "结果", "--config", str(path)]) == 2
    assert "没有这个命令。一个词写一次" in capsys.readouterr().err
    assert not (box.parent / "结果").exists()


#: Of check, batch and watch, those whose value is no path, though it looks like one.
NO_PATHS = {"--map"}


@pytest.mark.parametrize("command", ["check", "batch", "watch"])
def test_every_path_is_seen_from_the_file(tmp_path: Path, command: str) -> None:
    root: Any = typer.main.get_command(build(Lang.ZH))
    options = {
        item.opts[0]
        for item in root.commands[command].params
        if re.search("FILE|DIR|OUT|PACK|REPORT|PATH|LOCAL", item.metavar or "")
        and item.opts[0] in OPTIONS.keys() - NO_PATHS - {"--config"}
    }
    assert options >= {"--baseline", "--cache", "--decisions", "--rules"}
    (tmp_path / "甲").mkdir()
    text = "".join(f"{name[2:]} = '甲'\n" for name in options)
    path = tmp_path / "甲.toml"
    path.write_text(text, encoding="utf-8")
    words, _ = with_settings([command, "乙", "--config", str(path)], root, lambda: root)
    assert {f"{name}={tmp_path / '甲'}" for name in options} <= set(words)


def test_check_takes_it_where_it_is_given(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = settings(box, f'{QUICK}every = 5\n[check]\nformat = "json"\nquiet = true\n', "甲.toml")
    assert run(["check", "收件/甲示例学院", "--config", str(path)]) == 3
    assert [rule["id"] for rule in json.loads(capsys.readouterr().out)["rules"]] == [
        "package.recognised"
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("recieved = 2023-07-08", "没有 recieved 这一项，是不是“received”？"),
        ("[batch]\nevery = 5", "没有 [batch] every 这一项"),
        ("[batch.x]\ny = 5", "没有 [batch] x 这一项。"),
        ("[watch]\nqiet-for = 5", "没有 [watch] qiet-for 这一项，是不是“quiet-for”？"),
        ('"收到日期" = "今天"', "没有 收到日期 这一项，是不是“received”？"),
        ("[bacth]\nstrict = true", "没有 [bacth] 这一项，是不是“batch”？"),
        ("strict = 1", "strict 要写 true 或 false"),
        ('jobs = "2"', "jobs 要写数字"),
        ("jobs = 0", "要写1以上的数"),
        ("units = 5", "units 要写成加引号的文字"),
        ("select = [1]", 'select 要写成 ["…", "…"]'),
        ("units = ['a.csv', 'b.csv']", "units 要写成加引号的文字"),
        ("batch = 5", "batch 要写成一节：[batch]"),
        ("\nout = C:\\结果", "第 2 行写法不对"),
        ("config = 'x.toml'", "不能写 config"),
        ('units = "a\\u0000b"', "units 里有不能用的字符"),
        ("lang = 'en'", "JLXX_LANG"),
        ("received = '去年'", "--received"),
        ("fail-on = ['eror']", "是不是“error”？"),
        ("units = '没有.csv'", "没有.csv"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    box: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    path = settings(box, text)
    assert run(["batch", "收件", "--out", "结果"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert str(path) in err
    assert not (box.parent / "结果").exists()


def test_one_that_is_no_utf8_is_named(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (box.parent / "jlxx-check.toml").write_bytes("contact = '王老师'".encode("gbk"))
    assert run(["batch", "收件", "--out", "结果"]) == 2
    assert "请用记事本另存为 UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["收件/甲示例学院/jlxx-check.toml", "收件/jlxx-check.toml"])
def test_it_is_never_read_from_inside(
    box: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    """Whoever hands in a package must not set what it is judged by, nor have anything run."""
    (box.parent / place).write_text("rules = 'aku-2026'\nnonsense = 1\n", encoding="utf-8")
    words = ["--select", "package.recognised", "--jobs", "1"]
    assert run(["batch", "收件", "--out", "结果", *words]) == 3
    assert run(["check", "收件/甲示例学院", *words]) == 3
    capsys.readouterr()
    assert run(["batch", "收件", "--out", "结果", "--config", place]) == 2
    assert "不能放在材料里" in capsys.readouterr().err


def test_in_a_package_it_is_a_leftover(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = box / "甲示例学院" / "jlxx-check.toml"
    place.write_text("jobs = 1", encoding="utf-8")
    run(["check", "收件/甲示例学院", "--select", "package.leftovers"])
    assert "jlxx-check.toml" in capsys.readouterr().out
