"""How long something has run, how old somebody is, and dates between two days."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.support.general import entry, pack

from jlxx_check.checks.form.age import Age, age
from jlxx_check.checks.form.date_window import DateWindow, date_window
from jlxx_check.checks.form.person_age import PersonAge, person_age
from jlxx_check.model.outcome import Level, Outcome, Status
from jlxx_check.values.identity_number import check_digit

PASS, FAIL, WARN = (Status.PASS, None), (Status.FAIL, None), (Status.FAIL, Level.WARNING)
#: The deadline is 2023-07-12.
RUNNING = Age.model_validate({"field": "启动时间", "months": 6})
OF_AGE = {"born": "出生年月", "id_number": "身份证号", "at_least": 16, "under": 60}


def result(outcome: Outcome) -> tuple[Status, Level | None]:
    return outcome.status, outcome.level


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年1月12日", PASS),
        ("2022年", PASS),
        ("2019.3", PASS),
        ("2023年1月13日", FAIL),
        ("2023年6月", FAIL),
        ("2023年8月", FAIL),
        ("2023年1月", WARN),
        ("2023年", WARN),
        ("去年夏天", WARN),
    ],
)
def test_running_for_six_months(text: str, found: tuple[Status, Level | None]) -> None:
    one = entry({"启动时间": text})
    assert one.form is not None
    (outcome,) = age(one.form, one, pack(), RUNNING)
    assert result(outcome) == found


def test_at_a_day_of_its_own() -> None:
    want = Age.model_validate({"field": "启动时间", "years": 1, "months": 6, "day": "2024-01-31"})
    one = entry({"启动时间": "2022年8月1日"})
    assert one.form is not None
    (outcome,) = age(one.form, one, pack(), want)
    assert outcome.message is not None
    assert "到2024年1月31日不满1年6个月（应不晚于2022年7月31日）" in outcome.message.zh
    assert "less than 1 year and 6 months" in outcome.message.en


def old(form: dict[str, Any], **want: Any) -> Outcome:
    parameters = PersonAge.model_validate({**OF_AGE, **want})
    (outcome,) = person_age(entry(form), pack(), parameters)
    return outcome


@pytest.mark.parametrize(
    ("born", "found"),
    [
        ("1963年7月13日", PASS),
        ("2007年7月12日", PASS),
        ("1990.3", PASS),
        ("68.3", PASS),
        ("1963年7月12日", FAIL),  # sixty on the day
        ("1950年", FAIL),
        ("2007年7月13日", FAIL),
        ("2015.3", FAIL),
        ("2031年3月", FAIL),
        ("1963年7月", WARN),
        ("2007年", WARN),
        ("五十多岁", WARN),
    ],
)
def test_sixteen_to_sixty(born: str, found: tuple[Status, Level | None]) -> None:
    assert result(old({"出生年月": born})) == found


def number_of(day: str) -> str:
    start = f"220102{day}001"
    return start + check_digit(start)


@pytest.mark.parametrize(
    ("day", "status"),
    [("19630713", Status.PASS), ("19630712", Status.FAIL), ("20070712", Status.PASS)],
)
def test_a_valid_number_tells_the_day(day: str, status: Status) -> None:
    outcome = old({"出生年月": "1963年", "身份证号": number_of(day)})
    assert outcome.status is status
    assert outcome.message is None or "周岁" in outcome.message.zh


def test_a_wrong_number_tells_nothing() -> None:
    assert old({"出生年月": "1990.3", "身份证号": "220102196307120000"}).status is Status.PASS
    assert old({"身份证号": "无"}).status is Status.NOT_JUDGED


def test_sixty_is_within_where_the_notice_says_up_to_sixty() -> None:
    assert old({"出生年月": "1963年7月12日"}, under=None, at_most=60).status is Status.PASS
    late = old({"出生年月": "1962年7月12日"}, under=None, at_most=60)
    assert late.message is not None
    assert "已超过60周岁（应在1962年7月13日及以后出生）" in late.message.zh


@given(st.dates(), st.integers(1, 40))
def test_whoever_is_of_age_is_not_too_young(born: Any, years: int) -> None:
    """Exactly one of the two limits at one age holds for a birth before the deadline."""
    form = {"出生年月": f"{born.year:04}年{born.month}月{born.day}日"}
    if not 1915 <= born.year <= 2022:
        return
    grown = old(form, at_least=years, under=None).status
    young = old(form, at_least=None, under=years).status
    assert {grown, young} == {Status.PASS, Status.FAIL}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2022年5月1日", PASS),
        ("2022年5月1日至3日", PASS),
        ("2022年3月至今", PASS),
        ("2022年5月1日至2022年12月31日", PASS),
        ("2022年5月1日至2023年1月3日", FAIL),
        ("2022年5月至2023年", FAIL),
        ("2022年", PASS),
        ("2021年12月31日", FAIL),
        ("2023年1月", FAIL),
        ("2021-2022学年", WARN),
        ("暑假期间", WARN),
    ],
)
def test_a_window(text: str, found: tuple[Status, Level | None]) -> None:
    want = DateWindow.model_validate(
        {"field": "举办时间", "first": "2022-01-01", "last": "2022-12-31"}
    )
    (outcome,) = date_window(entry({"举办时间": text}), pack(), want)
    assert result(outcome) == found


@pytest.mark.parametrize(
    ("text", "found"), [("2021年7月13日", PASS), ("2021年7月12日", FAIL), ("2021年7月", WARN)]
)
def test_the_last_two_years(text: str, found: tuple[Status, Level | None]) -> None:
    want = DateWindow.model_validate({"field": "发表时间", "within_months": 24})
    (outcome,) = date_window(entry({"发表时间": text}), pack(), want)
    assert result(outcome) == found


@pytest.mark.parametrize(
    ("model", "given_"),
    [
        (Age, {"field": "启动时间"}),
        (PersonAge, {"born": "出生年月"}),
        (PersonAge, {"born": "出生年月", "at_least": 60, "under": 60}),
        (PersonAge, {"born": "出生年月", "at_most": 60, "under": 60}),
        (DateWindow, {"field": "举办时间"}),
        (DateWindow, {"field": "举办时间", "first": "2022-02-01", "last": "2022-01-01"}),
    ],
)
def test_limits_that_contradict_themselves_are_refused(model: Any, given_: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(given_)
