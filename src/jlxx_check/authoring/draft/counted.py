"""How many may be put forward: the numbers of a sentence that count kinds of entries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from jlxx_check.authoring.draft.filled import bounds, fitting
from jlxx_check.authoring.draft.grammar import topics
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.proposals import Proposal
from jlxx_check.authoring.draft.quantities import Quantity
from jlxx_check.authoring.draft.shortened import entitled
from jlxx_check.authoring.draft.subjects import Entrant, all_sorts, mentioned
from jlxx_check.model.outcome import Level
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

QUOTA = "quota"
#: 自选一门课程: no number is meant, unless a word of putting forward stands right before it.
_ARTICLE = re.compile(r"[一两](?![\d十百千万])")
_CLOSE = 6
#: 必须有一个标题 is farther from 参赛作品 than this.
_CLOSEST = 2
_MARKS = re.compile(r"[,;。、:]")
#: Between a number and the next kind: what stands behind is not what it counts.
_APART = re.compile("[,;。、:或和及与]")
_OR = re.compile(r"[^,;。]{0,8}[,]?或(?:者)?")
#: 推荐1名学生参加演讲比赛: as many people as works are put forward.
_TAKES_PART = re.compile(
    "(?:优秀)?(?:学生|选手|教师|老师|职工|同学|青年|人员|代表|党员|干部|员工|队员|讲解员|宣讲员)?"
    "(?:参加|参赛|参评)(?!培训|会议|活动|学习)"
)
#: Who a number is said of: 市直各单位 of 市直各单位推荐不超过3名.
_WHO = re.compile(
    r"^(?:其中|对|由|请|但|原则上)*(?P<who>[^,;。:“”\"]{2,20}?)"
    r"(?:原则上|择优|至少|最多|至多|可|限|应|须|需|分别|只能|推荐|推介|申报|报送|上报|选送|选报|不)"
)
#: 各单位 is whoever puts forward; 各乡镇 beside 各高校 is not.
_ALL = re.compile(
    r"^(?:各(?:有关|相关|推荐|报送|申报|参赛|参评|基层)*(?:单位|地|部门|级|方)?$|各(?:单位|地)|"
    r"每|全|所有|其他|其它|其余|本(?!科)|我|名额|可|以上)"
)
_REST = re.compile(r"^(?:其他|其它|其余)")


@frozen
class CountedKinds:
    """Proposals of one number, and how far off the kind is named. distance: in characters."""

    distance: float
    proposals: list[Proposal]


def quota(
    amount: Quantity,
    amounts: Iterable[Quantity],
    sentence: Sentence,
    subjects: list[Entrant],
    spoken: list[Entrant],
    *,
    soft: bool,
) -> CountedKinds | None:
    """What the number allows of which kinds; None where it counts none.

    spoken: the kinds that the sentence is about. soft: it says 原则上.
    """
    words = topics().quota
    measures = {item for subject in subjects for item in subject.spec.measures}
    by_people = amount.family == "people" and _TAKES_PART.match(sentence.plain, amount.end)
    if amount.family not in words.families or not (amount.unit in measures or by_people):
        return None
    plain = sentence.plain
    segment = re.split("[,;。]", plain[: amount.start])[-1]
    started = amount.start - len(segment)
    verbs = [
        hit for hit in re.finditer(words.verbs, plain) if started <= hit.start() < amount.start
    ]
    if re.search(words.idle, segment) and not verbs:
        return None
    if _sums_up(amount, segment):
        return None
    above = " ".join(sentence.above)
    if not re.search(words.verbs, plain) and re.search(f"{words.awards}|{words.sums}", above):
        return None
    # 每名作者限投稿1次,所投作品不超过2个: the second number is each one's as well.
    if re.search(words.persons, re.split("[;。]", plain[: amount.start])[-1]):
        return None
    if is_theirs(plain, amount):
        return None
    if segment.startswith("其中") and not mentioned(segment, subjects):
        return None  # of some of them
    if not _told(sentence, subjects):
        return None
    kinds, far = _kinds(amount, amounts, plain, subjects, spoken)
    if _ARTICLE.match(amount.written) and far > (_CLOSEST if amount.unit == "个" else _CLOSE):
        return None
    values = bounds(amount, "at_most")
    if amount.about is not None:
        values["high"], soft = amount.about, True  # 5名左右
    if amount.low is not None and amount.high is None:
        values["high"] = None
    made = []
    whole = all_sorts(kinds, subjects)
    for subject in kinds[:1] if whole else kinds:
        kind = [item.key for item in kinds] if whole else subject.key
        with_ = fitting(words.check, (words.with_,), {**values, "kind": kind})
        if with_ is None:
            continue
        named = subject.spec.title.zh if whole else subject.title
        title = entitled(words.title, named, subject.spec.title)
        made.append(
            Proposal(
                QUOTA,
                f"quota.{subject.key}",
                sentence,
                (subject.key,),
                "package",
                words.check,
                with_,
                Level.WARNING if soft else Level.ERROR,
                title,
                units=_who(segment + plain[amount.start : amount.end]),
            )
        )
    return CountedKinds(far, made) if made else None


def by_unit(items: list[Proposal]) -> list[Proposal]:
    """Quotas of one kind that differ by who puts forward, as one: 实验区至少2个, 其他至少1个."""
    first = items[0]
    if all(item.with_ == first.with_ and not item.placed for item in items):
        return items
    named = [item for item in items if item.units and not _ALL.match(item.units)]
    plainly = [item for item in items if item not in named]
    rest = next((item for item in items if _REST.match(item.units)), None) or (
        plainly[0] if plainly else None
    )
    if not named:
        return [first]
    if len({word for item in named for word in _unit_words(item.units)}) < len(named):
        return []  # 幼儿园限报课件10件、课例10件: more is told apart than units
    own: list[dict[str, Any]] = []
    for item in named:
        limits = {key: value for key, value in item.with_.items() if key != "kind"}
        own.append({**limits, "words": _unit_words(item.units)})
    with_ = {**(rest.with_ if rest else {"kind": first.with_["kind"]}), "by_unit": own}
    return [replace(item, with_=with_) for item in items]


def either(found: list[Proposal], plain: str, amounts: Iterable[Quantity]) -> list[Proposal]:
    """“之星”2名或“项目”1个: one demand of two kinds, not two."""
    quotas = [item for item in found if item.topic == QUOTA]
    places = [item for item in amounts if item.family in topics().quota.families]
    kinds = [item.kinds[0] for item in quotas]
    if len(quotas) != 2 or len(set(kinds)) != 2 or len(places) < 2:
        return found
    if not _OR.match(plain, places[0].end):
        return found
    ways = [
        {
            item.kinds[0]: {
                key: value for key, value in item.with_.items() if key in ("at_least", "at_most")
            }
        }
        for item in quotas
    ]
    with_ = fitting("entries.either", ({"either": ways},), {})
    if with_ is None:
        return found
    title = Text("名额（任选其一）", "Quota: one of two")
    joined = replace(
        quotas[0],
        topic="either",
        name="quota.either",
        kinds=tuple(kinds),
        check="entries.either",
        with_=with_,
        title=title,
    )
    return [*(item for item in found if item.topic != QUOTA), joined]


def _told(sentence: Sentence, subjects: list[Entrant]) -> bool:
    """Whether it says who puts forward, or that it is about places; kinds' names say neither."""
    bare = sentence.plain
    for start, end, _ in reversed(mentioned(bare, subjects)):
        bare = f"{bare[:start]}〇{bare[end:]}"
    return bool(re.search(topics().quota.told, " ".join((*sentence.above, bare))))


def is_theirs(plain: str, amount: Quantity) -> bool:
    """Whether the organiser, or all units together, put so many forward."""
    words, before = topics().quota, plain[: amount.start]
    segment, clause = re.split("[,;。]", before)[-1], re.split("[;。]", before)[-1]
    return bool(re.search(words.organiser, segment) or re.search(words.theirs, clause))


def _sums_up(amount: Quantity, segment: str) -> bool:
    """Whether it says how many were listed: 摄影、书法、绘画三项."""
    listed = len(re.findall("[、和及与]", segment)) + 1
    return amount.exact == listed > 1 and not re.match(r"\d", amount.written)


def _who(segment: str) -> str:
    # 本科高校不超过2个、高职高专不超过1个: who stands in front of this number alone.
    last = re.split(r"\d[名个项件人部篇户所支门][^、\d]{0,12}、", segment)[-1]
    match = _WHO.match(last) or _WHO.match(segment)
    who = re.sub("(?:择优|统一|组织)+$", "", match["who"]) if match else ""
    # 参赛作品必须…, 教育部要求…: neither is a sort of unit that puts forward.
    bare = re.sub("[(][^()]*[)]", "", who)  # 各县(市、区)
    return who if _ALL.match(who) or re.search(topics().allotted.units, bare) else ""


def _unit_words(units: str) -> list[str]:
    """县, 市 and 区 of 各县(市、区)."""
    parts = re.split(r"[、()和及与]", re.sub("各|每[个家所校]?|有关|相关", "", units))
    return [part for part in parts if part] or [units]


def _kinds(
    amount: Quantity,
    amounts: Iterable[Quantity],
    plain: str,
    subjects: list[Entrant],
    spoken: list[Entrant],
) -> tuple[list[Entrant], float]:
    """The kinds that the number counts, and how far off they are named."""
    named = mentioned(plain, subjects)
    before = [hit for hit in named if hit[1] <= amount.start]
    after = [
        hit
        for hit in named
        if 0 <= hit[0] - amount.end <= 3 and not _APART.search(plain[amount.end : hit[0]])
    ]
    if after:
        return [after[0][2]], after[0][0] - amount.end
    floor = max((item.end for item in amounts if item.end <= amount.start), default=0)
    run = [hit for hit in before if hit[0] >= floor]
    verbs = [hit for hit in re.finditer(topics().quota.verbs, plain) if hit.end() <= amount.end]
    verbs = verbs or list(_ASKED.finditer(plain, amount.end))[:1]
    if run and "各" in plain[run[-1][1] : amount.start]:
        return [hit[2] for hit in run], 0
    if run and amount.start - run[-1][1] <= 12:
        return [run[-1][2]], amount.start - run[-1][1]
    if verbs:
        plainly = [item for item in spoken if item.special_of is None]
        people = amount.family == "people" and _TAKES_PART.match(plain, amount.end)
        counting = [item for item in plainly if people or amount.unit in item.spec.measures]
        return counting, distance(plain, verbs[-1].start(), verbs[-1].end(), amount)
    return [], 0


#: 按照不少于3个的要求进行推荐
_ASKED = re.compile("(?<=的)(?:要求|标准|数量|名额)(?:进行|组织)?(?:推荐|申报|报送|选送|上报|推报)")
#: What a mark between a number and its words costs, in characters.
_MARK = 10
#: Words farther away than this have nothing to do with a number.
FARTHEST = 60


def distance(plain: str, start: int, end: int, amount: Quantity) -> float:
    """How far words are from a number, in characters; marks between them count more."""
    if end <= amount.start:
        between, cost = plain[end : amount.start], 0.0
    elif start >= amount.end:
        between, cost = plain[amount.end : start], 0.5
    else:
        return 0
    if "。" in between or ";" in between:
        return FARTHEST + 1
    # 照片(电子版,3-5张): what stands in brackets belongs to what stands before them.
    marks = 0 if "(" in between and ")" not in between else len(_MARKS.findall(between))
    return len(between) + cost + _MARK * marks
