"""Ages in the master register: by the day where it is known, else both that it may be."""

from __future__ import annotations

from datetime import date

import pytest

from jlxx_check.model.batch_report import RegisterLine
from jlxx_check.model.package import Row, Value
from jlxx_check.reporters.batch.entry_results import age_on
from jlxx_check.values.identity_number import check_digit

DUE = date(2023, 7, 12)


def number(born: str) -> str:
    plain = f"220102{born}123"
    return plain + check_digit(plain)


def age(born: str, own: str = "", form: dict[str, str] | None = None) -> str:
    cells = {"出生年月": born, "身份证号": own}
    values = {label: Value(label, text, "Sheet1!A3") for label, text in cells.items()}
    row = Row("登记表.xlsx", 1, "王建国", "1", 1, values, "Sheet1!A3")
    return age_on(DUE, RegisterLine("甲", "star", row, None, False, form or {}), "出生年月")


@pytest.mark.parametrize(
    ("born", "own", "form", "said"),
    [
        ("1970年6月", "", {}, "53"),
        ("1970年8月", "", {}, "52"),
        ("1970-07-12", "", {}, "53"),  # the very day
        ("1970-07-13", "", {}, "52"),
        ("1970年7月", "", {}, "52或53"),
        ("1970年7月", number("19700705"), {}, "53"),
        ("1970.07", "", {"身份证号": number("19700720")}, "52"),
        ("1970年7月", number("19650720"), {}, "52或53"),  # another's, or one of them is a slip
        ("1970年7月", number("19700705")[:-1] + "*", {}, "52或53"),
        ("1970年", "", {}, "52或53"),
        ("", number("19700720"), {}, "52"),
        ("", "", {"出生年月": "1970年7月"}, "52或53"),
        ("", "", {}, ""),
        ("不详", "", {}, ""),
    ],
)
def test_age(born: str, own: str, form: dict[str, str], said: str) -> None:
    assert age(born, own, form) == said
