from __future__ import annotations

import pytest

from jlxx_check.checks.form.attendance import Attendance, attendance
from jlxx_check.model.outcome import Level, Outcome, Status
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.testing.rule_cases import bound

WANT = Attendance(field="年参与人次", offline=1000, online=3000)


def judge(text: str, want: Attendance = WANT) -> Outcome:
    value = Value("年参与人次", text, "表1 年参与人次")
    form = Form("a.docx", "project", ("甲",), {"年参与人次": value})
    entry = Entry("project/1", "project", "甲", 1, special=False, files=(), form=form)
    (outcome,) = attendance(form, entry, bound("jilin-2023")[0], want)
    return outcome


@pytest.mark.parametrize(
    ("text", "status", "level"),
    [
        # The sum of the two parts adds nothing to them.
        ("2021年1500人次（线下800，线上700）", Status.FAIL, None),
        ("2021年4500人次（线下1500，线上3000）", Status.PASS, None),
        # A yearly figure counts, the total beside it does not.
        ("累计3.6万人次，年均线下2000人次", Status.PASS, None),
        ("累计3.6万人次，年均2000人次", Status.FAIL, Level.WARNING),
        # Within one year the better figure counts, over the years the worst year.
        ("2021年线下1200人次、2021年线上100人次", Status.PASS, None),
        ("2021年2000人次、2022年线下1200人次", Status.FAIL, Level.WARNING),
        ("2021年900人次、2022年2000人次", Status.FAIL, None),
        # Totals: offline and online each by its own line.
        ("累计线上2000人次", Status.FAIL, None),
        ("累计线下2000人次", Status.FAIL, Level.WARNING),
    ],
)
def test_years_parts_and_totals(text: str, status: Status, level: Level | None) -> None:
    outcome = judge(text)
    assert (outcome.status, outcome.level) == (status, level)


def test_every_year_below_is_named() -> None:
    outcome = judge("2020年线上2000人次、2021年线上5000人次、2022年线上2500人次")
    assert outcome.message is not None
    assert "2020年、2022年线上不足3000人次" in outcome.message.zh
    assert "under 3000 online in 2020, 2022" in outcome.message.en


def test_the_lines_are_the_packs() -> None:
    assert (
        judge("600", Attendance(field="年参与人次", offline=500, online=500)).status is Status.PASS
    )


@pytest.mark.parametrize(
    ("text", "status", "level"),
    [
        # Not reached, as it says itself.
        ("不到线下1000人次", Status.FAIL, None),
        ("线下不足1000人次", Status.FAIL, None),
        ("线下将近1000人次", Status.FAIL, None),
        ("最高800人次", Status.FAIL, None),
        # No figure that was reached: in doubt.
        ("预计每年线下3200人次", Status.FAIL, Level.WARNING),
        ("力争线下3000人次", Status.FAIL, Level.WARNING),
        ("年目标线下3000人次", Status.FAIL, Level.WARNING),
        ("线下1500人次（计划）", Status.FAIL, Level.WARNING),
        ("2022年预计线下1500人次，2021年线下1500人次", Status.FAIL, Level.WARNING),
        ("2021年线下1500人次，2022年停办", Status.FAIL, Level.WARNING),
        ("线下1200人次（其中重复500人次）", Status.FAIL, Level.WARNING),
        ("全国3万人次", Status.FAIL, Level.WARNING),
        ("覆盖人口3万人", Status.FAIL, Level.WARNING),
        ("线下最高1500人次", Status.FAIL, Level.WARNING),
        ("可容纳1500人", Status.FAIL, Level.WARNING),
        ("线上浏览量5万人次", Status.FAIL, Level.WARNING),
        ("十年线下3000人次", Status.FAIL, Level.WARNING),
        ("-1200", Status.FAIL, Level.WARNING),
        ("线下约1000人次", Status.FAIL, Level.WARNING),
        ("线下不到1050人次", Status.FAIL, Level.WARNING),
        # Innocents.
        ("线下3200人次，计划扩大", Status.PASS, None),
        ("按计划完成线下1500人次", Status.PASS, None),
        ("2022年线下1200人次，预计2024年线下1500人次", Status.PASS, None),
        ("每年不少于1000人次（线下）", Status.PASS, None),
        ("线下超过1000人次", Status.PASS, None),
        ("线下逾1000人次", Status.PASS, None),
        ("线下1000余人次", Status.PASS, None),
        ("线下1000人次以上", Status.PASS, None),
        ("线下约1500人次", Status.PASS, None),
        ("线下1500人次左右", Status.PASS, None),
        ("全国终身学习活动周线下1500人次", Status.PASS, None),
        ("线下1500人次，覆盖人口3万人", Status.PASS, None),
        ("最近每年线下1200人次", Status.PASS, None),
        ("线下约1000余人次", Status.PASS, None),
        ("取消收费，线下1500人次", Status.PASS, None),
    ],
)
def test_what_is_hedged_is_not_reached(text: str, status: Status, level: Level | None) -> None:
    outcome = judge(text)
    assert (outcome.status, outcome.level) == (status, level), outcome.message


@pytest.mark.parametrize(
    ("text", "status", "level"),
    [
        ("2022年线下老年人800人次、青少年600人次", Status.PASS, None),
        ("2022年线下男600人，女700人", Status.PASS, None),
        ("2022年线下：春季620人次，秋季580人次", Status.PASS, None),
        ("2022年上半年线下600人次，下半年线下700人次", Status.PASS, None),
        ("1-6月线下600人次，7-12月线下700人次", Status.PASS, None),
        ("2022年线下男300人，女200人", Status.FAIL, None),
        ("2022年线下900人次：男400人，女500人", Status.FAIL, None),
        ("2022年线下600人次、线下700人次", Status.FAIL, Level.WARNING),
        ("2022年春季线下620人次", Status.FAIL, Level.WARNING),
        ("第一年线下800人次，第二年线下900人次", Status.FAIL, None),
        ("去年线下1500人次，今年线下900人次", Status.FAIL, None),
        ("21年线下1500人次，22年线下1600人次", Status.PASS, None),
        ("21年线下800人次，22年线下1600人次", Status.FAIL, None),
        ("22年线下1600人次", Status.FAIL, Level.WARNING),
    ],
)
def test_parts_of_a_year_add_up_and_years_do_not(
    text: str, status: Status, level: Level | None
) -> None:
    outcome = judge(text)
    assert (outcome.status, outcome.level) == (status, level), outcome.message
