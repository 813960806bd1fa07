"""Characters counted as Word counts 字数."""

from __future__ import annotations

import unicodedata

#: Marks that Chinese text shares with Latin text; Word sets them in the Chinese face and counts
#: each, even between Latin letters.
_SHARED_MARKS = frozenset("“”‘’—…·")


def word_count(text: str) -> int:
    """The 字数 that Word shows: each CJK character or Chinese mark is one, each other run is one.

    A run is characters without a space between them, such as ``2023`` or ``H.264``. Characters
    that take no room (zero-width spaces, variation selectors) count for nothing.
    """
    count = 0
    in_run = False
    for character in text:
        if character.isspace():
            in_run = False
        elif _counts_alone(character):
            count += 1
            in_run = False
        elif not in_run and not _takes_no_room(character):
            count += 1
            in_run = True
    return count


def _counts_alone(character: str) -> bool:
    return character in _SHARED_MARKS or unicodedata.east_asian_width(character) in ("W", "F")


def _takes_no_room(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Mn", "Me") or character == "\ufffc"
