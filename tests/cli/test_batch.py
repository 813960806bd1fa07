"""``batch`` as it is called: wrong calls, exit status, what is said and where."""

from __future__ import annotations

import errno
import re
from dataclasses import replace
from pathlib import Path

import platformdirs
import pytest
from rich.cells import cell_len

from jlxx_check.app.batch import Outcome
from jlxx_check.app.batch.folder import Folder
from jlxx_check.app.loading import load_pack
from jlxx_check.cli.batch import exit_status, show
from jlxx_check.cli.main import run
from jlxx_check.engine import pack_info
from jlxx_check.model.batch import AcrossFinding, BatchReport, Delivery
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.model.text import Lang, same
from jlxx_check.reporters.terminal.batch_brief import brief_lines
from tests.cli.test_check import CRASHED, FAILED, FINE, WARNED


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path / "data")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    for name in ("甲示例学院", "乙示例学院[red]"):
        (folder / name).mkdir(parents=True)
        (folder / name / "说明.txt").write_text("说明", encoding="utf-8")
    (tmp_path / "坏.csv").write_text("单位,收到日期\n甲示例学院,昨天\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["batch"], "用法"),
        (["batch", "收件"], "--out"),
        (["batch", "收件", "--out", ""], "--out 是空的"),
        (["batch", "没有", "--out", "out"], "找不到收件文件夹“没有”"),
        (["batch", "坏.csv", "--out", "out"], "不是文件夹"),
        (["batch", "收件", "--out", "收件"], "收件文件夹本身"),
        (["batch", "收件", "--out", "收件/甲示例学院/x"], "材料包里面"),
        (["batch", "收件", "--out", "没有/out"], "上级文件夹不存在"),
        (["batch", "收件", "--out", "out", "--format", "pdf"], "terminal、json"),
        (["batch", "收件", "--out", "out", "--units", "没有.csv"], "没有.csv"),
        (["batch", "收件", "--out", "out", "--received-list", "坏.csv"], "坏.csv:2: “昨天”"),
        (["batch", "收件", "--out", "out", "--received", "昨天"], "2023-07-08"),
        (["batch", "收件", "--out", "out", "--select", "vidoe"], "video"),
        (["batch", "收件", "--out", "out", "--rules", "jilin-2032"], "jilin-2023"),
        (
            ["batch", "收件", "--out", "out", "--format", "html", "--contact", "王老师"],
            "--format docx",
        ),
        (["batch", "收件", "--out", "out", "--jobs", "0"], "--jobs"),
    ],
)
def test_bad_call(
    box: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert not (box.parent / "out").exists(), "nothing is made where nothing is judged"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_run_in_80_columns(box: Path, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    words = ["batch", "收件", "--out", "out", "--format", "markdown", "--jobs", "1"]
    assert run([*words, "--lang", lang]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert "乙示例学院[red]" in out
    assert str(Path("out") / "index.html") in out
    assert max(cell_len(line) for line in out.splitlines()) <= 80
    assert "\x1b" not in out
    assert sorted(path.name for path in (box.parent / "out").glob("*/*.md")) == ["检查报告.md"] * 2


def test_quiet_says_what_is_amiss_and_no_more(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["batch", "收件", "--out", "out", "--jobs", "1", "--quiet"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert "没有给出收到日期" in lines[1]
    assert re.fullmatch(r"符合要求 0 · 不符合要求 2 · 未能全部检查 0", lines[0])
    assert {line[:3] for line in lines[2:]} == {" ✗ "}


def test_strict_says_why(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["batch", "收件", "--out", "out", "--jobs", "1", "--select", "package.recognised"]
    assert run(words) == 0
    assert capsys.readouterr().err == ""
    assert run([*words, "--strict"]) == 1
    assert "--strict" in capsys.readouterr().err


PACK = load_pack()


def _batch(reports: list[Report | None], across: Level | None, older: Report | None) -> BatchReport:
    items = [
        Delivery(str(number), f"第{number}单位", None, None, None, report, same("打不开的原因"))
        for number, report in enumerate(reports)
    ]
    if older:
        items.append(Delivery("旧", "第0单位", None, None, None, older, superseded_by="0"))
    found = (AcrossFinding(Finding("batch.x", across, same("重复")), ("0", "1")),) if across else ()
    return BatchReport("", pack_info(PACK.pack), "收件", tuple(items), found)


@pytest.mark.parametrize(
    ("reports", "across", "older", "strict", "status"),
    [
        ([FINE], None, None, False, 0),
        ([FINE], None, FAILED, False, 0),
        ([FINE, FAILED], None, None, False, 1),
        ([FINE], Level.ERROR, None, False, 1),
        ([FINE], Level.WARNING, None, False, 0),
        ([FINE], Level.WARNING, None, True, 1),
        ([WARNED], None, None, False, 0),
        ([WARNED], None, None, True, 1),
        ([FINE, None], None, None, False, 3),
        ([FAILED, None], None, None, False, 1),
        ([CRASHED, FINE], None, None, False, 3),
        ([CRASHED], Level.ERROR, None, False, 1),
    ],
)
def test_exit_status(
    reports: list[Report | None],
    across: Level | None,
    older: Report | None,
    strict: bool,
    status: int,
) -> None:
    outcome = Outcome(_batch(reports, across, older), Path("index.html"), 1)
    assert exit_status(outcome, strict=strict) == status


def test_what_could_not_be_written_is_3() -> None:
    outcome = Outcome(_batch([FINE], None, None), Path("index.html"), 1, (same("?"),))
    assert exit_status(outcome) == 3
    assert exit_status(replace(outcome, batch=_batch([FAILED], None, None))) == 1


def test_in_brief() -> None:
    batch = _batch([FINE, FAILED, None], Level.ERROR, None)
    lines = [line.plain for line in brief_lines(batch, Lang.ZH, 80)]
    assert lines == [
        "符合要求 1 · 不符合要求 1 · 未能全部检查 1",
        " ✗ 第1单位  不符合要求，错误 1",
        " ? 第2单位  打不开的原因",
        " ✗ 重复",
    ]


def test_an_empty_inbox_is_said_to_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "空").mkdir()
    assert run(["batch", "空", "--out", "结果"]) == 0
    assert "收件文件夹里没有材料包。" in capsys.readouterr().out


@pytest.mark.parametrize("units", ["", "序号,学校\n1,甲\n"])
def test_a_list_of_units_that_is_none_is_a_wrong_call(
    box: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], units: str
) -> None:
    (tmp_path / "名单.csv").write_text(units, encoding="utf-8")
    assert run(["batch", "收件", "--out", "结果", "--units", "名单.csv"]) == 2
    assert "单位名单" in capsys.readouterr().err
    assert not (tmp_path / "结果").exists()


def test_in_brief_what_could_not_be_written_is_still_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    why = same("报告写不进“甲”")
    batch = replace(_batch([FINE], None, None), notes=(why,))
    show(Outcome(batch, Path("index.html"), 1, (why,)), Lang.ZH, "index.html", quiet=True)
    assert why.zh in capsys.readouterr().err
    show(Outcome(batch, Path("index.html"), 1, (why,)), Lang.ZH, "index.html", quiet=False)
    said = capsys.readouterr()
    assert why.zh in said.out
    assert why.zh not in said.err


@pytest.mark.parametrize("make", ["prepare", "write"])
def test_an_output_folder_that_refuses_is_named(
    box: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], make: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Folder, make, refuse)
    assert run(["batch", "收件", "--out", "结果"]) == {"prepare": 2, "write": 3}[make]
    assert "“结果”" in capsys.readouterr().err
