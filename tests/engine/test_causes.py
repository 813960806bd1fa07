"""One cause, one finding: facts together, and apart where they are decided on or compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jlxx_check.checks.families import EXPORT
from jlxx_check.engine.baseline_compared import compare
from jlxx_check.engine.binding import bind
from jlxx_check.engine.causes import together
from jlxx_check.engine.judge import judge
from jlxx_check.engine.selection import select_rules
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import CommonCause, Finding, Report
from jlxx_check.packs import load_source
from jlxx_check.reporters.decisions_file import decisions_file
from jlxx_check.reporters.json_report import to_json
from jlxx_check.reporters.matrix import matrix
from jlxx_check.reporters.saved_report import read_saved
from jlxx_check.testing.case_packages import build_package
from jlxx_check.text import Lang, same
from tests.support.reviewed import decided, decision, finding

#: As a phone films: upright, in QuickTime, HEVC, 30 odd frames a second, half a minute.
PHONE = {
    "container": "QuickTime",
    "is_mp4": False,
    "codec": "HEVC",
    "width": 720,
    "height": 1280,
    "frame_rate": 29.97,
    "duration": 30.0,
}
EXPORTED = ["video.container", "video.codec", "video.resolution", "video.frame-rate"]
ALL = [*EXPORTED, "video.duration"]


def report(*videos: dict[str, Any], select: tuple[str, ...] = (), **with_: Any) -> Report:
    """A star's videos judged by the pack; with_: a rule's parameters, ``video_duration={…}``."""
    source = load_source("jilin-2023")
    rules = dict(source.pack.rules)
    for name, changes in with_.items():
        rule = name.replace("_", ".", 1)
        spec = rules[rule]
        rules[rule] = spec.model_copy(update={"with_": {**spec.with_, **changes}})
    source = replace(source, pack=source.pack.model_copy(update={"rules": rules}))
    files = [
        {"path": f"{number}.mp4", "role": "video", "video": video}
        for number, video in enumerate(videos, 1)
    ]
    package = build_package(
        {"received": date(2023, 7, 1), "entries": [{"kind": "star", "files": files}]}, source.pack
    )
    return judge(package, source.pack, select_rules(bind(source), select or ("video",), ()))


def wrong(found: Report) -> list[Finding]:
    return [item for item in found.findings if item.level is not Level.REVIEW]


def test_a_film_from_a_phone_is_one_finding_with_every_fact_and_one_recipe() -> None:
    found = report(PHONE, {})
    (one,) = wrong(found)
    assert one.rules == tuple(ALL)
    assert found.summary.error == 1
    assert "5处不符合要求" in one.message.zh
    for said in ("QuickTime", "HEVC", "竖幅", "29.97", "0分30秒", "4分00秒至5分00秒"):
        assert said in one.message.zh
    assert one.fix is not None
    for said in ("MP4", "H.264", "1280×720", "逐行", "25", "两侧留黑边", "不要拉伸", "可以不交"):
        assert said in one.fix.zh
    assert one.fix.zh.count("重新导出") == 1


def test_each_rule_still_fails_by_itself() -> None:
    found = report(PHONE, {})
    counts = {rule.id: (rule.judged, rule.passed, rule.failed) for rule in found.rules}
    assert {rule: counts[rule] for rule in ALL} == dict.fromkeys(ALL, (2, 1, 1))
    cells = matrix(found)
    assert all(cells["star/1", rule].mark == "error" for rule in ALL)


@pytest.mark.parametrize(
    ("video", "rules"),
    [
        ({"codec": "HEVC"}, [("video.codec",)]),
        ({"codec": "HEVC", "duration": 400.0}, [("video.codec", "video.duration")]),
        # Sound is no matter of the export's settings.
        ({"codec": "HEVC", "has_sound": False}, [("video.codec",), ("video.sound",)]),
        ({}, []),
    ],
)
def test_what_has_another_cause_stands_apart(
    video: dict[str, Any], rules: list[tuple[str, ...]]
) -> None:
    assert [item.rules for item in wrong(report(video))] == rules


def test_two_films_are_two_findings() -> None:
    assert [item.file for item in wrong(report(PHONE, PHONE))] == ["1.mp4", "2.mp4"]


def test_one_fact_alone_has_the_whole_recipe_too() -> None:
    (one,) = wrong(report({"codec": "HEVC"}, select=("video.codec",)))
    assert not one.facts
    assert one.fix is not None
    assert "1280×720" in one.fix.zh
    assert "黑边" not in one.fix.zh


def test_the_recipe_is_made_of_the_packs_own_numbers() -> None:
    changes = {
        "video_resolution": {"width": 1920, "height": 1080},
        "video_frame-rate": {"rate": 50},
    }
    (one,) = wrong(report({"duration": 30.0}, **changes, video_duration={"shortest": 60}))
    assert one.fix is not None
    for said in ("1920×1080", "帧率50", "1分00秒至5分00秒"):
        assert said in one.fix.zh


def test_a_waiver_of_one_rule_takes_its_fact_out() -> None:
    found = decided(report(PHONE), decision("video.duration", "star/1", file="1.mp4"))
    waived, standing = sorted(wrong(found), key=lambda item: not item.waived)
    assert waived.rules == ("video.duration",)
    assert standing.rules == tuple(EXPORTED)
    assert (found.summary.error, found.summary.waived) == (1, 1)
    assert found.verdict == "noncompliant"
    assert "可以不交" not in (standing.fix or same("")).zh


def test_all_rules_waived_leave_no_error() -> None:
    found = decided(report(PHONE), *(decision(rule, "star/1") for rule in ALL))
    assert found.summary.error == 0
    assert found.summary.waived == len(ALL)


def test_what_is_mended_of_a_finding_is_told_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "报告.json"
    path.write_bytes(to_json(report(PHONE), Lang.ZH))
    earlier = read_saved(path)
    shorter = compare(report({**PHONE, "duration": 270.0}), earlier)
    assert shorter.baseline is not None
    assert [item.rule for item in shorter.baseline.mended] == ["video.duration"]
    assert [item.standing for item in wrong(shorter)] == ["open"]
    mended = compare(report({}), earlier).baseline
    assert mended is not None
    assert [len(item.facts) for item in mended.mended] == [5]


def test_each_fact_can_be_decided_on(tmp_path: Path) -> None:
    path = tmp_path / "报告.json"
    path.write_bytes(to_json(report(PHONE), Lang.ZH))
    written = decisions_file(read_saved(path), Lang.ZH).decode()
    assert [rule in written for rule in ALL] == [True] * len(ALL)


def _picture(rule: str, level: str) -> Finding:
    said = finding(rule, level, "star/1", file="a.jpg", fix=same(f"mend {rule}. "))
    return replace(said, cause=CommonCause("photo", same("照片")))


@pytest.mark.parametrize(
    ("levels", "heard"),
    [
        (("error", "info"), ("a.error",)),
        (("error", "warning"), ("a.error", "b.warning")),
        (("warning", "info"), ("a.warning", "b.info")),
        (("info", "error"), ("b.error",)),
    ],
)
def test_of_a_picture_that_is_wrong_nothing_is_said_that_is_only_worth_knowing(
    levels: tuple[str, str], heard: tuple[str, ...]
) -> None:
    facts = [_picture(f"{name}.{level}", level) for name, level in zip("ab", levels, strict=True)]
    (one,) = together(facts)
    assert one.level == min(levels, key=["error", "warning", "info"].index)
    assert len(one.facts) == 2
    said = [item.rule for item in facts if item.rule in one.message.zh]
    assert said == list(heard)


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"rule": "register.matches-form"}, 1),
        ({"rule": "register.matches-form", "where": "Sheet1!F8"}, 2),
        ({"rule": "register.matches-form", "file": "别的.xlsx"}, 2),
        ({"rule": "star.conduct", "level": Level.REVIEW}, 2),
        ({"message": same("同一条规则的另一处")}, 2),
    ],
)
def test_two_rules_about_the_very_same_cell_are_one_finding(
    changes: dict[str, Any], number: int
) -> None:
    age = finding("project.age", "error", "project/1", file="登记表.xlsx", where="Sheet1!F7")
    assert len(together([age, replace(age, **changes)])) == number


def test_a_recipe_without_settings_is_none() -> None:
    assert EXPORT.recipe is not None
    assert EXPORT.recipe(()) is None
    told = EXPORT.recipe([same("16:9")])
    assert told is not None
    assert told.zh.endswith("请一次设好：16:9。")
