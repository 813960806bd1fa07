"""One sentence held against every row of the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from jlxx_check.authoring.draft.counted import FARTHEST, allotted, distance, either, quota
from jlxx_check.authoring.draft.filled import bounds, groups
from jlxx_check.authoring.draft.grammar import DemandTopic, any_of, grammar, topics
from jlxx_check.authoring.draft.measured_sizes import sizes
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.proposals import (
    Proposal,
    added_up,
    told_apart,
    topics_over,
    without_totals,
)
from jlxx_check.authoring.draft.quantities import Quantity, amounts
from jlxx_check.authoring.draft.spoken import MEDIA, SentenceSetting, Spoken
from jlxx_check.authoring.draft.subjects import Entrant, kinds_of, mentioned
from jlxx_check.authoring.draft.texts_named import (
    FORM,
    box_of,
    text_around,
    text_before,
    text_named,
    texts_handed_in,
)
from jlxx_check.text import Text
from jlxx_check.values.numerals import read_number

#: 合计不超过5名: no category's own number.
_IN_ALL = re.compile("合计|总数|总计|总共|累计")

#: 人数在30人以下的支部,推荐1名: the number is of who puts forward, and the places hang on it.
_SIZED = re.compile("的(?:党?支部|单位|学校|班级|学院|部门|地区|企业|[县市区])")
#: 一支队伍, 一个地方: no number is meant.
_ARTICLE = re.compile(r"[一两](?![\d十百千万])")


class Demands:
    """One sentence held against every row."""

    def __init__(self, sentence: Sentence, setting: SentenceSetting) -> None:
        self.sentence, self.setting = sentence, setting
        self.plain = sentence.plain
        self.around = " ".join((*sentence.above, self.plain))
        self.kinds = kinds_of(self.plain, sentence.above, setting.subjects)
        self.amounts = amounts(self.plain)
        self.spoken = Spoken(sentence, self.kinds, setting)
        #: Amounts that stand inside a part that a row has named: 三个 of 设A、B、C三个项目.
        self._held: set[int] = set()

    def proposals(self) -> Iterator[Proposal | Text | list[str]]:
        """Proposals, or why there are none; a list at the end: numbers that no row knows."""
        claimed: set[int] = set()
        made: list[Proposal] = []
        sorts = {id(hit[2]) for hit in mentioned(self.plain, self.kinds) if hit[2].sort}
        rows = {
            name: topic
            for name, topic in topics().topics.items()
            # 分为图文、视频、音频三类: that there are films says nothing of any one sort.
            if not (topic.weak and len(sorts) > 1)
            if not (topic.unless and re.search(topic.unless, self.plain))
            and (topic.context is None or re.search(topic.context, self.around))
        }
        for name, topic in rows.items():
            if topic.unit is None:
                for proposal, taken in self._by_words(name, topic):
                    made.append(proposal)
                    claimed |= taken
        counted_by = topics().quota.families
        sized = any(_SIZED.match(self.plain, amount.end) for amount in self.amounts)
        places = allotted(self.sentence, self.setting.before, self.setting.subjects, self.kinds)
        made += places
        for place, amount in enumerate(self.amounts):
            if sized and amount.family in counted_by:
                continue
            counted = places and amount.family in counted_by
            if counted or place in self._held:
                claimed.add(place)
                continue
            found = self._by_number(amount, rows)
            if isinstance(found, Text):
                claimed.add(place)
                yield found
            elif found:
                claimed.add(place)
                made.extend(found)
        over = {other for item in made for other in topics_over(item.topic)}
        kept = without_totals([item for item in made if item.topic not in over])
        kept = either(told_apart(added_up(kept)), self.plain, self.amounts)
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
        named_texts: list[str] = []
        hits = list(re.finditer(topic.find or "", self.plain, re.IGNORECASE))
        if topic.texts:
            # A report on how the choice was made is the unit's, and no entry's text.
            paper = topics().topics["paper"].find or ""
            texts = re.sub(paper, lambda hit: "〇" * len(hit[0]), self.plain)
            if topic.scope == "text":
                before = text_before(texts, hits[0].start(), self.kinds) if hits else None
                role = before or text_named(texts) or self._text_around
            else:
                named_texts = texts_handed_in(texts)
                if not named_texts:
                    return
        elif topic.of:
            hits = [
                hit for hit in hits if self.spoken.of(hit.start(), hit.end(), MEDIA) == topic.of
            ]
        if topic.aside:
            hits = [hit for hit in hits if not re.search(topic.aside, self._said_of(hit))]
        if not hits or not self._about(topic):
            return
        taken = self._taken(topic, hits)
        self._held |= {
            place
            for place, amount in enumerate(self.amounts)
            for hit in hits[:1]
            if any(hit.start(name) <= amount.start < hit.end(name) for name in hit.groupdict())
        }
        for match in hits if topic.each else hits[:1]:
            values = self._values(topic, match, hits)
            part = self._part(match.start())
            for text in named_texts or (role,):
                made = self.spoken.made(name, topic, values, text, part, match.start())
                yield from ((item, taken) for item in made)

    def _values(
        self, topic: DemandTopic, match: re.Match[str], hits: list[re.Match[str]]
    ) -> dict[str, Any]:
        """What the row's words say there."""
        values = groups(topic, match)
        if topic.pages and values.get("name") in topic.pages:
            values["w"], values["h"] = topic.pages[values["name"]]
        if topic.all:
            values[topic.all] = list(dict.fromkeys(hit[0] for hit in hits))
        if topic.years:
            years = re.search(topic.years, self.plain)
            if years:
                values["years"] = _whole(years["years"])
        return values | sizes(topic, hits, self.plain, upright=self.setting.upright)

    def _taken(self, topic: DemandTopic, hits: list[re.Match[str]]) -> set[int]:
        """The numbers that the row's words hold, or that it speaks for."""
        families = {*topic.claims, *(topics().topics[other].unit for other in topic.over)}
        if topic.years:
            families.add("years")
        return {
            place
            for place, amount in enumerate(self.amounts)
            if amount.family in families
            or any(amount.start < hit.end() and hit.start() < amount.end for hit in hits)
        }

    def _by_number(
        self, amount: Quantity, rows: dict[str, DemandTopic]
    ) -> list[Proposal] | Text | None:
        best: tuple[float, int, str, str | None] | None = None
        fitting_rows = {
            name: topic
            for name, topic in rows.items()
            if topic.unit is not None and amount.family in topic.unit.split("|")
        }
        among = tuple({topic.of for topic in fitting_rows.values() if topic.of})
        material = among[0] if len(among) == 1 else None
        if len(among) > 1:
            lasts = amount.family in ("seconds", "bytes")
            material = self.spoken.of(amount.start, amount.end, among, lasts=lasts)
        segment = re.split("[,;。]", self.plain[: amount.start])[-1]
        part = self._part(amount.start)
        for name, topic in fitting_rows.items():
            if not self._about(topic) or (topic.of and topic.of != material):
                continue
            if topic.aside and re.search(topic.aside, part):
                continue
            for role, far, length in self._near(topic, amount):
                if topic.strong and _IN_ALL.search(segment):
                    continue
                before = self.plain[: amount.start] if topic.boxed else segment
                if topic.strong and re.search(topic.find or "", before):
                    far = -1
                elif topic.strong:
                    continue
                if best is None or (far, -length) < best[:2]:
                    best = (far, -length, name, role)
        if _ARTICLE.match(amount.written) and amount.family == "pieces":
            best = None
        counting = quota(
            amount,
            self.amounts,
            self.sentence,
            self.setting.subjects,
            self.kinds,
            soft=bool(re.search(topics().soft, part)),
        )
        if counting and (best is None or counting.distance <= best[0]):
            return counting.proposals
        if best is None or best[0] > FARTHEST:
            return None
        topic = rows[best[2]]
        if topic.nothing:
            return topic.nothing
        values = bounds(amount, topic.bare, topic.about_as)
        if amount.family == "years" and isinstance(values.get("high"), int):
            values["months"] = values["high"] * grammar().months_a_year
        if topic.grouped and re.search(topic.grouped, segment) and values.get("high"):
            values["low"] = 1
        who = topic.find and re.search(topic.find, segment)
        if who:
            values |= {key: item for key, item in groups(topic, who).items() if key == "who"}
        role = best[3]
        if topic.scope == "text-or-file":
            # 演讲稿提交Word文本,…,大小不超过5M: however far in front it is named.
            role = role or text_before(self.plain, amount.start, self.kinds)
        if topic.boxed:
            values["box"] = box_of(self.plain, amount, self.kinds)
        spoken = replace(self.spoken, kinds=self._counted(segment))
        return list(spoken.made(best[2], topic, values, role, part, amount.start))

    def _counted(self, segment: str) -> list[Entrant]:
        """The kinds that a number is of: 微课作者1名,节目作者不超过3名 has one for each."""
        named = [hit[2] for hit in mentioned(segment, self.kinds)]
        return list(dict.fromkeys(named)) or self.kinds

    def _part(self, place: int) -> str:
        """What stands there between commas."""
        before, behind = self.plain[:place], self.plain[place:]
        return re.split("[,;。]", before)[-1] + re.split("[,;。]", behind)[0]

    def _said_of(self, hit: re.Match[str]) -> str:
        """What stands around the hit between commas, without what is put in brackets beside it."""
        part = self._part(hit.start())
        return part if "(" in hit[0] else re.sub(r"[(][^()]*[)]", "", part) or part

    def _near(
        self, topic: DemandTopic, amount: Quantity
    ) -> Iterator[tuple[str | None, float, int]]:
        """The row's words: the role of the text, how far off, how long."""
        patterns: dict[str | None, str] = {None: topic.find or "(?!)"}
        if topic.texts:
            patterns |= {role: any_of(spec.words) for role, spec in grammar().texts.items()}
        for role, pattern in patterns.items():
            for match in re.finditer(pattern, self.plain, re.IGNORECASE):
                far = distance(self.plain, match.start(), match.end(), amount)
                yield role, far, len(match[0])
        if topic.of:
            far_off = topic.find is not None or topic.texts
            yield None, FARTHEST - 1 if far_off else 1, 0
        if topic.texts and topic.unit == "words":
            around = self._text_around
            yield "report" if around == FORM else around, FARTHEST - 1, 0

    def _about(self, topic: DemandTopic) -> bool:
        if topic.role == "video" and topic.of == "audio" and all(map(_is_sound, self.kinds)):
            return False  # no film's sound: no check reads how a recording is coded
        if topic.papers and not any(item.form or item.register for item in self.kinds):
            return False
        return not topic.natures or any(item.nature in topic.natures for item in self.kinds)

    @property
    def _text_around(self) -> str:
        return text_around(self.plain, self.setting.before, self.sentence.above, self.kinds)


def _is_sound(kind: Entrant) -> bool:
    """Whether it is a sort of works that are recordings."""
    return kind.sort and bool(re.search(any_of(grammar().materials["audio"]), kind.title))


def _whole(text: str) -> int | None:
    found = read_number(text)
    return int(found) if found is not None else None
