from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from jlxx_check.checks.lengths import TextLength, measured


@pytest.mark.parametrize(
    "want",
    [
        {},
        {"about": 100},
        {"about": 100, "holds": 0.1, "warns": 0.2, "at_most": 200},
        {"at_least": 200, "at_most": 100},
        {"at_most": 100, "holds": 0.1},
    ],
)
def test_what_says_no_length_is_refused(want: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        TextLength.model_validate(want)


@given(st.integers(1, 5000), st.integers(1, 3000))
def test_at_least_and_at_most_meet(words: int, limit: int) -> None:
    """So many words are too few or too many, unless they are the limit or within it."""
    few = TextLength(at_least=limit).off(words)
    many = TextLength(at_most=limit).off(words)
    assert (few, many) == (min(0, words - limit), max(0, words - limit))


def test_what_is_repeated_counts_once() -> None:
    sentence = "这一年他在社区里办了三十多场读书会和手工课。"
    assert measured(sentence * 20, TextLength(at_least=100)) is not None
