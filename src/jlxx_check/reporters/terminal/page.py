"""A page of styled lines: what a report writes on, at a given width."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.text import Text as Line

from jlxx_check.reporters.terminal.wrapping import wrap
from jlxx_check.text import Lang, Text
from jlxx_check.values.visible import visible


@dataclass(slots=True)
class Page:
    """Lines in the making. Everything written is plain text: markup in it stays as it is."""

    lang: Lang
    width: int
    lines: list[Line] = field(default_factory=list)

    def say(self, text: Text | str) -> str:
        """A text in the page's language, made safe to show."""
        return visible(text.say(self.lang) if isinstance(text, Text) else text)

    def blank(self) -> None:
        """An empty line."""
        self.lines.append(Line())

    def call(self, lead: str, words: str) -> None:
        """A command to be typed: on one line, however long, so that it can be copied."""
        self.lines.append(Line(lead, "bold").append(visible(words), "bold"))

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
            line = Line(margin)
            line.append(lead if index == 0 else " " * cell_len(lead), lead_style)
            line.append(part, style)
            self.lines.append(line)
