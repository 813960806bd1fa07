"""When a package counts as copied to its end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.batch.watching import Sighting, look_again, settled

ROUNDS = [
    pytest.param([(0, {"a": "1"}), (30, {"a": "1"})], 30, {"a"}, id="unchanged long enough"),
    pytest.param([(0, {"a": "1"}), (29, {"a": "1"})], 30, set(), id="unchanged, not long enough"),
    pytest.param([(0, {"a": "1"}), (30, {"a": "2"})], 30, set(), id="changed at the last look"),
    pytest.param(
        [(0, {"a": "1"}), (30, {"a": "2"}), (60, {"a": "2"})], 30, {"a"}, id="came to rest later"
    ),
    pytest.param(
        [(0, {"a": "1"}), (30, {}), (60, {"a": "1"})], 30, set(), id="gone and back: a new copy"
    ),
    pytest.param(
        [(0, {"a": "1", "b": "1"}), (30, {"a": "1", "b": "2"})], 30, {"a"}, id="each for itself"
    ),
    pytest.param([(100, {"a": "1"}), (0, {"a": "1"})], 30, set(), id="the clock was set back"),
    pytest.param([(0, {"a": "1"}), (30, {"b": "1"})], 30, {"b"}, id="it was renamed"),
    pytest.param([(0, {"a": "1"}), (30, {"b": "2"})], 30, set(), id="another one"),
    pytest.param([(0, {"a": ""}), (30, {"b": ""})], 30, set(), id="neither could be listed"),
    pytest.param([(5, {"a": "1"})], 0, {"a"}, id="no waiting asked for"),
]


@pytest.mark.parametrize(("rounds", "quiet_for", "still"), ROUNDS)
def test_a_package_settles_when_nothing_changes(
    rounds: list[tuple[float, dict[str, str]]], quiet_for: float, still: set[str]
) -> None:
    looks: dict[str, Sighting] = {}
    for now, found in rounds:
        looks = look_again(looks, found, now)
    assert settled(looks, rounds[-1][0], quiet_for) == still


@given(st.lists(st.text(alphabet="ab", max_size=2), min_size=1), st.integers(1, 5))
def test_what_settled_has_really_not_changed(listings: list[str], quiet_for: int) -> None:
    looks: dict[str, Sighting] = {}
    for now, listing in enumerate(listings):
        looks = look_again(looks, {"a": listing}, now)
    last = listings[-1]
    run = next((n for n, item in enumerate(reversed(listings)) if item != last), len(listings))
    assert bool(settled(looks, len(listings) - 1, quiet_for)) == (run - 1 >= quiet_for)
