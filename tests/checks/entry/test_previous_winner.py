from __future__ import annotations

import pytest

from jlxx_check.checks.entry.previous_winner import PreviousWinner, previous_winner
from jlxx_check.model.outcome import Lack, Outcome, Status
from jlxx_check.model.pack import Pack, Winner
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.packs import load_source

PACK = load_source("jilin-2023").pack


def judge(entry: Entry, *winners: Winner) -> list[Outcome]:
    pack: Pack = PACK.model_copy(update={"winners": winners})
    return list(previous_winner(entry, pack, PreviousWinner()))


def entry(kind: str, name: str, unit: str) -> Entry:
    label = PACK.kinds[kind].unit or ""
    form = Form("a.docx", kind, (name,), {label: Value(label, unit, f"表1 {label}")})
    return Entry(f"{kind}/1", kind, name, 1, False, (), form=form)


def winner(kind: str, name: str, unit: str = "", year: str = "2020") -> Winner:
    person = PACK.kinds[kind].person
    return Winner(person=person, name=name, unit=unit, year=year, given=True)


@pytest.mark.parametrize(
    ("unit", "listed", "status"),
    [
        ("长春开放大学", "长春广播电视大学", Status.FAIL),
        ("长春广播电视大学", "长春开放大学", Status.FAIL),
        ("延边州教育局 科员", "延边朝鲜族自治州教育局", Status.FAIL),
        ("吉林省长春开放大学 教师", "长春广播电视大学", Status.FAIL),
        ("市图书馆 馆员", "", Status.FAIL),
        ("市图书馆 馆员", "市博物馆", Status.REVIEW),
        ("", "市博物馆", Status.REVIEW),
    ],
)
def test_the_organisation_decides_between_namesakes(unit: str, listed: str, status: Status) -> None:
    outcomes = judge(entry("star", "李明", unit), winner("star", "李明", listed))
    assert [outcome.status for outcome in outcomes] == [status]


def test_one_certain_win_is_one_finding_whoever_else_has_the_name() -> None:
    outcomes = judge(
        entry("star", "李明", "市图书馆 馆员"),
        winner("star", "李明", "市博物馆"),
        winner("star", "李明", "市图书馆"),
    )
    assert [outcome.status for outcome in outcomes] == [Status.FAIL]


def test_every_namesake_is_named() -> None:
    outcomes = judge(
        entry("star", "李明", "市图书馆"),
        winner("star", "李明", "市博物馆"),
        winner("star", "李明", "市文化馆"),
    )
    assert [outcome.status for outcome in outcomes] == [Status.REVIEW, Status.REVIEW]
    assert outcomes[1].message is not None
    assert "市文化馆" in outcomes[1].message.zh


@pytest.mark.parametrize(
    ("year", "status"),
    [
        ("2022", Status.FAIL),
        ("2022年度", Status.FAIL),
        ("", Status.FAIL),
        ("2023", Status.NOT_JUDGED),
        ("2024", Status.NOT_JUDGED),
    ],
)
def test_only_earlier_years_count(year: str, status: Status) -> None:
    outcomes = judge(entry("star", "李明", ""), winner("star", "李明", year=year))
    assert [outcome.status for outcome in outcomes] == [status]


@pytest.mark.parametrize(
    ("name", "given", "whole", "statuses"),
    [
        # Who is on a list that is not whole has won all the same.
        ("李明", False, False, [Status.FAIL]),
        ("王芳", False, False, [Status.NOT_JUDGED]),
        ("王芳", True, False, [Status.PASS]),
        ("王芳", False, True, [Status.PASS]),
        # A namesake elsewhere may be somebody else, who may have won, too.
        ("张强", False, False, [Status.REVIEW, Status.NOT_JUDGED]),
        ("张强", True, False, [Status.REVIEW]),
    ],
)
def test_a_list_in_part_clears_nobody(
    name: str, given: bool, whole: bool, statuses: list[Status]
) -> None:
    listed = [winner("star", "李明", "市图书馆"), winner("star", "张强", "市博物馆")]
    pack = PACK.model_copy(
        update={"winners": [item.model_copy(update={"given": given}) for item in listed]}
    )
    want = PreviousWinner(whole=whole)
    outcomes = list(previous_winner(entry("star", name, "市图书馆"), pack, want))
    assert [outcome.status for outcome in outcomes] == statuses
    assert {item.lack for item in outcomes if item.status is Status.NOT_JUDGED} <= {Lack.CALLER}


def test_a_given_list_of_projects_says_nothing_of_stars() -> None:
    own = winner("star", "李明", "市图书馆").model_copy(update={"given": False})
    outcomes = judge(entry("star", "王芳", ""), own, winner("project", "银龄课堂"))
    assert [outcome.status for outcome in outcomes] == [Status.NOT_JUDGED]


def test_a_list_names_people_and_projects_whatever_the_pack_calls_its_kinds() -> None:
    kinds = {"person": PACK.kinds["star"], "course": PACK.kinds["project"]}
    pack = PACK.model_copy(
        update={"kinds": kinds, "winners": [winner("star", "李明"), winner("project", "银龄课堂")]}
    )
    for kind, name in (("person", "李明"), ("course", "银龄课堂")):
        one = Entry(f"{kind}/1", kind, name, 1, False, ())
        outcomes = list(previous_winner(one, pack, PreviousWinner()))
        assert [outcome.status for outcome in outcomes] == [Status.FAIL]


def test_without_a_list_of_the_kind_nothing_is_judged() -> None:
    outcomes = judge(entry("project", "银龄课堂", ""), winner("star", "银龄课堂"))
    assert [outcome.status for outcome in outcomes] == [Status.NOT_JUDGED]
    assert outcomes[0].message is not None
    assert "--previous-winners" in outcomes[0].message.zh


@pytest.mark.parametrize(
    ("year", "status"),
    [
        ("2022", Status.FAIL),
        ("2021年度", Status.FAIL),
        ("2020", Status.PASS),  # the list was given, and that win is too long ago
        ("2023", Status.NOT_JUDGED),
        ("", Status.REVIEW),
    ],
)
def test_only_the_last_two_years_count(year: str, status: Status) -> None:
    pack = PACK.model_copy(update={"winners": (winner("star", "李明", year=year),)})
    want = PreviousWinner(within_years=2)
    (outcome, *_) = previous_winner(entry("star", "李明", ""), pack, want)
    assert outcome.status is status


@pytest.mark.parametrize(
    ("level", "status"),
    [
        ("省级", Status.FAIL),
        (" 国家级", Status.FAIL),
        ("市级", Status.PASS),
        ("", Status.REVIEW),
        ("省", Status.REVIEW),
    ],
)
def test_only_wins_of_a_level_count(level: str, status: Status) -> None:
    won = winner("star", "李明").model_copy(update={"level": level})
    pack = PACK.model_copy(update={"winners": (won,)})
    want = PreviousWinner(levels=("国家级", "省级"))
    (outcome,) = previous_winner(entry("star", "李明", ""), pack, want)
    assert outcome.status is status
    if status is Status.REVIEW:
        assert outcome.message is not None
        assert "没有写明级别" in outcome.message.zh


def test_a_certain_win_speaks_before_one_in_doubt() -> None:
    wins = (winner("star", "李明", year=""), winner("star", "李明", year="2022"))
    pack = PACK.model_copy(update={"winners": wins})
    (outcome,) = previous_winner(entry("star", "李明", ""), pack, PreviousWinner(within_years=2))
    assert outcome.status is Status.FAIL


def test_a_level_that_nobody_asked_for_is_not_shown() -> None:
    won = winner("star", "李明").model_copy(update={"level": "省级"})
    (outcome,) = judge(entry("star", "李明", ""), won)
    assert outcome.message is not None
    assert "省级" not in outcome.message.zh
