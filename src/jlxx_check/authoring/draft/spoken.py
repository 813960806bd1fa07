"""Proposals made of a row of the grammar and what a sentence holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from jlxx_check.authoring.draft.filled import fill, fitting
from jlxx_check.authoring.draft.grammar import DemandTopic, grammar, topics
from jlxx_check.authoring.draft.materials import mentions, pictured
from jlxx_check.authoring.draft.name_shapes import named_near, template_values
from jlxx_check.authoring.draft.named_files import NamedFiles
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.offered import in_offer, of_itself
from jlxx_check.authoring.draft.proposals import Proposal, named_fields
from jlxx_check.authoring.draft.sentence_setting import MEDIA, ROLE_OF, SentenceSetting
from jlxx_check.authoring.draft.subjects import Entrant, all_sorts, mentioned
from jlxx_check.authoring.draft.texts_named import FORM
from jlxx_check.checks.registry import REGISTRY
from jlxx_check.model.outcome import Level
from jlxx_check.model.pack_parts import FieldSpec
from jlxx_check.model.package import Form
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

_SOUND = re.compile(
    "同期录音|音频(?:正常|清[晰楚]|无杂音|质量)|声音|伴音|音轨|配音|图像(?=[、和及]?声音|[^,;。]{0,4}(?:清晰|稳定))"
)
#: 声音清楚,分辨率不低于…: how a film sounds is no word of a recording, whatever follows.
_CLEAR = re.compile(
    "同期录音|(?:声音|音频|音质|伴音|配音)(?:要求)?(?:清[晰楚]|正常|洪亮|无杂音|同步)"
)
#: Words in brackets without a number.
_ASIDE = re.compile(r"[(][^()\d]{7,}[)]")
#: What stands below is handed in: 申报材料.
_LISTED = re.compile("(?:申报|报送|提交|推荐|所需|参评|参选)[^,;。]{0,6}材料")
#: 一种格式为jpg,5MB以下: so large are the files of this format, and not those of the other.
_ONE_FORMAT = re.compile(
    r"(?:另外?|其中)?[一1](?:种|份|个|版|张)(?:文件|版本)?(?:的?格式)?(?:为|是|用|采用|存为|保存为)[^;。]{0,6}?"
    r"(?:JPE?G|TIFF?|PNG|PSD|PDF|AI|CDR|EPS|MP4|MOV|RGB|CMYK)[^;。]*$",
    re.IGNORECASE,
)
#: What stands in such a scope is asked of every entry, whatever files it has.
_OF_ALL = ("kind", "package", "text")
#: 视频类:… speaks of one sort, and not of every work.
_SORT = re.compile(
    "等(?:视频|音频|图片)?作品[:,]|(?:^|[,;:])[\u4e00-\u9fff]{2,8}类(?:作品)?(?=报送|提交|须|[:。])"
)


@frozen
class Spoken:
    """A sentence, the kinds that it is about, and its setting."""

    sentence: Sentence
    kinds: list[Entrant]
    setting: SentenceSetting

    @property
    def plain(self) -> str:
        """The sentence for patterns."""
        return self.sentence.plain

    def of(
        self, start: int, end: int, among: tuple[str, ...], *, lasts: bool = False
    ) -> str | None:
        """The material that what stands there is of.

        lasts: it is how long or large a file is, which the sound of a film (声音清晰) is not.
        """
        around = (self.setting.before, *reversed(self.sentence.above))
        plain = _SOUND.sub(lambda hit: "〇" * len(hit[0]), self.plain) if lasts else self.plain
        # 声音清晰 in front of 时长2分钟 is a film's, as one beside it is.
        around = tuple(_SOUND.sub("〇〇", text) for text in around)
        plain = _CLEAR.sub(lambda hit: "〇" * len(hit[0]), plain)
        return self.setting.materials.at(plain, start, end, around, among)

    def made(
        self,
        name: str,
        topic: DemandTopic,
        values: dict[str, Any],
        text_role: str | None,
        part: str,
        place: int,
    ) -> Iterator[Proposal]:
        """The proposals of a row. part: what stands around its words between commas.

        place: where its words, or the number, stand in the sentence.
        """
        kinds = [item for item in self.kinds if not topic.natures or item.nature in topic.natures]
        if topic.singled:
            kinds = self.setting.subjects
        elif (topic.check or "").startswith("form."):
            # What is singled out fills in the form of its kind.
            kinds = [item for item in kinds if item.special_of is None] or kinds
        wanted: tuple[str | None, ...] = (text_role or topic.role,)
        if topic.prefer_role and self.setting.portraits:
            wanted = pictured(self.plain, self.setting.before, place) or (topic.prefer_role,)
        if topic.scope == "named":
            wanted = NamedFiles(self.sentence, self.kinds, self.setting).roles(
                self.of(place, place, MEDIA), place
            )
        welcome = bool(re.search(topics().welcome, of_itself(self.plain, part, place)))
        welcome = welcome or in_offer(self.plain, place)
        conditional = self._conditional(place)
        welcome = welcome or conditional or self._welcomed(topic)
        of_all = topic.scope in _OF_ALL and not topic.role
        if self._beside(topic, place) or (conditional and of_all):
            # A form's number, or a text, that only some have; a measure of no work's file.
            topic = for_a_person(topic)
        for role in wanted:
            yield from self._of_role(name, topic, values, role, part, kinds, welcome, place)

    def _of_role(
        self,
        name: str,
        topic: DemandTopic,
        values: dict[str, Any],
        role: str | None,
        part: str,
        kinds: list[Entrant],
        welcome: bool,
        place: int,
    ) -> Iterator[Proposal]:
        roles = tuple(dict.fromkeys(item for item in (role, *topic.also) if item and item != FORM))
        scope = {"role": role, "text": role, "named": role}.get(topic.scope, topic.scope)
        if topic.scope == "text-or-file":
            scope = role if role in (FORM, *grammar().texts) else "file"
        level = topic.level
        relaxed = re.search(topics().relaxed, self.sentence.text)
        # 不低于720P(手机拍摄建议开启高清模式): what is said in brackets by the way softens nothing.
        if level is Level.ERROR and (relaxed or re.search(topics().soft, _ASIDE.sub("", part))):
            level = Level.WARNING
        forms = topic.forms_of_with
        # Kinds of one nature share a rule; of two each needs its own fields.
        shared = scope != "kind" and not any("$kind" in str(form) for form in forms)
        # Sorts of works are of one whole, unless each is spoken of: 每类限报2件.
        whole = all_sorts(kinds, self.setting.subjects)
        if "$author" in str(forms) and re.search("每一?[类项]", part):
            whole = False
        shared = shared or (whole and not topic.unwelcome)
        for group in [kinds] if shared else [[kind] for kind in kinds]:
            first = group[0] if group else self.setting.subjects[0]
            own = {**values, **named_fields(first), "role": role}
            if whole:
                own["kind"] = [kind.key for kind in kinds]
            own |= {key: item for key, item in values.items() if key == "name" and topic.pages}
            if topic.template:
                own |= template_values(
                    named_near(self.plain, place),
                    first,
                    self.setting.title,
                    archive=scope == "package",
                )
                if "template" not in own:
                    return
            made = self._proposal(name, topic, group, str(scope), own, roles, level, welcome)
            one_format = topic.check != "file.content" and _ONE_FORMAT.search(self.plain[:place])
            yield replace(made, one_format=bool(one_format))

    def _proposal(
        self,
        name: str,
        topic: DemandTopic,
        group: list[Entrant],
        scope: str,
        values: dict[str, Any],
        roles: tuple[str, ...],
        level: Level,
        welcome: bool,
    ) -> Proposal:
        first = group[0] if group else self.setting.subjects[0]
        check, with_ = topic.check, fitting(topic.check, topic.forms_of_with, values)
        no_check = False
        if welcome and check == "entry.files-count" and with_ and not topic.unwelcome:
            with_ = _at_will(with_)
        if welcome and check == "form.number" and with_ and "at_most" in with_:
            with_ = {key: item for key, item in with_.items() if key != "at_least"}
        led = bool(_SORT.search(self.plain)) and topic.weak and not first.sort
        # Of several sorts a film is asked for of those that the sentence or its heading names.
        named = mentioned(" ".join((*self.sentence.above, self.plain)), [first])
        led = led or (topic.weak and first.sort and not named)
        around = (*self.sentence.above[-1:], self.setting.before)
        told = not topic.asked or bool(re.search(topic.asked, self.plain))
        told = told or any(_LISTED.search(text) for text in around)
        led = led or not (told or mentions(first.title, MEDIA))
        unasked = topic.unwelcome and (welcome or led or bool(first.special_of))
        if unasked and scope != "package":
            check, with_ = None, {}
        elif topic.check and (
            unasked
            or with_ is None
            or _without_paper(topic, group)
            or self._of_one_sort(scope, group)
        ):
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
            welcome,
            no_check,
        )

    def _beside(self, topic: DemandTopic, place: int) -> bool:
        """Whether what is measured there is a file beside the works: 小样不超过5MB."""
        if not topic.of and topic.scope not in (*MEDIA, "role"):
            return False
        before = re.split("[;。]", self.plain[:place])[-1]
        beside = [hit.end() for hit in re.finditer(topics().beside, before)]
        # 封面图片为JPG格式: the format names no other file.
        named = [hit[0] for hit in mentions(before, MEDIA) if not before[hit[0]].isascii()]
        return bool(beside) and beside[-1] > max(named, default=0)

    def _welcomed(self, topic: DemandTopic) -> bool:
        """Whether its clause has said that such files are welcome: 鼓励提交视频."""
        media = {of for of, role in ROLE_OF.items() if role == topic.role}
        parts = re.split("[;。]|(?<=[^\x00-\x7f])(?=鼓励)", self.setting.before)
        return topic.weak and any(
            re.search(topics().welcome, part) and mentions(part, media) for part in parts
        )

    def _conditional(self, place: int) -> bool:
        """Whether what is asked at this place is asked only of those whom the sentence names."""
        # 有视频资料的,可提供短视频: what says whom it is asked of may name the file itself.
        end = place + len(re.split("[,;。]", self.plain[place:])[0]) + 1
        before = re.split("[;。](?=.)", self.plain[:end])[-1]
        begun = len(before) - (end - place)
        found = re.finditer(topics().conditional, before)
        return any(hit.start() <= begun for hit in found)

    def _of_one_sort(self, scope: str, group: list[Entrant]) -> bool:
        """Whether a demand on every file is said of some sorts of works alone."""
        sorts = [item for item in group if item.sort]
        return scope == "file" and bool(sorts) and not all_sorts(sorts, self.setting.subjects)


def for_a_person(topic: DemandTopic) -> DemandTopic:
    """The row as a question: what it says does not go for every entry, or for no work's file."""
    if topic.check is None:
        return topic
    said = topics().said["review"]
    asked = {"check": reviewing(topic.scope), "with_": {"ask": {"zh": said.zh, "en": said.en}}}
    return topic.model_copy(update={**asked, "review": True})


def _at_will(with_: dict[str, Any]) -> dict[str, Any] | None:
    """可附照片3张: no more than so many, and none will do."""
    counted = [item for item in with_.get("roles", ()) if "at_most" in item]
    return {"roles": [{**item, "at_least": 0} for item in counted]} if counted else None


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
