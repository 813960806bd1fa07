from __future__ import annotations

import pytest

from jlxx_check.checks.winners import previous_winner
from jlxx_check.model.outcome import Outcome, Status
from jlxx_check.model.pack import Pack, Winner
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.packs import load_source

PACK = load_source("jilin-2023").pack


def judge(entry: Entry, *winners: Winner) -> list[Outcome]:
    pack: Pack = PACK.model_copy(update={"winners": winners})
    return list(previous_winner(entry, pack))


def entry(kind: str, name: str, unit: str) -> Entry:
    label = PACK.kinds[kind].unit or ""
    form = Form("a.docx", kind, (name,), {label: Value(label, unit, f"表1 {label}")})
    return Entry(f"{kind}/1", kind, name, 1, False, (), form=form)


def winner(kind: str, name: str, unit: str = "", year: str = "2020") -> Winner:
    return Winner(kind=kind, name=name, unit=unit, year=year)


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


def test_without_a_list_of_the_kind_nothing_is_judged() -> None:
    outcomes = judge(entry("project", "银龄课堂", ""), winner("star", "银龄课堂"))
    assert [outcome.status for outcome in outcomes] == [Status.NOT_JUDGED]
    assert outcomes[0].message is not None
    assert "--previous-winners" in outcomes[0].message.zh
