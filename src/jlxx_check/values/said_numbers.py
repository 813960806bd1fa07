"""Numbers, shares and days as sentences say them: 两年, 九成, two years, 12 July 2023."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

_DIGITS = "零一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"))
_LARGE = ((10**8, "亿"), (10**4, "万"))
_HALF = Fraction(1, 2)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_BELOW_TWENTY = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_MONTHS = _words(
    "January February March April May June July August September October November December"
)
_WEEKDAYS = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")


def plain_number(number: Fraction) -> str:
    """Digits, with as many decimals as say it: ``1500``, ``24.9``, ``0.03``; at most six."""
    if number.denominator == 1:
        return str(number.numerator)
    return f"{float(number):.6f}".rstrip("0").rstrip(".")


def percent(number: Fraction, blank: str = "") -> str:
    """A share in percent, ``20%``; blank: what stands before the sign."""
    return f"{plain_number(number * 100)}{blank}%"


def chinese_count(number: Fraction) -> str:
    """A whole number as it stands before a measure word: 两年, 十二人, 两千字; 半 for a half.

    Raises ValueError for another fraction and for what is negative or has 13 digits.
    """
    if number == _HALF:
        return "半"
    whole = _whole(number)
    if whole == 2:
        return "两"
    said = chinese_number(number)
    return f"两{said[1:]}" if said.startswith(("二千", "二万", "二亿")) else said


def chinese_number(number: Fraction) -> str:
    """A whole number in Chinese: 二, 十二, 一百零三, 三千. Raises as ``chinese_count``."""
    whole = _whole(number)
    if whole >= 10**12:
        raise ValueError(whole)
    for size, unit in _LARGE:
        if whole >= size:
            high, low = divmod(whole, size)
            tail = "" if not low else chinese_number(Fraction(low))
            gap = "零" if low and low < size // 10 else ""
            return f"{chinese_number(Fraction(high))}{unit}{gap}{_after_gap(tail, low)}"
    return _below_ten_thousand(whole)


def _after_gap(tail: str, low: int) -> str:
    """Ten behind a higher place is said 一十."""
    return f"一{tail}" if 10 <= low < 20 else tail


def _below_ten_thousand(whole: int) -> str:
    if whole < 10:
        return _DIGITS[whole]
    if whole < 20:
        return "十" + (_DIGITS[whole - 10] if whole > 10 else "")
    said, skipped = "", False
    for size, unit in _PLACES:
        digit, whole = divmod(whole, size)
        if digit:
            said += ("零" if skipped and said else "") + _DIGITS[digit] + unit
            skipped = False
        else:
            skipped = True
    return said + ("零" if whole and skipped else "") + (_DIGITS[whole] if whole else "")


def tenths(number: Fraction) -> str:
    """A share in tenths: 八成. Raises ValueError where it is no whole number of them."""
    return f"{chinese_number(number * 10)}成"


def hundredths(number: Fraction) -> str:
    """A share in hundredths: 百分之一. Raises ValueError where it is no whole number of them."""
    return f"百分之{chinese_number(number * 100)}"


def english_number(number: Fraction) -> str:
    """``two``, ``twenty-five``; ``half`` for a half; digits from a hundred on and for fractions."""
    if number == _HALF:
        return "half"
    if number.denominator != 1 or not 0 <= number < 100:
        return plain_number(number)
    whole = int(number)
    if whole < 20:
        return _BELOW_TWENTY[whole]
    ten, one = divmod(whole, 10)
    return _TENS[ten - 2] + (f"-{_BELOW_TWENTY[one]}" if one else "")


def english_share(number: Fraction) -> str:
    """By the fewest: ``nine in ten``, ``one in a hundred``. Raises ValueError for others."""
    for size, said in ((10, "ten"), (100, "a hundred"), (1000, "a thousand")):
        if (number * size).denominator == 1:
            return f"{english_number(number * size)} in {said}"
    raise ValueError(number)


def ordinal(number: Fraction) -> str:
    """``1st``, ``12th``, ``23rd``. Raises ValueError for what is no whole number."""
    whole = _whole(number)
    teens = 10 <= whole % 100 < 20
    return f"{whole}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(whole % 10, 'th')}"


def _whole(number: Fraction) -> int:
    if number.denominator != 1 or number < 0:
        raise ValueError(number)
    return int(number)


def english_day(day: date, *, year: bool = True) -> str:
    """``12 July 2023``, ``12 July``."""
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def english_weekday(day: date) -> str:
    """``Friday``."""
    return _WEEKDAYS[day.weekday()]


def chinese_weekday(day: date) -> str:
    """``星期五``."""
    return f"星期{'一二三四五六日'[day.weekday()]}"


def clock(moment: date) -> str:
    """``18:00``. Raises ValueError for a day without an hour."""
    if not isinstance(moment, datetime):
        raise ValueError(moment)
    return f"{moment:%H:%M}"
