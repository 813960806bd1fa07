"""Whether an ID-card number is a true one (GB 11643-1999): region, birth, sequence, check digit."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from jlxx_check.text import Text
from jlxx_check.values.digits import bare
from jlxx_check.values.frozen_types import frozen

#: The provinces of GB/T 2260; 81 to 83 stand on residence permits of Hong Kong, Macao, Taiwan.
PROVINCES = frozenset(
    str(code)
    for codes in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(codes[0], codes[1] + 1)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_SCIENTIFIC = re.compile(r"[0-9]+E\+?[0-9]+")
#: A label or a remark in front of the number, and a remark behind it.
_LABELLED = re.compile(r"^[^0-9:]*:")
_REMARK = re.compile(r"\([^0-9()]*\)$")
_BRACKETS = str.maketrans("", "", "()")
#: A spreadsheet keeps fifteen digits of a number and writes zeros for the rest.
_LOST = "000"


@frozen
class IdNumber:
    """A valid number. number: 18 characters, X upper case. region: its first six digits."""

    number: str
    region: str
    born: date
    sex: Literal["男", "女"]


@frozen
class IdFault:
    """What is wrong with the number; ``detail`` never repeats it."""

    detail: Text


def read_id_number(text: str) -> IdNumber | IdFault:
    """The number as written by people: full-width digits, a small x, spaces are no fault."""
    number = _plain(text)
    if not _SHAPE.fullmatch(number):
        return IdFault(_shape_fault(number))
    if number[:2] not in PROVINCES:
        return IdFault(
            Text(
                f"开头的地区代码“{number[:2]}”不存在",
                f"no region has the leading code {number[:2]}",
            )
        )
    born = _birth(number[6:14])
    if born is None:
        return IdFault(
            Text(
                "第7至14位不是真实存在的出生日期",
                "characters 7 to 14 are no date that exists",
            )
        )
    if number[17] != check_digit(number):
        return IdFault(_check_fault(number))
    sex: Literal["男", "女"] = "男" if int(number[16]) % 2 else "女"
    return IdNumber(number, number[:6], born, sex)


def telling_id_number(text: str) -> str | None:
    """The number where it tells a person from others; the same for all its spellings.

    A digit mistyped does no harm to that, and an old number of 15 digits is the one of 18 that
    followed from it. What a spreadsheet cut short, or what only fills the cell (无, XXX, 123456),
    is None.
    """
    number = _plain(text)
    if re.fullmatch(r"[0-9]{15}", number) and number[:2] in PROVINCES:
        longer = f"{number[:6]}19{number[6:]}"
        if _birth(longer[6:14]):
            return longer + check_digit(longer)
    whole = _SHAPE.fullmatch(number) is not None
    if number.endswith(_LOST) and not (whole and number[17] == check_digit(number)):
        return None
    if whole and number[:2] in PROVINCES and _birth(number[6:14]):
        return number
    return None


def check_digit(number: str) -> str:
    """The last character that the first seventeen digits ask for (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11]


def _plain(text: str) -> str:
    number = _LABELLED.sub("", bare(text))
    return _REMARK.sub("", number).translate(_BRACKETS)


def _birth(digits: str) -> date | None:
    if not "1900" <= digits[:4] <= "2099":
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _check_fault(number: str) -> Text:
    if number.endswith(_LOST):
        return Text(
            "最后一位校验码不对，且末三位是000，像是在Excel中按数字存放而丢失了末三位，"
            "请将单元格设为文本后重新填写",
            "the check digit is wrong and the number ends in 000: it seems that a spreadsheet "
            "stored it as a number and lost its last three digits; set the cell to text and "
            "enter it again",
        )
    return Text(
        "最后一位校验码与前17位对不上，号码中可能有写错的数字",
        "the check digit does not fit the first 17 digits; a digit may be mistyped",
    )


def _shape_fault(number: str) -> Text:
    if re.fullmatch(r"[0-9]{15}", number):
        return Text(
            "是15位的旧号码，已停止使用，请填写18位号码",
            "it is an old 15-digit number, no longer in use; give the one of 18 characters",
        )
    if _SCIENTIFIC.fullmatch(number):
        return Text(
            "是Excel按数字存放后显示的科学计数，末几位已经丢失，请将单元格设为文本后重新填写",
            "a spreadsheet stored it as a number and lost its last digits; set the cell to text "
            "and enter it again",
        )
    if number and not re.search("[0-9]", number):
        return Text("填的不是号码", "it is no number")
    if len(number) != 18:
        return Text(
            f"应为18位，现在是{len(number)}位",
            f"it should have 18 characters, it has {len(number)}",
        )
    return Text(
        "前17位应全是数字，最后一位应是数字或X",
        "the first 17 characters should be digits and the last one a digit or X",
    )
