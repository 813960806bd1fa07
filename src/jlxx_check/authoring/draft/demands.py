"""One sentence held against every row of the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jlxx_check.authoring.draft.allotted import allotted
from jlxx_check.authoring.draft.alternatives import either_will_do
from jlxx_check.authoring.draft.counted import either
from jlxx_check.authoring.draft.filled import groups
from jlxx_check.authoring.draft.grammar import DemandTopic, topics
from jlxx_check.authoring.draft.measured_sizes import sizes
from jlxx_check.authoring.draft.name_shapes import without_names
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.number_rows import NumberRows, is_article
from jlxx_check.authoring.draft.offered import offered_text, without_offered
from jlxx_check.authoring.draft.proposals import (
    Proposal,
    added_up,
    told_apart,
    topics_over,
    without_parts,
    without_totals,
)
from jlxx_check.authoring.draft.quantities import Quantity
from jlxx_check.authoring.draft.said_sentence import SaidSentence
from jlxx_check.authoring.draft.sentence_setting import MEDIA, SentenceSetting
from jlxx_check.authoring.draft.spoken import for_a_person
from jlxx_check.authoring.draft.subjects import mentioned
from jlxx_check.authoring.draft.texts_named import (
    NO_NAME,
    text_before,
    text_named,
    texts_handed_in,
)
from jlxx_check.text import Text
from jlxx_check.values.numerals import read_number

#: One more format of a list.
_MORE = re.compile(
    r"(?:格式)?(?:/|、|,?或者?)\.?(?!RGB|CMYK)(?:[A-Z]{3,5}|[a-z]{3,5})\d?(?![A-Za-z])",
    re.IGNORECASE,
)
_SIZES = str.maketrans("123456", "一二三四五六")
#: What stands below is handed in: 申报材料.
LISTED = "(?:申报|报送|提交|推荐|所需|参评|参选)[^,;。]{0,6}材料"
#: 人数在30人以下的支部,推荐1名: the number is of who puts forward, and the places hang on it.
_SIZED = re.compile("的(?:党?支部|单位|学校|班级|学院|部门|地区|企业|[县市区])")


class Demands:
    """One sentence held against every row."""

    def __init__(self, sentence: Sentence, setting: SentenceSetting) -> None:
        self.said = SaidSentence(sentence, setting)
        #: Amounts that stand inside a part that a row has named: 三个 of 设A、B、C三个项目.
        self._held: set[int] = set()

    def proposals(self) -> Iterator[Proposal | Text | list[str]]:
        """Proposals, or why there are none; a list at the end: numbers that no row knows."""
        claimed: set[int] = set()
        made: list[Proposal] = []
        sorts = {id(hit[2]) for hit in mentioned(self.said.plain, self.said.kinds) if hit[2].sort}
        rows = {
            name: topic
            for name, topic in topics().topics.items()
            # 分为图文、视频、音频三类: that there are films says nothing of any one sort.
            if not (topic.weak and len(sorts) > 1)
            if not (topic.unless and re.search(topic.unless, self.said.plain))
            and (topic.context is None or re.search(topic.context, self.said.around))
        }
        for name, topic in rows.items():
            if topic.unit is None:
                for proposal, taken in self._by_words(name, topic):
                    made.append(proposal)
                    claimed |= taken
        counted_by = topics().quota.families
        sized = any(_SIZED.match(self.said.plain, amount.end) for amount in self.said.amounts)
        places = allotted(
            self.said.sentence,
            self.said.setting.before,
            self.said.setting.subjects,
            self.said.kinds,
        )
        made += places
        numbers = NumberRows(self.said)
        told: list[tuple[Quantity, list[Proposal]]] = []
        for place, amount in enumerate(self.said.amounts):
            if sized and amount.family in counted_by:
                continue
            counted = places and amount.family in counted_by
            if counted or place in self._held:
                claimed.add(place)
                continue
            found = numbers.made_of(amount, rows)
            if isinstance(found, Text):
                claimed.add(place)
                yield found
            elif found:
                claimed.add(place)
                told.append((amount, found))
        asked = either_will_do(self.said.plain, told)
        for place, (_, found) in enumerate(told):
            made.extend(asked.get(place, found))
        over = {other for item in made for other in topics_over(item.topic)}
        kept = without_totals([item for item in made if item.topic not in over])
        kept = either(told_apart(added_up(without_parts(kept))), self.said.plain, self.said.amounts)
        yield from kept
        yield [
            amount.written
            for place, amount in enumerate(self.said.amounts)
            if place not in claimed
            and not (made and amount.exact is not None and amount.unit in ("份", "套"))
            and not is_article(amount)
        ]

    def _by_words(self, name: str, topic: DemandTopic) -> Iterator[tuple[Proposal, set[int]]]:
        role = None
        named_texts: list[str] = []
        plain = self.said.plain if topic.template else without_names(self.said.plain)
        hits = list(re.finditer(topic.find or "", plain, re.IGNORECASE))
        if topic.texts:
            # A report on how the choice was made is the unit's, and no entry's text.
            paper = topics().topics["paper"].find or ""
            texts = re.sub(paper, lambda hit: "〇" * len(hit[0]), plain)
            if topic.scope == "text":
                before = text_before(texts, hits[0].start(), self.said.kinds) if hits else None
                own = without_offered(texts, hits[0].end()) if hits else texts
                role = before or text_named(own) or self.said.text_in(own)
                if role == NO_NAME and self.said.under_another:
                    topic = for_a_person(topic)
            else:
                listed = bool(re.search(LISTED, " ".join(self.said.sentence.above[-1:])))
                named_texts = texts_handed_in(texts, listed=listed)
                if not named_texts:
                    return
        elif topic.of:
            hits = [
                hit
                for hit in hits
                if self.said.spoken.of(hit.start(), hit.end(), MEDIA) == topic.of
            ]
        best = [hit for hit in hits if topic.best and re.search(topic.best, self._piece(hit, hits))]
        if topic.aside and not best:
            hits = [hit for hit in hits if not re.search(topic.aside, self._said_of(hit))]
        hits = best or hits
        if topic.other:
            hits = [hit for hit in hits if not self._own_paper(hit["paper"])]
        if not hits or not self.said.about(topic):
            return
        taken = self._taken(topic, hits)
        self._held |= {
            place
            for place, amount in enumerate(self.said.amounts)
            for hit in hits[:1]
            if any(hit.start(name) <= amount.start < hit.end(name) for name in hit.groupdict())
        }
        for match in hits if topic.each else hits[:1]:
            values = self._values(topic, match, hits)
            if topic.check == "file.content" and _MORE.match(plain, match.end()):
                topic = for_a_person(topic)  # jpg/htm: a format that the row does not know will do
            for text in named_texts or (role,):
                beside = offered_text(plain, text) if text in named_texts else ""
                end = match.end() if topic.check == "file.content" else None
                part = beside or self.said.part(match.start(), end)
                made = self.said.spoken.made(name, topic, values, text, part, match.start())
                yield from ((item, taken) for item in made)

    def _piece(self, hit: re.Match[str], hits: list[re.Match[str]]) -> str:
        """What stands between commas and other hits around it: 正文三号 of 标题二号、正文三号."""
        start = max((other.end() for other in hits if other.end() <= hit.start()), default=0)
        return re.split("[,;。]", self.said.plain[start : hit.start()])[-1] + hit[0]

    def _own_paper(self, title: str) -> bool:
        """Whether it is a kind's form or register, or has a row of its own: these have rules."""
        if re.search(topics().topics["paper"].find or "", title):
            return True
        bare = re.sub("[“”\"‘’']", "", title)
        papers = [
            paper for kind in self.said.setting.subjects for paper in (kind.form, kind.register)
        ]
        return any(paper and (paper in bare or bare in paper) for paper in papers)

    def _values(
        self, topic: DemandTopic, match: re.Match[str], hits: list[re.Match[str]]
    ) -> dict[str, Any]:
        """What the row's words say there."""
        values = groups(topic, match)
        if topic.pages and values.get("name") in topic.pages:
            values["w"], values["h"] = topic.pages[values["name"]]
        if topic.every:
            named = [code for hit in hits for code in groups(topic, hit).get("formats", ())]
            values["formats"] = list(dict.fromkeys(named))
        if isinstance(values.get("size"), str):
            values["size"] = values["size"].translate(_SIZES)  # 小4号
        if topic.all:
            values[topic.all] = list(dict.fromkeys(hit[0] for hit in hits))
        if topic.years:
            years = re.search(topic.years, self.said.plain)
            if years:
                values["years"] = _whole(years["years"])
        return values | sizes(topic, hits, self.said.plain, upright=self.said.setting.upright)

    def _taken(self, topic: DemandTopic, hits: list[re.Match[str]]) -> set[int]:
        """The numbers that the row's words hold, or that it speaks for."""
        families = {*topic.claims, *(topics().topics[other].unit for other in topic.over)}
        if topic.years:
            families.add("years")
        return {
            place
            for place, amount in enumerate(self.said.amounts)
            if amount.family in families
            or any(amount.start < hit.end() and hit.start() < amount.end for hit in hits)
        }

    def _said_of(self, hit: re.Match[str]) -> str:
        """What stands around the hit between commas, without what is put in brackets beside it."""
        part = self.said.part(hit.start())
        before = re.split("[,;。]", self.said.plain[: hit.start()])[-1]
        if before.count("(") > before.count(")"):
            # What stands in the same brackets, and what they stand behind.
            outer, _, inner = before.rpartition("(")
            return f"{outer},{inner}{part[len(before) :].partition(')')[0]}"
        return part if "(" in hit[0] else re.sub(r"[(][^()]*[)]", "", part) or part


def _whole(text: str) -> int | None:
    found = read_number(text)
    return int(found) if found is not None else None
