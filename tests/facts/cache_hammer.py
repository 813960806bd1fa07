"""One of several processes that read and write one cache at once."""

from __future__ import annotations

from pathlib import Path

from jlxx_check.facts.facts_cache import FactsCache
from tests.facts.cache_samples import MAKER, content, identity, known, record


def hammer(folder: Path, seed: int, rounds: int, clears: bool) -> list[str]:
    """Keep and look up in many short sessions; whatever is found must be right. What went wrong."""
    wrong = []
    for turn in range(rounds):
        cache = FactsCache(folder)
        numbers = range(seed * 7 + turn, seed * 7 + turn + 20)
        with cache.session(MAKER) as opened:
            assert opened is not None
            opened.keep([record(number, bytes(500)) for number in numbers])
            seen = opened.seen([identity(number) for number in numbers], thumbnails=True)
            same = opened.same(map(content, numbers), thumbnails=True)
        for number in numbers:
            right = known(number, bytes(500))
            for got in (seen.get(identity(number).place), same.get(content(number))):
                if got != right and (got is not None or not clears):
                    wrong.append(f"{number}: {got}")
        if cache.trouble is not None:
            wrong.append(cache.trouble.en)
        if clears and turn % 5 == seed:
            cache.clear()
    return wrong
