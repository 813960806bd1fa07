"""One sentence held against every row of the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jlxx_check.authoring.draft.counted import FARTHEST, distance, either, quota
from jlxx_check.authoring.draft.filled import bounds, fill, fitting, groups
from jlxx_check.authoring.draft.grammar import DemandTopic, any_of, grammar, topics
from jlxx_check.authoring.draft.materials import Materials
from jlxx_check.authoring.draft.measured_sizes import sizes
from jlxx_check.authoring.draft.name_shapes import template_values
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.proposals import (
    Proposal,
    named_fields,
    told_apart,
    topics_over,
    without_totals,
)
from jlxx_check.authoring.draft.quantities import Quantity, amounts
from jlxx_check.authoring.draft.subjects import Entrant, kinds_of
from jlxx_check.checks.registry import REGISTRY
from jlxx_check.model.outcome import Level
from jlxx_check.model.pack import FieldSpec
from jlxx_check.model.package import Form
from jlxx_check.text import Text
from jlxx_check.values.numerals import read_number

#: 合计不超过5名: no category's own number.
_IN_ALL = re.compile("合计|总数|总计|总共|累计")

#: 一支队伍, 一个地方: no number is meant.
_ARTICLE = re.compile(r"[一两](?![\d十百千万])")

#: What a word may be of; of a number it is what the rows of its unit are of.
_MEDIA = ("video", "picture", "audio")
_ROLE_OF = {"video": "video", "picture": "photo", "audio": "audio"}
FORM = "form"


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known beside the sentence itself.

    materials: of the notice. before: the sentences in front of it in its clause, plain.
    portraits: the notice asks for ID photos.
    """

    subjects: list[Entrant]
    materials: Materials
    before: str
    portraits: bool


class Demands:
    """One sentence held against every row."""

    def __init__(self, sentence: Sentence, setting: Setting) -> None:
        self.sentence, self.setting = sentence, setting
        self.plain = sentence.plain
        self.around = " ".join((*sentence.above, self.plain))
        self.kinds = kinds_of(self.plain, sentence.above, setting.subjects)
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
            found = self._by_number(amount, rows)
            if isinstance(found, Text):
                claimed.add(place)
                yield found
            elif found:
                claimed.add(place)
                made.extend(found)
        over = {other for item in made for other in topics_over(item.topic)}
        kept = without_totals([item for item in made if item.topic not in over])
        kept = either(told_apart(kept), self.plain, self.amounts)
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
        hits = list(re.finditer(topic.find or "", self.plain, re.IGNORECASE))
        if topic.texts:
            role, named = self._text_named()
            if topic.scope == "text":
                role = role or self._text_around()
            elif named is None:
                return
        elif topic.of:
            hits = [hit for hit in hits if self._of(hit.start(), hit.end(), _MEDIA) == topic.of]
        if topic.aside:
            hits = [hit for hit in hits if not re.search(topic.aside, self._part(hit.start()))]
        if not hits or not self._about(topic):
            return
        match = hits[0]
        values = groups(topic, match)
        if topic.pages and values.get("name") in topic.pages:
            values["w"], values["h"] = topic.pages[values["name"]]
        if topic.all:
            values[topic.all] = list(dict.fromkeys(hit[0] for hit in hits))
        if topic.years:
            years = re.search(topic.years, self.plain)
            if years:
                values["years"] = _whole(years["years"])
        values |= sizes(topic, hits, self.plain)
        taken = self._taken(topic, hits)
        yield from ((item, taken) for item in self._made(name, topic, values, role))

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

    def _of(self, start: int, end: int, among: tuple[str, ...]) -> str | None:
        """The material that what stands there is of."""
        around = (self.setting.before, *reversed(self.sentence.above))
        return self.setting.materials.at(self.plain, start, end, around, among)

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
        material = self._of(amount.start, amount.end, among) if among else None
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
                elif topic.strong and (topic.boxed or topic.of or name == "name-length"):
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
            soft=self.soft,
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
        who = topic.find and re.search(topic.find, segment)
        if who:
            values |= {key: item for key, item in groups(topic, who).items() if key == "who"}
        if topic.boxed:
            values["box"] = self._box(amount)
        return list(self._made(best[2], topic, values, best[3]))

    def _part(self, place: int) -> str:
        """What stands there between commas."""
        before, behind = self.plain[:place], self.plain[place:]
        return re.split("[,;。]", before)[-1] + re.split("[,;。]", behind)[0]

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
            yield None, 1 if topic.find is None else FARTHEST - 1, 0
        if topic.texts and topic.unit == "words":
            role = self._text_around()
            yield "report" if role == FORM else role, FARTHEST - 1, 0

    def _about(self, topic: DemandTopic) -> bool:
        if topic.papers and not any(item.form or item.register for item in self.kinds):
            return False
        return not topic.natures or any(item.nature in topic.natures for item in self.kinds)

    def _text_named(self) -> tuple[str | None, re.Match[str] | None]:
        """The text that the sentence asks for, as it is called there."""
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

    def _text_around(self) -> str:
        """The text that a sentence without its name speaks of: the form, one named before."""
        if any(item.form and item.form[-3:] in self.plain for item in self.kinds):
            return FORM
        for text in (self.plain, self.setting.before, *reversed(self.sentence.above)):
            named = [
                (hit.end(), role)
                for role, spec in grammar().texts.items()
                for hit in re.finditer(any_of(spec.words), text)
            ]
            if named:
                return max(named)[1]
        return "report"

    def _box(self, amount: Quantity) -> str | None:
        """The field of the form whose text the number is of."""
        before = self.plain[: amount.start]
        words = [word for spec in grammar().texts.values() for word in spec.words]
        named = re.findall(rf"[“\"]([^“”\"]{{2,10}})[”\"]|({any_of(tuple(words))})", before)
        if not named:
            return None
        box = "".join(named[-1])
        for subject in self.kinds:
            for name, spec in subject.spec.fields.items():
                if box == name or box in spec.spellings:
                    return name
        return box

    def _made(
        self, name: str, topic: DemandTopic, values: dict[str, Any], text_role: str | None
    ) -> Iterator[Proposal]:
        kinds = [item for item in self.kinds if not topic.natures or item.nature in topic.natures]
        if topic.singled:
            kinds = self.setting.subjects
        elif (topic.check or "").startswith("form."):
            # What is singled out fills in the form of its kind.
            kinds = [item for item in kinds if item.special_of is None] or kinds
        role = text_role or topic.role
        if topic.prefer_role and self.setting.portraits:
            role = topic.prefer_role
        if topic.scope == "named":
            of = self._of(len(self.plain), len(self.plain), _MEDIA)
            if of is None:
                return
            role = _ROLE_OF[of]
        roles = tuple(dict.fromkeys(item for item in (role, *topic.also) if item and item != FORM))
        scope = {"role": role, "text": role, "named": role}.get(topic.scope, topic.scope)
        level = topic.level
        if self.soft and level is Level.ERROR:
            level = Level.WARNING
        forms = topic.forms_of_with
        # Kinds of one nature share a rule; of two each needs its own fields.
        shared = scope != "kind" and not any("$kind" in str(form) for form in forms)
        for group in [kinds] if shared else [[kind] for kind in kinds]:
            first = group[0] if group else self.setting.subjects[0]
            own = {**values, **named_fields(first), "role": role}
            own |= {key: item for key, item in values.items() if key == "name" and topic.pages}
            if topic.template:
                own |= template_values(self.plain, first, archive=scope == "package")
                if "template" not in own:
                    return
            yield self._proposal(name, topic, group, str(scope), own, roles, level)

    def _proposal(
        self,
        name: str,
        topic: DemandTopic,
        group: list[Entrant],
        scope: str,
        values: dict[str, Any],
        roles: tuple[str, ...],
        level: Level,
    ) -> Proposal:
        first = group[0] if group else self.setting.subjects[0]
        check, with_ = topic.check, fitting(topic.check, topic.forms_of_with, values)
        no_check = False
        if topic.unwelcome and (self.welcome or first.special_of):
            check, with_ = None, {}
        elif topic.check and (with_ is None or _without_paper(topic, group)):
            no_check, check = True, reviewing(scope)
            ask = topic.ask or topics().said["review"]
            with_ = {"ask": fill({"zh": _asked(ask).zh, "en": _asked(ask).en}, values)}
        fields = dict(topic.fields)
        if topic.boxed and values.get("box"):
            fields[values["box"]] = first.spec.fields.get(values["box"], FieldSpec())
        return Proposal(
            name,
            f"{scope_name(scope, first)}.{name}",
            self.sentence,
            tuple(item.key for item in group),
            scope,
            check,
            with_ or {},
            Level.REVIEW if no_check or topic.review else level,
            topic.title or Text(name, name),
            roles,
            fields,
            self.welcome,
            no_check,
        )


def _without_paper(topic: DemandTopic, kinds: list[Entrant]) -> bool:
    """Whether the check reads a paper that none of these kinds has."""
    check = REGISTRY.get(topic.check or "")
    if check is None or not check.name.startswith(("form.", "forms.", "entries.")):
        return False
    if Form in {kind for _, kind in check.needs}:
        return not any(item.form for item in kinds)
    return not any(item.form or item.register for item in kinds)


def reviewing(scope: str) -> str:
    """The check by which a person is asked, where no other will do."""
    return "package.review" if scope in ("package", "file") else "entry.review"


def _asked(ask: Text) -> Text:
    return Text(f"{ask.zh}（$sentence）", f"{ask.en} ($sentence)") if "$" not in ask.zh else ask


def scope_name(scope: str, subject: Entrant) -> str:
    """What a rule's id begins with."""
    return subject.key if scope == "kind" else scope


def _whole(text: str) -> int | None:
    found = read_number(text)
    return int(found) if found is not None else None
