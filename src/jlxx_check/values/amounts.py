"""How many or how much somebody writes in a field: ``12人``, ``200余名``, ``近200``, ``约1.5万元``.

Open words are taken as for attendance (``values/counts.py``): ``200余`` and ``超过200`` reach 200,
``约200`` is 200 more or less, ``近200`` and ``不足200`` do not reach it. ``上百人`` is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from jlxx_check.values.count_words import (
    NUMERAL,
    Bound,
    Doubt,
    bound_of,
    doubt_of,
    is_broken,
    tidied,
)
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.numerals import read_number

#: Characters of a text that may be figures; what is longer is prose, and a person reads it.
_LONGEST = 500
_VAGUE = re.compile(r"(?:[上数几]|若干)[十百千万]+|若干|成百上千|成千上万|[0-9十百千万]几(?![0-9])")
#: A part of a figure that stands before it (35人，其中党员5人) is no figure of its own.
_PART = re.compile(r"[(,、;]?其中[^;。)]*\)?")
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?(?![0-9])"
    r"|(?:19|20)[0-9]{2}年(?:度|底|初)?|[0-9]{1,2}月份?(?:[0-9]{1,2}[日号])?"
)
_SUM = re.compile(r"(?:合计|共计|总计|总数|总共|共有|一共|共|总)[^0-9、,;。]{0,4}$")
#: Words before a number that it is passed by.
_OPEN = re.compile(r"(?:超过?|逾|不少于|不低于|至少|>=?|≥)$")
#: What may stand behind a number that has no unit of its own.
_FREE = re.compile(r"\s*(?:$|[,、;。()+/\n])")


@frozen
class Amount:
    """One figure. low, high: the least and the most that it may mean; high None: open.

    total: said to be the sum. doubt: why it was not reached (planned, room for so many).
    """

    low: Fraction
    high: Fraction | None
    text: str
    total: bool = False
    doubt: Doubt | None = None


def read_amounts(text: str, units: Sequence[str] = (), about: float = 0.1) -> tuple[Amount, ...]:
    """Every figure in the text; () where none can be read for certain.

    units: words that may stand behind the number (人, 名); a number of anything else is none.
    about: how far a figure that says 约 may be off, as a share of it.
    """
    if len(text) > _LONGEST:
        return ()
    plain = _DATE.sub("§", _PART.sub("", tidied(text)))
    if _VAGUE.search(plain) or is_broken(plain):
        return ()
    found: list[tuple[Amount, bool]] = []
    start = 0
    for match in _token(units).finditer(plain):
        before, tail = plain[start : match.start()], plain[match.end() :]
        bare = match["number"][0].isdigit() or match.start() == 0
        if not match["unit"] and not (bare and _FREE.match(tail)):
            continue
        amount = _amount(match, before, tail, Fraction(str(about)))
        if amount is None:
            return ()
        found.append((amount, bool(match["unit"])))
        start = match.end()
    if any(united for _, united in found):
        found = [item for item in found if item[1]]
    return tuple(amount for amount, _ in found)


def _token(units: Sequence[str]) -> re.Pattern[str]:
    said = "|".join(map(re.escape, sorted(map(tidied, units), key=len, reverse=True))) or "(?!)"
    return re.compile(
        rf"(?<![0-9.])(?P<number>{NUMERAL})(?P<more>余|多|来|\+)?"
        rf"(?:[-~至到](?P<upper>{NUMERAL}))?(?P<unit>(?:余|多|来)?(?:{said}))?"
        r"(?P<under>以上|以下|以内|不到|不足(?![0-9])|左右|上下|前后)?"
    )


def _amount(match: re.Match[str], before: str, tail: str, about: Fraction) -> Amount | None:
    value = read_number(re.sub("[余多]", "", match["number"]))
    if value is None:
        return None
    under = match["under"] or ""
    some = bool(match["more"] or re.search("[余多]", match["number"] + (match["unit"] or "")))
    open_above = under == "以上" or bool(
        re.search(r"(?:超过?|逾|不少于|不低于|至少|>=?|≥)$", before)
    )
    bound = bound_of(before, some or open_above, "" if under == "以上" else under)
    doubt = doubt_of(before, tail)
    low, high = value, _above(value, match, bound, some, open_above, about)
    if match["upper"]:
        upper = read_number(re.sub("[余多]", "", match["upper"]))
        scale = {"万": 10**4, "千": 1000}.get(match["upper"][-1], 1)
        if upper is None:
            return None
        low = low * scale if match["number"].isdigit() and low * scale <= upper else low
        if low > upper:
            return None
        high = upper
    elif bound is Bound.BELOW:
        high = value - 1 if value.denominator == 1 and value >= 1 else value
    if bound is not Bound.EXACT:
        low *= 1 - about
    if doubt is Doubt.AT_MOST:
        low, high, doubt = Fraction(0), value, None
    total = bool(_SUM.search(before))
    return Amount(low if high is None else min(low, high), high, match[0].strip(), total, doubt)


def _above(
    value: Fraction,
    match: re.Match[str],
    bound: Bound,
    some: bool,
    open_above: bool,
    about: Fraction,
) -> Fraction | None:
    """The most that a single number may mean: 200余 is below 300, 120余 below 130."""
    if open_above:
        return None
    if some:
        digits = str(int(value))
        step = int("1" + "0" * (len(digits) - len(digits.rstrip("0"))))
        return value + max(step - 1, 1)
    return Fraction(value * (1 + about)) if bound is Bound.ABOUT else value
