from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values.identity_number import (
    IdFault,
    IdNumber,
    check_digit,
    read_id_number,
    telling_id_number,
)
from jlxx_check.values.org_code import CodeFault, OrgCode, check_character, read_org_code
from jlxx_check.values.phones import fold_phone, same_phone

_BODY = "22010219900101123"
_VALID = _BODY + check_digit(_BODY)
_ORG_BODY = "12220000412759123"
_ORG = _ORG_BODY + check_character(_ORG_BODY)


def test_the_standards_own_example() -> None:
    assert read_id_number("11010519491231002x") == IdNumber(
        "11010519491231002X", "110105", date(1949, 12, 31), "女"
    )


@pytest.mark.parametrize(
    "text",
    [
        f" {_VALID} ",
        f"{_VALID[:6]} {_VALID[6:]}",
        f"'{_VALID}",
        f"公民身份号码：{_VALID}",
        f"{_VALID}（居民身份证）",
    ],
)
def test_spelling_is_no_fault_of_an_id_number(text: str) -> None:
    read = read_id_number(text)
    assert isinstance(read, IdNumber)
    assert (read.number, read.sex) == (_VALID, "男")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("220102900101123", "15位"),
        ("待补", "不是号码"),
        ("2.20102E+17", "Excel"),
        ("990102199001011234", "地区"),
        ("220102199002301234", "出生日期"),
        (_BODY + ("0" if _VALID[-1] != "0" else "1"), "校验码"),
        ("22010219900101", "14位"),
        ("", "18位"),
    ],
)
def test_faults_of_an_id_number(text: str, says: str) -> None:
    read = read_id_number(text)
    assert isinstance(read, IdFault)
    assert says in read.detail.zh


@given(st.text())
def test_no_text_upsets_the_readers(text: str) -> None:
    read_id_number(text)
    read_org_code(text)
    fold_phone(text)


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(place: int, shift: int) -> None:
    wrong = str((int(_VALID[place]) + shift) % 10)
    assert isinstance(read_id_number(_VALID[:place] + wrong + _VALID[place + 1 :]), IdFault)


def test_an_org_code_and_its_region() -> None:
    assert read_org_code(_ORG.lower()) == OrgCode(_ORG, "22")
    assert read_org_code(f"统一社会信用代码：{_ORG}（副本）") == OrgCode(_ORG, "22")
    assert isinstance(read_org_code("91350100M000100Y43"), OrgCode)


@pytest.mark.parametrize(
    ("text", "says"),
    [("220000000000123", "15位"), ("41275912-3", "9位"), ("9122010IMA0Y12345X", "字母I"),
     ("见附件", "不是代码"), ("91350100M000100Y44", "校验码"), ("", "18位")],
)  # fmt: skip
def test_faults_of_an_org_code(text: str, says: str) -> None:
    read = read_org_code(text)
    assert isinstance(read, CodeFault)
    assert says in read.detail.zh


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("13812345678", {"13812345678"}),
        ("+86 138-1234-5678", {"13812345678"}),
        ("１３８１２３４５６７８", {"13812345678"}),
        ("0431-88901234", {"043188901234"}),
        ("（0431）88901234转8012", {"043188901234"}),
        ("13812345678、0431-88901234", {"13812345678", "043188901234"}),
        ("13812345678 13912345678", {"13812345678", "13912345678"}),
        ("13812345678\n13912345678", {"13812345678", "13912345678"}),
        ("1.3800000011E+10", {"13800000011"}),
        ("1.38E+10", set()),
        ("无", set()),
    ],
)
def test_telephone_numbers(text: str, numbers: set[str]) -> None:
    assert fold_phone(text) == numbers


def test_cells_that_share_a_number() -> None:
    assert same_phone("13812345678/88901234", "0431-88901234")
    assert not same_phone("13812345678", "13812345679")
    assert not same_phone("", "")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("11010519491231002X", "11010519491231002X"),
        ("110105 1949-1231 002x", "11010519491231002X"),
        ("身份证号：110105194912310021", "110105194912310021"),  # a digit mistyped
        ("110105194912310000", None),  # cut short by a spreadsheet
        ("990105194912310021", None),
        ("110105194913310021", None),
        ("110105491231002", "11010519491231002X"),  # the old number of the same person
        ("1101-0519--4912-3100-2×", "11010519491231002X"),
        ("１１０１０５．１９４９１２３１．００２Х", "11010519491231002X"),
        ("XXXXXXXXXXXXXXXXXX", None),
        ("无", None),
        ("", None),
    ],
)
def test_a_number_tells_a_person_from_others_or_not(text: str, number: str | None) -> None:
    assert telling_id_number(text) == number
