"""Days and hours of a notice and of what is held against it, in China time."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

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


def chinese_day(moment: date) -> str:
    """``2023年7月12日``."""
    return f"{moment.year}年{moment.month}月{moment.day}日"
