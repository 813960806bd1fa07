"""The day, and the hour, by which a notice wants the material; where it goes."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from jlxx_check.authoring.draft.grammar import any_of, grammar, topics
from jlxx_check.authoring.draft.notice_sentences import Notice, Sentence
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.numerals import read_number

_DAY = re.compile(
    r"(?:(?P<year>20\d{2}|本|今)年)?(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})[日号]?|(?P<part>[底末]|上旬|中旬|下旬|(?<=年\d月)(?![\d份上中下底末])|(?<=年\d\d月)(?![\d份上中下底末])))"
    r"(?:[(](?!含)[^)]{1,8}[)])?"
    r"(?:,(?=[上下中]午|晚|夜|\d{1,2}[:时点]))?(?P<half>上午|下午|晚上?|中午|夜里)?(?:(?P<hour>\d{1,2}|[一二三四五六七八九十]{1,3}(?=[时点]))(?::(?P<minute>\d{2})|[时点](?P<minute2>\d{1,2}|半)?"
    r"(?:分|整)?|(?=前|之前|以前)))?"
)
#: The last days of a month's parts.
_PARTS = {"上旬": 10, "中旬": 20}
#: A span of days of such a thing ends with the last one: 投稿时间：4月1日-4月14日.
_SPAN = re.compile(
    r"(?:征集(?=将?从)|征集|征文|投稿|征稿|送稿|交稿|来稿|上交(?:作品)?|报名|申报|报送|提交|上报|活动|比赛|参赛|参评|评选|推荐|收稿|截稿)(?:的)?"
    r"(?:上传|提交|起止|作品|推荐|初选|延长|\s)*(?:时间|日期|期限|阶段)|逾期|即日起|之日起|(?:征集|征稿|投稿|报名)将?(?:从|自)"
)
#: 5月26日之前发送至邮箱
_SENT_BY = re.compile("(?:之前|以前|前)[^,;。]{0,16}(?:发送|发至|报送|报至|提交|交至|送至|寄|上传)")
#: What is done by those who hand in, and what is done with it.
_HANDING = "征集|征文|投稿|征稿|来稿|收稿|报名|申报|报送|提交|上报|上传|推荐"
_AFTERWARDS = "评选|评审|初评|复评|终评|展播|展示|展出|公示|投票|颁奖|决赛|复赛|表彰|公布|发布"
#: 学院审核后于3月21日17:00前上报学校: who received it passes it on.
_PASSED_ON = re.compile("(?:学院|学校|[县区市]|局|会|办|组)(?:审核|初审|评审|汇总|公示)")
#: 5月20日前报送材料标题: what is wanted comes later.
_FIRST_WORD = re.compile(r"(?:之?前|以前)[^,;。]{0,16}(?:标题|选题|题目|意向|回执)(?=[,;。]|$)")
#: 2030.6.30, 2030-06-30
_DOTTED = re.compile(r"(?<!\d)(20\d{2})[.\-/](\d{1,2})[.\-/](\d{1,2})(?!\d)")
#: 3月3日-14日
_SAME_MONTH = re.compile(r"(\d{1,2}月)(\d{1,2}日?)([-~至到]+)(\d{1,2}日)")
#: 下午4:00-5:30 ends at the second hour.
_HOURS = re.compile(r"\d{1,2}:\d{2}[-~至到](\d{1,2}:\d{2})")
_AFTERNOON = ("下午", "晚", "晚上", "夜里")
_NOON, _MIDNIGHT = 12, 24
#: A day is taken for the last one from this many points on.
_ENOUGH = 3
#: A year that has every day.
_LEAP = 2000
#: No day of a month is later.
_LATEST = 31
_MONTHS = 12
#: So many months ahead a last day is written without its year, and no more.
_AHEAD = 9
#: What a day loses by which the organiser will have done something.
_OTHERS = 4
_MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_POSTCODE = re.compile(r"(?:邮编|邮政编码):?(\d{6})(?!\d)")
_ADDRESS = re.compile(r"(?:地址|寄送?至|寄往|送达地点|报送地点)(?:为)?:?([^,;。:@]{6,40})")


@frozen
class Deadline:
    """moment: as a pack writes it (2023-07-12, 2023-07-12T17:00)."""

    moment: str
    sentence: Sentence


@frozen
class Addressed:
    """Where packages go; None where the notice does not say."""

    address: str | None
    postcode: str | None
    mailbox: str | None
    sentence: Sentence | None


def find_deadlines(notice: Notice) -> tuple[Deadline, ...]:
    """Every day that may be the last one, the likeliest first."""
    found = [
        (points, place, Deadline(moment, sentence))
        for place, sentence in enumerate(notice.sentences)
        for points, moment in _days(sentence, notice)
    ]
    # Of two days alike the later one: 书法于6月16日前提交,其他作品至9月18日.
    ranked = sorted(found, key=lambda item: item[2].moment, reverse=True)
    ranked = sorted(ranked, key=lambda item: -item[0])
    likely = [item for points, _, item in ranked if points >= _ENOUGH]
    days = tuple({item.moment: item for item in reversed(likely)}.values())[::-1]
    # Of one day told twice the telling with the hour is the day's.
    exact = [item for item in days if days and item.moment.startswith(f"{days[0].moment}T")]
    return (*exact, *(item for item in days[1:] if item not in exact)) if exact else days


def find_address(notice: Notice) -> Addressed:
    """Mailbox, address and postcode, as far as they are told."""
    mailbox = postcode = address = None
    told: Sentence | None = None
    for sentence in notice.sentences:
        plain = sentence.plain
        found = (_MAILBOX.search(plain), _POSTCODE.search(plain), _ADDRESS.search(plain))
        if any(found) and told is None:
            told = sentence
        mailbox = mailbox or (found[0] and found[0][0])
        postcode = postcode or (found[1] and found[1][1])
        if address is None and found[2] and not re.search(r"https?|网址", found[2][1]):
            address = found[2][1]
    return Addressed(address, postcode, mailbox, told)


def day_without_year(notice: Notice) -> Sentence | None:
    """The sentence with a last day whose year the notice does not tell; None: there is none."""
    some = replace(notice, year=_LEAP, dated=None)
    days = find_deadlines(some) if notice.year is None and notice.dated is None else ()
    told = (day.sentence for day in days if not re.search("[当次翌每]年", day.sentence.plain))
    return next(told, None)


def _days(sentence: Sentence, notice: Notice) -> Iterator[tuple[int, str]]:
    words, told = grammar().deadline, None
    plain = _DOTTED.sub(r"\1年\2月\3日", sentence.plain.replace("元月", "1月"))
    plain = _SAME_MONTH.sub(r"\1\2\3\1\4", plain)
    plain = _HOURS.sub(r"\1", plain)
    around = " ".join((*sentence.above[-1:], plain))
    for match in _DAY.finditer(plain):
        # 2030年11月10日-11月15日: the second day is of the first one's year.
        told = int(match["year"]) if (match["year"] or "").isdigit() else told
        behind, before = plain[match.end() :], plain[max(0, match.start() - 12) : match.start()]
        points, part = 0, re.sub("(?:发布|印发|公布)之日", "", _part(plain, match))
        if re.search(any_of(words.words), around):
            points += 1
        if any(re.match(item, behind) for item in words.behind):
            points += 2
        if re.search(rf"(?:{_HANDING})(?:截止)?(?:时间|日期)(?:为|:)*$", before):
            points += 2
        if re.search("截(?:止|稿)(?:日期|时间)[^,;。]{4,}$", part[: part.find(match[0])]):
            points += 2
        if _SENT_BY.match(behind):
            points += 2
        if re.search(rf"(?:{any_of(words.before)})(?:为|于|:|在|时间)*$", before):
            points += 2
        if re.search(r"[-~至到]\s*$", before):
            points += 3 if _SPAN.search(around) and not _of_others(plain, match.start()) else 1
        if re.search(r"截(?:止|稿)(?:日期|时间)?(?:为|是|:)?$", before):
            points += 2
        if re.match("结束", behind) and re.search(_HANDING, part):
            points += 3
        if not before and re.search(
            "(?:截(?:止|稿)(?:日期|时间)?|征(?:集|稿|文)(?:时间|日期|期限))$",
            "".join(sentence.above[-1:]),
        ):
            points += 2  # 截稿日期 stands above it alone
        others = re.search(topics().others, plain[: match.start()])
        if re.match("(?:之前|以前|前),?(?:未|没有|从未|不得)", behind):
            points -= _OTHERS  # 2030年5月1日前,未公开发表
        if others and "。" not in plain[others.end() : match.start()]:
            points -= _OTHERS
        if _PASSED_ON.search(part) or _FIRST_WORD.match(behind):
            points -= 1
        if re.match(r"(?:起|[-~至到开])", behind) or re.search(any_of(words.not_words), part):
            points -= 4
        moment = _moment(match, told or _year(match, notice))
        if moment is not None and not (notice.dated and moment < notice.dated.isoformat()):
            yield points, moment


def _year(match: re.Match[str], notice: Notice) -> int | None:
    """The year of a day that is written without one: the notice's own, or the next.

    1月15日 of a notice that was signed in December is next year's.
    """
    if notice.dated is None:
        return notice.year
    dated, month = notice.dated, int(match["month"])
    if (month, int(match["day"] or _LATEST)) >= (dated.month, dated.day):
        return dated.year
    # A day that has only just gone by is none of the next year's: a page may be a later copy.
    return dated.year + 1 if month + _MONTHS - dated.month <= _AHEAD else None


def _of_others(plain: str, place: int) -> bool:
    """Whether the nearest thing in front of the day is what is done with what came in."""
    named = list(re.finditer(f"(?P<ours>{_HANDING})|{_AFTERWARDS}", plain[:place]))
    return bool(named) and named[-1]["ours"] is None


def _part(plain: str, match: re.Match[str]) -> str:
    """What stands around the day between commas."""
    before, behind = plain[: match.start()], plain[match.end() :]
    return re.split("[,;。]", before)[-1] + match[0] + re.split("[,;。]", behind)[0]


def _day_of_month(match: re.Match[str], year: int) -> int:
    """The day as written; of 底, 末, 下旬 the month's last one. Raises ValueError for month 13."""
    if match["day"]:
        return int(match["day"])
    return _PARTS.get(match["part"]) or monthrange(year, int(match["month"]))[1]


def _moment(match: re.Match[str], year: int | None) -> str | None:
    of_year = int(match["year"]) if (match["year"] or "").isdigit() else year
    if of_year is None:
        return None
    try:
        day = date(of_year, int(match["month"]), _day_of_month(match, of_year))
    except ValueError:
        return None
    if match["hour"] is None:
        return day.isoformat()
    hour = int(read_number(match["hour"]) or 0)
    minute_text = match["minute"] or match["minute2"] or "0"
    minute = 30 if minute_text == "半" else int(minute_text)
    if match["half"] in _AFTERNOON and hour < _NOON:
        hour += _NOON
    if hour >= _MIDNIGHT or (hour, minute) == (23, 59) or minute > 59:
        return day.isoformat()
    return f"{day.isoformat()}T{hour:02}:{minute:02}"
