"""Figures that may be a date in several ways: 03.12 and 08/3/12.

The year may stand first or last with two figures, or be left out. Such a text is no date that is
read for certain, and no proof of a mistake: a person is told what it may mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from jlxx_check.text import Text
from jlxx_check.values.numerals import plain_marks

_TWO = re.compile(r"(?P<a>[0-9]{2})[-./](?P<b>[0-9]{1,2})")
_THREE = re.compile(r"(?P<a>[0-9]{1,2})(?P<sep>[-./])(?P<b>[0-9]{1,2})(?P=sep)(?P<c>[0-9]{2})")
_CENTURIES = (2000, 1900)


def unclear_readings(text: str, within: tuple[date, date]) -> tuple[Text, ...]:
    """What the figures may mean, each as a date in words; () where they have no two meanings.

    within: the first and last day that the date may be; years of the other century are left out.
    """
    plain = plain_marks(text.strip())
    if match := _THREE.fullmatch(plain):
        found = _of_three(match["a"], match["b"], match["c"], within)
    elif match := _TWO.fullmatch(plain):
        found = _of_two(match["a"], match["b"], within)
    else:
        return ()
    told = tuple(dict.fromkeys(found))
    return told if len(told) > 1 else ()


def _of_three(a: str, b: str, c: str, within: tuple[date, date]) -> Iterator[Text]:
    """Year first as in China, then month, day, year, then day, month, year."""
    orders = [(a, b, c)] if len(a) == 2 else []
    orders += [(c, a, b), (c, b, a)]
    for short, month, day in orders:
        yield from _days(int(short), int(month), int(day), within, whole=True)


def _of_two(a: str, b: str, within: tuple[date, date]) -> Iterator[Text]:
    yield from _days(int(a), int(b), 1, within, whole=False)
    if _day(2000, int(a), int(b)):  # a leap year
        yield Text(
            f"{int(a)}月{int(b)}日（没有写年份）",
            f"{int(a):02}-{int(b):02} without a year",
        )


def _days(
    short: int, month: int, number: int, within: tuple[date, date], *, whole: bool
) -> Iterator[Text]:
    for century in _CENTURIES:
        day = _day(century + short, month, number)
        if day is not None and within[0] <= day <= within[1]:
            zh = f"{day.year}年{month}月" + (f"{number}日" if whole else "")
            yield Text(zh, f"{day:%Y-%m-%d}" if whole else f"{day:%Y-%m}")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def may_be(told: tuple[Text, ...]) -> Text:
    """The readings as the rest of a sentence that begins with what is written."""
    return Text(
        "可能是" + "，也可能是".join(one.zh for one in told) + "，请写明四位年份和月、日",
        "which may be " + " or ".join(one.en for one in told) + ": write the year with all four "
        "figures, the month and the day",
    )
