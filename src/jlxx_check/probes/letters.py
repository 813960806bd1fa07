"""What an eye sees of a document: letters that stand out from what is behind them, and its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from jlxx_check.model.document import Block, Table

if TYPE_CHECKING:
    from lxml import etree

#: Points: lower letters cannot be read.
TINY = 3.0
#: Distance between two colours, the largest of a channel, at which letters can be told apart.
_APART = 24
#: A theme's colours by their names in it.
_NAMES = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)))

Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)


def alike(letters: Colour | None, behind: Colour | None) -> bool:
    """Whether letters of a colour cannot be seen on another; None: not known, so they can."""
    if letters is None or behind is None:
        return False
    return max(abs(a - b) for a, b in zip(letters, behind, strict=True)) < _APART


def rgb_of(text: str) -> Colour | None:
    """A colour written as its last six hexadecimal digits; None for anything else."""
    try:
        value = bytes.fromhex(text[-6:])
    except ValueError:
        return None
    return (value[0], value[1], value[2]) if len(value) == 3 else None


def theme_colours(theme: etree._Element | None) -> dict[str, Colour | None]:
    """The colours of a theme part by their names; None where it does not say."""
    scheme = theme.find(".//{*}clrScheme") if theme is not None else None
    found: dict[str, Colour | None] = {}
    for name in _NAMES:
        item = scheme.find(f"{{*}}{name}") if scheme is not None else None
        own = item[0] if item is not None and len(item) else None
        text = str(own.get("lastClr") or own.get("val")) if own is not None else ""
        usual = WHITE if name == "lt1" else BLACK if name == "dk1" else None
        found[name] = rgb_of(text) or usual
    return found


def shown_text(blocks: Iterable[Block]) -> str:
    """All text, one paragraph or cell a line, nothing added and empty ones left out."""
    return "\n".join(text for block in blocks for text in _texts(block) if text)


def _texts(block: Block) -> Iterator[str]:
    if not isinstance(block, Table):
        yield block.text
        return
    for cell in block.cells:
        yield cell.text
        for inner in cell.tables:
            yield from _texts(inner)
