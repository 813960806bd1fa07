"""A unit's deliveries one after the other: numbers stay, and only what was looked at is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.engine.unit_rounds import RoundsDelivery, judged_round, shown_round
from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.report import Finding, NotJudged, Report
from jlxx_check.model.rounds import UnitHistory, UnitRound
from jlxx_check.reporters.letter_items import letter_items
from jlxx_check.text import same
from tests.support.reviewed import TODAY, finding, small_report

NAMES = ("王建国", "李秀英")
FILM = finding("video.duration", "error", "star/1", file="01王/视频.mp4")
PHOTOS = finding("star.photos", "error", "star/2")
ROW = finding("register.complete", "warning", None, file="登记表.xlsx", where="Sheet1!F7")
ASKED = finding("star.conduct", "review", "star/1")
BARE = replace(ROW, rule="register.matches-entries", where="Sheet1!A9", about="雪乡书屋")
OTHER = replace(BARE, about="冰雪课堂")
RULES = (FILM, PHOTOS, ROW, BARE, ASKED, finding("star.form", "error", "star/1"))


def report(
    *findings: Finding, names: tuple[str, ...] = NAMES, left: Sequence[NotJudged] = ()
) -> Report:
    """A report in which all the rules here were judged for every entry."""
    every = small_report(RULES, names=names)
    now = small_report(findings, tuple(left), names=names)
    return replace(now, rules=every.rules, tallies=every.tallies)


def judged(history: UnitHistory, number: int, made: Report, content: str = "") -> UnitHistory:
    delivery = RoundsDelivery(f"第{number}份", content, None, made, letter_items(made))
    return judged_round(history, number, delivery, str)


def rounds(*reports: Report) -> tuple[UnitHistory, UnitRound]:
    history = UnitHistory("某单位")
    for number, made in enumerate(reports, 1):
        history = judged(history, number, made)
    return history, shown_round(history, len(reports), reports[-1], letter_items(reports[-1]))


def numbers(found: UnitRound) -> tuple[list[int], list[int], list[int], list[int]]:
    parts = (found.still_open, found.new, found.mended, found.unsettled)
    still, new, mended, left = ([item.number for item in part] for part in parts)
    return still, new, mended, left


def test_the_first_round_asks_for_everything() -> None:
    _, first = rounds(report(ROW, FILM, PHOTOS, ASKED))
    assert numbers(first) == ([], [1, 2, 3], [], [])
    assert [item.finding for item in first.items] == [ROW, FILM, PHOTOS]


@pytest.mark.parametrize(
    ("reports", "last"),
    [
        # Mended, still open, new; and what is new does not get a number that was given.
        ([report(FILM, PHOTOS), report(PHOTOS, ROW)], ([2], [3], [1], [])),
        ([report(FILM, PHOTOS), report(PHOTOS), report(PHOTOS, ROW)], ([2], [3], [], [])),
        ([report(FILM), report()], ([], [], [1], [])),
        ([report(FILM), report(), report(ROW)], ([], [2], [], [])),
        # What comes back bears the number that it had.
        ([report(FILM), report(), report(FILM)], ([1], [], [], [])),
        # Another number in the report, a renamed folder, a slip in the name: the same item.
        ([report(PHOTOS), report(replace(PHOTOS, entry="star/1"), names=NAMES[::-1])],
         ([1], [], [], [])),
        ([report(FILM), report(replace(FILM, file="1/视频.mp4"))], ([1], [], [], [])),
        ([report(PHOTOS), report(names=("王建国", "李秀瑛"))], ([], [], [1], [])),
        # The same rule for another person is another item.
        ([report(PHOTOS), report(replace(PHOTOS, entry="star/1"))], ([], [2], [1], [])),
        # The person is no longer there: nothing says that it is mended, and it is not forgotten.
        ([report(PHOTOS), report(names=("王建国",))], ([], [], [], [1])),
        ([report(PHOTOS), report(names=("王建国",)), report(PHOTOS)], ([1], [], [], [])),
        ([report(PHOTOS), report(names=("王建国",)), report()], ([], [], [1], [])),
        # Another row in its place is another item; its own row keeps its number wherever it is.
        ([report(BARE), report(OTHER, replace(BARE, where="Sheet1!A10"))], ([1], [2], [], [])),
        ([report(BARE), report(OTHER)], ([], [2], [1], [])),
        # Now a person has to look.
        ([report(FILM), report(replace(FILM, level=ASKED.level))], ([], [], [], [1])),
    ],
)  # fmt: skip
def test_later_rounds(
    reports: list[Report], last: tuple[list[int], list[int], list[int], list[int]]
) -> None:
    assert numbers(rounds(*reports)[1]) == last


def test_what_could_not_be_judged_is_not_mended() -> None:
    left = NotJudged("video.duration", same("坏"), "star/1", "01王/视频.mp4")
    broken = report(left=[left])
    assert numbers(rounds(report(FILM, PHOTOS), broken)[1]) == ([], [], [2], [1])
    assert numbers(rounds(report(FILM), broken, report())[1]) == ([], [], [1], [])


def test_a_run_with_few_rules_mends_nothing() -> None:
    few = replace(report(), rules=(), tallies=(), partial=True)
    assert numbers(rounds(report(FILM, PHOTOS), few)[1]) == ([], [], [], [1, 2])
    history, _ = rounds(report(FILM, PHOTOS))
    again = judged(judged(history, 1, few), 1, report(FILM, PHOTOS))
    assert again == history, "the same round, once with few rules and once with all"


def test_what_was_decided_on_is_neither_asked_for_nor_mended() -> None:
    waived = replace(
        FILM, decision=Decision(FILM.rule, "star/1", Choice.WAIVED, "赵核对", TODAY, "可以")
    )
    assert numbers(rounds(report(FILM, ROW), report(waived, ROW))[1]) == ([1], [], [], [])
    # Order: the package's own item comes first, so that the film had the number 2.
    history, _ = rounds(report(FILM, ROW), report(waived, ROW), report(FILM, ROW))
    assert history.next == 3


def test_the_same_delivery_judged_again_is_the_same_round() -> None:
    history, first = rounds(report(FILM, PHOTOS))
    again = judged(history, 1, report(FILM, PHOTOS))
    assert again == history
    stricter = judged(history, 1, report(FILM, ROW, PHOTOS))
    shown = shown_round(stricter, 1, report(FILM, ROW, PHOTOS), [ROW, FILM, PHOTOS])
    assert [item.number for item in shown.items] == [3, 1, 2]
    milder = judged(stricter, 1, report(FILM, PHOTOS))
    assert milder.next == 4
    assert milder.round(1) == history.round(1)
    assert first.mended == ()


def test_several_facts_of_one_cause_are_one_item() -> None:
    codec = replace(FILM, rule="video.codec")
    both = replace(FILM, facts=(FILM, codec))
    every = small_report((FILM, codec))

    def of(*findings: Finding) -> Report:
        return replace(small_report(findings), rules=every.rules, tallies=every.tallies)

    assert numbers(rounds(of(both), of(codec))[1]) == ([1], [], [], [])
    assert numbers(rounds(of(codec), of(both))[1]) == ([1], [], [], [])
    assert numbers(rounds(of(both), of())[1]) == ([], [], [1], [])


def test_what_is_gone_names_the_entry_as_it_is_now() -> None:
    moved = report(names=NAMES[::-1])
    (item,) = rounds(report(PHOTOS), moved)[1].mended
    assert (item.finding.entry, item.kind, item.name) == ("star/1", "star", "李秀英")
    (item,) = rounds(report(PHOTOS), report(names=("王建国",)))[1].unsettled
    assert (item.finding.entry, item.name) == (None, "李秀英")


def test_what_is_kept_is_masked_and_what_is_shown_is_the_reports() -> None:
    told = replace(FILM, message=same("电话13800000051"))
    made = report(told)
    delivery = RoundsDelivery("甲", "", None, made, letter_items(made))
    history = judged_round(UnitHistory("某单位"), 1, delivery, lambda text: text[:2])
    assert history.items[0].finding.message.zh == "电话"
    assert shown_round(history, 1, made, [told]).items[0].finding == told


SOME = st.lists(
    st.builds(
        finding,
        st.sampled_from(["video.duration", "star.photos"]),
        st.sampled_from(["error", "warning", "review"]),
        st.sampled_from([None, "star/1", "star/2"]),
        file=st.sampled_from([None, "a/x", "b/x"]),
        where=st.sampled_from([None, "1"]),
    ),
    max_size=5,
)


@given(st.lists(SOME, min_size=1, max_size=4))
def test_no_number_is_given_twice_and_none_is_lost(deliveries: list[list[Finding]]) -> None:
    history = UnitHistory("某单位")
    before: set[int] = set()
    for number, findings in enumerate(deliveries, 1):
        made = report(*findings)
        history = judged(history, number, made)
        assert judged(history, number, made) == history
        shown = shown_round(history, number, made, letter_items(made))
        assert [item.finding for item in shown.items] == list(letter_items(made))
        every = [*shown.items, *shown.mended, *shown.unsettled]
        assert len({item.number for item in every}) == len(every)
        assert {item.number for item in shown.new}.isdisjoint(before)
        before |= {item.number for item in shown.items}
        assert [item.number for item in history.items] == list(range(1, history.next))


def _said(choice: Choice) -> Finding:
    made = Decision("star.conduct", None, choice, "赵核对", TODAY, "看过")
    wrong = choice is Choice.WRONG
    return replace(ASKED, objection=made) if wrong else replace(ASKED, decision=made)


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (_said(Choice.WRONG), ([1], [], [], [])),
        (ASKED, ([], [], [], [1])),  # of the new material nobody has looked at it yet
        (_said(Choice.CONFIRMED), ([], [], [1], [])),
        (_said(Choice.WAIVED), ([], [], [], [])),
    ],
)
def test_what_a_reviewer_found_wrong_is_asked_for_until_one_finds_it_right(
    now: Finding, last: tuple[list[int], list[int], list[int], list[int]]
) -> None:
    _, first = rounds(report(_said(Choice.WRONG)))
    assert numbers(first) == ([], [1], [], [])
    (item,) = first.items
    assert item.finding.objection is None
    _, second = rounds(report(_said(Choice.WRONG)), report(now))
    assert numbers(second) == last
