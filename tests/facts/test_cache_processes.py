"""Several processes on one cache, from its making on."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from jlxx_check.facts.facts_cache import FactsCache
from tests.facts.cache_hammer import hammer
from tests.facts.cache_samples import MAKER, identity

PROCESSES = 3
ROUNDS = 15


@pytest.mark.parametrize(
    "clears",
    [
        False,
        pytest.param(
            True,
            marks=pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed"),
        ),
    ],
)
def test_every_process_finds_what_it_kept(tmp_path: Path, clears: bool) -> None:
    """And nothing wrong where others erase the file under it."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        runs = [pool.submit(hammer, tmp_path, seed, ROUNDS, clears) for seed in range(PROCESSES)]
        assert [run.result() for run in runs] == [[]] * PROCESSES
    if clears:
        return
    numbers = range((PROCESSES - 1) * 7 + ROUNDS + 19)
    with FactsCache(tmp_path).session(MAKER) as opened:
        assert opened is not None
        assert len(opened.seen(list(map(identity, numbers)), thumbnails=True)) == len(numbers)
