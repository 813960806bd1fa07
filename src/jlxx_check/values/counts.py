"""Yearly attendance as people write it in forms.

How open words are taken: ``2000余`` and ``超过2000`` are 2000, which they reach; ``约2000`` is
2000 more or less; ``近2000`` and ``不足2000`` do not reach it and are 1999; of ``1500-2000``
the lower end counts, since every year must reach the line. ``上千人`` and ``数千人`` are no figure.
A number is read whole or not at all: 1’200 is 1200, and 12,00 none. What was planned, may be the
whole country's or the like keeps its number, with the doubt beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jlxx_check.values.count_words import (
    NUMERAL,
    OFFLINE,
    ONLINE,
    REPEATED,
    STOPPED,
    Bound,
    Doubt,
    Mode,
    Part,
    bound_of,
    doubt_of,
    is_broken,
    mode_of,
    ordinal_year,
    part_of,
    school_years,
    short_years,
    tidied,
    way_behind,
    without_parts,
)
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.numerals import plain_marks, read_number


@frozen
class Figure:
    """One figure of attendance.

    year: the year it is of, None where unsaid. total: over several years, so no yearly figure.
    text: as written, its number and unit. ordinal: a year told by its place (第一年, 去年).
    part: of the year's people, some. doubt: why it is no figure that was reached.
    """

    value: int
    year: int | None
    mode: Mode
    total: bool
    text: str
    ordinal: str = ""
    part: Part = Part.WHOLE
    bound: Bound = Bound.EXACT
    doubt: Doubt | None = None


_UNIT = r"(?:余|多|来)?\+?名?(?:人次|人(?!/次)|名|位)"
_TOKEN = late_pattern(
    rf"(?P<number>{NUMERAL})(?P<few>几)?(?P<more>余|多)?(?:\+(?![0-9线]))?"
    rf"(?:[-~至到](?P<upper>{NUMERAL}))?(?P<unit>{_UNIT})?"
    r"(?P<under>以下|以内|不到|不足(?![0-9])|左右|上下|前后)?"
)
_YEAR_RANGE = late_pattern(
    r"(?<![0-9.])(?:19|20)[0-9]{2}年?[-~至到]+(?:(?:19|20)[0-9]{2}(?![0-9]|余|多|人|名)|今)(?:年度?)?"
)
_YEAR = late_pattern(r"(?<![0-9.])((?:19|20)[0-9]{2})(?:学?年度?|(?=:))")
_SPAN = late_pattern(r"(?<![第0-9])[近过]?去?[0-9一二两三四五六七八九十几]+年(?:来|间|内|共)?")
#: Days, months and rounds, marked as parts of a year.
_DAY = late_pattern(
    r"[0-9]{1,2}(?:月份?)?[-~至到][0-9]{1,2}月份?|[0-9]{1,2}月(?:份|[0-9]{1,2}[日号])?"
    r"|第[0-9一二三四五六七八九十]+(?:[期场届批次轮]|季度|学期)|[1-4一二三四]季度"
)
_YEARLY = late_pattern(r"每年|年均|年平均|年参与|年度|全年|一年|/年|每1年|年受益|年服务|年培训")
_TOTAL = late_pattern(r"累计|历年|以来|来共|总人次|总人数|截[至止]|迄今|¤")
#: What makes a total of a figure that has a year beside it.
_OVER_YEARS = late_pattern(r"¤|以来|截[至止]|迄今|(?:^|[,;。(])[至到](?=20[0-9]{2}年)")
_RATE = late_pattern(
    r"每(?:一)?(?:[期场次班周月天日季堂课节届校村站点所批]|个|半年|学期|社区)|单场|[场次期月日周]均"
)
_RATE_AFTER = late_pattern(r"^\s*(?:/\s*[期场月周天日次班季]|[×xX*]|每[期场月周天日次班季])")
_VAGUE = late_pattern(
    r"(?:[上数几]|若干)[十百千万]+[余多]?(?:人|名|位|$)|成千上万|分别|[0-9]点|点[一二三]"
)
#: Who teaches, and what is clicked, has not taken part.
_OTHERS = late_pattern(
    r"教师|志愿者|讲师|师资|工作人员|团队|专家|队伍|(?:浏览|点击|播放|阅读|访问|转发|点赞)(?:量|次?数|人?次)?|粉丝|注册用户"
)
#: What may stand behind a number that has no unit of its own.
_FREE = late_pattern(
    r"[\s▪]*(?:[、,;。+()\n:]|线|网|其中|以上|左右|/年|/(?=线)|§|$|(?:19|20)[0-9]{2})"
)
_OTHER_UNIT = late_pattern(r"[期场次班周月天日季堂课节届个项门家所]")
_MAYBE_A_YEAR = late_pattern(r"(?!2000)(?:19|20)[0-9]{2}")
#: A sum over both ways of taking part is no total over years.
_BOTH_WAYS = late_pattern(r"(?:线上[、和与及]?线下|线下[、和与及]?线上)(?:[共合总]计|共)")
_MORE = late_pattern("[余多]|以上")
_SUM = late_pattern(r"合计|共计|总计|共|总人次|总数")


#: Brackets right behind a number say what it is of: 1200人次（线下）, 800人（2022年）.
_HINT = late_pattern(r"\s*(?:/年)?(?:以上|左右)?\s*\(([^()0-9]*(?:20[0-9]{2}年)?[^()0-9]*)\)")


@frozen
class _Found:
    """A figure with what stood beside it.

    labelled: a year or a way of taking part is said of it. rate: of an event, a month or the like.
    yearly: said to be a year's. sum: said to be a sum.
    """

    figure: Figure
    unit: str
    labelled: bool
    rate: bool
    yearly: bool
    sum: bool


#: Characters of a text that may be figures; what is longer is prose, and a person reads it.
_LONGEST = 2000


def read_attendance(text: str) -> tuple[Figure, ...] | None:
    """Every figure in the text; None where it cannot be read for certain.

    A number of lessons, of people an event (每期50人) or a bare number that may be a year is no
    figure. A sum beside its parts (线下, 线上) is left out.
    """
    if len(text) > _LONGEST:
        return None
    plain = short_years(without_parts(_BOTH_WAYS.sub("合计", tidied(text))))
    if plain is None or _VAGUE.search(plain):
        return None
    found = _figures(school_years(plain))
    chosen = _chosen(found) if found else []
    behind = way_behind(plain)
    if behind is Mode.OFFLINE or (behind and all(item.part for item in chosen)):
        chosen = [replace(figure, mode=behind) for figure in chosen]
    if REPEATED.search(plain_marks(text)):
        chosen = [replace(figure, doubt=figure.doubt or Doubt.REPEATED) for figure in chosen]
    return (*chosen, *_stopped(plain)) if chosen else None


def _stopped(plain: str) -> list[Figure]:
    """Nobody came while it was stopped: a figure of nought in doubt, for it may have gone on."""
    found = STOPPED.search(plain)
    if found is None:
        return []
    years = _YEAR.findall(re.split("[;。\n]", plain[: found.start()])[-1])
    year = int(years[-1]) if years else None
    return [Figure(0, year, Mode.UNSAID, False, found[0], doubt=Doubt.STOPPED)]


def _chosen(found: list[_Found]) -> list[Figure]:
    """The figures that count: no rates, no mere heads where 人次 are given, no sums of others.

    None count where one of several has neither unit nor label, for it may be anything.
    """
    if any(item.rate for item in found):
        found = [item for item in found if item.yearly and item.unit and not item.rate]
    if any(not item.unit and not item.labelled for item in found) and len(found) > 1:
        return []
    if any(item.unit.endswith("人次") for item in found):
        named = {(i.figure.mode, i.figure.year) for i in found if i.unit.endswith("人次")}
        found = [
            i
            for i in found
            if i.unit.endswith("人次") or not i.unit or (i.figure.mode, i.figure.year) not in named
        ]
    parts = {item.figure.year for item in found if item.figure.mode is not Mode.UNSAID}
    return [
        item.figure
        for item in found
        if not (item.sum and item.figure.mode is Mode.UNSAID and item.figure.year in parts)
    ]


@dataclass(slots=True)
class _Said:
    """What the text has said by now: a year, a way and a total hold until others are named."""

    year: int | None = None
    ordinal: str = ""
    mode: Mode = Mode.UNSAID
    total: bool = False

    def hear(
        self, before: str, context: str, years: list[str], yearly: bool, own: Mode | None
    ) -> None:
        """Take in what stands beside the next number."""
        ordinal = ordinal_year(context)
        if years or ordinal:
            self.year, self.total = int(years[-1]) if years else None, False
            self.ordinal = "" if years else ordinal
        elif yearly:
            self.year, self.ordinal, self.total = None, "", False
        if "¤" in context or _TOTAL.search(context):
            self.total = not (yearly or (years and not _OVER_YEARS.search(context)))
        elif re.search(r"[;。\n]", before):
            self.total = False
        if own is not None:
            self.mode = own
        elif not years and not ordinal and part_of(context) is Part.WHOLE:
            self.mode = Mode.UNSAID


def _figures(plain: str) -> list[_Found] | None:
    """Every number of people in order; None where one cannot be read."""
    marked = _YEAR_RANGE.sub(lambda match: "¤" * len(match[0]), plain)
    marked = _spans_marked(marked)
    marked = _DAY.sub(lambda match: "▪" * len(match[0]), marked)
    if is_broken(_YEAR.sub("§", marked)):
        return None
    found: list[_Found] = []
    said, start, carried = _Said(), 0, ""
    for match in _TOKEN.finditer(_YEAR.sub(lambda m: "§" * len(m[0]), marked)):
        before, tail = carried + marked[start : match.start()], marked[match.end() :]
        if not match["unit"] and not _FREE.match(tail):
            if _OTHER_UNIT.match(tail):
                start = match.end() if _RATE_AFTER.match(tail) else start
            elif len(match["number"]) > 1 and match["number"][0].isdigit():
                return None
            continue
        if _OTHERS.search(before) or (match["unit"] and _OTHERS.match(tail)):
            carried, start = _said_of_all(before), match.end()
            continue
        hint = _HINT.match(tail)
        read = _read(match, before, hint[1] if hint else "", tail, said)
        if read is None:
            return None
        found += read
        carried, start = "", match.end() + (hint.end() if hint else 0)
    return found


def _said_of_all(before: str) -> str:
    """The year and the way that hold for the next number, too: 2022年线下教师50人，学员1200人次."""
    years = "".join(match[0] for match in _YEAR.finditer(before))
    ways = {Mode.OFFLINE: "线下,", Mode.ONLINE: "线上,"}
    return years + ways.get(mode_of(before, "") or Mode.UNSAID, "")


def _read(
    match: re.Match[str], before: str, after: str, tail: str, said: _Said
) -> list[_Found] | None:
    """The figure of one number, or two where it is both ways' (线上线下各500); None: unreadable.

    before: the text since the number before it. after: what brackets behind it say. tail: all
    that follows.
    """
    value = _value(match, bound_of(before, bool(_MORE.search(match[0])), match["under"] or ""))
    may_be_a_year = not match["unit"] and not match["more"]
    if value is None or (may_be_a_year and _MAYBE_A_YEAR.fullmatch(match["number"])):
        return None
    context = before + after
    years = _YEAR.findall(context)
    yearly = bool(_YEARLY.search(context) or tail.startswith(("/年", "每年")))
    own = mode_of(before, after)
    said.hear(before, context, years, yearly, own)
    year = None if said.total else said.year
    item = _Found(
        Figure(
            value,
            year,
            said.mode,
            said.total,
            match[0].strip(),
            "" if said.total else said.ordinal,
            part_of(context),
            bound_of(before, bool(_MORE.search(match[0])), match["under"] or ""),
            doubt_of(before, tail),
        ),
        unit=match["unit"] or "",
        labelled=bool(years) or own not in (None, Mode.UNSAID),
        rate=bool(_RATE.search(before) or _RATE_AFTER.match(tail)),
        yearly=yearly or bool(years),
        sum=bool(_SUM.search(before)),
    )
    both = OFFLINE.search(before) and ONLINE.search(before)
    if not (both and before.rstrip().endswith("各")):
        return [item]
    ways = (Mode.OFFLINE, Mode.ONLINE)
    return [replace(item, figure=replace(item.figure, mode=way)) for way in ways]


def _spans_marked(text: str) -> str:
    """A number of years (三年来) marked as what a total is over; one year is no such span."""
    return _SPAN.sub(
        lambda match: (
            match[0] if re.match(r"(?:19|20)[0-9]{2}年|[一1]年", match[0]) else "¤" * len(match[0])
        ),
        text,
    )


def _value(match: re.Match[str], bound: Bound) -> int | None:
    if match["few"]:
        return None
    value = read_number(re.sub("[余多]", "", match["number"]))
    if value is None:
        return None
    if match["upper"]:
        upper = read_number(re.sub("[余多]", "", match["upper"]))
        if upper is None:
            return None
        # 3-5万: the unit behind the upper end is the lower end's, too, where that makes sense.
        scale = {"万": 10**4, "千": 1000}.get(match["upper"][-1], 1)
        if match["number"].isdigit() and value * scale <= upper:
            value *= scale
        if value > upper:
            return None
    if value.denominator != 1:
        return None
    return int(value) - 1 if bound is Bound.BELOW and value > 0 else int(value)
