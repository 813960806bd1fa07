"""WordprocessingML names, whichever of its namespaces a writer used, and its symbol fonts."""

from __future__ import annotations

from lxml import etree

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
}
_OFF = frozenset({"0", "false", "off", "none"})

_WINGDINGS = {
    0x6F: "□", 0x71: "□", 0x72: "□", 0x78: "☒", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"}


def name(element: etree._Element) -> str:
    """The element's name as ``w:p``; a namespace that is not needed here gives the bare name."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    space, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(space[1:])
    return f"{prefix}:{local}" if prefix else local


def attribute(element: etree._Element, local: str) -> str | None:
    """A ``w:`` attribute's value in either namespace, or without one."""
    for space in _WORD:
        value = element.get(f"{{{space}}}{local}")
        if value is not None:
            return str(value)
    value = element.get(local)
    return None if value is None else str(value)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The element reached by first children of these names."""
    for step in path:
        if element is None:
            return None
        element = next((inner for inner in element if name(inner) == step), None)
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


def mapped(text: str, font: str) -> str:
    """Text in which private-use characters of a symbol font are what they show."""
    if not any("\uf000" <= char <= "\uf0ff" for char in text):
        return text
    return "".join(
        symbol(ord(char), font or "Wingdings") if "\uf000" <= char <= "\uf0ff" else char
        for char in text
    )
