"""One sentence with what is known around it: its kinds, its numbers, its parts between commas."""

from __future__ import annotations

import re

from jlxx_check.authoring.draft.grammar import DemandTopic, any_of, grammar
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.quantities import amounts
from jlxx_check.authoring.draft.sentence_setting import SentenceSetting
from jlxx_check.authoring.draft.spoken import Spoken
from jlxx_check.authoring.draft.subjects import Entrant, kinds_of
from jlxx_check.authoring.draft.texts_named import text_around


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

    def part(self, place: int) -> str:
        """What stands there between commas."""
        before, behind = self.plain[:place], self.plain[place:]
        return re.split("[,;。]", before)[-1] + re.split("[,;。]", behind)[0]

    def about(self, topic: DemandTopic) -> bool:
        """Whether the row is for what the sentence is about."""
        if topic.role == "video" and topic.of == "audio" and all(map(_is_sound, self.kinds)):
            return False  # no film's sound: no check reads how a recording is coded
        if topic.papers and not any(item.form or item.register for item in self.kinds):
            return False
        return not topic.natures or any(item.nature in topic.natures for item in self.kinds)

    @property
    def text_around(self) -> str:
        """The text that the sentence speaks of without its name."""
        return text_around(self.plain, self.setting.before, self.sentence.above, self.kinds)


def _is_sound(kind: Entrant) -> bool:
    """Whether it is a sort of works that are recordings."""
    return kind.sort and bool(re.search(any_of(grammar().materials["audio"]), kind.title))
