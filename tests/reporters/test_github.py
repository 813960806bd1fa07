from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.report import Finding, NotJudged, PackageInfo, Verdict
from jlxx_check.reporters.github import several, to_github, to_step_summary
from jlxx_check.reporters.report_options import Options
from jlxx_check.text import Lang, Text, same
from tests.support.ci_readers import SHOWN, github_annotations, shown_by_github
from tests.support.nasty import nasty_report
from tests.support.samples import BY_TURNS, judged

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
    line = to_github(replace(BASE, findings=(finding,)), Lang.EN).decode().splitlines()[1]
    assert line == (
        f"::{command} file=材料/长春/a%2Cb%3Ac%25.mp4,"
        "title=长春 · The package as a whole · video.duration::"
        "too long%0Awhere: a,b:c%25.mp4%0Arule: video.duration"
    )


def test_an_archive_is_the_file() -> None:
    package = PackageInfo("材料/长春.zip", "长春", "zip", 1, 1)
    finding = Finding("x.y", Level.ERROR, same("z"), file="a.mp4")
    report = replace(BASE, package=package, findings=(finding,))
    (_, found) = github_annotations(to_github(report, Lang.ZH))
    assert found.fields == {"file": "材料/长春.zip", "title": "长春 · 整个材料包 · x.y"}


@pytest.mark.parametrize(
    ("path", "base", "place"),
    [
        ("材料/长春", "", "工作/材料/长春/a.mp4"),
        ("./材料/长春/", "", "工作/材料/长春/a.mp4"),
        ("../收件/长春", "", "收件/长春/a.mp4"),
        ("{root}/收件/长春", "", "收件/长春/a.mp4"),
        ("长春", "{root}/收件", "收件/长春/a.mp4"),
        ("../../别处/长春", "", "../../别处/长春/a.mp4"),
    ],
)
def test_a_file_is_named_from_the_root_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, base: str, place: str
) -> None:
    root = tmp_path / "仓库"
    (root / "工作").mkdir(parents=True)
    monkeypatch.chdir(root / "工作")
    finding = Finding("x.y", Level.ERROR, same("z"), file="a.mp4")
    package = PackageInfo(path.format(root=root), "长春", "folder", 1, 1)
    report = replace(BASE, package=package, findings=(finding,))
    options = Options(repository=str(root), base=base.format(root=root))
    (_, found) = github_annotations(to_github(report, Lang.ZH, options))
    assert found.fields["file"] == place


@pytest.mark.parametrize(
    ("lack", "command"), [(Lack.PROGRAM, "warning"), (Lack.MATERIAL, "notice")]
)
def test_not_judged(lack: Lack, command: str) -> None:
    left = NotJudged("x.y", same("读不出来"), "star/1", lack=lack)
    (_, found) = github_annotations(to_github(replace(BASE, not_judged=(left,)), Lang.ZH))
    assert found.kind == command
    assert found.fields == {"file": "材料/长春", "title": "长春 · 百姓学习之星 1　王建国 · x.y"}
    assert found.message.startswith("读不出来\n")


@pytest.mark.parametrize(
    ("verdict", "command"),
    [
        (Verdict.COMPLIANT, "notice"),
        (Verdict.NONCOMPLIANT, "notice"),
        (Verdict.INCOMPLETE, "warning"),
    ],
)
def test_first_line_is_the_verdict(verdict: Verdict, command: str) -> None:
    (line,) = to_github(replace(BASE, verdict=verdict), Lang.ZH).decode().splitlines()
    assert line.startswith(f"::{command} title=jlxx-check · 长春::")


@pytest.mark.parametrize(("name", "lang"), BY_TURNS)
def test_as_many_errors_as_the_report_has_each_with_unit_and_file(name: str, lang: Lang) -> None:
    report = judged(name)
    verdict, *found = github_annotations(to_github(report, lang))
    assert report.package.name in verdict.message
    assert sum(item.kind == "error" for item in found) == report.summary.error
    for item in found:
        assert report.package.name in item.fields["title"]
        assert item.fields["file"]


def test_of_several_packages_the_gravest_is_shown() -> None:
    """Warnings of the first must not hide the errors of the second, nor its verdict."""
    warned = replace(
        BASE,
        verdict=Verdict.COMPLIANT,
        findings=tuple(Finding("a.b", Level.WARNING, same(f"提醒{n}")) for n in range(30)),
    )
    wrong = replace(
        BASE,
        package=replace(BASE.package, name="吉林"),
        verdict=Verdict.NONCOMPLIANT,
        findings=(
            *(Finding("a.b", Level.INFO, same(f"说明{n}")) for n in range(30)),
            Finding("c.d", Level.ERROR, same("很严重")),
        ),
    )
    log = several([to_github(item, Lang.ZH) for item in (warned, wrong)])
    shown = shown_by_github(log)
    assert [item.message for item in shown if item.kind == "error"] == ["很严重\n规则：c.d"]
    notices = [item.fields["title"] for item in shown if item.kind == "notice"]
    assert notices[:2] == ["jlxx-check · 长春", "jlxx-check · 吉林"]
    assert len(notices) == SHOWN


def test_the_summary_has_the_verdicts_and_what_there_is_room_for() -> None:
    report = judged("mistakes")
    whole = to_step_summary([report], Lang.ZH).decode()
    assert whole.startswith(f"- 不符合要求 · {report.package.name}\n\n# ")
    short = to_step_summary([report, report], Lang.ZH, room=2000)
    assert len(short) <= 2000
    assert short.decode().count("不符合要求 · ") == 2
    assert "# " not in short.decode()


@pytest.mark.parametrize("room", [-5, 0, 1, 4, 10])
def test_a_summary_that_is_full_takes_no_half_signs(room: int) -> None:
    made = to_step_summary([judged("complying")], Lang.ZH, room)
    assert len(made) <= max(room, 0)
    made.decode("utf-8")
