"""Years of two figures: which places of a text are one, and the text with the century written.

18年3月, '18-3-12, 68.10, 一八年三月. What may as well be a month and a day (3.12, 12.5), a time
that something lasted (坚持18年) or a count (12.5万) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.numerals import DIGITS

_SIGNS = "〇零○一二三四五六七八九"
_N = rf"(?:[0-9]{{2}}|[{_SIGNS}]{{2}})"
#: What shows that 年 ends a date's year: a month, a part of the year, a beginning.
_GOES_ON = (
    r"(?=年度?的?(?:[0-9]{1,2}月|[一二三四五六七八九十元]{1,2}月|第?[一二三四1-4]季度|[上下]半年"
    r"|年?[初底末中](?![㐀-鿿])|[春夏秋冬暑寒]|起|开始|以来|启动|创[建办立]|成立|至今|-|~|至|到))"
)
#: Behind these a number of years is how long something lasted, or which of several.
_LASTED = rf"(?<![0-9{_SIGNS}十百第满近约已逾超历时坚持长达连续前后过整共])"
_WITH_SIGN = late_pattern(rf"{_LASTED}['’‘`]?(?P<year>{_N}){_GOES_ON}")
#: Figures alone: the first number is no month, or three of them leave but one order.
_FIGURES = late_pattern(
    r"['’‘`](?P<quoted>[0-9]{2})(?P<s1>[-./])[0-9]{1,2}(?:(?P=s1)[0-9]{1,2})?"
    r"|(?P<high>1[3-9]|[2-9][0-9])(?P<s2>[-./])[0-9]{1,2}(?:(?P=s2)[0-9]{1,2})?"
    r"|(?P<three>[01][0-9])(?P<s3>[-.])[0-9]{1,2}(?P=s3)[0-9]{1,2}"
)
_IN_FULL = late_pattern(r"(?<![0-9.])(?:19|20)[0-9]{2}(?![0-9])")
_NOW = late_pattern(r"(?:至今|到今|今|现在|目前|起|开始)$")
_CENTURIES = (1900, 2000)


def with_centuries(plain: str) -> tuple[str, ...]:
    """The text with its years written in full, of the 20th and of the 21st century.

    plain: as ``plain_marks`` gives it. Empty where the text has no year of two figures,
    or one of four beside it. A second
    one is the next of its century or of the one behind it: 98年3月—05年6月 is 1998 to 2005.
    """
    places = [] if _IN_FULL.search(plain) else list(_places(plain))
    if not places:
        return ()
    return tuple(_written(plain, places, century) for century in _CENTURIES)


def _written(plain: str, places: list[tuple[int, int, int]], century: int) -> str:
    text, end, before = "", 0, 0
    for start, stop, short in places:
        year = century + short
        while year < before:
            year += 100
        text += plain[end:start] + str(year)
        end, before = stop, year
    return text + plain[end:]


def _places(plain: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and value of each year of two figures, its apostrophe included."""
    signed = list(_WITH_SIGN.finditer(plain))
    for match in signed:
        yield match.start(), match.end(), _value(match["year"])
    if not signed:
        yield from _in_figures(plain)


def _in_figures(plain: str) -> Iterator[tuple[int, int, int]]:
    """Where figures are the whole text, or both ends of a range, or begin one that still lasts."""
    whole = plain.rstrip()
    match = _FIGURES.fullmatch(_NOW.sub("", whole).rstrip("-~ "))
    if match is not None:
        yield _figure(match, 0)
        return
    for split in re.finditer(r"\s*(?:--?|~|至|到)\s*", whole):
        first = _FIGURES.fullmatch(whole[: split.start()])
        last = _FIGURES.fullmatch(whole[split.end() :])
        if first and last:
            yield _figure(first, 0)
            yield _figure(last, split.end())
            return


def _figure(match: re.Match[str], offset: int) -> tuple[int, int, int]:
    group = next(name for name in ("quoted", "high", "three") if match[name])
    return offset, offset + match.end(group), int(match[group])


def _value(written: str) -> int:
    return int("".join(str(DIGITS.get(sign, sign)) for sign in written))
