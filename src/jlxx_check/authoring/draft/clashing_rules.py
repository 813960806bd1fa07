"""Rules that ask different things of the same files: a person is asked, or the widest holds."""

from __future__ import annotations

import re
from typing import Any

from jlxx_check.authoring.draft.grammar import grammar
from jlxx_check.authoring.draft.ruled import Rule
from jlxx_check.authoring.draft.sorts_in_a_row import speaks_of_sorts
from jlxx_check.authoring.draft.subjects import Entrant
from jlxx_check.model.outcome import Level

#: Checks that can ask but one thing of a file or an entry.
_ONE_ANSWER = frozenset(
    {
        "audio.duration",
        "entry.files-count",
        "document.length",
        "photo.print-size",
        "video.codec",
        "video.duration",
        "video.frame-rate",
        "video.resolution",
        "form.age",
        "form.number",
        "form.text-length",
        "file.name",
        "file.content",
        "file.size",
        "photo.colour-mode",
        "photo.dpi",
        "photo.ground",
        "photo.orientation",
        "video.aspect",
    }
)

#: Of these two numbers of different sentences are of different sorts of works.
WIDENED = frozenset({"video.duration", "audio.duration", "document.length"})
#: JPG格式不超过5MB;TIFF格式不超过50MB: each number is of the files of its format.
_BY_FORMAT = re.compile(
    "(?:其中,?)?(?:JPE?G|TIFF?|PNG|PSD|RAW|PDF|AI|CDR|EPS|GIF|MP4|MOV|AVI|MP3|WAV|RGB|CMYK)(?![A-Za-z])",
    re.IGNORECASE,
)


#: 标识命名为姓名-标识。吉祥物命名为姓名-吉祥物: of two that differ neither goes for every file.
_EACH_ITS_OWN = ("photo.colour-mode", "file.name")


def without_contradictions(rules: list[Rule], subjects: list[Entrant]) -> list[Rule]:
    """Where two sentences ask different numbers of the same thing a person decides."""
    rules = _without_presence(rules)
    seen: dict[tuple[str, str, str], Rule] = {}
    every = [subject.key for subject in subjects]
    for rule in rules:
        if rule.check not in _ONE_ANSWER:
            continue
        scopes = [rule.scope] if isinstance(rule.scope, str) else rule.scope
        counted = ",".join(item["role"] for item in rule.with_.get("roles", ()))
        counted = counted or rule.with_.get("field", "")
        keys = []
        for scope in scopes:
            kind, _, role = scope.partition(".")
            kinds = every if kind == "*" else [kind]
            keys += [(rule.check, key, role or counted) for key in kinds]
        others = [seen[key] for key in keys if key in seen and seen[key].with_ != rule.with_]
        clashes = [other for other in others if not _both_hold(other.with_, rule.with_)]
        if rule.check == "document.length" and any(_named_there(o, rule) for o in clashes):
            rule.ask_person()
            continue
        soft = [other for other in clashes if _only_reminds(other, rule)]
        for other in soft:
            # 5000字以内为宜,不得超过6000字: the limit holds.
            other.ask_person()
        clashes = [other for other in clashes if other not in soft]
        for other in clashes:
            # 微课限作者1名,节目不超过3名: neither number goes for every entry.
            same = other.sentences == rule.sentences
            rough = ["about" in item.with_ for item in (other, rule)]
            # 个人5分钟以内,团队10分钟左右: neither goes for every entry.
            roughly = all(rough) or (same and any(rough))
            # 小戏不超过20分钟,小品不超过10分钟 are of two sorts; 15-50秒(15秒内要有亮点) is of one.
            apart = same and not _holds_within(other.with_, rule.with_)
            apart = apart or (not same and _of_sorts(other, rule))
            widened = rule.check in WIDENED and not (roughly or apart)
            if other.review:
                continue
            if widened:
                other.with_ = _widened(other.with_, rule.with_)
            elif same or rule.check in _EACH_ITS_OWN or _of_parts(other, rule):
                other.ask_person()
        if clashes:
            rule.ask_person()
        else:
            seen |= dict.fromkeys(keys, rule)
    return rules


def _without_presence(rules: list[Rule]) -> list[Rule]:
    """提交视频。 beside 视频数量:1个: that such files are there is said by their number."""
    kept = []
    for rule in rules:
        if rule.check == "entry.files-count" and _present(rule.with_):
            own = rule.with_["roles"][0]["role"]
            counted = [
                other
                for other in rules
                if other.check == rule.check and other.scope == rule.scope
                for it in other.with_.get("roles", ())
                if it["role"] == own and it.get("at_least") and "at_most" in it
            ]
            if counted:
                counted[0].sentences += [
                    it for it in rule.sentences if it not in counted[0].sentences
                ]
                continue
        kept.append(rule)
    return kept


def _present(with_: dict[str, Any]) -> bool:
    """Whether it only asks that there is such a file."""
    roles = with_.get("roles", ())
    return len(roles) == 1 and roles[0].get("at_least") == 1 and "at_most" not in roles[0]


def _named_there(one: Rule, two: Rule) -> bool:
    """Whether the first names its text, and the second, in a clause beside it, does not.

    调研报告不少于5000字 and 每篇稿件1500字以上 are of two texts.
    """
    pattern = grammar().texts["report"].pattern
    named = [any(re.search(pattern, it.plain) for it in rule.sentences) for rule in (one, two)]
    apart = {it.clause for it in one.sentences} & {it.clause for it in two.sentences}
    return named == [True, False] and not apart


def _of_parts(one: Rule, two: Rule) -> bool:
    """Whether each is said of the files of one format, or of some sort."""
    told = (*one.sentences, *two.sentences)
    by_format = bool(told) and all(_BY_FORMAT.match(sentence.plain) for sentence in told)
    return by_format or (one.check in WIDENED and _of_sorts(one, two))


def _of_sorts(one: Rule, two: Rule) -> bool:
    """Whether either is said of a sort of works: 微电影时长不超过8分钟."""
    return any(speaks_of_sorts(sentence) for sentence in (*one.sentences, *two.sentences))


def _only_reminds(one: Rule, two: Rule) -> bool:
    """Whether the first is only a wish beside the second, which has to be."""
    return one.level is Level.WARNING and two.level is Level.ERROR


def _both_hold(one: dict[str, Any], two: dict[str, Any]) -> bool:
    """Whether they bound the same thing from two sides: 不小于1MB. 不大于5MB."""
    return not {"ask", "about"} & {*one, *two} and not set(one) & set(two)


def _holds_within(one: dict[str, Any], two: dict[str, Any]) -> bool:
    """Whether the first has a lower and an upper bound and the second changes neither."""
    spans = ({"shortest", "longest"}, {"at_least", "at_most"})
    return any(span <= set(one) for span in spans) and _widened(one, two) == one


def _widened(one: dict[str, Any], two: dict[str, Any]) -> dict[str, Any]:
    """The widest that both leave: 15~50秒 of one sort and 1~3分钟 of another accuse neither.

    As it was where they leave nothing together, or one is said roughly.
    """
    made = dict(one)
    for low, high in (("shortest", "longest"), ("at_least", "at_most")):
        lows = [item[low] for item in (one, two) if low in item]
        highs = [item[high] for item in (one, two) if high in item]
        made |= {low: min(lows)} if lows else {}
        made |= {high: max(highs)} if highs else {}
        if "about" in {*one, *two} or (lows and highs and min(lows) > max(highs)):
            return one
    return made
