"""A file that brings its reader down, seen from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jlxx_check.api import kept_reports
from jlxx_check.cli.commands import doctor
from jlxx_check.cli.commands.doctor import isolation_text
from jlxx_check.cli.main import run
from jlxx_check.sandbox import bounds
from tests.facts.mischief import MischievousTree

PHOTO = "百姓学习之星/01王建国/活动照片.jpg"
VIDEO = "百姓学习之星/01王建国/视频.mp4"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package of a form that can be read, a photo that crashes and a video that hangs."""
    files = {"百姓学习之星/01王建国/推介表.txt": "nothing", PHOTO: "leave", VIDEO: "hang"}
    monkeypatch.setattr(kept_reports, "open_laid", lambda *_, **__: MischievousTree(files))
    return str(tmp_path)


def test_what_could_not_be_read_is_not_judged_and_the_rest_is(
    package: str, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path_factory.mktemp("out") / "报告.json"
    words = ["check", package, "--select", "package.readable", "--file-seconds", "3"]
    assert run([*words, "--format", "json", "--output", str(report), "--format", "terminal"]) == 3
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["verdict"] == "incomplete"
    (rule,) = told["rules"]
    assert (rule["failed"], rule["not_judged"]) == (0, 2)
    page = capsys.readouterr().out
    assert "退出码 3" in page.replace("\n", "")
    assert "超过 3 秒" in " ".join(page.split())


@pytest.mark.parametrize("option", [["--file-seconds", "0"], ["--file-memory", "10"]])
def test_a_limit_that_nothing_could_keep(
    package: str, capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    assert run(["check", package, *option]) == 2
    assert option[0] in capsys.readouterr().err


@pytest.mark.parametrize(
    ("limits", "measures", "zh", "en"),
    [
        (True, True, "时限和内存上限", "a memory limit"),
        (False, True, "不能限制内存，用得过多的", "is replaced"),
        (False, False, "不能限制内存，也量不出", "nor tell"),
    ],
)
def test_doctor_says_what_this_system_can_enforce(
    monkeypatch: pytest.MonkeyPatch, limits: bool, measures: bool, zh: str, en: str
) -> None:
    monkeypatch.setattr(bounds, "limits_memory", lambda: limits)
    monkeypatch.setattr(bounds, "measures_memory", lambda: measures)
    text = isolation_text(works=True)
    assert zh in text.zh
    assert en in text.en


@pytest.mark.parametrize(("works", "status", "said"), [(True, 0, "✓"), (False, 3, "✗")])
def test_doctor_tries_to_start_one(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    works: bool,
    status: int,
    said: str,
) -> None:
    monkeypatch.setattr(doctor, "can_isolate", lambda: works)
    assert run(["doctor"]) == status
    assert f"{said} 单独的读取进程" in capsys.readouterr().out
