"""Lines for a terminal: Chinese breaks between any two characters, other words stay whole."""

from __future__ import annotations

import re

from rich.cells import cell_len

#: Marks that may not begin a line, and marks that may not end one (GB/T 15834-2011, 5.1).
_NOT_FIRST = "，。、；：？！）》」』”’…—·,.;:?!)%"
_NOT_LAST = "（《「『“‘("

_UNIT = re.compile(r"[⺀-鿿豈-﫿︰-﹏＀-￯　-〿“”‘’—…]|\s+|[^\s⺀-鿿豈-﫿︰-﹏＀-￯　-〿“”‘’—…]+")


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` cells (a Chinese character takes two)."""
    lines: list[str] = []
    line = ""
    for unit in _units(text, width):
        if cell_len(line) + cell_len(unit.rstrip()) <= width:
            line += unit
            continue
        lines.append(line.rstrip())
        line = unit.lstrip()
    lines.append(line.rstrip())
    return [line for line in lines if line] or [""]


def _units(text: str, width: int) -> list[str]:
    """What may not be broken: words, and characters with the marks that cling to them."""
    units: list[str] = []
    for piece in _UNIT.findall(text):
        clings = units and (piece[0] in _NOT_FIRST or units[-1][-1] in _NOT_LAST)
        if clings and cell_len(units[-1] + piece) <= width:
            units[-1] += piece
        else:
            units.extend(_chopped(piece, width))
    return units


def _chopped(piece: str, width: int) -> list[str]:
    """A word longer than a whole line, cut into lines."""
    if cell_len(piece) <= width:
        return [piece]
    parts = [""]
    for char in piece:
        if cell_len(parts[-1] + char) > width:
            parts.append("")
        parts[-1] += char
    return parts
