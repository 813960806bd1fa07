"""How many may be put forward: the numbers of a sentence that count kinds of entries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from jlxx_check.authoring.draft.filled import bounds, fitting
from jlxx_check.authoring.draft.grammar import topics
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.proposals import Proposal
from jlxx_check.authoring.draft.quantities import Quantity
from jlxx_check.authoring.draft.quotas_by_unit import who_puts_forward
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
#: 数量:3-5个展板
_LABEL = re.compile("^[^,;。:]{0,4}数量:?$")
_FILES = re.compile("^(?:视频|照片|图片|音频|效果图|展板)(?:文件)?数量:?$")
_THING = re.compile("(?!作品|案例|项目|人选|名额|以|之|[为左])[\u4e00-\u9fff]{2,8}(?=[,;。(]|$)")
_OR = re.compile(r"[^,;。]{0,8}[,]?或(?:者)?")
#: What a kind may be called beside its own name.
_CALLED = re.compile("(?:先进|优秀)?(个人|集体|团队|组织|家庭)(?=[,;。、和及与或参申(]|$)")
#: 推荐1名学生参加演讲比赛: as many people as works are put forward.
_TAKES_PART = re.compile(
    "(?:优秀)?(?:学生|选手|教师|老师|职工|同学|青年|人员|代表|党员|干部|员工|队员|讲解员|宣讲员)?"
    "(?:参加|参赛|参评)(?!培训|会议|活动|学习)"
)


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
    if _sums_up(amount, segment) or _of_something_else(plain, amount, segment, subjects):
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
    whole = all_sorts(kinds, subjects) or _of_works(kinds, segment + plain[amount.start :])
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
                units=who_puts_forward(segment + plain[amount.start : amount.end]),
            )
        )
    return CountedKinds(far, made) if made else None


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


def _of_works(kinds: list[Entrant], around: str) -> bool:
    """Whether works of several kinds are counted together: 每校提交作品10件以内."""
    works = len(kinds) > 1 and all(item.nature == "work" for item in kinds)
    return works and "各" not in around and not mentioned(around, kinds) and "作品" in around


def _of_something_else(plain: str, amount: Quantity, segment: str, subjects: list[Entrant]) -> bool:
    """Whether files are counted, or what is none of the kinds: 视频数量:1个, 数量:3个展板."""
    behind = _THING.match(plain, amount.end)
    if _FILES.search(segment):
        return True
    if not behind or not _LABEL.search(segment):
        return False
    return not any(behind[0].endswith(word) for item in subjects for word in item.words)


def _sums_up(amount: Quantity, segment: str) -> bool:
    """Whether it says how many were listed: 摄影、书法、绘画三项."""
    listed = len(re.findall("[、和及与]", segment)) + 1
    return amount.exact == listed > 1 and not re.match(r"\d", amount.written)


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
    called = _CALLED.match(plain, amount.end)
    if called:
        # 1名个人和1个集体参评“奖章”: those that are called so, whatever their own names.
        own = [it for it in subjects if _is_called(it, called[1]) and it.special_of is None]
        if own:
            return own, 0
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


def _is_called(kind: Entrant, word: str) -> bool:
    """Whether persons or teams of this kind are called so: 集体 of 五四奖章集体."""
    return kind.title.endswith(word) or (word == "个人" and kind.nature == "person")


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
