from __future__ import annotations

import pytest

from jlxx_check.checks.attendance import Attendance, attendance
from jlxx_check.model.outcome import Level, Outcome, Status
from jlxx_check.model.package import Form, Value

WANT = Attendance(field="年参与人次", offline=1000, online=3000)


def judge(text: str, want: Attendance = WANT) -> Outcome:
    value = Value("年参与人次", text, "表1 年参与人次")
    (outcome,) = attendance(Form("a.docx", "project", ("甲",), {"年参与人次": value}), want)
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
