"""The text of a document's blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jlxx_check.model.document import Block, Table


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
