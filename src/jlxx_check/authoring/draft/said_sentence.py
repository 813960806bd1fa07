"""One sentence with what is known around it: its kinds, its numbers, its parts between commas."""

from __future__ import annotations

import re

from jlxx_check.authoring.draft.grammar import DemandTopic, any_of, grammar
from jlxx_check.authoring.draft.materials import mentions
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.quantities import amounts
from jlxx_check.authoring.draft.sentence_setting import MEDIA, SentenceSetting
from jlxx_check.authoring.draft.spoken import Spoken
from jlxx_check.authoring.draft.subjects import Entrant, kinds_of
from jlxx_check.authoring.draft.texts_named import text_around, text_headed

_NAMES_TEXT = re.compile("作品|文稿|文章|文字|征文|论文|案例|材料|稿件")
#: The heading over what is said of one file: 曲目单.
_THING = re.compile(
    "(?!.*(?:要求|格式|标准|数量|内容|方式|时间|说明|规范|类|组))[\u4e00-\u9fff]{2,6}"
)


class SaidSentence:
    """A sentence as the rows of the grammar look at it."""

    def __init__(self, sentence: Sentence, setting: SentenceSetting) -> None:
        self.sentence, self.setting = sentence, setting
        self.plain = sentence.plain
        #: 上述材料 are those that the sentences in front name.
        named = setting.before if re.search("[上前]述材料|以上材料", self.plain) else ""
        self.around = " ".join((*sentence.above, named, self.plain))
        self.kinds = kinds_of(self.plain, sentence.above, setting.subjects)
        self.amounts = amounts(self.plain)
        self.spoken = Spoken(sentence, self.kinds, setting)

    def part(self, place: int, end: int | None = None) -> str:
        """What stands there between commas. end: where what is looked at ends (AVI,MPG)."""
        end = place if end is None else end
        before, behind = self.plain[:place], self.plain[end:]
        between = self.plain[place:end]
        return re.split("[,;。]", before)[-1] + between + re.split("[,;。]", behind)[0]

    def about(self, topic: DemandTopic) -> bool:
        """Whether the row is for what the sentence is about."""
        if topic.role == "video" and topic.of == "audio" and all(map(_is_sound, self.kinds)):
            return False  # no film's sound: no check reads how a recording is coded
        if topic.papers and not any(item.form or item.register for item in self.kinds):
            return False
        return not topic.natures or any(item.nature in topic.natures for item in self.kinds)

    @property
    def under_another(self) -> bool:
        """Whether it stands below the name of some file that no word of the grammar is for."""
        *outer, head = ("", *self.sentence.above)
        if not _THING.fullmatch(head) or _NAMES_TEXT.search(self.plain):
            return False
        named = mentions(head, (*MEDIA, "text")) or text_headed(self.sentence.above)
        return not named and "材料" in "".join(outer[-1:])

    @property
    def text_around(self) -> str:
        """The text that the sentence speaks of without its name."""
        return self.text_in(self.plain)

    def text_in(self, plain: str) -> str:
        """The text that these words of the sentence speak of without its name."""
        return text_around(plain, self.setting.before, self.sentence.above, self.kinds)


def _is_sound(kind: Entrant) -> bool:
    """Whether it is a sort of works that are recordings."""
    return kind.sort and bool(re.search(any_of(grammar().materials["audio"]), kind.title))
