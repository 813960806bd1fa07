"""The rows of the grammar that a number of a sentence may belong to, and what is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from jlxx_check.authoring.draft.counted import FARTHEST, distance, is_theirs, quota
from jlxx_check.authoring.draft.filled import bounds, groups
from jlxx_check.authoring.draft.grammar import DemandTopic, grammar, topics
from jlxx_check.authoring.draft.materials import mentions
from jlxx_check.authoring.draft.proposals import Proposal
from jlxx_check.authoring.draft.quantities import Quantity
from jlxx_check.authoring.draft.quotas_by_unit import who_puts_forward
from jlxx_check.authoring.draft.said_sentence import SaidSentence
from jlxx_check.authoring.draft.sentence_setting import MEDIA
from jlxx_check.authoring.draft.sorts_in_a_row import of_some
from jlxx_check.authoring.draft.spoken import for_a_person
from jlxx_check.authoring.draft.subjects import Entrant, mentioned
from jlxx_check.authoring.draft.texts_named import FORM, NO_NAME, box_of, text_before
from jlxx_check.text import Text

#: 合计不超过5名: no category's own number.
_IN_ALL = re.compile("合计|总数|总计|总共|累计")

#: 作者在3人以内的,属于个人类: the number says of whom the rest is.
_CONDITION = re.compile("(?:及?以[内上下])?的[,;]|(?:候?选?人选?|作品|项目)?时[,;]")
#: 一支队伍, 一个地方: no number is meant.
_ARTICLE = re.compile(r"[一两](?![\d十百千万])")

#: 35岁以下的不少于2名, 40岁以下教师占50%: of some among them, and no one's own age.
_OF_SOME = re.compile(
    "[^,;。\\d]{0,16}?(?:不(?:得|应|宜)?(?:少于|低于|多于|高于|超过)|至少|最多|占|达到?)[^,;。\\d]{0,8}"
    "(?:[\\d.]+|[一二两三四五六七八九十]+)[名人位%]"
)
_PICTURES = re.compile("JPE?G|TIFF?|PNG|RAW|PSD|GIF", re.IGNORECASE)
_FILMS = re.compile("MP4|MOV|AVI|MP3|WAV", re.IGNORECASE)
_SOUND_OR_FILM = ("audio", "video")
_EITHER = re.compile(
    "(?:音频|录音)(?:作品|文件)?[、/]?(?:或者?|/)(?:视频|录像)|(?:视频|录像)(?:作品|文件)?[、/]?(?:或者?|/)(?:音频|录音)"
)
#: What may not be so long is a title or a slogan, whatever it is called, and no text.
_LONG_NAME = 40
#: 摘要300字,关键词3个,正文…: so long is a piece of a text whose other pieces are named.
_PIECE = re.compile("摘要|提要|导语|引言|关键词")
_WHOLE = re.compile("关键词|正文|全文|参考文献|总字数")


def _by_format(plain: str, amounts: Iterable[Quantity]) -> bool:
    """Whether sizes are of the files of one format among others: TIF不低于50M,JPG不低于7M."""
    starts = [it.start for it in amounts if it.family == "bytes"]
    for formats in (_PICTURES, _FILMS):
        named = set()
        for start in starts:
            before = re.split("[;。]", plain[:start])[-1]
            nearest = [hit for pattern in (_PICTURES, _FILMS) for hit in pattern.finditer(before)]
            if nearest and formats.fullmatch(last := max(nearest, key=lambda it: it.start())[0]):
                named.add(last[:2].upper())
        if len(named) > 1:
            return True
    return False


def is_article(amount: Quantity) -> bool:
    """Whether it is a word for any one (一支队伍) rather than a number."""
    return bool(_ARTICLE.match(amount.written))


class NumberRows:
    """A sentence's numbers, each given to the row whose words stand nearest."""

    def __init__(self, said: SaidSentence) -> None:
        self.said = said
        self.sentence, self.plain, self.spoken = said.sentence, said.plain, said.spoken

    def made_of(
        self, amount: Quantity, rows: dict[str, DemandTopic]
    ) -> list[Proposal] | Text | None:
        """Proposals of the nearest row, or why the number asks nothing; None: no row knows it."""
        if _CONDITION.match(self.plain, amount.end):
            return None
        if amount.family == "ages" and _OF_SOME.match(self.plain, amount.end):
            return None
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
        part = self.said.part(amount.start)
        for name, topic in fitting_rows.items():
            if not self.said.about(topic) or (topic.of and topic.of != material):
                continue
            if topic.aside and re.search(topic.aside, part):
                continue
            recorded = self.said.setting.recorded
            if topic.staged and not self.said.setting.filmed:
                continue
            if topic.staged and re.search(topic.staged, part) and not recorded:
                continue
            if (topic.check or "").startswith("entries.") and is_theirs(self.plain, amount):
                continue
            if topic.texts and _PIECE.search(part) and _WHOLE.search(self.plain.replace(part, "")):
                continue
            if topic.live and self._live(topic):
                continue
            for role, far, length in self._near(topic, amount):
                if topic.strong and _IN_ALL.search(segment):
                    continue
                far_off = topic.boxed or topic.far
                before = self.plain[: amount.start] if far_off else segment
                if topic.headed:
                    texts = (spec.pattern for spec in grammar().texts.values())
                    named = any(re.search(pattern, self.plain) for pattern in texts)
                    clause = "" if named else self.said.setting.before
                    before = " ".join((*self.sentence.above[-1:], clause, before))
                behind = re.match(f"的?(?:{topic.find})", self.plain[amount.end :])
                if topic.strong and (
                    re.search(topic.find or "", before) or (topic.behind and behind)
                ):
                    far = -1
                elif topic.strong:
                    continue
                if best is None or (far, -length) < best[:2]:
                    best = (far, -length, name, role)
        if is_article(amount) and amount.family == "pieces":
            best = None
        counting = quota(
            amount,
            self.said.amounts,
            self.sentence,
            self.said.setting.subjects,
            self.said.kinds,
            soft=bool(re.search(topics().soft, part)),
        )
        if counting and (best is None or counting.distance <= best[0]):
            return counting.proposals
        if best is None or best[0] > FARTHEST:
            return None
        topic = rows[best[2]]
        if topic.of in _SOUND_OR_FILM and _EITHER.search(self.plain):
            # 时长5分钟以内,音频或视频均可: of whichever is handed in.
            names = [name for name, row in fitting_rows.items() if row.of in _SOUND_OR_FILM]
            both = (self._of_row(amount, rows[name], name, best[3]) for name in names)
            return [item for made in both if not isinstance(made, Text) for item in made]
        return self._of_row(amount, topic, best[2], best[3])

    def _of_row(
        self, amount: Quantity, topic: DemandTopic, name: str, role: str | None
    ) -> list[Proposal] | Text:
        """What the row makes of the number. role: of the text that is named nearest."""
        segment = re.split("[,;。]", self.plain[: amount.start])[-1]
        if topic.nothing:
            return topic.nothing
        if topic.of in MEDIA and self._of_some(segment, topic.of):
            topic = for_a_person(topic)
        if topic.check == "file.size" and _by_format(self.plain, self.said.amounts):
            topic = for_a_person(topic)
        if topic.check == "document.length" and amount.value < _LONG_NAME:
            topic = for_a_person(topic)
        if topic.check == "entries.by-field" and self._by_givers():
            topic = for_a_person(topic)
        if topic.scope == "text" and role in (None, NO_NAME) and self.said.under_another:
            topic = for_a_person(topic)
        values = bounds(amount, topic.bare, topic.about_as)
        if amount.family == "years" and isinstance(values.get("high"), int):
            values["months"] = values["high"] * grammar().months_a_year
        clause = re.split("[;。]", self.plain[: amount.start])[-1]
        if topic.grouped and re.search(topic.grouped, clause) and values.get("high"):
            values["low"] = 1
        who = topic.find and re.search(topic.find, segment)
        if who:
            values |= {key: item for key, item in groups(topic, who).items() if key == "who"}
        if topic.scope == "text-or-file":
            # 演讲稿提交Word文本,…,大小不超过5M: however far in front it is named.
            role = role or text_before(self.plain, amount.start, self.said.kinds)
        if topic.boxed:
            values["box"] = box_of(self.plain, amount, self.said.kinds)
        spoken = replace(self.spoken, kinds=self._counted(segment))
        part = self.said.part(amount.start)
        return list(spoken.made(name, topic, values, role, part, amount.start))

    def _by_givers(self) -> bool:
        """Whether units differ in it: 各中心校每项5件,县直学校每项2件; no number is everyone's."""
        parts = (part.partition("每")[0] for part in re.split("[,;。]", self.plain))
        return len({who_puts_forward(f"{part}限") for part in parts} - {""}) > 1

    def _of_some(self, segment: str, material: str) -> bool:
        """Whether the number is of some of the sorts that are no kinds of their own."""
        setting = self.said.setting
        sorts = any(kind.sort for kind in setting.subjects)
        return not sorts and of_some(segment, setting.listed, material)

    def _live(self, topic: DemandTopic) -> bool:
        """Whether the clause is of what is done on a stage, and the sentence names no file."""
        above, before = " ".join(self.sentence.above), self.said.setting.before
        named = mentions(before + self.plain, (topic.of,)) if topic.of else ()
        return not named and bool(re.search(topic.live or "(?!)", above + before))

    def _counted(self, segment: str) -> list[Entrant]:
        """The kinds that a number is of: 微课作者1名,节目作者不超过3名 has one for each."""
        named = [hit[2] for hit in mentioned(segment, self.said.kinds)]
        return list(dict.fromkeys(named)) or self.said.kinds

    def _near(
        self, topic: DemandTopic, amount: Quantity
    ) -> Iterator[tuple[str | None, float, int]]:
        """The row's words: the role of the text, how far off, how long."""
        patterns: dict[str | None, str] = {None: topic.find or "(?!)"}
        if topic.texts:
            patterns |= {role: spec.pattern for role, spec in grammar().texts.items()}
        for role, pattern in patterns.items():
            for match in re.finditer(pattern, self.plain, re.IGNORECASE):
                far = distance(self.plain, match.start(), match.end(), amount)
                if self.plain[amount.end : match.start()] == "的":
                    far = 0  # 1500字的事迹材料及300字的简介: what stands behind 的
                yield role, far, len(match[0])
        headings = " ".join(self.sentence.above[-1:])
        if topic.headed and re.search(topic.find or "", headings):
            yield None, -1, 0
        if topic.of:
            far_off = topic.find is not None or topic.texts
            yield None, FARTHEST - 1 if far_off else 1, 0
        if topic.texts and topic.unit == "words":
            around = self.said.text_around
            yield "report" if around == FORM else around, FARTHEST - 1, 0
