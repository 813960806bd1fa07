"""A field's length, and a cell for an organisation alone."""

from __future__ import annotations

import pytest
from tests.support.general import entry, pack

from jlxx_check.checks.form.bare_unit import BareUnit, bare_unit
from jlxx_check.checks.form.text_length import FieldLength, text_length
from jlxx_check.model.outcome import Level, Outcome, Status


def varied(words: int) -> str:
    """Text that repeats nothing."""
    return "".join(chr(0x4E00 + number) for number in range(words))


def brief(text: str, **want: object) -> Outcome:
    parameters = FieldLength.model_validate({"field": "简要事迹", **want})
    (outcome,) = text_length(entry({"简要事迹": text}), pack(), parameters)
    return outcome


@pytest.mark.parametrize(
    ("words", "status"), [(200, Status.PASS), (1, Status.PASS), (201, Status.FAIL)]
)
def test_a_brief_of_200_at_most(words: int, status: Status) -> None:
    assert brief(varied(words), at_most=200).status is status


@pytest.mark.parametrize(
    ("words", "status", "level"),
    [
        (300, Status.PASS, None),
        (500, Status.PASS, None),
        (299, Status.FAIL, Level.WARNING),
        (270, Status.FAIL, Level.WARNING),
        (269, Status.FAIL, None),
        (551, Status.FAIL, None),
    ],
)
def test_between_with_leave(words: int, status: Status, level: Level | None) -> None:
    outcome = brief(varied(words), at_least=300, at_most=500, warns=0.1)
    assert (outcome.status, outcome.level) == (status, level)


def test_about_so_long_and_how_far_off() -> None:
    assert brief(varied(230), about=200, holds=0.2, warns=0.4).status is Status.PASS
    wrong = brief(varied(250), at_most=200)
    assert wrong.message is not None
    assert wrong.message.zh == "“简要事迹”全文250字，多50字；要求不超过200字。"


def test_an_empty_field_is_not_counted() -> None:
    assert brief("", at_least=100).status is Status.NOT_JUDGED
    assert brief("无", at_least=100).status is Status.NOT_JUDGED


WANT = BareUnit.model_validate(
    {
        "field": "单位",
        "posts": ["教师", "校长", "副校长", "主任", "科长", "职员"],
        "passed_over": ["少年宫主任"],
    }
)


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("样例市第一中学教师", "教师"),
        ("样例市第一中学 副校长", "副校长"),
        ("样例市教育局（科长）", "科长"),
        ("样例市教育局办公室主任", "主任"),
        ("教师", "教师"),
        ("样例市教育局科长、职员", "科长"),
    ],
)
def test_a_post_behind_the_unit(text: str, post: str) -> None:
    (outcome,) = bare_unit(entry({"单位": text}), pack(), WANT)
    assert outcome.status is Status.FAIL
    assert outcome.message is not None
    assert f"“{post}”" in outcome.message.zh


@pytest.mark.parametrize(
    "text",
    [
        "样例市教师进修学校",
        "样例市校长培训中心",
        "样例市教育局",
        "样例市第一中学（南校区）",
        "样例市少年宫主任",
    ],
)
def test_a_unit_alone(text: str) -> None:
    (outcome,) = bare_unit(entry({"单位": text}), pack(), WANT)
    assert outcome.status is Status.PASS
