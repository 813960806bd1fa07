"""Whether a 统一社会信用代码 is a true one (GB 32100-2015)."""

from __future__ import annotations

import re
import unicodedata

from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: The standard leaves out I, O, S, V and Z, which are mistaken for digits and other letters.
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LOOK_ALIKE = "IOSVZ"
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
#: A label in front of the code, and a remark behind it.
_AROUND = re.compile(r"^[^0-9A-Z:]*:|\([^0-9A-Z()]*\)$")
_IGNORED = re.compile(r"[\s'‘’`\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")


@frozen
class OrgCode:
    """A valid code. region: its characters 3 and 4, ``22`` Jilin, ``10`` the state."""

    code: str
    region: str


@frozen
class CodeFault:
    """What is wrong with the code, in words for whoever filled it in."""

    detail: Text


def read_org_code(text: str) -> OrgCode | CodeFault:
    """The code as written by people: full-width and small letters and spaces are no fault."""
    code = _IGNORED.sub("", unicodedata.normalize("NFKC", text)).upper()
    code = _AROUND.sub("", code)
    if len(code.replace("-", "")) == 18:
        code = code.replace("-", "")
    if len(code) != 18:
        return CodeFault(_length_fault(code))
    wrong = sorted({sign for sign in code if sign not in _ALPHABET})
    if wrong:
        return CodeFault(_letter_fault(wrong))
    if not (code[2:8].isascii() and code[2:8].isdigit()):
        return CodeFault(
            Text(
                "第3至8位是登记机关的地区代码，应全是数字",
                "characters 3 to 8 are the registrar's region and should be digits",
            )
        )
    if code[17] != check_character(code):
        return CodeFault(
            Text(
                "最后一位校验码与前17位对不上，代码中可能有写错的字符",
                "the check character does not fit the first 17; a character may be mistyped",
            )
        )
    return OrgCode(code, code[2:4])


def check_character(code: str) -> str:
    """The last character that the first seventeen ask for."""
    total = sum(
        _ALPHABET.index(sign) * weight for sign, weight in zip(code[:17], _WEIGHTS, strict=True)
    )
    return _ALPHABET[-total % 31]


def _length_fault(code: str) -> Text:
    if re.fullmatch(r"[0-9]{15}", code):
        return Text(
            "是15位的旧工商注册号，请填写18位的统一社会信用代码",
            "it is an old 15-digit business registration number; give the code of 18 characters",
        )
    if re.fullmatch(r"[0-9A-Z]{8}-?[0-9X]", code):
        return Text(
            "是9位的旧组织机构代码，请填写18位的统一社会信用代码",
            "it is an old organisation code of 9 characters; give the code of 18 characters",
        )
    if code and not re.search("[0-9A-Z]", code):
        return Text("填的不是代码", "it is no code")
    return Text(
        f"应为18位，现在是{len(code)}位",
        f"it should have 18 characters, it has {len(code)}",
    )


def _letter_fault(wrong: list[str]) -> Text:
    shown = "、".join(wrong)
    listed = ", ".join(wrong)
    if all(sign in _LOOK_ALIKE for sign in wrong):
        return Text(
            f"含有代码中不用的字母{shown}，是否把数字0、1、2、5等写成了字母",
            f"it holds {listed}, which these codes never use; perhaps a digit such as 0, 1, 2 or 5 "
            "was meant",
        )
    return Text(
        f"含有代码中不用的字符{shown}",
        f"it holds {listed}, which these codes never use",
    )
