"""Days and hours of a notice and of what is held against it, in China time."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta, timezone

from jlxx_check.text import Text, same

#: China has one time and no summer time; a fixed offset needs no time zone database.
CHINA = timezone(timedelta(hours=8))


def day_of(moment: date) -> date:
    """The day, whether or not the moment has an hour."""
    return moment.date() if isinstance(moment, datetime) else moment


def in_china(moment: date) -> date:
    """China time without a zone, so that moments can be compared; a day stays a day."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(CHINA).replace(tzinfo=None)
    return moment


def stamp(moment: date) -> str:
    """``2023-07-12``, with an hour ``2023-07-12 18:00``."""
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else moment.isoformat()


def as_written(moment: date) -> str:
    """As packs and calls have it: ``2023-07-12T18:00``, with its zone where it states one."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat()


def said_moment(moment: date) -> Text:
    """As ``stamp``; of another zone than China's as its notice says it, and in China time."""
    zone = zone_of(moment)
    if not zone:
        return same(stamp(moment))
    own, here = stamp(moment), stamp(in_china(moment))
    return Text(f"{own}（{zone}），即北京时间{here}", f"{own} {zone} ({here} China time)")


def zone_of(moment: date) -> str:
    """``UTC-12``, ``UTC+5:30``; "" for China's, and for a day or a time that states none."""
    offset = moment.utcoffset() if isinstance(moment, datetime) else None
    if offset is None or offset == CHINA.utcoffset(None):
        return ""
    hours, minutes = divmod(abs(int(offset.total_seconds())) // 60, 60)
    sign = "-" if offset < timedelta(0) else "+"
    return f"UTC{sign}{hours}{f':{minutes:02d}' if minutes else ''}" if offset else "UTC"


def chinese_day(moment: date) -> str:
    """``2023年7月12日``."""
    return f"{moment.year}年{moment.month}月{moment.day}日"


def years_between(born: date, day: date) -> int:
    """Whole years from one day to a later one."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def years_before(moment: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes the 28th."""
    return months_before(moment, 12 * years)


def months_before(moment: date, months: int) -> date:
    """The same day some months earlier; a day that the month does not have becomes its last."""
    day = day_of(moment)
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
