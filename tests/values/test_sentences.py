"""Sentences put together of others."""

from __future__ import annotations

import pytest

from jlxx_check.text import behind_colon


@pytest.mark.parametrize(
    ("sentence", "behind"),
    [
        ("The file is empty", "the file is empty"),
        ("A link", "a link"),
        ("It is “A”", "it is “A”"),
        ("HEIC pictures are not read", "HEIC pictures are not read"),
        ("“甲” is no name", "“甲” is no name"),
        ("甲 is no name", "甲 is no name"),
        ("I", "I"),
        ("", ""),
    ],
)
def test_a_sentence_behind_a_colon_begins_small(sentence: str, behind: str) -> None:
    assert behind_colon(sentence) == behind
