"""Paths in the order in which people list them: 2 before 10."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = re.compile(r"(\d+)")


def natural_key(path: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """A sort key that puts 2 before 10, whatever width the digits have; the path breaks ties."""
    folded = unicodedata.normalize("NFKC", path).casefold()
    pieces = tuple(
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece)
        for piece in _DIGITS.split(folded)
        if piece
    )
    return pieces, path
