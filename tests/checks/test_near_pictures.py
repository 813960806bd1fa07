"""The index finds what comparing all with all would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.checks.near_pictures import NearPictures

FINGERPRINTS = st.integers(min_value=0, max_value=2**64 - 1)


@given(FINGERPRINTS, st.sets(st.integers(0, 63), max_size=20), st.integers(0, 16))
def test_finds_exactly_what_is_near(fingerprint: int, flipped: set[int], distance: int) -> None:
    other = fingerprint
    for bit in flipped:
        other ^= 1 << bit
    index = NearPictures(distance)
    index.add(fingerprint, "a.jpg")
    assert index.near(other) == (["a.jpg"] if len(flipped) <= distance else [])


def test_a_picture_is_named_once() -> None:
    index = NearPictures(4)
    index.add(7, "a.jpg")
    assert index.near(7) == ["a.jpg"]
