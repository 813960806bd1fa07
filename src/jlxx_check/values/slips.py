"""How many slips of the pen lie between two spellings, and whether the other may be meant."""

from __future__ import annotations

import re

_FIGURES = re.compile(r"\d+")
#: What a file's name ends in; behind a number's dot stands a name: 1.登记表.
_ENDING = re.compile(r"\.[a-z0-9]{1,5}$")
#: Of so many signs one may be wrong; of fewer, one all the same.
_PER_SLIP = 4


def slips(one: str, other: str) -> int:
    """Signs to add, drop, replace or exchange with the next that make the other of one."""
    earlier: list[int] = []
    row = list(range(len(other) + 1))
    for place, sign in enumerate(one, 1):
        last, row = row, [place]
        for at, wanted in enumerate(other, 1):
            found = min(last[at] + 1, row[at - 1] + 1, last[at - 1] + (sign != wanted))
            if place > 1 and at > 1 and sign == other[at - 2] and one[place - 2] == wanted:
                found = min(found, earlier[at - 2] + 1)
            row.append(found)
        earlier = last
    return row[-1]


def may_mean(asked: str, name: str) -> bool:
    """Whether a file's or folder's name, both folded, may have been meant by what was typed.

    Names that differ by their figures are of two things (2022, 2023), and so are those that have
    little in common but an ending (张三.xlsx, 李四.xlsx) or a last word (甲市学校, 乙州学校).
    """
    (stem, ending), (known, its_ending) = _parted(asked), _parted(name)
    figures = _FIGURES.findall(stem), _FIGURES.findall(known)
    if all(figures) and figures[0] != figures[1]:
        return False
    if ending and its_ending and slips(ending, its_ending) > 1:
        return stem == known and len(stem) > 1
    return len(stem) > 1 and slips(stem, known) <= max(1, len(stem) // _PER_SLIP)


def _parted(name: str) -> tuple[str, str]:
    found = _ENDING.search(name)
    return (name[: found.start()], found[0]) if found else (name, "")
