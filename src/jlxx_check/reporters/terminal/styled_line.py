"""A line of words and their styles: what is known of it before anybody asks for its colours.

Rich, which shows them, is imported where a terminal is written to, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

from rich.cells import cell_len


@dataclass(slots=True, init=False)
class Styled:
    """A line in the making. styles: as Rich writes them (``bold red``); "" for none."""

    parts: list[tuple[str, str]] = field(default_factory=list)

    def __init__(self, text: str = "", style: str = "") -> None:
        self.parts = []
        self.append(text, style)

    def append(self, text: str, style: str = "") -> Self:
        """More words behind those that are there."""
        if text:
            self.parts.append((text, style))
        return self

    def __bool__(self) -> bool:
        """Whether there are any words."""
        return bool(self.parts)

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(text for text, _ in self.parts)

    @property
    def cell_len(self) -> int:
        """How many cells of a terminal it takes."""
        return cell_len(self.plain)
