"""What is new, still there or mended since an earlier report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.engine.baseline_compared import compare
from jlxx_check.model.baseline import Standing
from jlxx_check.model.report import Finding, NotJudged, Report, ReportUnassigned
from jlxx_check.text import same
from tests.support.reviewed import finding, saved, small_report

WRONG = finding("video.duration", "error", "star/1", file="01王/视频.mp4", where="0:01")
ROW = finding("register.complete", "error", None, file="登记表.xlsx", where="Sheet1!F7")
BARE = finding("register.matches-entries", "error", None, file="登记表.xlsx", where="Sheet1!A9")
WHO, OTHER = replace(BARE, about="雪乡书屋"), replace(BARE, about="冰雪课堂")
LOST = finding("star.photos", "error", "star/2")


def against(
    now: Sequence[Finding], then: Sequence[Finding], names: tuple[str, ...] = ("王建国", "李秀英")
) -> tuple[list[str], list[str]]:
    """Standings now, and rules mended."""
    every = small_report((*now, *then), names=names)
    report = replace(
        small_report(tuple(now), names=names), rules=every.rules, tallies=every.tallies
    )
    done = compare(report, saved(small_report(tuple(then))))
    assert done.baseline
    assert done.baseline.unsettled == ()
    standings = [item.standing.value for item in done.findings if item.standing]
    return standings, [item.rule for item in done.baseline.mended]


@pytest.mark.parametrize(
    ("now", "then", "standings", "mended"),
    [
        ([WRONG], [WRONG], ["open"], []),
        ([WRONG], [], ["new"], []),
        ([], [WRONG], [], ["video.duration"]),
        ([replace(WRONG, observed=same("6:00"), message=same("别的话"))], [WRONG], ["open"], []),
        ([replace(WRONG, file="07王/视频.mp4")], [WRONG], ["open"], []),
        ([replace(WRONG, file="07王/视频.mp4", where="0:02")], [WRONG], ["open"], []),
        ([replace(WRONG, file="01王/新.mp4")], [WRONG], ["new"], ["video.duration"]),
        ([replace(WRONG, rule="video.codec")], [WRONG], ["new"], ["video.duration"]),
        ([replace(WRONG, entry="star/2", file="02李/视频.mp4")], [WRONG], ["new"], [WRONG.rule]),
        ([replace(ROW, where="Sheet1!F9")], [ROW], ["open"], []),
        ([ROW, replace(ROW, where="Sheet1!F9")], [ROW], ["open", "new"], []),
        ([replace(ROW, where="Sheet1!F9"), ROW], [ROW], ["new", "open"], []),
        ([ROW], [ROW, replace(ROW, where="Sheet1!F9")], ["open"], ["register.complete"]),
        ([LOST], [LOST], ["open"], []),
        ([WRONG, WRONG], [WRONG], ["open", "new"], []),
        # A row inserted above, one replaced, one deleted above, a register sorted.
        ([OTHER, replace(WHO, where="Sheet1!A10")], [WHO], ["new", "open"], []),
        ([OTHER], [WHO], ["new"], [BARE.rule]),
        ([replace(WHO, where="Sheet1!A8")], [WHO], ["open"], []),
        ([replace(WHO, where="Sheet1!A8"), OTHER], [replace(OTHER, where="Sheet1!A8"), WHO],
         ["open", "open"], []),
        # Spelt with a blank it is the same; by another letter it may be another.
        ([replace(WHO, about="雪乡 书屋")], [WHO], ["open"], []),
        ([replace(WHO, about="雪香书屋")], [WHO], ["new"], [BARE.rule]),
        # The row of somebody else, who has material: the same fault in the same cell is theirs.
        ([replace(WHO, entry="star/2")], [replace(OTHER, entry="star/1")], ["new"], [BARE.rule]),
        ([replace(WHO, entry="star/2")], [replace(WHO, entry="star/1")], ["open"], []),
        # An entry whose row is called otherwise than before is the same still.
        ([replace(WHO, entry="star/1")], [replace(OTHER, entry="star/1")], ["open"], []),
        # A report of an earlier version names no rows: its place is all there is.
        ([WHO], [BARE], ["open"], []),
        ([replace(WHO, where="Sheet1!A10")], [BARE], ["open"], []),
    ],
)  # fmt: skip
def test_findings_are_known_again(
    now: list[Finding], then: list[Finding], standings: list[str], mended: list[str]
) -> None:
    assert against(now, then) == (standings, mended)


def test_a_new_number_makes_no_finding_new() -> None:
    moved = replace(LOST, entry="star/3")
    assert against([moved], [LOST], ("张新", "王建国", "李秀英")) == (["open"], [])


def test_a_name_put_right_makes_no_finding_new() -> None:
    assert against([WRONG], [WRONG], ("王建囯", "李秀英")) == (["open"], [])


def test_items_of_the_checklist_are_never_mended() -> None:
    asked = finding("star.conduct", "review", "star/1")
    assert against([], [asked]) == ([], [])
    assert against([asked], [asked]) == (["open"], [])


def test_what_cannot_be_judged_now_is_not_mended() -> None:
    left = NotJudged("video.duration", same("坏"), "star/1", "01王/视频.mp4")
    report = small_report((), (left,))
    done = compare(report, saved(small_report((WRONG, replace(WRONG, entry="star/2", file="x")))))
    assert done.baseline
    assert [item.name for item in done.baseline.unsettled] == ["王建国"]
    assert [item.name for item in done.baseline.mended] == ["李秀英"]


def test_rules_left_out_of_this_run_are_not_mended() -> None:
    done = compare(small_report(), saved(small_report((WRONG,))))
    assert done.baseline
    assert done.baseline.mended == done.baseline.unsettled == ()


@pytest.mark.parametrize(
    ("then", "more", "mended"),
    [
        # The entry is there and its photos were counted; a slip in its name has been put right.
        (LOST, {}, True),
        (LOST, {"names": ("王建国", "李秀瑛")}, True),
        # It is not handed in this time; or it is, and nothing of it could be looked at.
        (LOST, {"names": ("王建国",)}, False),
        (LOST, {"tallies": ()}, False),
        # A film is encouraged only: it was taken out. A photo that was taken out is now missing.
        (WRONG, {"tallies": ()}, True),
        (WRONG, {"tallies": (), "lacks": True}, False),
        # The row is gone from a register that was judged; or the register itself is.
        (replace(ROW, entry="star/2"), {"names": ("王建国",), "paper": "登记表.xlsx"}, True),
        (replace(ROW, entry="star/2"), {"names": ("王建国",)}, False),
    ],
)
def test_only_what_was_looked_at_is_mended(
    then: Finding, more: dict[str, Any], mended: bool
) -> None:
    lacks = (finding("star.photos", "error", "star/1"),) if more.get("lacks") else ()
    every = small_report((then,))
    now = small_report(lacks, names=more.get("names", ("王建国", "李秀英")))
    tallies = [item for item in every.tallies if item.entry in {one.id for one in now.entries}]
    paper = ReportUnassigned(more["paper"], same("登记表")) if "paper" in more else None
    report = replace(
        now,
        rules=(*now.rules, *every.rules),
        tallies=more.get("tallies", tuple(tallies)),
        unassigned=(paper,) if paper else (),
    )
    done = compare(report, saved(every))
    assert done.baseline
    assert bool(done.baseline.mended) is mended
    assert bool(done.baseline.unsettled) is not mended


def test_another_packages_report_is_a_warning() -> None:
    earlier = replace(saved(small_report((WRONG,))), package="别的单位")
    done = compare(small_report((WRONG,)), earlier)
    (told,) = (item for item in done.findings if item.rule == "baseline.other-package")
    assert "别的单位" in told.message.zh
    assert done.summary.warning == 1
    same_one = compare(small_report((WRONG,)), replace(earlier, package="某 单位"))
    assert same_one.summary.warning == 0


def test_an_earlier_message_is_masked() -> None:
    told = replace(WRONG, message=same("电话13800000051"))
    report = replace(small_report(), rules=small_report((WRONG,)).rules)
    done = compare(report, saved(small_report((told,))), masking=lambda text: text[:2])
    assert done.baseline
    assert [item.message for item in done.baseline.mended] == ["电话"]


FOUND = st.builds(
    finding,
    st.sampled_from(["a.b", "c.d"]),
    st.sampled_from(["error", "warning"]),
    st.sampled_from([None, "star/1", "star/2"]),
    file=st.sampled_from([None, "a/x", "b/x", "y"]),
    where=st.sampled_from([None, "1", "2"]),
    about=st.sampled_from([None, "甲", "乙"]),
)


@given(st.lists(FOUND, max_size=8), st.lists(FOUND, max_size=8))
def test_every_finding_is_counted_once(now: list[Finding], then: list[Finding]) -> None:
    standings, mended = against(now, then)
    assert len(standings) == len(now)
    assert standings.count("open") + len(mended) == len(then)
    assert against(now, now) == (["open"] * len(now), [])


def test_the_report_itself_is_untouched() -> None:
    report: Report = small_report((WRONG,))
    compare(report, saved(report))
    assert report.baseline is None
    assert [item.standing for item in report.findings] == [None]
    assert [item.standing for item in compare(report, saved(report)).findings] == [Standing.OPEN]
