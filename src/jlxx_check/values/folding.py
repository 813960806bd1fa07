"""Spellings that mean the same, folded to one, so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from jlxx_check.model.pack import Unit

#: PDF fonts often store these radicals in place of the character; NFKC leaves them alone.
_RADICALS = str.maketrans(
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
    "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
)
#: No sign of their own: format characters, controls, spaces and variation selectors.
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


#: More different characters than a year's packages hold.
_KNOWN = 20_000


class _Shown(dict[int, int | None]):
    """Each character's code as ``str.translate`` wants it; None for one that has no sign."""

    def __missing__(self, code: int) -> int | None:
        invisible = unicodedata.category(chr(code)) in _INVISIBLE or code in _VARIATION_SELECTORS
        shown = None if invisible else code
        if len(self) < _KNOWN:  # a text of every sign there is must not stay in memory
            self[code] = shown
        return shown


_SHOWN = _Shown()

_CIRCLED_NUMBER = re.compile(r"^\s*[①-⑳❶-❿➀-➉]")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[、.)]|,(?!\d))")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
_UNCLOSED = re.compile(r"[(\[【〔<].*$")
_LABEL_EDGES = ":*;,、。.·★☆※_"

_DECORATIONS = frozenset({"Pi", "Pf", "Pd", "Pc", "Ps", "Pe", "So", "Sk"})
#: The middle dot of 买买提·艾力 as it is typed where the keyboard has none.
_DOT_IN_NAME = re.compile(r"(?<=[㐀-鿿])\.(?=[㐀-鿿])")
#: A pack's words and a package's names are folded again for every file that they are sought in.
_REMEMBERED = 4096
_NAME_MARKS = frozenset("\"'`·•・‧∙⋅*")


def fold(text: str) -> str:
    """The text for comparing: NFKC, no spaces or invisible characters, no case."""
    folded = unicodedata.normalize("NFKC", text.translate(_RADICALS)).casefold()
    return unicodedata.normalize("NFKC", folded.translate(_SHOWN))


def fold_label(text: str) -> str:
    """A form's label for comparing: folded, without numbering, bracketed hints and end marks.

    ``一、姓　名（盖章）：`` is ``姓名``. Where brackets hold the whole label, their content stays.
    """
    label = fold(_CIRCLED_NUMBER.sub("", text)).strip(_LABEL_EDGES)
    label = _NUMBERING.sub("", label)
    bare = label
    while (shorter := _BRACKETED.sub("", bare)) != bare:
        bare = shorter
    bare = _UNCLOSED.sub("", bare).strip(_LABEL_EDGES)
    bare = _NUMBERING.sub("", bare)
    return bare or label.strip("()[]【】〔〕<>" + _LABEL_EDGES)


@lru_cache(maxsize=_REMEMBERED)
def fold_name(text: str) -> str:
    """A name for comparing: folded, without quotes, middle dots, dashes and decorations.

    Round brackets stay, for what they hold may tell two names apart. A name made of nothing but
    decorations stays as it is.
    """
    folded = fold(text).replace("○", "〇").replace("◯", "〇")
    bare = "".join(sign for sign in folded if not _decorates(sign)) or folded
    return _DOT_IN_NAME.sub("", bare)


def one_character_apart(a: str, b: str) -> bool:
    """Whether the names differ by exactly one character changed, added or left out."""
    short, long = sorted((fold_name(a), fold_name(b)), key=len)
    if len(long) - len(short) > 1 or short == long:
        return False
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    rest = start + 1 if len(short) == len(long) else start
    return short[rest:] == long[start + 1 :]


def same_unit(a: str, b: str, aliases: Mapping[str, str]) -> bool:
    """Whether two spellings name one unit; an empty one names none.

    aliases: folded spelling to folded canonical name, as ``unit_aliases`` gives them. An alias
    holds for the unit's departments, too: 长春广播电视大学继续教育学院 is of 长春开放大学.
    """
    first, second = canonical_unit(a, aliases), canonical_unit(b, aliases)
    return bool(first) and first == second


def canonical_unit(unit: str, aliases: Mapping[str, str]) -> str:
    """The folded name by which every spelling of a unit is known; "" for an empty one."""
    folded = fold_name(unit)
    known = max((name for name in aliases if name and folded.startswith(name)), key=len, default="")
    return aliases[known] + folded[len(known) :] if known else folded


def unit_aliases(units: Iterable[Unit]) -> dict[str, str]:
    """Folded spelling to folded canonical name of the units that a pack knows."""
    aliases: dict[str, str] = {}
    for unit in units:
        canonical = fold_name(unit.name)
        aliases[canonical] = canonical
        for other in unit.aliases:
            aliases.setdefault(fold_name(other), canonical)
    return aliases


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE or ord(character) in _VARIATION_SELECTORS


def _decorates(character: str) -> bool:
    if character in "()":
        return False
    return character in _NAME_MARKS or unicodedata.category(character) in _DECORATIONS
