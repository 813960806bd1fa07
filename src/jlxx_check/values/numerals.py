"""Chinese and Arabic numerals, mixed as people mix them."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

from jlxx_check.values.late_patterns import late_pattern

DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {
    "〇": 0,
    "○": 0,
    "◯": 0,
    "两": 2,
}
#: Numerals as they are written on cheques.
FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟贰两萬億", "一二三四五六七八九十百千二两万亿")
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
#: Dashes and strokes that word processors and input methods set in place of - ~ and /.
_MARKS = str.maketrans(
    dict.fromkeys("‐‑‒–—―⁃−➖﹘﹣－ー⸺⸻", "-")
    | dict.fromkeys("〜～∼˜⁓∿〰", "~")
    | dict.fromkeys("⁄∕／╱⧸", "/")
)
#: No count is longer; int() refuses what has thousands of digits.
_LONGEST = 30
_TOKEN = late_pattern(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[零〇○◯一二两三四五六七八九]|[十百千]")


def plain_marks(text: str) -> str:
    """The text in NFKC, with one kind of dash, tilde and stroke, and without invisible signs."""
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS)
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")


def read_number(text: str) -> Fraction | None:
    """The number that ``1.2万``, ``三千``, ``3千5百``, ``1万2千`` or ``二〇〇〇`` writes.

    None where it writes none for certain: ``三四千`` is two numbers in one.
    """
    if len(text) > _LONGEST:
        return None
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in text:
            before, _, after = text.rpartition(unit)
            high = read_number(before) if before else Fraction(1)
            low = _tail(after, size)
            return None if high is None or low is None else high * size + low
    if text and all(sign in DIGITS for sign in text):
        if len(text) in (2, 3) and DIGITS[text[0]]:
            return None
        return Fraction(int("".join(str(DIGITS[sign]) for sign in text)))
    return _below_ten_thousand(text)


def _tail(text: str, unit: int) -> Fraction | None:
    """What follows a unit: nothing, a number, or one digit of the next unit (1万2)."""
    if not text:
        return Fraction(0)
    if len(text) == 1 and text in "123456789一二两三四五六七八九":
        return Fraction(DIGITS[text] if text in DIGITS else int(text)) * (unit // 10)
    return read_number(text)


def _below_ten_thousand(text: str) -> Fraction | None:
    tokens = _TOKEN.findall(text)
    if not tokens or "".join(tokens) != text:
        return None
    total, pending, last_unit = Fraction(0), None, 10**4
    zero = False
    for token in tokens:
        if token in _SMALL_UNITS:
            size = _SMALL_UNITS[token]
            if size >= last_unit:
                return None
            total += (Fraction(1) if pending is None else pending) * size
            pending, last_unit, zero = None, size, False
        elif pending is not None and pending != 0:
            return None
        else:
            pending = (
                Fraction(DIGITS[token]) if token in DIGITS else Fraction(token.replace(",", ""))
            )
            zero = zero or pending == 0
    if pending is None:
        return total
    if last_unit < 10**4 and not zero and last_unit > 10 and pending < 10:
        return total + pending * (last_unit // 10)
    return total + pending
