"""What a run over an inbox says first, what it keeps to itself, and whom it tells."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from rich.cells import cell_len

from jlxx_check import batch
from jlxx_check.cli import batch_ending
from jlxx_check.cli.job_options import in_repository
from jlxx_check.cli.main import run
from jlxx_check.reporters.report_options import DEFAULTS
from tests.support.ci_readers import github_annotations

WORDS = ["batch", "收件", "--out", "结果", "--select", "package.recognised", "--jobs", "1"]
WORDS += ["--format", "markdown"]
#: Keeps what it is told.
TELL = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "收件"
    put(folder, "甲示例学院")
    return folder


def put(box: Path, unit: str, name: str = "杂记.txt") -> None:
    """A file that is older than any look at it."""
    path = box / unit / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(name, encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))


def headline(capsys: pytest.CaptureFixture[str]) -> str:
    line = capsys.readouterr().out.splitlines()[0]
    assert cell_len(line) <= 80
    return line


def test_the_first_line_says_verdict_units_and_what_has_changed(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(WORDS) == 3
    line = headline(capsys)
    assert line.startswith("【部分检查，未能查完】收到 ")
    assert line.endswith("；第一次检查")
    run(WORDS)
    capsys.readouterr()
    run(WORDS)
    assert headline(capsys).endswith("；与上次相同")
    put(box, "乙示例学院")
    run(WORDS)
    assert headline(capsys).endswith("；有变化：乙示例学院")
    for number in range(9):
        put(box, f"第{number}个名称很长很长的示例学院")
    run(WORDS)
    assert headline(capsys).endswith(" 份")


def test_a_unit_is_named_once_with_what_it_sent_besides(
    box: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_ending, "page_width", lambda _: 120)
    run(WORDS)
    put(box, "长春市教育局")
    put(box, "长春市教育局（补充材料）", "说明.txt")
    capsys.readouterr()
    run(WORDS)
    assert capsys.readouterr().out.splitlines()[0].count("长春市教育局") == 1


@pytest.mark.parametrize("worse", [False, True])
def test_a_unit_whose_delivery_has_another_name_is_told_of_once(
    box: Path, capsys: pytest.CaptureFixture[str], worse: bool
) -> None:
    put(box, "四平市教育局")
    run(WORDS)
    (box / "四平市教育局").rename(box / "四平市教育局材料")
    if worse:
        put(box, "四平市教育局材料", "又一份.txt")
    capsys.readouterr()
    run(WORDS)
    line = headline(capsys)
    assert line.count("四平市教育局") == worse
    assert ("有变化" in line) == worse


@pytest.mark.parametrize(
    ("part", "said"),
    [("", " 已撤走（上次部分检查，未能查完）"), ("作废", " 一份不计入的材料已撤走")],
)
def test_what_was_withdrawn_is_said_by_what_it_counted_for(
    box: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    part: str,
    said: str,
) -> None:
    put(box, "乙示例学院")
    (box.parent / "名单.csv").write_text(f"文件,作用\n乙示例学院,{part}\n", encoding="utf-8")
    words = [*WORDS, *(["--units", "名单.csv"] if part else [])]
    run(words)
    voided = {item["path"]: item["void"] for item in _packages(box)}
    assert voided == {"甲示例学院": False, "乙示例学院": bool(part)}
    out = capsys.readouterr().out
    assert ("已作废（1）" in out) == bool(part)
    assert "待确认" not in out
    shutil.rmtree(box / "乙示例学院")
    assert run(words) == 3
    capsys.readouterr()
    # As on a wide terminal: eighty cells have room for the name alone.
    monkeypatch.setattr(batch_ending, "page_width", lambda _: 120)
    run([*words, "--withdrawn"])
    assert capsys.readouterr().out.splitlines()[0].endswith(f"；有变化：乙示例学院{said}")


def _packages(box: Path) -> list[dict[str, Any]]:
    data = json.loads((box.parent / "结果" / "batch.json").read_bytes())
    found: list[dict[str, Any]] = data["packages"]
    return found


def test_quiet_says_nothing_where_nothing_has_changed(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(WORDS)
    run(WORDS)
    capsys.readouterr()
    assert run([*WORDS, "--quiet"]) == 3
    assert capsys.readouterr() == ("", "")
    put(box, "乙示例学院")
    assert run([*WORDS, "--quiet"]) == 3
    assert "乙示例学院" in capsys.readouterr().out


def test_a_command_is_told_what_has_changed_and_of_nothing_else(
    box: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = tmp_path / "变化; echo 'x'.json"  # a shell would make something else of it
    hook = [f"--on-change={word}" for word in (sys.executable, "-c", TELL, str(told))]
    assert run([*WORDS, *hook]) == 3
    data = json.loads(told.read_bytes())
    assert (data["report"], data["exit_status"], data["first"]) == (
        "jlxx-check-changes/1",
        3,
        True,
    )
    (change,) = data["changes"]
    assert (change["name"], change["before"]) == ("甲示例学院", None)
    assert change["after"]["verdict"] == "incomplete"
    told.unlink()
    assert run([*WORDS, *hook]) == 3
    assert not told.exists()


@pytest.mark.parametrize(("wanted", "status"), [([], 3), (["--fail-on", "warning"], 1)])
def test_a_watch_tells_the_status_that_the_call_asks_for(
    box: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    wanted: list[str],
    status: int,
) -> None:
    told = tmp_path / "变化.json"
    hook = [f"--on-change={word}" for word in (sys.executable, "-c", TELL, str(told))]
    monkeypatch.setattr(batch, "watch", lambda call, _, **__: iter([batch.run_batch(call)]))
    assert run(["watch", *WORDS[1:], *hook, *wanted]) == 0
    assert json.loads(told.read_bytes())["exit_status"] == status
    assert "--fail-on" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("code", "says"), [("raise SystemExit(7)", "退出码 7"), ("import os; os.abort()", "退出码 ")]
)
def test_a_command_that_fails_is_said_in_a_line_and_nothing_is_lost(
    box: Path, capfd: pytest.CaptureFixture[str], code: str, says: str
) -> None:
    hook = [f"--on-change={word}" for word in (sys.executable, "-c", code)]
    words = [word for word in WORDS if not word.startswith("package.")]
    words[words.index("--select") :] = ["--select", "package.leftovers", "--jobs", "1"]
    assert run([*words, *hook]) == 3
    err = capfd.readouterr().err
    assert says in err
    assert err.count("\n") == 1
    assert (box.parent / "结果" / "batch.json").is_file()


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ([], 3),
        (["error"], 3),
        (["warning"], 1),
        (["提醒"], 1),
        (["review"], 3),
        (["not-judged"], 3),
        (["review", "warning"], 1),
        (["review, warning"], 1),
        (["人工核对、提醒"], 1),
    ],
)
def test_what_fails_a_job(
    box: Path, capsys: pytest.CaptureFixture[str], wanted: list[str], status: int
) -> None:
    more = [word for level in wanted for word in ("--fail-on", level)]
    assert run([*WORDS, *more]) == status
    assert ("--fail-on" in capsys.readouterr().err) is (status == 1)


def test_for_github_the_log_has_annotations_and_the_job_a_summary(
    box: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    put(box, "乙示例学院")
    run([*WORDS, "--format", "github"])
    found = github_annotations(capsys.readouterr().out.encode())
    places = {item.fields.get("file") for item in found if item.kind == "warning"} - {None}
    assert places == {"收件/甲示例学院/杂记.txt", "收件/乙示例学院/杂记.txt"}
    monkeypatch.chdir(box)
    assert run(["check", "甲示例学院", "乙示例学院", *WORDS[4:6], "--format", "github"]) == 3
    found = github_annotations(capsys.readouterr().out.encode())
    again = {item.fields.get("file") for item in found if item.kind == "warning"} - {None}
    assert again == places
    said = summary.read_text("utf-8")
    assert said.startswith("before\n- ")
    assert said.count("· 乙示例学院\n") == 2


def test_where_the_repository_is(tmp_path: Path) -> None:
    shown = in_repository(DEFAULTS, tmp_path, {"CI_PROJECT_DIR": "/builds/x", "WORKSPACE": "/y"})
    assert (shown.repository, shown.base) == ("/builds/x", str(tmp_path))
    assert in_repository(DEFAULTS, None, {}).repository is None
