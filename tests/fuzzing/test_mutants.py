"""Mutants come out the same on every run, and every step gives bytes."""

from __future__ import annotations

import hashlib
import random

from fuzzing.corpus import Seed, seeds
from fuzzing.mutants import mutant, steps_of

from tests.support.rows import ask_every


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_seeds_are_made_the_same_again() -> None:
    first = [(seed.name, digest(seed.data)) for seed in seeds()]
    seeds.cache_clear()
    assert [(seed.name, digest(seed.data)) for seed in seeds()] == first
    assert len({name for name, _ in first}) == len(first)


def test_a_number_is_a_mutant() -> None:
    for number in range(40):
        assert mutant(5, number).data == mutant(5, number).data
    assert [digest(mutant(5, n).data) for n in range(40)] != [
        digest(mutant(6, n).data) for n in range(40)
    ]


def test_two_mutants_never_share_a_place() -> None:
    places = [mutant(5, number).path for number in range(500)]
    assert len(set(places)) == len(places)


def test_every_step_takes_everything() -> None:
    """Also what an earlier step has left: next to nothing, or another format."""

    def takes(row: tuple[Seed, str]) -> None:
        seed, name = row
        step = steps_of(seed.kind)[name]
        for number, data in enumerate((seed.data, b"x", b"PK\3\4" + bytes(60), seed.data[:600])):
            assert isinstance(step(data, random.Random(f"{name}/{number}"), (seed.data,)), bytes)

    kinds = {seed.kind: seed for seed in seeds()}
    rows = {f"{kind}: {name}": (kinds[kind], name) for kind in kinds for name in steps_of(kind)}
    ask_every(rows, takes, least=100)


def test_fewer_steps_of_a_mutant() -> None:
    several = next(item for item in (mutant(1, n) for n in range(99)) if len(item.steps) == 3)
    assert [len(item.steps) for item in several.fewer()] == [2, 2, 2]
    single = next(item for item in (mutant(1, n) for n in range(99)) if len(item.steps) == 1)
    assert single.fewer() == []
