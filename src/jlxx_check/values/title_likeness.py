"""Whether two titles may be one project's, written in full and in short, or with a slip."""

from __future__ import annotations

from difflib import SequenceMatcher

from jlxx_check.values.folding import fold, fold_name
from jlxx_check.values.late_patterns import late_pattern

#: What may be left off a title's end without making it another's.
_ENDINGS = late_pattern(r"(?:公益|培训|学习)?(?:(?:品牌|活动|计划|行动|项目|工程))+$")
_BRACKETED = late_pattern(r"[(（\[【〔《][^()（）\[\]【】〔〕《》]*[)）\]】〕》]")
_SUBTITLE = late_pattern(r"[—–―:：]+|--+|\s-\s")
_QUOTED = late_pattern(r"[“\"「『《]([^”\"」』》]+)[”\"」』》]")
#: 一期 and 二期, 上册 and 下册 are two, although one character is all that differs.
_COUNTING = frozenset("0123456789〇一二三四五六七八九十百甲乙丙丁上中下东南西北")
#: A shorter piece of a title says too little; in a title as long as this two slips are slips.
_SHORTEST_PIECE, _LONG = 3, 8
#: Nor does a single character of several that are left of a title.
_PIECE = 2


def title_likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 1; 0 where nothing but other evidence could join them.

    1: the same but for endings (项目, 工程, 品牌), brackets and subtitles that one of them lacks;
    less: one holds the other, or its pieces in their order; less still: one slip, two in long
    titles, or the same characters in another order. Titles that differ in a number or a side
    (一期, 二期) are two.
    """
    first, second = fold_name(one), fold_name(other)
    if not first or not second:
        return 0.0
    wholes = _bare(one), _bare(other)
    if first == second or wholes[0] in _pieces(other) or wholes[1] in _pieces(one):
        return 1.0
    short, long = sorted((first, second), key=len)
    core = _ENDINGS.sub("", short) or short
    if len(core) >= _SHORTEST_PIECE and core in long:
        return 0.8 + 0.1 * len(core) / len(long)
    if _left_out(short, long):
        return 0.75
    slips = 0 if differ_in_count(one, other) else _slips(short, long)
    if slips and slips <= 1 + (len(short) >= _LONG) and len(short) > _SHORTEST_PIECE:
        return 0.7 - 0.1 * slips
    if len(short) > _SHORTEST_PIECE and sorted(short) == sorted(long):
        return 0.5
    return 0.0


def abbreviates(one: str, other: str) -> bool:
    """Whether one title's characters stand in the other in their order: 夜读, 伊水夜读.

    Far weaker than a likeness: only for what nothing else takes, where other evidence agrees.
    """
    short, long = sorted((fold_name(one), fold_name(other)), key=len)
    rest = iter(long)
    in_order = all(character in rest for character in short)
    return len(short) >= _PIECE and in_order and not differ_in_count(one, other)


def _left_out(short: str, long: str) -> bool:
    """Whether the short title is pieces of the long one, in its order: 银龄课堂, 银龄数字课堂."""
    blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    pieces = [block.size for block in blocks if block.size]
    return sum(pieces) == len(short) and min(pieces) >= _PIECE and short[0] == long[0]


def differ_in_count(one: str, other: str) -> bool:
    """Whether a number or a side is among what tells two titles apart."""
    return any(
        _COUNTING & {*changed}
        for pair in _changes(fold_name(one), fold_name(other))
        for changed in pair
    )


def _bare(title: str) -> str:
    return fold_name(_ENDINGS.sub("", fold(title)))


def _pieces(title: str) -> set[str]:
    """The title, and what of it is left without brackets, without subtitle, within quotes."""
    plain = _BRACKETED.sub("", title.strip().replace("《", "“").replace("》", "”"))
    parts = {title, plain, _SUBTITLE.split(plain)[0], *_QUOTED.findall(plain)[:1]}
    return {piece for part in parts if len(piece := _bare(part)) >= _SHORTEST_PIECE}


def _slips(one: str, other: str) -> int:
    """Characters changed, added or left out."""
    return sum(max(map(len, pair)) for pair in _changes(one, other))


def _changes(one: str, other: str) -> list[tuple[str, str]]:
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return [(one[a:b], other[c:d]) for what, a, b, c, d in codes if what != "equal"]
