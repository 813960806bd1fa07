from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest

from jlxx_check.cli.main import run
from jlxx_check.engine.results import exit_status
from jlxx_check.model.outcome import FailOn, Lack, failed, passed
from jlxx_check.model.report import NotJudged, Report
from jlxx_check.text import same
from tests.engine.test_judge import ONE, SOFT, outcomes, report


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "某单位[red]"
    folder.mkdir()
    (folder / "说明[bold]x.txt").write_text("说明", encoding="utf-8")
    return folder


def test_json_alone_on_standard_output(
    package: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["check", str(package), "--format", "json"]) == 1
    out, err = capfdbinary.readouterr()
    data = json.loads(out)
    assert data["report"] == "jlxx-check/1"
    assert data["verdict"] == "noncompliant"
    assert [item["path"] for item in data["unassigned"]] == ["说明[bold]x.txt"]
    assert err == b""


def test_several_packages_are_a_line_of_json_each(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(package), str(package), "--format", "json"]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert json.loads(first) == json.loads(second)


def test_an_empty_folder_does_not_comply(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(tmp_path)]) == 1
    assert "没有任何文件" in capsys.readouterr().out


def test_strict_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "杂记.txt").write_text("说明", encoding="utf-8")
    words = ["check", str(tmp_path), "--select", "package.recognised"]
    assert run(words) == 3  # nobody is recognised
    assert capsys.readouterr().err == ""
    assert run([*words, "--strict"]) == 1
    assert "--strict" in capsys.readouterr().err


def test_markup_in_names_is_text(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(package)])
    out = capsys.readouterr().out
    assert "某单位[red]" in out
    assert "说明[bold]x.txt" in out
    assert "\x1b" not in out


def test_formats_and_files_are_paired(package: Path, tmp_path: Path) -> None:
    data, text = tmp_path / "a.json", tmp_path / "b.txt"
    words = ["--format", "json", "--output", str(data), "--format", "terminal", "--output"]
    assert run(["check", str(package), *words, str(text)]) == 1
    assert json.loads(data.read_bytes())["verdict"] == "noncompliant"
    assert "不符合要求" in text.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.txt", package.name]


def test_lines_fit_into_80_columns(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from rich.cells import cell_len

    run(["check", str(package), "--show", "files"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 10
    assert max(cell_len(line) for line in lines) <= 80


def test_selection_reaches_the_report(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(package), "--select", "quota", "--format", "json"])
    rules = json.loads(capsys.readouterr().out)["rules"]
    assert {rule["id"].partition(".")[0] for rule in rules} == {"quota"}


@pytest.mark.parametrize(
    ("received", "verdict"),
    [("2023-07-12", "passed"), ("2023-07-13", "failed"), (None, "not_judged")],
)
def test_received(
    package: Path, capsys: pytest.CaptureFixture[str], received: str | None, verdict: str
) -> None:
    words = ["--received", received] if received else []
    chosen = ["--select", "package.deadline", "--format", "json"]
    run(["check", str(package), *chosen, *words])
    (rule,) = json.loads(capsys.readouterr().out)["rules"]
    assert rule[verdict] == 1


WARNED = report(outcomes(SOFT, passed()), ONE)
FINE = report(outcomes(passed()), ONE)
FAILED = report(outcomes(failed(same("错"))), {})


def _raise() -> list[object]:
    raise RuntimeError


CRASHED = report(_raise, {})


ASKED = replace(FINE, summary=replace(FINE.summary, review=1))
LEFT = replace(FINE, not_judged=(NotJudged("x.y", same("没有给出"), lack=Lack.CALLER),))


@pytest.mark.parametrize(
    ("reports", "wanted", "status"),
    [
        ([FINE], set(FailOn), 0),
        ([WARNED], {FailOn.ERROR}, 0),
        ([WARNED], {FailOn.WARNING}, 1),
        ([WARNED], {FailOn.REVIEW, FailOn.NOT_JUDGED}, 0),
        ([FINE, ASKED], {FailOn.REVIEW}, 1),
        ([ASKED], {FailOn.WARNING}, 0),
        ([LEFT], (), 0),
        ([LEFT], {FailOn.NOT_JUDGED}, 3),
        ([LEFT, WARNED], set(FailOn), 1),
        ([LEFT, FAILED], (), 1),
    ],
)
def test_what_else_fails(reports: list[Report], wanted: Collection[FailOn], status: int) -> None:
    assert exit_status(reports, fail_on=wanted) == status


@pytest.mark.parametrize(
    ("reports", "strict", "status"),
    [
        ([FINE], False, 0),
        ([WARNED], False, 0),
        ([WARNED], True, 1),
        ([FAILED], False, 1),
        ([FINE, FAILED], False, 1),
        ([CRASHED], False, 3),
        ([CRASHED, FAILED], False, 1),
        ([CRASHED, FINE], False, 3),
    ],
)
def test_exit_status(reports: list[Report], strict: bool, status: int) -> None:
    assert exit_status(reports, strict=strict) == status
