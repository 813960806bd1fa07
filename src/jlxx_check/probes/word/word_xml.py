"""WordprocessingML as it is written: names in either namespace, symbol fonts, shown drawings."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from lxml import etree

from jlxx_check.probes.letters import TINY

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_PREFIXES = {
    **dict.fromkeys(_WORD, "w"),
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "urn:schemas-microsoft-com:vml": "v",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
}
_OFF = frozenset({"0", "false", "off", "none"})

_WINGDINGS = {
    0x6F: "□", 0x71: "□", 0x72: "□", 0x78: "☒", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"}
#: Fonts without a letter.
_PICTURED = frozenset({"wingdings", "wingdings 2"})
_EMU = 12_700  # in a point
#: Points: beyond it on any side is no page, on the largest paper.
_FAR = 3_000.0
_NEARBY = 60
_POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0}
_RULE = re.compile(r"([\w-]+)\s*:\s*(-?[\d.]+)\s*([a-z]*)")


def name(element: etree._Element) -> str:
    """The element's name as ``w:p``; a namespace that is not needed here gives the bare name."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=2048)
def _short(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(space[1:])
    return f"{prefix}:{local}" if prefix else local


def attribute(element: etree._Element, local: str) -> str | None:
    """A ``w:`` attribute's value in either namespace, or without one."""
    for called in _spellings(local):
        value = element.get(called)
        if value is not None:
            return str(value)
    return None


@lru_cache(maxsize=256)
def _spellings(local: str) -> tuple[str, ...]:
    return (*(f"{{{space}}}{local}" for space in _WORD), local)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The element reached by first children of these names."""
    for step in path:
        if element is None:
            return None
        for inner in element:
            if name(inner) == step:
                break
        else:
            return None
        element = inner
    return element


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as ``w:vanish`` stands and is not switched off."""
    if element is None:
        return False
    value = attribute(element, "val")
    return value is None or value.lower() not in _OFF


def whole_number(element: etree._Element | None, otherwise: int, most: int) -> int:
    """A ``w:val`` from 0 to ``most``, or ``otherwise``."""
    value = attribute(element, "val") if element is not None else None
    if value is None or not value.isascii() or not value.isdigit() or len(value) > 9:
        return otherwise
    return min(int(value), most)


def symbol(code: int, font: str) -> str:
    """What a symbol font shows at a code; symbols that mean nothing in a form give nothing."""
    if code >= 0xF000:
        code -= 0xF000
    folded = font.casefold().strip()
    if folded == "wingdings":
        return _WINGDINGS.get(code, "")
    if folded == "wingdings 2":
        return _WINGDINGS_2.get(code, "")
    return chr(code) if 0x20 <= code < 0xD800 and folded not in ("symbol", "webdings") else ""


def mapped(text: str, font: str, *, letters: bool) -> str:
    """Text in which private-use characters of a symbol font, and letters set in one, are its signs.

    So typists tick: an R in Wingdings 2 is ☑. letters: ASCII is set in it, too.
    """
    pictured = font.casefold().strip() in _PICTURED
    if not pictured and not any("\uf000" <= char <= "\uf0ff" for char in text):
        return text
    return "".join(_sign(char, font, pictured=pictured, letters=letters) for char in text)


def _sign(char: str, font: str, *, pictured: bool, letters: bool) -> str:
    if "\uf000" <= char <= "\uf0ff":
        return symbol(ord(char), font or "Wingdings")
    if pictured and letters and " " < char < "\x7f":
        return symbol(ord(char), font)
    if pictured and "\xa0" < char <= "\xff":  # a dot in a name is not set in it
        return symbol(ord(char), font) or char
    return char


def is_away(drawing: etree._Element) -> bool:
    """Whether nobody sees a ``w:drawing`` or a ``w:pict``: hidden, of no size, off the page."""
    return (name(drawing) == "w:drawing" and _drawing(drawing)) or _old_drawing(drawing)


def is_behind(element: etree._Element) -> bool:
    """Whether it lies behind the text and may give it another ground."""
    return element.get("behindDoc") in ("1", "true")


def _drawing(drawing: etree._Element) -> bool:
    for element in islice(drawing.iter(), _NEARBY):
        kind = name(element).rpartition(":")[2]
        if kind == "docPr" and element.get("hidden") in ("1", "true"):
            return True
        if kind == "anchor" and element.get("hidden") in ("1", "true"):
            return True
        if kind == "extent" and any(_emu(element.get(side)) < TINY for side in ("cx", "cy")):
            return True
        if kind == "posOffset" and abs(_emu(element.text)) > _FAR:
            return True
    return False


def _emu(text: str | None) -> float:
    try:
        return int(text or "") / _EMU
    except ValueError:
        return 2 * TINY


def _old_drawing(drawing: etree._Element) -> bool:
    """By the outermost shapes: what stands in a group is measured in units of its own."""
    for element in drawing:
        style = str(element.get("style", ""))
        if not name(element).startswith("v:") or name(element) == "v:shapetype":
            continue
        if re.search(r"visibility\s*:\s*hidden|display\s*:\s*none", style):
            return True
        for rule, number, unit in _RULE.findall(style):
            try:
                points = float(number) * _POINTS.get(unit, 1.0)
            except ValueError:
                continue
            if rule in ("width", "height") and points < TINY and "mso-fit-shape" not in style:
                return True
            if rule in ("margin-left", "margin-top", "left", "top") and abs(points) > _FAR:
                return True
    return False
