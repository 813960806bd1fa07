"""What date people mean who write one in a form: to the day, the month or the year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from jlxx_check.values.calendar_words import MONTH_PART, PERIOD, month_span, period_span, year_span
from jlxx_check.values.cell_kind import CellKind
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.numerals import plain_marks, read_number
from jlxx_check.values.short_years import with_centuries

_CN = "一二三四五六七八九十"
_ZERO = "〇零○◯oO"
_YEAR = rf"(?<![0-9.])(?:[0-9]{{4}}|[0-9{_CN[:9]}{_ZERO}]{{4}})"
_MONTH = rf"(?:[0-9]{{1,2}}|[{_CN}]{{1,2}}|元)"
_DAY = rf"(?:[0-9]{{1,2}}|[{_CN}廿]{{1,3}})"
#: Between the two ends of a range. 一 is a dash that an input method got wrong.
_TO = r"(?:[-~至到]+|(?<=[0-9年月日号])一(?=[0-9今]))"
_NOW = r"(?:至今|到今|今|现在|目前|如今|当前)"
_DATE = (
    rf"(?P<year{{0}}>{_YEAR})年度?的?(?:"
    rf"(?P<month{{0}}>{_MONTH})月份?(?:(?P<day{{0}}>{_DAY})(?:[日号]|(?![0-9.\w]))|(?P<part{{0}}>{MONTH_PART})?)"
    rf"|(?P<period{{0}}>{PERIOD}))?"
    rf"|(?<![0-9.])(?P<iyear{{0}}>[0-9]{{4}})(?P<sep{{0}}>[-./])(?P<imonth{{0}}>[0-9]{{1,2}})"
    rf"(?:(?P=sep{{0}})(?P<iday{{0}}>[0-9]{{1,2}}))?(?!\.?[0-9])[日号]?"
    rf"|(?<![0-9.])(?P<cyear{{0}}>[0-9]{{4}})(?P<cmonth{{0}}>[0-9]{{2}})(?P<cday{{0}}>[0-9]{{2}})?"
    rf"(?![0-9.])"
)
_START = late_pattern(_DATE.replace("{0}", ""))
_END = late_pattern(
    rf"{_TO}?{_NOW}|{_TO}(?:(?P<full>{_DATE.replace('{0}', '2')})"
    rf"|(?P<years>[0-9]{{4}})(?![0-9])|{_MONTH}月(?:{_DAY}[日号]?)?|{_DAY}[日号]?(?![0-9年]))"
)
_YEARS = late_pattern(
    rf"(?<![0-9.])(?P<start>[0-9]{{4}})年?{_TO}(?P<end>[0-9]{{4}})(?:学?年度?|(?![0-9./-]))"
    rf"|(?<![0-9.])(?P<start2>[0-9]{{4}})年?{_TO}(?P<end2>1[3-9]|[2-9][0-9])年"
)
_BARE_YEAR = late_pattern(rf"(?P<year>{_YEAR})(?={_TO}?{_NOW}|起|开始|以来|$)")
#: Words that make a date another than the start, or leave it open.
_OTHERWISE = late_pattern(
    r"截[至止]|止于|结束|终止|[日月年]止|以前|之前|[日月年]前|以后|之后|[日月年]后|左右|前后|大约|约"
    r"|农历|阴历|正月|腊月|冬月|民国|不详|或|[0-9〇○零十百]年代"
)
#: What is left beside the date must not look like a part of another one.
_LEFTOVER = late_pattern(
    rf"[0-9{_CN}]月|[0-9{_CN}][日号]|[0-9]年[0-9]|(?<![0-9])['’]?[0-9]{{2}}年(?![来多余间里的])"
    r"|[0-9]{4}\s*年|(?<![0-9])[0-9]{4}[-./][0-9]|(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|[0-9]{5,}"
)
_SPACES_BEFORE = late_pattern(r"\s+(?=[-./年月日号~至到])")
_SPACES_AFTER = late_pattern(r"(?<=[-./年月~至到])\s+")
#: The point as a Chinese keyboard types it: 2018。3。12, 2018·3·12, 2018、3、12.
_STOPS = late_pattern(r"(?<=[0-9])\s*[。·•・]\s*(?=[0-9])")
_LISTED = late_pattern(r"(?<![0-9])([0-9]{4})、([0-9]{1,2})、([0-9]{1,2})(?![0-9、])")
#: A festival stands in quotes: 2020年“五四”青年节.
_QUOTES = late_pattern(r"[“”‘’「」『』\"]")
#: Years: of persons, a century of them; of what somebody runs, those since it can have begun.
_OLDEST, _YOUNGEST, _LONGEST_RUN = 109, 10, 75
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(7306, 73051)  # 1920 to 2099; smaller numbers are years or mistakes


#: Characters of a text that may be a date with words around it; what is longer is a story, and
#: the search for dates in it takes time that grows with its square.
_LONGEST = 500


@frozen
class WrittenDate:
    """A date as written. earliest, latest: the first and last day that it may mean.

    ended: the text is a range that names its end. text: as written, outer spaces stripped.
    """

    earliest: date
    latest: date
    text: str
    ended: bool = False


def read_date(
    text: str,
    kind: CellKind = CellKind.TEXT,
    within: tuple[date, date] | None = None,
) -> WrittenDate | None:
    """The date, or the start of a range; None where it cannot be read for certain.

    kind: a NUMBER may be a spreadsheet's serial, or a year and month that lost its last zero
    (1968.1 is January or October). within: when the date may have been, first and last day, which
    tells the century of a year of two figures; without it such a year is not certain. Words around
    a single date do no harm; two dates that are no range, a day that does not exist and anything
    damaged are None.
    """
    found = readings(text, kind)
    if len(found) > 1:
        first, last = within or (date.max, date.min)
        found = tuple(each for each in found if each.earliest <= last and each.latest >= first)
    return found[0] if len(found) == 1 else None


def readings(text: str, kind: CellKind = CellKind.TEXT) -> tuple[WrittenDate, ...]:
    """Every date that the text may mean: none, one, or that of either century for 18年3月."""
    if len(text) > _LONGEST:
        return ()
    written = text.strip()
    plain = plain_marks(written)
    if _OTHERWISE.search(plain):
        return ()
    found = (_reading(each, written, kind) for each in with_centuries(plain) or (plain,))
    return tuple(each for each in found if each)


def may_agree(
    one: str, other: str, one_kind: CellKind = CellKind.TEXT, other_kind: CellKind = CellKind.TEXT
) -> bool | None:
    """Whether two texts may mean one and the same time; None where one of them is not read."""
    first, second = readings(one, one_kind), readings(other, other_kind)
    if not first or not second:
        return None
    return any(a.earliest <= b.latest and b.earliest <= a.latest for a in first for b in second)


def when_born(until: date) -> tuple[date, date]:
    """When someone may have been born who is put forward on that day: a hundred years."""
    return date(until.year - _OLDEST, 1, 1), date(until.year - _YOUNGEST, 12, 31)


def when_begun(until: date) -> tuple[date, date]:
    """When something may have begun that is put forward on that day; the next year is a slip."""
    return date(until.year - _LONGEST_RUN, 1, 1), date(until.year + 1, 12, 31)


def _reading(plain: str, written: str, kind: CellKind) -> WrittenDate | None:
    if kind is CellKind.NUMBER and re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", plain):
        span = _number(plain)
        return WrittenDate(*span, written) if span else None
    plain = _STOPS.sub(".", _LISTED.sub(r"\1.\2.\3", _QUOTES.sub("", plain)))
    plain = _SPACES_AFTER.sub("", _SPACES_BEFORE.sub("", plain))
    if "年" in plain and ":" not in plain:
        plain = re.sub(r"\s", "", plain)
    found = _only_date(plain)
    return WrittenDate(found[0], found[1], written, found[2]) if found else None


def _number(plain: str) -> tuple[date, date] | None:
    whole, _, fraction = plain.partition(".")
    if len(whole) == 4 and "1900" <= whole <= "2099":
        year = int(whole)
        if not fraction.strip("0"):
            return year_span(year)
        if fraction == "1":
            return date(year, 1, 1), date(year, 10, 31)
        return month_span(year, int(fraction)) if len(fraction) <= 2 else None
    if len(whole) <= 5 and int(whole) in _SERIALS:
        day = _SERIAL_ZERO + timedelta(days=int(whole))
        return day, day
    match = _START.fullmatch(plain)
    return _span(match, "") if match else None


def _only_date(plain: str) -> tuple[date, date, bool] | None:
    """The one date or range of the text: first day, last day, whether an end is named."""
    found: list[tuple[date, date, bool]] = []
    rest: list[str] = []
    position = 0
    while match := _next(plain, position):
        rest.append(plain[position : match.start()])
        read, position = _read(plain, match)
        if read is None:
            return None
        found.append(read)
    rest.append(plain[position:])
    if not found or any(_LEFTOVER.search(piece) for piece in rest):
        return None
    first, last = max(item[0] for item in found), min(item[1] for item in found)
    return (first, last, any(item[2] for item in found)) if first <= last else None


def _next(plain: str, position: int) -> re.Match[str] | None:
    """The next date; a range of bare years before anything that starts at the same place."""
    matches = [
        match
        for pattern in (_YEARS, _START, _BARE_YEAR)
        if (match := pattern.search(plain, position))
    ]
    return min(matches, key=lambda match: match.start(), default=None)


def _read(plain: str, match: re.Match[str]) -> tuple[tuple[date, date, bool] | None, int]:
    parts = match.re.groupindex
    if "start" in parts:
        return _years(match), match.end()
    if "month" not in parts:
        # A bare number is a year only where it is the whole text.
        span = _year(match["year"]) if match.start() == 0 else None
    else:
        span = _span(match, "")
    end = _END.match(plain, match.end())
    if span is None or end is None:
        return ((*span, False) if span else None), match.end()
    if end["full"] is not None:
        last = _span(end, "2")
        if last is None or last[1] < span[0]:
            return None, end.end()
    return (*span, not re.search(_NOW, end[0])), end.end()


def _years(match: re.Match[str]) -> tuple[date, date, bool] | None:
    start = int(match["start"] or match["start2"])
    end = int(match["end"]) if match["end"] else start - start % 100 + int(match["end2"])
    span = year_span(start)
    if span is None or end < start or end > 2099:
        return None
    if "学年" in match[0]:
        return date(start, 8, 1), date(start + 1, 7, 31), True
    return (*span, True)


def _span(match: re.Match[str], end: str) -> tuple[date, date] | None:
    """First and last day that a matched date may mean; None where it does not exist."""
    if match["year" + end]:
        year = _whole(match["year" + end])
        month, day = match["month" + end], match["day" + end]
        if match["period" + end]:
            return period_span(year, match["period" + end])
    else:
        compact = "i" if match["iyear" + end] else "c"
        year = int(match[compact + "year" + end])
        month, day = match[compact + "month" + end], match[compact + "day" + end]
        if compact == "c" and not day and year < 1920:
            return None
    if not month:
        return year_span(year)
    if not day:
        return month_span(year, _whole(month), match["part" + end] or "")
    try:
        exact = date(year, _whole(month), _whole(day))
    except ValueError:
        return None
    return (exact, exact) if 1900 <= year <= 2099 else None


def _year(text: str) -> tuple[date, date] | None:
    return year_span(_whole(text))


def _whole(text: str) -> int:
    """A year, month or day in figures or Chinese numerals; 0 where it is none."""
    plain = re.sub("[〇零○◯oO]", "0", text)
    for value, sign in enumerate("一二三四五六七八九", start=1):
        plain = plain.replace(sign, str(value)) if len(text) == 4 else plain
    if plain.isascii() and plain.isdigit():
        return int(plain)
    value_read = read_number(text.replace("元", "一").replace("廿", "二十"))
    return int(value_read) if value_read is not None else 0
