"""A page of styled lines, at a given width: what everything in a terminal is written on.

Chinese breaks between any two characters, other words stay whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rich.cells import cell_len

from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.text import Lang, Text
from jlxx_check.values.visible import visible


@dataclass(slots=True)
class Page:
    """Lines in the making. Everything written is plain text: markup in it stays as it is."""

    lang: Lang
    width: int
    lines: list[Styled] = field(default_factory=list)

    def say(self, text: Text | str) -> str:
        """A text in the page's language, made safe to show."""
        return visible(text.say(self.lang) if isinstance(text, Text) else text)

    def blank(self) -> None:
        """An empty line."""
        self.lines.append(Styled())

    def call(self, lead: str, words: str) -> None:
        """A command to be typed: on one line, however long, so that it can be copied."""
        self.lines.append(Styled(lead, "bold").append(visible(words), "bold"))

    def heading(self, text: Text | str, style: str = "bold") -> None:
        """A line of its own, with an empty one above."""
        self.blank()
        self.put(text, style=style)

    def put(
        self,
        text: Text | str,
        *,
        style: str = "",
        lead: str = "",
        lead_style: str = "",
        indent: int = 0,
    ) -> None:
        """A paragraph; ``lead`` stands before its first line, the others hang below the text."""
        margin = " " * indent
        hang = indent + cell_len(lead)
        for index, part in enumerate(wrap(self.say(text), max(20, self.width - hang))):
            line = Styled(margin)
            line.append(lead if index == 0 else " " * cell_len(lead), lead_style)
            line.append(part, style)
            self.lines.append(line)


#: Marks that may not begin a line, and marks that may not end one (GB/T 15834-2011, 5.1).
_NOT_FIRST = "，。、；：？！）》」』”’…—·,.;:?!)%"
_NOT_LAST = "（《「『“‘("

#: A word, blanks, or a character that may be parted from any other.
_UNIT = re.compile(r"[^\s⺀-鿿豈-﫿︰-﹏＀-￯　-〿“”‘’—…]+|　|\s+|.", re.DOTALL)


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
