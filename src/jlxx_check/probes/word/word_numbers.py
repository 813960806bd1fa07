"""The numbers that Word puts before paragraphs by itself, as the page shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from lxml import etree

from jlxx_check.probes.word.word_xml import attribute, child, is_on, name
from jlxx_check.values.frozen_types import frozen

LEVELS = 9
_LARGEST = 1_000_000
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_COUNTED = frozenset(
    {"chineseCounting", "chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting"}
    | {"taiwaneseCounting", "koreanCounting", "ideographDigital"}
)
_CAPITAL = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})
#: The first and the last of marks that stand in a row in Unicode.
_RINGED = {
    "decimalEnclosedCircle": (0x2460, 20),
    "decimalEnclosedCircleChinese": (0x2460, 20),
    "decimalEnclosedParen": (0x2474, 20),
    "decimalEnclosedFullstop": (0x2488, 20),
}


@frozen
class ListLevel:
    """One level of a list."""

    start: int = 1
    format: str = "decimal"
    #: With ``%1`` to ``%9`` where the numbers stand.
    text: str = ""
    #: The number of the level (from 1) after which it begins anew, None: after any above, 0:
    #: never.
    restarts: int | None = None
    #: All its numbers are shown as 1, 2, 3.
    legal: bool = False


@frozen
class WordList:
    """A list that paragraphs belong to."""

    #: Lists of one key count on together.
    key: str
    levels: Mapping[int, ListLevel]
    #: Levels (from 0) that begin anew, at this number, when the list is first met.
    starts: Mapping[int, int] = field(default_factory=dict)


class Counters:
    """Counts as a page is read from top to bottom."""

    def __init__(self, lists: Mapping[str, WordList]) -> None:
        self._lists = lists
        self._counts: dict[str, list[int | None]] = {}
        self._met: set[str] = set()

    def next(self, number: str, level: int) -> str:
        """The number of the next paragraph of a list, as shown; "" for bullets and no list."""
        found = self._lists.get(number)
        if found is None or not 0 <= level < LEVELS:
            return ""
        counts = self._counts.setdefault(found.key, [None] * LEVELS)
        if number not in self._met:
            self._met.add(number)
            for place, start in found.starts.items():
                counts[place] = start - 1
        for place in range(level + 1):
            if counts[place] is None:
                counts[place] = self._level(found, place).start - (place == level)
        counts[level] = min((counts[level] or 0) + 1, _LARGEST)
        for place in range(level + 1, LEVELS):
            after = self._level(found, place).restarts
            if after is None or level < after:
                counts[place] = None
        return self._shown(found, counts, level)

    def _level(self, found: WordList, place: int) -> ListLevel:
        return found.levels.get(place) or ListLevel()

    def _shown(self, found: WordList, counts: Sequence[int | None], level: int) -> str:
        own = self._level(found, level)
        if own.format in ("bullet", "none"):
            return ""

        def said(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            shape = self._level(found, place).format
            return spelled(counts[place] or 0, "decimal" if own.legal else shape)

        return _PLACE.sub(said, own.text).strip()


def read_lists(root: etree._Element | None, by_style: Callable[[str], str]) -> dict[str, WordList]:
    """The lists of a numbering part by their numId.

    by_style: the numId that a style of lists names, of the style's id; "" for none.
    """
    shapes: dict[str, dict[int, ListLevel]] = {}
    linked: dict[str, str] = {}
    numbers: dict[str, etree._Element] = {}
    for item in () if root is None else root:
        if name(item) == "w:abstractNum":
            key = attribute(item, "abstractNumId") or ""
            shapes[key] = dict(_level(level) for level in item if name(level) == "w:lvl")
            link = child(item, "w:numStyleLink")
            if link is not None:
                linked[key] = attribute(link, "val") or ""
        elif name(item) == "w:num":
            numbers[attribute(item, "numId") or ""] = item
    found: dict[str, WordList] = {}
    for number, item in numbers.items():
        key = _value(child(item, "w:abstractNumId")) or ""
        other = numbers.get(by_style(linked[key])) if key in linked else None
        if other is not None:  # the list is another's, told by a style
            key = _value(child(other, "w:abstractNumId")) or ""
        levels = dict(shapes.get(key, {}))
        starts: dict[int, int] = {}
        for change in item:
            if name(change) != "w:lvlOverride":
                continue
            place = _number(attribute(change, "ilvl"), 0)
            own = child(change, "w:lvl")
            if own is not None:
                levels[place] = _level(own)[1]
            start = child(change, "w:startOverride")
            if start is not None and 0 <= place < LEVELS:
                starts[place] = _number(_value(start), 1)
        found[number] = WordList(key, levels, starts)
    return found


def _level(element: etree._Element) -> tuple[int, ListLevel]:
    hidden = is_on(child(element, "w:rPr", "w:vanish"))
    restarts = child(element, "w:lvlRestart")
    shape = child(element, "w:numFmt")
    if shape is None:  # newer formats stand beside one that every Word knows
        shape = child(element, "AlternateContent", "Fallback", "w:numFmt")
        if shape is None:
            shape = child(element, "mc:AlternateContent", "mc:Fallback", "w:numFmt")
    return _number(attribute(element, "ilvl"), 0), ListLevel(
        start=_number(_value(child(element, "w:start")), 0),
        format=_value(shape) or "decimal",
        text="" if hidden else _value(child(element, "w:lvlText")) or "",
        restarts=None if restarts is None else _number(_value(restarts), 0),
        legal=is_on(child(element, "w:isLgl")),
    )


def _value(element: etree._Element | None) -> str | None:
    return None if element is None else attribute(element, "val")


def _number(text: str | None, otherwise: int) -> int:
    try:
        return min(max(int(text or ""), 0), _LARGEST)
    except ValueError:
        return otherwise


def spelled(number: int, shape: str) -> str:
    """A number as a list's format (ECMA-376 17.18.59) writes it; figures for a rare one."""
    if shape in _RINGED:
        first, most = _RINGED[shape]
        return chr(first + number - 1) if 1 <= number <= most else str(number)
    if shape in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return (letter if shape == "upperLetter" else letter.lower())[:60]
    if shape in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman if shape == "upperRoman" else roman.lower()
    if shape in _COUNTED:
        return _counted(number, _DIGITS, "十百千")
    if shape in _CAPITAL:
        return _counted(number, _CAPITALS, "拾佰仟")
    if shape == "ideographTraditional" and 1 <= number <= len(_STEMS):
        return _STEMS[number - 1]
    if shape == "ideographZodiac" and 1 <= number <= len(_BRANCHES):
        return _BRANCHES[number - 1]
    if shape == "decimalZero":
        return f"{number:02d}"
    if shape == "decimalFullWidth":
        return str(number).translate({ord("0") + n: chr(0xFF10 + n) for n in range(10)})
    return str(number)


def _roman(number: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        said += letters * times
    return said


def _counted(number: int, digits: str, units: str) -> str:
    """As it is read aloud, up to 9999: 十二, 二十, 一百〇三."""
    if not 0 < number < 10_000:
        return str(number)
    said, gap = "", False
    places = str(number)
    for at, figure in enumerate(places):
        power = len(places) - 1 - at
        if figure == "0":
            gap = bool(said)
            continue
        if gap:
            said += digits[0]
            gap = False
        first_ten = power == 1 and figure == "1" and not said and digits is _DIGITS
        said += ("" if first_ten else digits[int(figure)]) + (units[power - 1] if power else "")
    return said
