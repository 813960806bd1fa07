"""Lists of places: which unit may put forward how many, row by row or in one sentence."""

from __future__ import annotations

import re

from jlxx_check.authoring.draft.counted import QUOTA
from jlxx_check.authoring.draft.grammar import topics
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.proposals import Proposal
from jlxx_check.authoring.draft.shortened import entitled
from jlxx_check.authoring.draft.subjects import Entrant, all_sorts, mentioned
from jlxx_check.model.outcome import Level
from jlxx_check.values.numerals import read_number

#: One place of a list of them, up to the next mark.
_PLACES = re.compile(
    r"(?P<unit>[\u4e00-\u9fff()]{2,24}?)(?P<colon>:)?(?:可?推[荐介]|申报|报送|限报|名额)?"
    r"(?:各|每[个家所校])?"
    r"(?P<number>\d{1,4}|[一二三四五六七八九十]{1,3})[名人个件项部篇户家](?=[、,;。]|$)"
)


def allotted(
    sentence: Sentence, before: str, subjects: list[Entrant], spoken: list[Entrant]
) -> list[Proposal]:
    """A row of a list of places, or a sentence that is one: which unit gets how many.

    before: the sentences in front of it in its clause, plain. spoken: the kinds that it is about.
    """
    words = topics().allotted
    around = " ".join((*sentence.above, before, sentence.plain))
    if not re.search(words.context, around):
        return []
    plainly = [item for item in spoken if item.special_of is None]
    return [
        _place(sentence, unit, number, kinds)
        for unit, named, number in (_row(sentence.plain) or _listed_places(sentence.plain))
        if not re.search(words.sums, unit)
        for kinds in _counted_kinds([hit[2] for hit in mentioned(named, subjects)] or plainly)
    ]


def _row(plain: str) -> list[tuple[str, str, int]]:
    """Unit, the column's name and the number, of 单位:甲县教育局,名额(件):6."""
    words = topics().allotted
    cells = [part.partition(":")[::2] for part in re.split("[,。]", plain) if ":" in part]
    unit = next((text for name, text in cells if re.search(words.unit_columns, name)), "")
    counted = [(name, re.match(r"(\d{1,4})(?!\d)", text)) for name, text in cells]
    if not unit:
        return []
    return [
        (unit, name, int(match[1]))
        for name, match in counted
        if match and (re.search(words.number_columns, name) or re.search("[“”]", name))
    ]


def _listed_places(plain: str) -> list[tuple[str, str, int]]:
    """The same, of 东区教育局3名、西区教育局2名 and of 东区教育局:推荐3名."""
    found = []
    plain = re.sub(r"[(][^()]*\d[^()]*[)]", "", plain)  # 第五中学4名(小学2名、中学2名)
    for match in _PLACES.finditer(plain):
        unit = re.sub("^(?:其中|对)|(?:各|每[个家所校]?)$", "", match["unit"])
        number = read_number(match["number"])
        if number is None or not re.search(topics().allotted.units, unit):
            return []
        found.append((unit, "", int(number), bool(match["colon"])))
    told = len(found) > 1 or any(item[3] for item in found)
    return [item[:3] for item in found] if told else []


def _counted_kinds(kinds: list[Entrant]) -> list[list[Entrant]]:
    """Kinds that a number counts each, or sorts of works that it counts together."""
    return [kinds] if all_sorts(kinds, kinds) else [[kind] for kind in kinds]


def _place(sentence: Sentence, unit: str, number: int, kinds: list[Entrant]) -> Proposal:
    words, kind = topics().quota, kinds[0]
    keys = [item.key for item in kinds]
    name = kind.title if len(kinds) == 1 else kind.spec.title.zh
    return Proposal(
        QUOTA,
        f"quota.{kind.key}",
        sentence,
        tuple(keys),
        "package",
        words.check,
        {"kind": keys if len(keys) > 1 else kind.key, "at_most": number},
        Level.ERROR,
        entitled(words.title, name, kind.spec.title),
        units=unit,
        placed=True,
    )
