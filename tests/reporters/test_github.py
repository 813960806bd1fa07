from __future__ import annotations

from dataclasses import replace

import pytest

from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.report import Finding, NotJudged, PackageInfo, Verdict
from jlxx_check.reporters.github import to_github
from jlxx_check.text import Lang, Text, same
from tests.support.nasty import nasty_report

BASE = replace(
    nasty_report("王建国"),
    package=PackageInfo("材料/长春", "长春", "folder", 1, 1),
    findings=(),
    not_judged=(),
)


@pytest.mark.parametrize(
    ("level", "command"),
    [
        (Level.ERROR, "error"),
        (Level.WARNING, "warning"),
        (Level.REVIEW, "notice"),
        (Level.INFO, "notice"),
    ],
)
def test_levels(level: Level, command: str) -> None:
    finding = Finding("video.duration", level, Text("太长", "too long"), file="a,b:c%.mp4")
    line = to_github(replace(BASE, findings=(finding,)), Lang.EN).decode().splitlines()[0]
    assert line == (
        f"::{command} file=材料/长春/a%2Cb%3Ac%25.mp4,title=video.duration::"
        "too long%0Awhere: a,b:c%25.mp4%0Arule: video.duration"
    )


def test_an_archive_is_the_file() -> None:
    package = PackageInfo("材料/长春.zip", "长春", "zip", 1, 1)
    finding = Finding("x.y", Level.ERROR, same("z"), file="a.mp4")
    report = replace(BASE, package=package, findings=(finding,))
    assert to_github(report, Lang.ZH).decode().startswith("::error file=材料/长春.zip,title=x.y::z")


@pytest.mark.parametrize(
    ("lack", "command"), [(Lack.PROGRAM, "warning"), (Lack.MATERIAL, "notice")]
)
def test_not_judged(lack: Lack, command: str) -> None:
    left = NotJudged("x.y", same("读不出来"), "star/1", lack=lack)
    line = to_github(replace(BASE, not_judged=(left,)), Lang.ZH).decode().splitlines()[0]
    assert line == f"::{command} title=百姓学习之星 1　王建国 · x.y::读不出来"


@pytest.mark.parametrize(
    ("verdict", "command"),
    [
        (Verdict.COMPLIANT, "notice"),
        (Verdict.NONCOMPLIANT, "error"),
        (Verdict.INCOMPLETE, "warning"),
    ],
)
def test_last_line_is_the_verdict(verdict: Verdict, command: str) -> None:
    (line,) = to_github(replace(BASE, verdict=verdict), Lang.ZH).decode().splitlines()
    assert line.startswith(f"::{command} title=jlxx-check::")
