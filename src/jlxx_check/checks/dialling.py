"""Why nobody can dial what stands in a telephone's cell: one wording for form and register."""

from __future__ import annotations

import re

from jlxx_check.text import Text
from jlxx_check.values.folding import fold
from jlxx_check.values.phones import has_lost_digits, is_possible_phone

_MOBILE = 11
_MOBILE_BEGINS = re.compile(r"1[3-9][0-9]+")


def undiallable(text: str) -> Text | None:
    """What is wrong with the number, which is not quoted: it is somebody's; None for a good one."""
    if is_possible_phone(text):
        return None
    if has_lost_digits(text):
        return Text(
            "写成了带E的科学计数法，后几位数字已经丢失，请把单元格设为文本后重新填写",
            "an exponent (E) stands for the last digits; make the cell text and type it anew",
        )
    digits = "".join(sign for sign in fold(text) if sign.isdigit())
    off = len(digits) - _MOBILE
    if off and abs(off) <= 2 and _MOBILE_BEGINS.fullmatch(digits):
        more, much = ("少", "few") if off < 0 else ("多", "many")
        return Text(
            f"共{len(digits)}位数字，手机应为{_MOBILE}位，{more}了{abs(off)}位",
            f"{len(digits)} digits, {abs(off)} too {much}: a mobile number has {_MOBILE}",
        )
    return Text(
        f"共{len(digits)}位数字，手机应为{_MOBILE}位，固定电话应为区号加7至8位",
        f"{len(digits)} digits: a mobile number has {_MOBILE}, a landline 7 or 8 and its area code",
    )
