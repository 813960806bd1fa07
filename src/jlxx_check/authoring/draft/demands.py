"""One sentence held against every row of the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jlxx_check.authoring.draft.filled import bounds, fill, fitting, groups
from jlxx_check.authoring.draft.grammar import DemandTopic, any_of, grammar, topics
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.proposals import (
    Proposal,
    named_fields,
    told_apart,
    topics_over,
    without_totals,
)
from jlxx_check.authoring.draft.quantities import Quantity, amounts
from jlxx_check.authoring.draft.subjects import Entrant, kinds_of, mentioned
from jlxx_check.model.outcome import Level
from jlxx_check.text import Text

#: What a mark between a number and its words costs, in characters.
_MARK = 10

_MARKS = re.compile(r"[,;。、:]")

#: Words farther away than this have nothing to do with a number.
_FARTHEST = 60

#: 合计不超过5名: no category's own number.
_IN_ALL = re.compile("合计|总数|总计|总共|累计")

#: 一支队伍, 一个地方: no number is meant.
_ARTICLE = re.compile(r"[一两](?![\d十百千万])")


class Demands:
    """One sentence held against every row."""

    def __init__(self, sentence: Sentence, subjects: list[Entrant], *, portraits: bool) -> None:
        self.sentence, self.subjects, self.portraits = sentence, subjects, portraits
        self.plain = sentence.plain
        self.around = " ".join((*sentence.above, self.plain))
        self.kinds = kinds_of(self.plain, sentence.above, subjects)
        self.soft = bool(re.search(topics().soft, self.plain))
        self.welcome = bool(re.search(topics().welcome, self.plain))
        self.amounts = amounts(self.plain)

    def proposals(self) -> Iterator[Proposal | Text | list[str]]:
        """Proposals, or why there are none; a list at the end: numbers that no row knows."""
        claimed: set[int] = set()
        made: list[Proposal] = []
        rows = {
            name: topic
            for name, topic in topics().topics.items()
            if not (topic.unless and re.search(topic.unless, self.plain))
            and (topic.context is None or re.search(topic.context, self.around))
        }
        for name, topic in rows.items():
            if topic.unit is None:
                for proposal, taken in self._by_words(name, topic):
                    made.append(proposal)
                    claimed |= taken
        for place, amount in enumerate(self.amounts):
            found = self._by_number(place, amount, rows)
            if isinstance(found, Text):
                claimed.add(place)
                yield found
            elif found:
                claimed.add(place)
                made.extend(found)
        over = {other for item in made for other in topics_over(item.topic)}
        kept = without_totals([item for item in made if item.topic not in over])
        kept = told_apart(kept)
        yield from kept
        yield [
            amount.written
            for place, amount in enumerate(self.amounts)
            if place not in claimed
            and not (made and amount.exact is not None and amount.unit in ("份", "套"))
            and not _ARTICLE.match(amount.written)
        ]

    def _by_words(self, name: str, topic: DemandTopic) -> Iterator[tuple[Proposal, set[int]]]:
        role = None
        match: re.Match[str] | None
        if topic.texts:
            role, match = self._text_named()
            if topic.find and not re.search(topic.find, self.plain):
                return
        else:
            match = re.search(topic.find or "", self.plain, re.IGNORECASE)
        if match is None or not self._about(topic):
            return
        values = self._values(topic, match)
        if topic.years:
            years = re.search(topic.years, self.plain)
            if years:
                values["years"] = _whole(years["years"])
        if name == "video-size":
            values |= self._sizes(topic)
        taken = {
            place
            for place, amount in enumerate(self.amounts)
            if amount.family in topic.claims
            or (amount.start < match.end() and match.start() < amount.end)
            or (topic.years and amount.family == "years")
        }
        if topic.over:
            taken |= {
                place
                for place, amount in enumerate(self.amounts)
                if any(topics().topics[other].unit == amount.family for other in topic.over)
            }
        yield from ((item, taken) for item in self._made(name, topic, values, role))

    def _by_number(
        self, place: int, amount: Quantity, rows: dict[str, DemandTopic]
    ) -> list[Proposal] | Text | None:
        best: tuple[float, int, str, str | None] | None = None
        for name, topic in rows.items():
            if topic.unit is None or amount.family not in topic.unit.split("|"):
                continue
            if not self._about(topic):
                continue
            for role, distance, length in self._near(topic, amount):
                if topic.strong and _IN_ALL.search(self.plain[: amount.start].rpartition(",")[2]):
                    continue
                segment = self.plain[: amount.start].rpartition(",")[2]
                if topic.strong and re.search(topic.find or "", segment):
                    distance = -1
                if best is None or (distance, -length) < best[:2]:
                    best = (distance, -length, name, role)
        quota = self._quota(place, amount)
        if quota and (best is None or quota[0] <= best[0]):
            return quota[1]
        if best is None or best[0] > _FARTHEST:
            return None
        topic = rows[best[2]]
        if topic.nothing:
            return topic.nothing
        values = {**self._values(topic, None), **bounds(amount, topic.bare, topic.about_as)}
        who = topic.find and re.search(topic.find, self.plain[: amount.start].split(",")[-1])
        if who:
            values |= {key: item for key, item in groups(topic, who).items() if key == "who"}
        return list(self._made(best[2], topic, values, best[3]))

    def _near(
        self, topic: DemandTopic, amount: Quantity
    ) -> Iterator[tuple[str | None, float, int]]:
        patterns: dict[str | None, str] = {None: topic.find or "(?!)"}
        if topic.texts:
            patterns |= {role: any_of(spec.words) for role, spec in grammar().texts.items()}
        for role, pattern in patterns.items():
            for match in re.finditer(pattern, self.plain, re.IGNORECASE):
                yield role, self._distance(match.start(), match.end(), amount), len(match[0])
        if topic.texts and topic.unit == "words":
            yield "report", _FARTHEST - 1, 0

    def _distance(self, start: int, end: int, amount: Quantity) -> float:
        if end <= amount.start:
            between, cost = self.plain[end : amount.start], 0.0
        elif start >= amount.end:
            between, cost = self.plain[amount.end : start], 0.5
        else:
            return 0
        if "。" in between or ";" in between:
            return _FARTHEST + 1
        # 照片(电子版,3-5张): what stands in brackets belongs to what stands before them.
        marks = 0 if "(" in between and ")" not in between else len(_MARKS.findall(between))
        return len(between) + cost + _MARK * marks

    def _quota(self, place: int, amount: Quantity) -> tuple[float, list[Proposal]] | None:
        words = topics().quota
        measures = {item for subject in self.subjects for item in subject.spec.measures}
        if amount.family not in words.families or amount.unit not in measures:
            return None
        kinds, distance = self._counted(amount)
        if not kinds:
            return None
        made = []
        values = bounds(amount, "at_most")
        if amount.low is not None and amount.high is None:
            values["high"] = None
        for subject in kinds:
            with_ = fitting(words.check, (words.with_,), {**values, "kind": subject.key})
            if with_ is not None:
                title = Text(
                    words.title.zh.replace("{title}", subject.title),
                    words.title.en.replace("{title}", subject.title),
                )
                made.append(
                    Proposal(
                        "quota",
                        f"quota.{subject.key}",
                        self.sentence,
                        (subject.key,),
                        "package",
                        words.check,
                        with_,
                        Level.ERROR,
                        title,
                    )
                )
        return (distance, made) if made else None

    def _counted(self, amount: Quantity) -> tuple[list[Entrant], float]:
        """The kinds that the number counts, and how far off they are named."""
        named = mentioned(self.plain, self.subjects)
        before = [hit for hit in named if hit[1] <= amount.start]
        after = [
            hit
            for hit in named
            if 0 <= hit[0] - amount.end <= 3 and not _MARKS.search(self.plain[amount.end : hit[0]])
        ]
        if after:
            return [after[0][2]], after[0][0] - amount.end
        floor = max((item.end for item in self.amounts if item.end <= amount.start), default=0)
        run = [hit for hit in before if hit[0] >= floor]
        verb = [
            hit
            for hit in re.finditer(topics().quota.verbs, self.plain)
            if hit.end() <= amount.start
        ]
        if run and ("各" in self.plain[run[-1][1] : amount.start]):
            return [hit[2] for hit in run], 0
        if run and amount.start - run[-1][1] <= 12:
            return [run[-1][2]], amount.start - run[-1][1]
        if verb:
            plainly = [item for item in self.kinds if item.special_of is None]
            counting = [item for item in plainly if amount.unit in item.spec.measures]
            near = self._distance(verb[-1].start(), verb[-1].end(), amount)
            return counting, near
        return [], 0

    def _about(self, topic: DemandTopic) -> bool:
        return not topic.natures or any(item.nature in topic.natures for item in self.kinds)

    def _text_named(self) -> tuple[str | None, re.Match[str] | None]:
        found = [
            (-len(match[0]), role, match)
            for role, spec in grammar().texts.items()
            for match in [re.search(any_of(spec.words), self.plain)]
            if match
        ]
        if not found or not re.search(r"[(]\d|字|份|篇", self.plain):
            return None, None
        _, role, match = min(found, key=lambda item: item[0])
        return role, match

    def _sizes(self, topic: DemandTopic) -> dict[str, Any]:
        found = [groups(topic, hit) for hit in re.finditer(topic.find or "", self.plain)]
        sizes = [[item["w"], item["h"]] for item in found if "w" in item]
        least = re.search(
            r"(?:不低于|不小于|至少)[^,;。]{0,6}\d{3,4}|\d{3,4}[Pp]?[^,;。]{0,4}以上", self.plain
        )
        return {
            "sizes": sizes if len(sizes) > 1 else None,
            "size": sizes[0] if sizes and least else None,
        }

    def _values(self, topic: DemandTopic, match: re.Match[str] | None) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if match is not None:
            values |= groups(topic, match)
        return values

    def _made(
        self, name: str, topic: DemandTopic, values: dict[str, Any], text_role: str | None
    ) -> Iterator[Proposal]:
        kinds = [item for item in self.kinds if not topic.natures or item.nature in topic.natures]
        if topic.singled:
            kinds = self.subjects
        role = text_role or topic.role
        if topic.prefer_role and self.portraits:
            role = topic.prefer_role
        roles = tuple(dict.fromkeys(item for item in (role, *topic.also) if item))
        scope = {"role": role, "text": role}.get(topic.scope, topic.scope) or "package"
        level = topic.level
        if self.soft and level is Level.ERROR:
            level = Level.WARNING
        forms = topic.forms_of_with
        # Kinds of one nature share a rule; of two each needs its own fields.
        shared = scope != "kind" and not any("$kind" in str(form) for form in forms)
        for group in [kinds] if shared else [[kind] for kind in kinds]:
            first = group[0] if group else self.subjects[0]
            own = {**values, **named_fields(first), "role": role}
            check, with_ = topic.check, fitting(topic.check, forms, own)
            no_check = False
            if topic.unwelcome and (self.welcome or first.special_of):
                check, with_ = None, {}
            elif topic.check and with_ is None:
                no_check, check = True, _reviewing(scope)
                ask = topic.ask or topics().said["review"]
                with_ = {"ask": fill({"zh": _asked(ask).zh, "en": _asked(ask).en}, own)}
            yield Proposal(
                name,
                f"{_family(scope, first)}.{name}",
                self.sentence,
                tuple(item.key for item in group),
                scope,
                check,
                with_ or {},
                Level.REVIEW if no_check or topic.review else level,
                topic.title or Text(name, name),
                roles,
                topic.fields,
                self.welcome,
                no_check,
            )


def _reviewing(scope: str) -> str:
    """The check by which a person is asked, where no other will do."""
    return "package.review" if scope == "package" else "entry.review"


def _asked(ask: Text) -> Text:
    return Text(f"{ask.zh}（$sentence）", f"{ask.en} ($sentence)") if "$" not in ask.zh else ask


def _family(scope: str, subject: Entrant) -> str:
    return subject.key if scope == "kind" else scope


def _whole(text: str) -> int | None:
    from jlxx_check.values.numerals import read_number

    found = read_number(text)
    return int(found) if found is not None else None
