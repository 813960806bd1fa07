"""The days that a year, a month, a season, a term or a festival may cover."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

#: First and last month; past 12 is the year after. Seasons cover both ways to reckon them, by
#: the calendar (spring is March to May) and by the solar terms (February to April); so do their
#: beginnings and ends. Terms and holidays cover what schools of the north and the south make of
#: them, and festivals of the moon every month that they may fall in.
_MONTHS = {
    "春": (2, 5),
    "夏": (5, 8),
    "秋": (8, 11),
    "冬": (11, 14),
    "初春": (2, 3),
    "早春": (2, 3),
    "孟春": (2, 3),
    "仲春": (3, 4),
    "阳春": (3, 5),
    "暮春": (4, 5),
    "晚春": (4, 5),
    "初夏": (5, 6),
    "孟夏": (5, 6),
    "仲夏": (6, 7),
    "盛夏": (6, 8),
    "炎夏": (6, 8),
    "暮夏": (7, 8),
    "晚夏": (7, 8),
    "夏末": (7, 8),
    "初秋": (8, 9),
    "早秋": (8, 9),
    "孟秋": (8, 9),
    "仲秋": (9, 10),
    "金秋": (9, 11),
    "深秋": (10, 11),
    "暮秋": (10, 11),
    "晚秋": (10, 11),
    "秋末": (10, 11),
    "初冬": (11, 12),
    "早冬": (11, 12),
    "孟冬": (11, 12),
    "仲冬": (12, 13),
    "隆冬": (12, 14),
    "寒冬": (11, 14),
    "严冬": (11, 14),
    "深冬": (12, 14),
    "春夏之交": (4, 6),
    "夏秋之交": (7, 9),
    "秋冬之交": (10, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "前半年": (1, 6),
    "后半年": (7, 12),
    "年初": (1, 3),
    "初": (1, 3),
    "年中": (5, 8),
    "中": (5, 8),
    "年底": (10, 12),
    "年末": (10, 12),
    "岁末": (10, 12),
    "岁初": (1, 3),
    "年终": (10, 12),
    "底": (10, 12),
    "末": (10, 12),
    "元旦": (1, 1),
    "寒假": (1, 3),
    "春节": (1, 2),
    "新春": (1, 3),
    "元宵节": (2, 3),
    "元宵": (2, 3),
    "妇女节": (3, 3),
    "三八": (3, 3),
    "清明": (4, 4),
    "清明节": (4, 4),
    "五一": (5, 5),
    "劳动节": (5, 5),
    "五四": (5, 5),
    "青年节": (5, 5),
    "六一": (6, 6),
    "儿童节": (6, 6),
    "端午": (5, 6),
    "端午节": (5, 6),
    "七一": (7, 7),
    "建党节": (7, 7),
    "暑假": (6, 9),
    "暑期": (6, 9),
    "八一": (8, 8),
    "建军节": (8, 8),
    "教师节": (9, 9),
    "开学": (8, 9),
    "秋季开学": (8, 9),
    "春季开学": (2, 3),
    "中秋": (9, 10),
    "中秋节": (9, 10),
    "国庆": (9, 10),
    "国庆节": (9, 10),
    "十一": (10, 10),
    "重阳": (10, 11),
    "重阳节": (10, 11),
    "立春": (2, 2),
    "雨水": (2, 2),
    "惊蛰": (3, 3),
    "春分": (3, 3),
    "谷雨": (4, 4),
    "立夏": (5, 5),
    "小满": (5, 5),
    "芒种": (6, 6),
    "夏至": (6, 6),
    "小暑": (7, 7),
    "大暑": (7, 7),
    "立秋": (8, 8),
    "处暑": (8, 8),
    "白露": (9, 9),
    "秋分": (9, 9),
    "寒露": (10, 10),
    "霜降": (10, 10),
    "立冬": (11, 11),
    "小雪": (11, 11),
    "大雪": (12, 12),
    "冬至": (12, 12),
    "小寒": (1, 1),
    "大寒": (1, 1),
    "开春": (2, 4),
    "入春": (2, 4),
    "入夏": (5, 6),
    "入秋": (8, 9),
    "入冬": (10, 12),
    "春夏": (2, 8),
    "夏秋": (5, 11),
    "秋冬": (8, 14),
    "三伏": (7, 8),
    "伏天": (7, 8),
    "汛期": (5, 9),
    "春季学期": (2, 7),
    "秋季学期": (8, 13),
    "上学期": (2, 13),
    "下学期": (2, 13),
}
_QUARTERS = {sign: quarter for quarter, sign in enumerate("一二三四", start=1)}
#: A single sign may begin another word (2021年春雨行动, 2021年中心成立): what follows is no word's
#: end, or one that people write behind a season.
_ALONE = r"(?![㐀-鿿])|(?=季|天|至|到|起|开|启|创|成立|始|举|正式|由|在|建|试|立项|推出|设立)"
#: Words for a part of a year, the longest first: 初秋 is no 初. A season's name may have 季, 天 or
#: 季节 behind it, a festival 期间 or 前夕; 十一月 is a month and no festival.
PERIOD = (
    r"第?[一二三四1-4]季度|年?(?:"
    + "|".join(sorted((word for word in _MONTHS if len(word) > 1), key=len, reverse=True))
    + rf"|[春夏秋冬初中底末](?:{_ALONE}))(?!月)(?:季节|[季天]|期间|前夕|假期|伊始)?"
)
#: Words for a part of a month.
MONTH_PART = rf"[上中下]旬|[初中底末](?:{_ALONE})"
_PERIOD_NAME = re.compile(r"^年?(.+?)(?:季节|[季天]|期间|前夕|假期|伊始)?$")
_PARTS = {
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "初": (1, 10),
    "中": (6, 25),
    "底": (20, 31),
    "末": (20, 31),
}


def year_span(year: int) -> tuple[date, date] | None:
    """The whole year; None outside 1900 to 2099, where a slip is likelier than a date."""
    return (date(year, 1, 1), date(year, 12, 31)) if 1900 <= year <= 2099 else None


def month_span(year: int, month: int, part: str = "") -> tuple[date, date] | None:
    """The month, or its part (上旬, 中旬, 下旬, 初, 中, 底); None where there is no such month."""
    if not 1 <= month <= 12 or not 1900 <= year <= 2099:
        return None
    days = monthrange(year, month)[1]
    first, last = _PARTS.get(part, (1, days))
    return date(year, month, first), date(year, month, min(last, days))


def period_span(year: int, period: str) -> tuple[date, date] | None:
    """The months that words such as 春季, 初秋, 上半年, 国庆 or 第三季度 may mean."""
    if not 1900 <= year <= 2099:
        return None
    quarter = re.search(r"([一二三四1-4])季度", period)
    if quarter:
        number = _QUARTERS.get(quarter[1]) or int(quarter[1])
        first, last = number * 3 - 2, number * 3
    else:
        name = _PERIOD_NAME.match(period)
        first, last = _MONTHS.get(period) or _MONTHS[name[1] if name else period]
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    start_year, start_month = (year, first) if first <= 12 else (year + 1, first - 12)
    return date(start_year, start_month, 1), date(
        end_year, end_month, monthrange(end_year, end_month)[1]
    )
