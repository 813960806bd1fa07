"""A reviewer's decisions: what they settle, and what they cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from jlxx_check.model.decision import Choice, DecidedSide, Decision
from jlxx_check.model.ledger_row import evidence_of
from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.report import Finding, NotJudged, Report, Verdict
from jlxx_check.text import same
from tests.support.reviewed import DIGEST, TODAY, decided, decision, finding, small_report

FINDINGS = (
    finding("quota.stars", "error", None),
    finding("video.duration", "error", "star/1", file="王/视频.mp4", digest=DIGEST),
    finding("form.complete", "error", "star/1", file="王/表.docx", where="表1 性别"),
    finding("form.complete", "error", "star/1", file="王/表.docx", where="表1 民族"),
    finding("photo.resolution", "warning", "star/1", file="王/1.jpg"),
    finding("photo.resolution", "warning", "star/1", file="王/2.jpg"),
    finding("star.conduct", "review", "star/1", file="王/表.docx"),
    finding("star.conduct", "review", "star/1", file="王/表2.docx"),
    finding("star.conduct", "review", "star/2"),
)
LEFT = (
    NotJudged("star.age", same("没有名单"), "star/2", lack=Lack.CALLER),
    NotJudged("star.age", same("出错"), "star/1", lack=Lack.PROGRAM),
)


@pytest.fixture
def report() -> Report:
    return small_report(FINDINGS, LEFT)


def settled(report: Report) -> list[int]:
    """The places of the findings that were decided on."""
    known = {item.message: place for place, item in enumerate(FINDINGS)}
    return sorted(known[item.message] for item in report.findings if item.decision)


def warned(report: Report) -> list[str]:
    return [item.rule for item in report.findings if item.rule.startswith("decision.")]


SIDES = (DecidedSide("甲局"), DecidedSide("乙局"))


def test_what_is_across_units_is_none_of_one_package(report: Report) -> None:
    across = replace(decision("batch.repeated-star", None), sides=SIDES)
    told = decided(report, across, rules=["batch.repeated-star"])
    assert ["batch --decisions" in item.fix.zh for item in told.findings if item.fix] == [True]
    quiet = decided(report, across, rules=["batch.repeated-star"], several=True)
    assert warned(quiet) == []


def test_of_one_package_nothing_across_units_is_decided(report: Report) -> None:
    bare = decision("batch.repeated-star", None)
    told = decided(report, bare, rules=["batch.repeated-star"])
    (said,) = (item for item in told.findings if item.rule == "decision.unused")
    assert said.fix is not None
    assert "batch --decisions" in said.fix.zh


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        (decision("quota.stars", None), [0]),
        (decision("video.duration", "star/1"), [1]),
        (decision("video.duration", "star/1", file="王/视频.mp4", digest=DIGEST), [1]),
        (decision("video.duration", "star/1", until=TODAY), [1]),
        (decision("photo.resolution", "star/1", file="王/2.jpg"), [5]),
        (decision("form.complete", "star/1"), [2, 3]),
        (decision("form.complete", "star/1", where="表1 民族"), [3]),
        (decision("star.conduct", "star/1", "confirmed"), [6, 7]),
        (decision("star.conduct", "star/2", "confirmed"), [8]),
        (decision("star.conduct", "star/2", "waived"), [8]),
        (decision("star.conduct", "star/9", "confirmed", name="李 秀英"), [8]),
        (decision("star.conduct", "star/1", "confirmed", name="李秀英"), [8]),
    ],
)
def test_a_decision_settles_what_it_names(
    report: Report, wanted: Decision, places: list[int]
) -> None:
    done = decided(report, wanted)
    assert settled(done) == places
    assert warned(done) == []
    assert len(done.findings) == len(FINDINGS)
    levels = [done.summary.error, done.summary.warning, done.summary.review]
    before = [report.summary.error, report.summary.warning, report.summary.review]
    assert sum(before) - sum(levels) == len(places)
    waived = wanted.choice is Choice.WAIVED
    assert done.summary.waived == (len(places) if waived else 0)
    assert done.confirmed == (0 if waived else len(places))


@pytest.mark.parametrize(
    ("wanted", "rule", "says"),
    [
        (decision(None, "star/1"), "decision.too-wide", "哪一条规则"),
        (decision("*", "star/1"), "decision.too-wide", "哪一条规则"),
        (decision("video", "star/1"), "decision.too-wide", "哪一条规则"),
        (decision("video.*", "star/1"), "decision.too-wide", "哪一条规则"),
        (decision("video.duration", "*"), "decision.too-wide", "哪一项材料"),
        (decision("star.conduct", "star/*", "confirmed"), "decision.too-wide", "哪一项材料"),
        (decision("photo.resolution", "star/1"), "decision.too-wide", "几个文件"),
        (
            decision("video.duration", "star/1", until=date(2023, 7, 13)),
            "decision.expired",
            "有效期已过",
        ),
        (
            decision("video.duration", "star/1", file="王/视频.mp4", digest="sha256:" + "b" * 64),
            "decision.outdated",
            "不是同一份",
        ),
        (
            decision("photo.resolution", "star/1", file="王/1.jpg", digest=DIGEST),
            "decision.outdated",
            "读不出来",
        ),
        (decision("video.length", "star/1"), "decision.unused", "没有这条规则"),
        (decision("video.duration", "star/9"), "decision.unused", "没有这项材料"),
        (decision("video.duration", "star/1", name="赵六"), "decision.unused", "没有这项材料"),
        (decision("video.duration", "star/2"), "decision.unused", "没有这个问题"),
        (decision("video.duration", None), "decision.unused", "没有这个问题"),
        (decision("video.duration", "star/1", file="别的.mp4"), "decision.unused", "没有这个问题"),
        (decision("star.age", "star/2"), "decision.unused", "没有结论"),
        (decision("star.age", "star/1", "confirmed"), "decision.unused", "没有结论"),
        (decision("quota.stars", None, "confirmed"), "decision.unused", "不是人工核对项"),
    ],
)
def test_what_is_not_certain_settles_nothing_and_is_said(
    report: Report, wanted: Decision, rule: str, says: str
) -> None:
    done = decided(report, replace(wanted, source="核对结果.yaml:7"))
    assert settled(done) == []
    assert warned(done) == [rule]
    (told,) = (item for item in done.findings if item.rule == rule)
    assert says in told.message.zh
    assert told.where == "核对结果.yaml:7"
    assert told.fix
    assert done.summary == replace(report.summary, warning=report.summary.warning + 1)
    assert done.verdict is report.verdict
    assert [item.id for item in done.rules][-1] == rule
    assert sum(tally.failed for tally in done.tallies if tally.rule == rule) == 1


def test_the_first_decision_counts_and_the_second_is_said(report: Report) -> None:
    one = decision("video.duration", "star/1")
    done = decided(report, one, replace(one, why="别的理由"))
    assert [item.decision.why for item in done.findings if item.decision] == ["已说明"]
    assert warned(done) == ["decision.unused"]


def test_two_of_one_name_are_told_apart_by_number() -> None:
    report = small_report((finding("star.conduct", "review", "star/2"),), names=("王一", "王一"))
    assert decided(report, decision("star.conduct", "star/2", "confirmed", name="王一")).confirmed
    missed = decided(report, decision("star.conduct", "star/3", "confirmed", name="王一"))
    assert warned(missed) == ["decision.unused"]


@pytest.mark.parametrize(
    ("errors", "left", "verdict"),
    [
        ((FINDINGS[0], FINDINGS[1]), (), Verdict.NONCOMPLIANT),
        ((FINDINGS[1],), (), Verdict.COMPLIANT),
        # What the broken file kept from being judged was not judged by waiving it.
        (
            (FINDINGS[1],),
            (NotJudged("video.codec", same("坏"), "star/1", "王/视频.mp4"),),
            Verdict.INCOMPLETE,
        ),
        (
            (FINDINGS[1],),
            (NotJudged("deadline", same("没有日期"), lack=Lack.CALLER),),
            Verdict.COMPLIANT,
        ),
        ((FINDINGS[1],), (NotJudged("x.y", same("崩溃"), lack=Lack.PROGRAM),), Verdict.INCOMPLETE),
    ],
)
def test_a_waived_error_leaves_the_verdict_but_hides_nothing(
    errors: tuple[Any, ...], left: tuple[NotJudged, ...], verdict: Verdict
) -> None:
    done = decided(small_report(errors, left), decision("video.duration", "star/1"))
    assert done.verdict is verdict
    assert done.not_judged == left
    assert done.summary.not_judged == len(left)


SCAN = finding("star.form", "review", "star/1", file="王/表.pdf")
UNREAD = (
    NotJudged("star.age", same("是扫描件"), "star/1", "王/表.pdf"),
    NotJudged("star.complete", same("是扫描件"), "star/1", "王/表.pdf"),
    NotJudged("star.length", same("读不出"), "star/1", "王/总结.pdf"),
)


@pytest.mark.parametrize(
    ("given", "verdict", "settled"),
    [
        ((), Verdict.INCOMPLETE, 0),
        # Who has read the scan has read all that is in it, and nothing of another file.
        ((decision("star.form", "star/1", "confirmed"),), Verdict.INCOMPLETE, 2),
        ((decision("star.length", "star/1", "confirmed"),), Verdict.INCOMPLETE, 1),
        (
            (
                decision("star.form", "star/1", "confirmed"),
                decision("star.length", "star/1", "confirmed", file="王/总结.pdf"),
            ),
            Verdict.COMPLIANT,
            3,
        ),
        ((decision("star.form", "star/1", "waived"),), Verdict.INCOMPLETE, 0),
    ],
)
def test_what_a_person_has_read_instead_is_settled(
    given: tuple[Decision, ...], verdict: Verdict, settled: int
) -> None:
    done = decided(small_report((SCAN,), UNREAD), *given)
    assert done.verdict is verdict
    assert sum(item.decision is not None for item in done.not_judged) == settled
    assert warned(done) == []


def test_a_missing_form_that_is_waived_leaves_the_package_unfinished() -> None:
    left = (NotJudged("star.age", same("没有推介表"), "star/1"),)
    report = small_report((finding("star.form", "error", "star/1"),), left)
    assert decided(report, decision("star.form", "star/1")).verdict is Verdict.INCOMPLETE


def test_a_file_for_another_package_is_said_unless_there_are_several(report: Report) -> None:
    own = decision("video.duration", "star/1")
    assert settled(decided(report, own, package="某单位")) == [1]
    other = decided(report, own, package="别的单位")
    assert settled(other) == []
    assert warned(other) == ["decision.unused"]
    passed_over = decided(report, own, package="别的单位", several=True)
    assert (settled(passed_over), warned(passed_over)) == ([], [])


def test_the_files_own_digest_counts_before_the_findings(report: Report) -> None:
    bound = decision("video.duration", "star/1", file="王/视频.mp4", digest=DIGEST)
    changed = decided(report, bound, digests={"王/视频.mp4": "sha256:" + "c" * 64})
    assert warned(changed) == ["decision.outdated"]
    unknown = replace(report, findings=(replace(FINDINGS[1], digest=None),))
    assert decided(unknown, bound, digests={"王/视频.mp4": DIGEST}).summary.waived == 1
    assert warned(decided(unknown, bound, digests={"王/视频.mp4": None})) == ["decision.outdated"]


def test_a_run_of_some_rules_says_nothing_of_decisions_on_others(report: Report) -> None:
    partial = replace(report, partial=True)
    rules = ("project.age", "quota.stars")
    assert warned(decided(partial, decision("project.age", "project/1"), rules=rules)) == []
    misspelt = decided(partial, decision("project.aeg", "project/1"), rules=rules)
    assert warned(misspelt) == ["decision.unused"]
    wide = decided(partial, decision("project", "project/1"), rules=rules)
    assert warned(wide) == ["decision.too-wide"]


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (decision("video.duration", "star/1", file="视频.mp4"), "没有这个文件"),
        (decision("video.duration", "star/1", file="王/1.jpg"), "没有这个问题"),
        (replace(decision("video.duration", "star/1"), on=date(2023, 7, 15)), "还没有到"),
    ],
)
def test_a_wrong_file_and_a_day_to_come_are_said(
    report: Report, wanted: Decision, says: str
) -> None:
    done = decided(report, wanted, paths={"王/视频.mp4", "王/1.jpg"})
    assert settled(done) == []
    (told,) = (item for item in done.findings if item.rule == "decision.unused")
    assert says in told.message.zh


def test_personal_numbers_in_a_reason_are_masked(report: Report) -> None:
    told = replace(decision("quota.stars", None), why="电话13800000051已核实")
    done = decided(report, told, masking=lambda text: text.replace("13800000051", "*"))
    assert [item.decision.why for item in done.findings if item.decision] == ["电话*已核实"]


def test_an_accent_may_be_taken_apart() -> None:
    report = small_report((finding("photo.x", "warning", "star/1", file="é.jpg"),))
    apart = decision("photo.x", "star/1", file="e\u0301.jpg")
    assert decided(report, apart).summary.waived == 1


def test_levels_and_order_stay(report: Report) -> None:
    done = decided(report, decision("video.length", None), decision("quota.stars", None))
    assert [item.level for item in done.findings[:2]] == [Level.ERROR, Level.WARNING]
    kept = [item.message for item in done.findings if not item.rule.startswith("decision.")]
    assert kept == [item.message for item in FINDINGS]


def test_a_decision_holds_while_there_is_the_same_to_look_at(report: Report) -> None:
    shown = evidence_of(FINDINGS[8], {})
    made = replace(decision("star.conduct", "star/2", "confirmed"), evidence=shown)
    assert settled(decided(report, made)) == [8]
    other = decided(report, replace(made, evidence="0" * 16))
    assert (settled(other), warned(other)) == ([], ["decision.outdated"])


def test_what_is_found_wrong_settles_nothing_and_is_said(report: Report) -> None:
    made = decided(report, decision("star.conduct", "star/2", "wrong"))
    assert settled(made) == []
    assert made.summary == report.summary
    (item,) = [item for item in made.findings if item.objection]
    assert (item.rule, item.entry) == ("star.conduct", "star/2")
    assert "人工核对后有问题的 1 项" in made.notes[-1].zh


def test_of_two_that_say_otherwise_none_counts(report: Report) -> None:
    both = [
        decision("star.conduct", "star/2", word) for word in ("confirmed", "wrong", "confirmed")
    ]
    made = decided(report, *both)
    assert settled(made) == []
    assert warned(made) == ["decision.contradicted"] * 3


BARE = finding(
    *("register.matches-entries", "error", None),
    file="登记表.xlsx",
    where="Sheet1!A9",
    about="雪乡书屋",
)


@pytest.mark.parametrize(
    ("now", "more", "waived"),
    [
        (BARE, {}, True),
        (replace(BARE, where="Sheet1!A10"), {}, True),  # a row was inserted above
        (replace(BARE, where="Sheet1!B9"), {}, False),  # another cell of the row
        (replace(BARE, about="冰雪课堂"), {}, False),  # somebody else's row
        (replace(BARE, about="雪香书屋"), {}, False),
        (replace(BARE, about=None), {}, False),
        (replace(BARE, where="Sheet1!A10"), {"where": None}, True),
        (replace(BARE, about="冰雪课堂"), {"where": None}, False),
        # Held to the file's bytes, or of an earlier version, it is what it was.
        (replace(BARE, where="Sheet1!A10", digest="sha256:" + "b" * 64), {"digest": DIGEST}, False),
        (replace(BARE, where="Sheet1!A10", digest=DIGEST), {"digest": DIGEST}, True),
        (BARE, {"about": None}, True),
        (replace(BARE, where="Sheet1!A10"), {"about": None}, False),
    ],
)
def test_what_is_decided_of_a_row_goes_with_the_row(
    now: Finding, more: dict[str, Any], waived: bool
) -> None:
    place = {"file": BARE.file, "where": BARE.where, "about": BARE.about, **more}
    made = decided(small_report((now,)), decision(BARE.rule, None, **place))
    assert made.findings[0].waived is waived
    assert bool(warned(made)) is not waived
