"""What a measure is of: the videos, the pictures, the recordings or the texts of a notice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from jlxx_check.authoring.draft.grammar import any_of, grammar
from jlxx_check.values.frozen_types import frozen

#: 1MB以上的一寸电子照片, 2分钟电视专题片: the word stands behind the number and belongs to it.
_BEHIND = re.compile(r"[^,;。、()]{0,2}|(?:及?以上|以内|以下|左右)?的[^,;。、()]{0,16}")
#: A word in the title counts for so many in the text.
_TITLE = 5
#: 能反映其事迹的照片 is none of the person's face.
_SHOWS = re.compile("(?:反映|体现|展示|展现|其[他它])[^,;。]{0,24}(?:照片|图片|照)")


@frozen
class Materials:
    """The materials of a notice. main: most spoken of, None where it speaks of none."""

    counted: dict[str, int]

    def main(self, among: Collection[str]) -> str | None:
        """The one of these that the notice speaks of most."""
        found = [(number, name) for name, number in self.counted.items() if name in among]
        return max(found)[1] if found and max(found)[0] else None

    def at(
        self, plain: str, start: int, end: int, around: Iterable[str], among: Collection[str]
    ) -> str | None:
        """What the words from ``start`` to ``end`` are of. around: where to look next, in order."""
        named = mentions(plain, among)
        for begin, _, name in named:
            if begin >= end and _BEHIND.fullmatch(plain[end:begin]):
                return name
        before = [item for item in named if item[1] <= start or item[0] <= start < item[1]]
        if before:
            return before[-1][2]
        if len({item[2] for item in named}) == 1:
            return named[0][2]  # 时长7分钟,采用MP4格式: the sentence speaks of films alone
        for text in around:
            found = mentions(text, among)
            if found:
                return found[-1][2]
        return self.main(among)


def find_materials(title: str, text: str) -> Materials:
    """How often a notice speaks of each."""
    words = grammar().materials
    counted = dict.fromkeys(words, 0)
    for part, weight in ((title, _TITLE), (text, 1)):
        for _, _, name in mentions(part, words):
            counted[name] += weight
    return Materials(counted)


def pictured(plain: str, before: str, place: int) -> tuple[str, ...]:
    """Which pictures what stands at ``place`` is said of: the role, or both; empty: not told.

    The nearest part of the sentence that names one tells, and where one names pictures of any sort
    (照片均为JPG) they are all that were named. before: the sentences in front of it in its clause.
    """
    words = dict(grammar().portraits)
    generic = any_of(words.pop("generic"))
    end = place + len(re.split("[,;。、]", plain[place:])[0])
    for part in reversed(re.split("[,;。]", plain[:end])):
        hits = [
            (hit.end(), role)
            for role, named in words.items()
            for hit in re.finditer(any_of(named), part)
        ]
        if hits:
            return (max(hits)[1],)
        if _SHOWS.search(part):
            return ("photo",)
        if re.search(generic, part):
            text = before + plain
            if "其中" in plain[end:]:
                return tuple(words)  # 照片两张,…,其中证件照一张: of all of them
            return tuple(role for role, named in words.items() if re.search(any_of(named), text))
    return ()


def mentions(text: str, among: Collection[str]) -> list[tuple[int, int, str]]:
    """Where words for these materials stand, in order; the longer word of two counts."""
    found = [
        (hit.start(), hit.end(), name)
        for name, words in grammar().materials.items()
        for hit in re.finditer(any_of(words), text, re.IGNORECASE)
    ]
    kept = [
        item
        for item in found
        if not any(
            other[0] <= item[0] and item[1] <= other[1] and other[1] - other[0] > item[1] - item[0]
            for other in found
        )
    ]
    return sorted(item for item in kept if item[2] in among)
