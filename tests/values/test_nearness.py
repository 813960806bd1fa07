"""The index joins what comparing all with all would join, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values import nearness
from jlxx_check.values.nearness import (
    Sets,
    even_pieces,
    join_near_fingerprints,
    join_near_signatures,
)


def brute(count: int, near: Callable[[int, int], bool]) -> list[list[int]]:
    sets = Sets(count)
    for one in range(count):
        for other in range(one):
            if near(one, other):
                sets.join(one, other)
    return sets.shared()


def flipped(base: int, bits: set[int]) -> int:
    for bit in bits:
        base ^= 1 << bit
    return base


BITS = st.sets(st.integers(0, 63), max_size=10)
#: A few pictures, each in versions that are some bits off.
FINGERPRINTS = st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=3).flatmap(
    lambda bases: st.lists(st.builds(flipped, st.sampled_from(bases), BITS), max_size=24)
)


@pytest.mark.parametrize("few", [2, 48])
@given(values=FINGERPRINTS, distance=st.integers(0, 8))
def test_fingerprints_within_the_distance_are_joined(
    few: int, values: list[int], distance: int
) -> None:
    sets = Sets(len(values))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearness, "_FEW", few)
        join_near_fingerprints(
            ((value, place) for place, value in enumerate(values)), distance, sets
        )
    wanted = brute(
        len(values), lambda one, other: (values[one] ^ values[other]).bit_count() <= distance
    )
    assert sets.shared() == wanted


def test_a_crowd_that_shares_most_bits_is_cut_further() -> None:
    """Dark pictures agree in nearly everything; still each finds its own."""
    values = [number * 0x1F1F for number in range(400)]
    sets = Sets(len(values))
    join_near_fingerprints(((value, place) for place, value in enumerate(values)), 2, sets)
    assert sets.shared() == brute(
        len(values), lambda one, other: (values[one] ^ values[other]).bit_count() <= 2
    )


SIGNATURES = st.lists(st.binary(min_size=12, max_size=12), min_size=1, max_size=3).flatmap(
    lambda bases: st.lists(
        st.builds(
            lambda base, places: bytes(
                byte ^ 255 if place in places else byte for place, byte in enumerate(base)
            ),
            st.sampled_from(bases),
            st.sets(st.integers(0, 11), max_size=8),
        ),
        max_size=20,
    )
)


@given(SIGNATURES, st.integers(0, 11))
def test_signatures_that_differ_in_few_bytes_are_joined(
    values: list[bytes], differing: int
) -> None:
    sets = Sets(len(values))
    join_near_signatures(((value, place) for place, value in enumerate(values)), differing, sets)

    def near(one: int, other: int) -> bool:
        pairs = zip(values[one], values[other], strict=True)
        return sum(first != second for first, second in pairs) <= differing

    assert sets.shared() == brute(len(values), near)


def test_places_keep_their_numbers() -> None:
    sets = Sets(10)
    join_near_fingerprints([(7, 9), (7, 2), (1 << 40, 5)], 1, sets)
    assert sets.shared() == [[2, 9]]


def test_nothing_is_near_nothing() -> None:
    sets = Sets(1)
    join_near_fingerprints([], 4, sets)
    join_near_signatures([], 25, sets)
    join_near_signatures([(b"\0" * 128, 0)], 25, sets)
    assert sets.shared() == []


@given(st.integers(1, 64), st.integers(1, 64))
def test_pieces_cover_everything_once(length: int, count: int) -> None:
    pieces = even_pieces(length, count)
    assert [place for start, end in pieces for place in range(start, end)] == list(range(length))
    widths = [end - start for start, end in pieces]
    assert max(widths) - min(widths) <= 1
