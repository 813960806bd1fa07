"""The days that a year, a month, a season or a half-year may cover."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

#: First and last month; past 12 is the year after. Seasons cover both ways to reckon them, by
#: the calendar (spring is March to May) and by the solar terms (February to April).
_MONTHS = {
    "春": (2, 5),
    "夏": (5, 8),
    "秋": (8, 11),
    "冬": (11, 14),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "年初": (1, 3),
    "初": (1, 3),
    "年中": (5, 8),
    "中": (5, 8),
    "年底": (10, 12),
    "年末": (10, 12),
    "底": (10, 12),
    "末": (10, 12),
}
_QUARTERS = {sign: quarter for quarter, sign in enumerate("一二三四", start=1)}
PERIOD = r"[春夏秋冬][季天]?|[上下]半年|年?[初中底末]|第?[一二三四1-4]季度"
_PARTS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}


def year_span(year: int) -> tuple[date, date] | None:
    """The whole year; None outside 1900 to 2099, where a slip is likelier than a date."""
    return (date(year, 1, 1), date(year, 12, 31)) if 1900 <= year <= 2099 else None


def month_span(year: int, month: int, part: str = "") -> tuple[date, date] | None:
    """The month, or its part (上旬, 中旬, 下旬); None where there is no such month."""
    if not 1 <= month <= 12 or not 1900 <= year <= 2099:
        return None
    days = monthrange(year, month)[1]
    first, last = _PARTS.get(part, (1, days))
    return date(year, month, first), date(year, month, min(last, days))


def period_span(year: int, period: str) -> tuple[date, date] | None:
    """The months that words such as 春季, 上半年 or 第三季度 may mean."""
    if not 1900 <= year <= 2099:
        return None
    quarter = re.search(r"([一二三四1-4])季度", period)
    if quarter:
        number = _QUARTERS.get(quarter[1]) or int(quarter[1])
        first, last = number * 3 - 2, number * 3
    else:
        first, last = _MONTHS[re.sub("[季天]$", "", period)]
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    return date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])
