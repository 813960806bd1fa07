"""The package's name: the folder name that means something, among wrappers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jlxx_check.archives import stem
from jlxx_check.inventory.words import Vocabulary
from jlxx_check.values.folding import fold_name

_CJK = re.compile(r"[㐀-鿿]")


def package_name(own: str, wrappers: Sequence[str], vocabulary: Vocabulary) -> str:
    """The name of the unit's folder. own: the root's; wrappers: outermost first.

    A unit of the pack is best, then a Chinese name that is more than words such as 材料, then any
    other; of equals the innermost. A folder named for a kind of entry is none.
    """
    units = [
        fold_name(name) for unit in vocabulary.pack.units for name in (unit.name, *unit.aliases)
    ]

    def rank(name: str) -> int:
        clues = vocabulary.read(name)
        if any(unit in clues.text for unit in units):
            return 3
        if clues.kinds or clues.specials or clues.roles or not clues.tokens:
            return 0
        return 2 if _CJK.search(name) else 1

    best = own
    for name in map(stem, wrappers):
        if rank(name) and rank(name) >= rank(best):
            best = name
    return best
