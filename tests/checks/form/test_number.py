from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError
from tests.support.general import entry, pack

from jlxx_check.checks.form.number import Number, number
from jlxx_check.model.outcome import Level, Outcome, Status
from jlxx_check.model.package import Entry

MEMBERS = {"field": "成员人数", "unit": ["人", "名"], "at_least": 10}
REACHED = {"field": "服务人数", "unit": ["人"], "at_least": 200}


def judge(one: Entry, want: dict[str, Any]) -> Outcome:
    (outcome,) = number(one, pack(), Number.model_validate(want))
    return outcome


def said(text: str, want: dict[str, Any]) -> tuple[Status, Level | None]:
    outcome = judge(entry({want["field"]: text}), want)
    return outcome.status, outcome.level


PASS, FAIL, WARN = (Status.PASS, None), (Status.FAIL, None), (Status.FAIL, Level.WARNING)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("10", PASS),
        ("12人", PASS),
        ("１２名", PASS),
        ("十二人", PASS),
        ("10余人", PASS),
        ("共35人，其中党员5人", PASS),
        ("男5人，女7人", WARN),  # together they may be enough
        ("男5人，女3人", FAIL),
        ("9人", FAIL),
        ("2023年8人", FAIL),
        ("10-15人", PASS),
        ("8-15人", WARN),
        ("若干", WARN),
        ("3支队伍", WARN),
        ("预计20人", WARN),
    ],
)
def test_members(text: str, result: tuple[Status, Level | None]) -> None:
    assert said(text, MEMBERS) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("200", PASS),
        ("200余人", PASS),
        ("超过200人", PASS),
        ("200人以上", PASS),
        ("近200人", FAIL),
        ("不足200人", FAIL),
        ("约200人", WARN),
        ("200人左右", WARN),
        ("约230人", PASS),
        ("约150人", FAIL),
        ("1,200人", PASS),
        ("上百人", WARN),
    ],
)
def test_hedged_figures_as_for_attendance(text: str, result: tuple[Status, Level | None]) -> None:
    assert said(text, REACHED) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [("8人", PASS), ("9人", FAIL), ("8余人", WARN), ("约8人", WARN), ("最多8人", PASS)],
)
def test_at_most(text: str, result: tuple[Status, Level | None]) -> None:
    assert said(text, {"field": "作者人数", "unit": ["人"], "at_most": 8}) == result


BY = {
    "field": "成员人数",
    "unit": ["人"],
    "at_least": 10,
    "by": [{"field": "类别", "values": ["个人"], "others": ["团队"], "at_most": 1}],
}


@pytest.mark.parametrize(
    ("kind", "text", "status"),
    [
        ("个人", "1人", Status.PASS),
        ("个人", "3人", Status.FAIL),
        ("团队", "12人", Status.PASS),
        ("☑团队 □个人", "3人", Status.FAIL),
        ("不详", "12人", Status.NOT_JUDGED),  # too many for one, enough for a team
        ("不详", "5人", Status.FAIL),  # wrong whichever it is
    ],
)
def test_classes_of_entrants(kind: str, text: str, status: Status) -> None:
    assert judge(entry({"类别": kind, "成员人数": text}), BY).status is status


def test_the_message_says_what_and_how_much() -> None:
    message = judge(entry({"成员人数": "8人"}), MEMBERS).message
    assert message is not None
    assert message.zh == "“成员人数”填的是“8人”，不足10人。"


def test_a_register_alone_is_judged() -> None:
    alone = judge(entry(None, row={"姓名": "张三", "成员人数": "8人"}), MEMBERS)
    assert (alone.status, alone.file is not None) == (Status.FAIL, True)
    assert judge(entry(None, row={"姓名": "张三", "成员人数": "18"}), MEMBERS).status is Status.PASS


def test_a_register_that_says_another_number_is_judged_too() -> None:
    one = entry({"成员人数": "12人"}, row={"姓名": "张三", "成员人数": "8人"})
    found = list(number(one, pack(), Number.model_validate(MEMBERS)))
    assert [item.status for item in found] == [Status.PASS, Status.FAIL]


@pytest.mark.parametrize("form", [None, {}, {"成员人数": ""}, {"成员人数": "——"}])
def test_nothing_said_is_not_judged(form: dict[str, str] | None) -> None:
    outcome = judge(entry(form), MEMBERS)
    assert outcome.status is Status.NOT_JUDGED
    assert outcome.fix is not None


@pytest.mark.parametrize("want", [{}, {"at_least": 5, "at_most": 3}])
def test_limits_that_ask_nothing_are_refused(want: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Number.model_validate({"field": "成员人数", **want})
