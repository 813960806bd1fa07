"""Words beside a figure of attendance: whose it is, of when, and whether it was reached."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise

from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.numerals import FORMAL, plain_marks, read_number


class Mode(StrEnum):
    """Where people took part."""

    OFFLINE = "offline"
    ONLINE = "online"
    UNSAID = "unsaid"


class Bound(StrEnum):
    """How a number stands to what it counts."""

    EXACT = ""
    ABOUT = "about"  # 约, 左右: a little more or less
    BELOW = "below"  # 近, 不到: a little less


class Doubt(StrEnum):
    """Why a number is no figure that was reached."""

    PLANNED = "planned"  # 预计, 目标
    STOPPED = "stopped"  # 停办
    WIDER = "wider"  # 全国, 覆盖人口: more people than took part
    REPEATED = "repeated"  # 其中重复500人次
    AT_MOST = "at-most"  # 最高, 不超过
    CAPACITY = "capacity"  # 可容纳


class Part(StrEnum):
    """What a figure is a part of the year's of."""

    WHOLE = ""
    TIME = "time"  # a season, a term, months, a round
    GROUP = "group"  # 男, 老年人


#: A number in figures, in Chinese numerals, or mixed (3千5百, 1.2万), with 余 or 多 inside.
NUMERAL = (
    r"(?:[0-9]+(?:\.[0-9]+)?"
    r"(?:余|多)?[万千百亿]*(?:[0-9]+[千百]?)?|[零〇一二两三四五六七八九十百千万亿]+(?:[余多][万千亿])?)"
)
#: How people take part.
OFFLINE = late_pattern(r"线下|现场|面授|实地")
ONLINE = late_pattern(r"线上|网络|网上|在线|直播|云端|远程|互联网")
#: What may stand between such a word and its number.
_BETWEEN = (
    r"(?:线[上下]|每年|年均|全年|平均|年|人数|人次|参与|参加|培训|学习|服务|约|大约"
    r"|有|了|到|为|是|达|于|在|§|:)*"
)
_BELOW = late_pattern(
    r"(?:(?<![最附就临邻亲靠周远])近|将近|接近|(?<!并)不到|(?<!并)不足|未达到?|没达?到|没有达到|达不到|未满|不满|不够"
    rf"|(?<!不)(?:少于|低于|小于)|<(?!=)){_BETWEEN}$"
)
_ABOUT = late_pattern(rf"(?:大约|约|大概|大致|估计){_BETWEEN}$")
_AT_MOST = late_pattern(
    rf"(?:≤|<=|不超过?|未超过?|不多于|不高于|至多|最多|顶多|上限|封顶|最高|峰值|最大){_BETWEEN}(?:达|可达|为|是)*$"
)
_CAPACITY = late_pattern(
    r"容纳|承载|接待能力|座位|规模可达|限额|名额|招生计划|计划招|设计(?:规模|能力|人数|人次)"
    r"|(?:(?<![许认])可以?|能够)(?:服务|覆盖|辐射|惠及|满足|接待|接纳|培训|供)"
)
_PLAN = (
    r"(?:预计|预期|预估|预测|力争|争取|(?<![模虚草])拟(?![定订人态])|有望|可望|可达|将达|将有|将超|即将|打算|准备|规划"
    r"|(?<!达到)(?<!完成)(?<!超过)(?<!实现)目标(?!人群|群体|对象|明确|学员)"
    r"|(?<![按照原据])计划(?!内|外|生育|完成|书|性)|希望|预备|今后|未来)"
)
_PLANNED = late_pattern(rf"{_PLAN}[^,]*$|{_PLAN}(?:§|每年|全年|线[上下]|参与|人次|人数|:)*,[^,]*$")
_PLANNED_AFTER = late_pattern(
    r"\s*[(]?(?:的|为|是|系|属)?(?:预计|预估|计划|目标|规划|拟)(?:数|值|人数|人次|目标)?\s*(?:[,;。)\n]|$)"
)
_DONE = late_pattern(r"实际|已有|已经|实有|完成|实现")
STOPPED = late_pattern(
    r"(?<![未不没无])(?<!没有)(?<!从未)(?:停办|暂停|停止|停课|停开|停摆|中断|中止|未开展|没有开展|未举办|没有举办|未能开展|取消活动|活动取消)"
)
_ALL = (
    r"(?:全(?:国|省|球|网|社会)|覆盖(?:人口|人群|群众|居民|村民|区域|地区)|辐射(?:带动|影响|人口|人群)?|常住人口|户籍人口|服务人口"
    r"|总人口|人口)"
)
_WIDER = late_pattern(
    rf"{_ALL}(?:范围|各地|各省)?(?:内)?(?:学习者|学员|网民|观众|累计|总计|共计|共有|参与|参加|学习|人数|总人次|约|达到|达|有|的"
    r"|近|超过|超|线[上下]|每年|年均|共|:)*$"
)
REPEATED = late_pattern(r"(?<![不无去未])(?<!没有)(?<!剔除)(?<!扣除)(?<!排除)(?<!不含)重复")
_TIME_PART = late_pattern(
    r"▪|[春夏秋冬]|季度|[上下]半年|学期|假|上午|下午|旬|节|周末|平时|[第首头][一二三四五六七八九十0-9]*[期批次轮班场]"
)
_GROUP_PART = late_pattern(
    r"[男女](?![一二三四五六七八九十])|老年?人?|中年|青年|青少年|少年|儿童|幼儿|学生|家长|居民|村民|农民|职工|工人|妇女|军人|教职工"
    r"|残疾|干部|市民|社区|镇|乡|村|区|校|市|县|街道|班|其他|其它|课程|讲座|活动|培训|城镇|党员|群众|团队"
)
_ORDINAL_YEAR = late_pattern(
    r"第[一二三四五六七八九十1-9]年|首年|头年|去年|今年|前年|上年|次年|本年|往年"
    r"|疫情(?:之?[前后]|期间)|其[余他它]各?年[份度]?|[平正往]常年[份度]"
)


def own_clause(before: str) -> str:
    """What stands before a number in its own clause."""
    return re.split(r"[、,;。\n(]", before)[-1]


def bound_of(before: str, more: bool, under: str) -> Bound:
    """before: the text since the number before it; more: 余 is said; under: what is said behind."""
    own = own_clause(before)
    if _BELOW.search(own) or (under and under not in ("左右", "上下", "前后")):
        return Bound.BELOW
    if not more and (under or _ABOUT.search(own)):
        return Bound.ABOUT
    return Bound.EXACT


def doubt_of(before: str, tail: str) -> Doubt | None:
    """Why the number between the two texts was not reached; None where nothing speaks against it.

    before: since the number before it, of its own sentence at most.
    """
    sentence = re.split(r"[;。\n]", before)[-1]
    own = own_clause(before)
    if _CAPACITY.search(own):
        return Doubt.CAPACITY
    planned = _PLANNED.search(sentence.replace("、", ","))
    if (planned and not _DONE.search(planned[0])) or _PLANNED_AFTER.match(tail):
        return Doubt.PLANNED
    if _AT_MOST.search(own) or re.match(r"\s*(?:封顶|上限)", tail):
        return Doubt.AT_MOST
    return Doubt.WIDER if _WIDER.search(own) else None


def part_of(before: str) -> Part:
    """Whether the words before a number, in its own clause, make it a part of the year's."""
    own = re.sub(r"[^、,;。\n(:]*(?:§|线[上下]):?", "", own_clause(before)) or own_clause(before)
    if _TIME_PART.search(own):
        return Part.TIME
    return Part.GROUP if _GROUP_PART.search(own) else Part.WHOLE


def ordinal_year(before: str) -> str:
    """A year that is told by its place (第一年, 去年); "" where none is."""
    found = _ORDINAL_YEAR.findall(before)
    return found[-1] if found else ""


#: A school year is one year: it is told by the one in which it begins.
_SCHOOL_YEAR = late_pattern(r"(?<![0-9.])(20[0-9]{2})年?[-~/至到](20[0-9]{2})(?=学年)")
#: A number that is written in pieces which do not fit together (12,00, 1.2.3), or below zero.
_BROKEN = late_pattern(
    r"[0-9] +[0-9]|[0-9]\s*[.,'’‘`´。]\s*[0-9]"
    r"|(?<![-0-9年月日号十百千万亿余多人名位次])-(?!-)\s*[0-9]|负[0-9]"
    # A letter in a number's place: l200, 1O00.
    r"|(?<![A-Za-z])[lIOo|][0-9]|[0-9][lIOo|](?![A-Za-z])"
)
#: How much more or less it is than before, or a share of it: nobody's number.
_CHANGE = late_pattern(
    rf"(?:(?:相?较|相?比|同比|环比)[^,;。\n]*?)?(?:增长|增加|净增|增幅|上升|提高|提升|减少|下降)了?(?:约|近)?(?:{NUMERAL})"
    r"(?:余|多)?(?:%|个百分点|倍|人次|人|名)?(?:以上|左右)?"
    rf"|(?:相?较|相?比)[^,;。\n]*?(?:多|少)了?(?:{NUMERAL})(?:余|多)?(?:%|人次|人|名)?"
    rf"|{NUMERAL}(?:%|个百分点|倍)(?:以上|左右)?|百分之{NUMERAL}"
    rf"|[从由]{NUMERAL}(?:余|多)?(?:人次|人|名)?(?=[^,;。\n0-9]{{2,6}}[到至为成])"
)
_DECIMAL = late_pattern(r"(?<![0-9.,'’‘`´])[0-9]+\.[0-9]+(?![0-9]*[.,'’‘`´][0-9])")
#: Thousands set apart by a comma, an apostrophe or a blank (1,200 1’200 1 200).
_GROUPED = late_pattern(
    r"(?<![0-9.,'’‘`´])[0-9]{1,3}(?:([,'’‘`´ ])[0-9]{3})(?:\1[0-9]{3})*(?![0-9])"
)
#: A part of a figure that stands before it (1200人次，其中老年人500人次).
_OF_WHICH = late_pattern(r"[(,、]?其中[^;。)]*\)?")
_COUNTED = late_pattern(r"人次?(?:以上|左右)?\Z")
#: 1200人/次 is 1200人次; where events are counted, and where it are few, it is what each has.
_A_STROKE = late_pattern(r"(?:(?<=[0-9]{4})|(?<=[千万余多]))\s*人\s*/\s*次")
_OF_AN_EVENT = late_pattern(
    r"每[期场次班届回]|[0-9一二两三四五六七八九十](?:[期场届回班]|次(?!元))|(?<!人)/次"
)
_CN_YEAR = late_pattern(
    r"(?<![0-9一二三四五六七八九〇零○])[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年)"
)
#: A span of fifteen years and more that nothing says to be one (来, 间, 累计) may be a year.
_MAY_BE_A_YEAR = 15
_SHORT = late_pattern(r"(?<![0-9近去过前后每.])([0-4][0-9])年(?:[来间内共多余以累总]|之)?")
_SPAN_OF_YEARS = late_pattern(r"[来间内共多余以累总之]$")


def tidied(text: str) -> str:
    """The text with numbers written one way, marks of print as plain ones."""
    plain = plain_marks(re.sub(r"(?<=[0-9])，(?=[0-9]{4})", "、", text)).translate(FORMAL)
    if not _OF_AN_EVENT.search(plain):
        plain = _A_STROKE.sub("人次", plain)
    plain = re.sub(r"(?<=[0-9])\s+(?=[万千余多人名年])|(?<=年)\s+", "", plain).strip()
    plain = re.sub(r"(?<=[0-9])[wW](?![0-9A-Za-z])", "万", plain)
    plain = re.sub(r"(?<=[0-9])[kK](?![0-9A-Za-z])", "千", plain)
    plain = _CN_YEAR.sub(lambda match: str(read_number(match[0])), plain)
    plain = _GROUPED.sub(lambda match: re.sub(r"[^0-9]", "", match[0]), plain)
    return _CHANGE.sub("", plain)


def without_parts(plain: str) -> str:
    """The text without parts of figures, but for those that came one way (其中线下1100人次)."""
    return _OF_WHICH.sub(_one_way_kept, plain)


def _one_way_kept(part: re.Match[str]) -> str:
    one_way = bool(OFFLINE.search(part[0])) is not bool(ONLINE.search(part[0]))
    counted = part.start() == 0 or _COUNTED.search(part.string, 0, part.start())
    told = one_way and "重复" not in part[0] and counted
    return part[0].replace("其中", "") if told else ""


def school_years(plain: str) -> str:
    """The text with 2021-2022学年 told by the year in which it begins."""
    return _SCHOOL_YEAR.sub(_first_of_two, plain)


def is_broken(plain: str) -> bool:
    """Whether a number of the text stands in pieces that do not fit together, or is below zero."""
    return bool(_BROKEN.search(_DECIMAL.sub("0", plain)))


def short_years(plain: str) -> str | None:
    """The text with years of two digits written in four; None where a number may be one or not.

    21年 is 2021 where an apostrophe or 年度 says so, or where several stand together (21年…，22年…,
    2021年…，22年…); alone it may be a span of years. 10年 to 14年 alone are a span.
    """
    plain = re.sub(r"(?<![0-9])['’‘`´]([0-4][0-9])(?=年|:)", r"20\1", plain)
    plain = re.sub(
        r"(?<![0-9.])(20[0-9]{2}|[0-4][0-9])年?[-~至到]([0-4][0-9])(?=学?年)",
        lambda match: f"20{match[1][-2:]}-20{match[2]}",
        plain,
    )
    plain = re.sub(r"(?<![0-9])([0-4][0-9])(?=学?年度|学年)", r"20\1", plain)
    short = [match for match in _SHORT.finditer(plain) if not _SPAN_OF_YEARS.search(match[0])]
    numbers = sorted({int(match[1]) for match in short})
    full = {int(found) % 100 for found in re.findall(r"(?<![0-9])20([0-9]{2})(?=年)", plain)}
    together = sorted({*numbers, *full})
    near = all(b - a <= 2 for a, b in pairwise(together))
    if numbers and len(together) > 1 and near and len(short) + len(full) >= len(together):
        return _SHORT.sub(
            lambda match: match[0] if _SPAN_OF_YEARS.search(match[0]) else f"20{match[0]}", plain
        )
    return None if any(number >= _MAY_BE_A_YEAR for number in numbers) else plain


def _first_of_two(match: re.Match[str]) -> str:
    """2021 of 2021-2022学年; what is longer than one year stays."""
    return match[1] if int(match[2]) == int(match[1]) + 1 else match[0]


def mode_of(before: str, after: str) -> Mode | None:
    """What the words beside the number say; None where they say nothing."""
    words = after if OFFLINE.search(after) or ONLINE.search(after) else before
    own = re.split(r"[,;。\n]", words)[-1]
    words = own if OFFLINE.search(own) or ONLINE.search(own) else words
    offline, online = bool(OFFLINE.search(words)), bool(ONLINE.search(words))
    if not offline and not online:
        return None
    if offline and online:
        return Mode.UNSAID
    return Mode.OFFLINE if offline else Mode.ONLINE


def way_behind(plain: str) -> Mode | None:
    """The one way of taking part that brackets at the very end say, of all that stands before."""
    behind = re.search(r"\(([^()0-9]*)\)[。;]?$", plain)
    if behind is None or OFFLINE.search(plain, 0, behind.start()):
        return None
    return None if ONLINE.search(plain, 0, behind.start()) else mode_of("", behind[1])
