"""The index finds the pairs that comparing all with all would find, and no others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values import nearness
from jlxx_check.values.nearness import (
    NearPairs,
    even_pieces,
    near_fingerprints,
    near_signatures,
    unlike,
)


def all_pairs() -> NearPairs:
    return NearPairs(lambda one, other: 1.0, most=10_000)


def brute(count: int, near: Callable[[int, int], bool]) -> set[tuple[int, int]]:
    return {(one, other) for other in range(count) for one in range(other) if near(one, other)}


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
def test_fingerprints_within_the_distance_are_found(
    few: int, values: list[int], distance: int
) -> None:
    pairs = all_pairs()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearness, "_FEW", few)
        near_fingerprints(((value, place) for place, value in enumerate(values)), distance, pairs)
    wanted = brute(
        len(values), lambda one, other: (values[one] ^ values[other]).bit_count() <= distance
    )
    assert pairs.found.keys() == wanted


def test_a_crowd_that_shares_most_bits_is_cut_further() -> None:
    """Dark pictures agree in nearly everything; still each finds its own."""
    values = [number * 0x1F1F for number in range(400)]
    pairs = all_pairs()
    near_fingerprints(((value, place) for place, value in enumerate(values)), 2, pairs)
    assert pairs.found.keys() == brute(
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
def test_signatures_that_differ_in_few_bytes_are_found(values: list[bytes], differing: int) -> None:
    pairs = all_pairs()
    near_signatures(((value, place) for place, value in enumerate(values)), differing, pairs)

    def near(one: int, other: int) -> bool:
        return unlike(values[one], values[other]) <= differing

    assert pairs.found.keys() == brute(len(values), near)


def test_places_keep_their_numbers() -> None:
    pairs = all_pairs()
    near_fingerprints([(7, 9), (7, 2), (1 << 40, 5)], 1, pairs)
    assert pairs.found == {(2, 9): 1.0}


def test_a_place_with_several_numbers_is_not_near_itself() -> None:
    pairs = all_pairs()
    near_fingerprints([(7, 1), (7, 1), (6, 1), (7, 3)], 1, pairs)
    assert pairs.found.keys() == {(1, 3)}


def test_who_is_asked_may_say_that_two_are_not_near() -> None:
    pairs = NearPairs(lambda one, other: 0.9 if (one, other) == (0, 2) else None)
    near_fingerprints([(7, 0), (7, 1), (7, 2)], 1, pairs)
    assert pairs.found == {(0, 2): 0.9}
    assert not pairs.full(0)


def test_of_a_picture_that_everybody_sends_some_pairs_are_found_and_the_rest_is_told() -> None:
    asked: list[tuple[int, int]] = []

    def likeness(one: int, other: int) -> float:
        asked.append((one, other))
        return 1.0

    pairs = NearPairs(likeness, most=3)
    near_fingerprints([(7, place) for place in range(40)], 1, pairs)
    assert all(pairs.full(place) for place in range(40))
    assert len(pairs.found) == len(asked) == 60


def test_nothing_is_near_nothing() -> None:
    pairs = all_pairs()
    near_fingerprints([], 4, pairs)
    near_signatures([], 25, pairs)
    near_signatures([(b"\0" * 128, 0)], 25, pairs)
    assert pairs.found == {}


@given(st.integers(1, 64), st.integers(1, 64))
def test_pieces_cover_everything_once(length: int, count: int) -> None:
    pieces = even_pieces(length, count)
    assert [place for start, end in pieces for place in range(start, end)] == list(range(length))
    widths = [end - start for start, end in pieces]
    assert max(widths) - min(widths) <= 1
