"""A day, or a moment of one, as people type it in a call or in a list of dates.

Unlike the dates in forms (``dates``), which may mean a span, a typed one is one day or nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from jlxx_check.text import Text, same
from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.moments import in_china, stamp
from jlxx_check.values.numerals import plain_marks, read_number

Moment = date | datetime

_RELATIVE = {
    "今天": 0,
    "今日": 0,
    "当天": 0,
    "today": 0,
    "昨天": 1,
    "昨日": 1,
    "yesterday": 1,
    "前天": 2,
}
_WEEKDAYS = {sign: day for day, sign in enumerate("一二三四五六日")} | {"天": 6}
_WEEKDAY = late_pattern(rf"\(?(?:星期|礼拜|周)([{''.join(_WEEKDAYS)}])\)?")
#: Keys that an input method for Chinese sets in place of a stop or a stroke.
_STROKES = str.maketrans({"。": ".", "·": ".", "、": "/", "\\": "/", "_": "-"})
_N = r"(?:[0-9]{1,2}|[〇零○一二三四五六七八九十廿]{1,3})"
_SEP = r"\s*[-/.]\s*|\s+"
_DAY = late_pattern(
    rf"(?:(?P<year>[0-9]{{4}}|[〇零○一二三四五六七八九]{{4}})\s*年\s*)?"
    rf"(?P<month>{_N})\s*月\s*(?P<day>{_N})\s*[日号]?"
    rf"|(?P<year2>[0-9]{{4}})(?:{_SEP})(?P<month2>[0-9]{{1,2}})(?:{_SEP})(?P<day2>[0-9]{{1,2}})[日号]?"
    r"|(?P<year3>[0-9]{4})(?P<month3>[0-9]{2})(?P<day3>[0-9]{2})"
    rf"|(?P<relative>{'|'.join(_RELATIVE)})"
)
_AM, _PM = "上午|早上|早晨|清晨|凌晨|am", "下午|晚上|傍晚|夜里|pm"
_TIME = late_pattern(
    rf"(?:t|\s)?\s*(?P<half>{_AM}|{_PM}|中午)?\s*"
    rf"(?P<hour>{_N})(?:\s*(?:(?P<colon>:)|[时点])\s*)"
    rf"(?:(?P<minute>{_N})\s*分?(?:\s*:?\s*(?P<second>[0-9]{{1,2}})(?:\.0+)?\s*秒?)?"
    r"|(?P<part>整|钟|半|一刻|三刻))?"
    r"\s*(?P<after>am|pm)?\s*(?P<zone>z|[-+][0-9]{2}:?[0-9]{2})?"
)
_PARTS = {"半": 30, "一刻": 15, "三刻": 45}
_TWO_DIGITS = late_pattern(
    rf"(?P<year>[0-9]{{2}})(?:{_SEP}|年)(?P<month>[0-9]{{1,2}})(?:{_SEP}|月)(?P<day>[0-9]{{1,2}})日?"
)
_NO_YEAR = late_pattern(rf"(?P<month>[0-9]{{1,2}})(?:{_SEP})(?P<day>[0-9]{{1,2}})")
_YEAR_LAST = late_pattern(rf"[0-9]{{1,2}}(?:{_SEP})[0-9]{{1,2}}(?:{_SEP})(?P<year>[0-9]{{4}})")
_NO_DAY = late_pattern(rf"(?P<year>[0-9]{{4}})(?:(?:{_SEP}|年)[0-9]{{1,2}}月?|年?)")
#: No moment is longer.
_LONGEST = 60
_MOMENT = Text("2023-07-08 或 2023-07-08T17:30", "2023-07-08 or 2023-07-08T17:30")
_ONLY_DAY = same("2023-07-20")


class NotAMoment(ValueError):
    """What was typed is no day, or could be two. ``text`` says why, and what to write."""

    def __init__(
        self, written: str, why: Text, instead: Text | None = None, *, example: Text | None = None
    ) -> None:
        self.written, self.why = written, why
        self.likely = instead
        self.text = self._say(example or _MOMENT)
        super().__init__(self.text.en)

    def of_a_day(self) -> NotAMoment:
        """The same where only a day will do."""
        return NotAMoment(self.written, self.why, self.likely, example=_ONLY_DAY)

    def _say(self, example: Text) -> Text:
        """The day that was probably meant; no other day is told to be written."""
        how = Text(f"写法如 {example.zh}", f"Write it like {example.en}")
        if self.likely:
            how = Text(f"请写成 {self.likely.zh}", f"Write {self.likely.en}")
        return Text(
            f"“{self.written}”{self.why.zh}。{how.zh}。",
            f"“{self.written}” {self.why.en}. {how.en}.",
        )


def read_moment(text: str, *, year: int | None = None, today: date | None = None) -> Moment:
    """The day, or the moment in China time, that was typed.

    year: of a date without one (7月8日); None: such a date is none. today: what 今天 means; None:
    such words are none, as in a list that is read again tomorrow.
    Raises NotAMoment for what does not exist, may be two days, or is no date.
    """
    written = text.strip()
    plain = plain_marks(written).translate(_STROKES).lower().strip()
    if len(plain) > _LONGEST:
        raise NotAMoment(written[:_LONGEST] + "…", _NONE)
    weekday = _WEEKDAY.search(plain)
    plain = _WEEKDAY.sub(" ", plain, count=1).strip()
    found = _DAY.match(plain)
    clock = _TIME.fullmatch(plain, found.end()) if found else None
    if found is None or (found.end() < len(plain) and clock is None):
        raise _doubt(written, plain, year)
    day = _day(found, written, year, today)
    if weekday and day.weekday() != _WEEKDAYS[weekday[1]]:
        raise NotAMoment(
            written,
            Text(f"不是星期{weekday[1]}", "is not that day of the week"),
            same(stamp(day)),
        )
    return _at(day, clock, written) if clock else day


def read_day(text: str, *, year: int | None = None, today: date | None = None) -> date:
    """As ``read_moment`` where only a day will do. Raises NotAMoment for a time, too."""
    try:
        moment = read_moment(text, year=year, today=today)
    except NotAMoment as error:
        raise error.of_a_day() from None
    if isinstance(moment, datetime):
        day = moment.date()
        raise NotAMoment(
            text.strip(), Text("带了时间，这里只要日期", "has a time"), same(stamp(day))
        )
    return moment


def _day(found: re.Match[str], written: str, year: int | None, today: date | None) -> date:
    if found["relative"]:
        if today is None:
            raise NotAMoment(written, Text("以后再读就不是这一天了", "is another day tomorrow"))
        return today - timedelta(days=_RELATIVE[found["relative"]])
    form = next(form for form in ("", "2", "3") if found["month" + form])
    month, day = _whole(found["month" + form]), _whole(found["day" + form])
    if found["year" + form]:
        year = _whole(found["year" + form])
    if year is None:
        raise NotAMoment(written, _WITHOUT_YEAR, _with_its_year(month, day))
    return _existing(year, month, day, written)


def _existing(year: int, month: int, day: int, written: str) -> date:
    try:
        if 1900 <= year <= 2099:
            return date(year, month, day)
    except ValueError:
        pass
    raise NotAMoment(
        written,
        Text(f"不是日期，没有{year}年{month}月{day}日这一天", "is no date: there is no such day"),
    )


def _at(day: date, clock: re.Match[str], written: str) -> datetime:
    """The moment of a day. Raises NotAMoment."""
    hour = _whole(clock["hour"])
    minute = _whole(clock["minute"]) if clock["minute"] else _PARTS.get(clock["part"] or "", 0)
    second = int(clock["second"] or 0)
    if hour == 24 and not minute:
        raise NotAMoment(
            written,
            Text("的24时可以是当天，也可以是次日", "ends one day and begins the next"),
            Text(f"{day} 23:59 或次日 00:00", f"{day} 23:59, or 00:00 of the next day"),
        )
    half = clock["after"] or clock["half"] or ""
    shifted = _in_day(hour, half)
    if shifted is None or (clock["half"] and clock["after"]):
        raise NotAMoment(
            written, Text("的时间自相矛盾", "contradicts itself"), same(f"{day}T17:30")
        )
    if (
        shifted > 23
        or minute > 59
        or second > 59
        or (clock["colon"] and len(clock["minute"] or "") != 2)
    ):
        why = Text("不是日期，没有这个时间", "is no date: there is no such time")
        raise NotAMoment(written, why, same(f"{day}T17:30"))
    moment = datetime(day.year, day.month, day.day, shifted, minute, second)  # noqa: DTZ001
    if not clock["zone"]:
        return moment
    zone = _zone(clock["zone"])
    if zone is None:
        why = Text("的时区不对", "has no such time zone")
        raise NotAMoment(written, why, same(f"{moment:%Y-%m-%dT%H:%M}"))
    there = in_china(moment.replace(tzinfo=zone))
    assert isinstance(there, datetime)
    return there


def _in_day(hour: int, half: str) -> int | None:
    """The hour of the day; None where the words beside it say otherwise, or it may be two."""
    if not half:
        return hour
    if half == "中午":
        return {11: 11, 12: 12, 1: 13, 2: 14, 13: 13, 14: 14}.get(hour)
    if half in _AM.split("|"):
        return hour if hour < 12 else None
    if half in ("晚上", "夜里") and (hour == 12 or hour < 5):
        return None  # of which night
    return hour + 12 if hour < 12 else hour


def _zone(written: str) -> tzinfo | None:
    if written == "z":
        return UTC
    hours, minutes = int(written[1:3]), int(written[-2:])
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if written[0] == "-" else offset)


_NONE = Text("不是日期", "is no date")
_WITHOUT_YEAR = Text("没有写年", "has no year")


def _doubt(written: str, plain: str, year: int | None) -> NotAMoment:
    """Why the text is no date, with the day that was probably meant."""
    if found := _TWO_DIGITS.fullmatch(plain):
        why = Text(
            "的年份只有两位，可能是别的日期", "has a year of two figures: it may be another day"
        )
        return NotAMoment(written, why, _likely(2000 + int(found["year"]), found))
    if found := _NO_YEAR.fullmatch(plain):
        likely = _likely(year, found) if year else None
        return NotAMoment(
            written, _WITHOUT_YEAR, likely or _with_its_year(int(found["month"]), int(found["day"]))
        )
    if found := _YEAR_LAST.fullmatch(plain):
        why = Text("分不清哪个是月、哪个是日", "does not tell the month from the day")
        return NotAMoment(written, why)
    if _NO_DAY.fullmatch(plain):
        return NotAMoment(written, Text("没有写到日", "names no day"))
    return NotAMoment(written, _NONE)


def _with_its_year(month: int, day: int) -> Text | None:
    """The day as it is to be written with a year, which one is an example; None: no year has it."""
    for year in (2023, 2024):  # the second has a 29th of February
        try:
            written = date(year, month, day).isoformat()
        except ValueError:
            continue
        return Text(f"{written} 这样带年份的日期", f"the day with its year, as in {written}")
    return None


def _likely(year: int, found: re.Match[str]) -> Text | None:
    try:
        return same(date(year, int(found["month"]), int(found["day"])).isoformat())
    except ValueError:
        return None


def _whole(text: str) -> int:
    """A number in figures or Chinese numerals; 0 where it is none."""
    if text.isdigit() and text.isascii():
        return int(text)
    number = read_number(text.replace("廿", "二十"))
    return int(number) if number is not None else 0
