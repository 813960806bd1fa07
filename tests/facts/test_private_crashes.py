"""What is said of a crash holds the error's kind alone: its words may be a person's numbers."""

from __future__ import annotations

import pytest

from jlxx_check.facts.one_file import read_file
from jlxx_check.model.facts import ReadFailure
from tests.facts.trees import MemoryTree

SECRETS = ("13812345678", "22010419700101123X", "张三")


@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"invalid literal for int(): '{SECRETS[0]}'"),
        KeyError(SECRETS[1]),
        RuntimeError(*SECRETS),
        UnicodeDecodeError("utf-8", SECRETS[0].encode(), 0, 3, SECRETS[2]),
    ],
)
def test_a_crash_tells_no_secret(error: Exception) -> None:
    error.add_note(SECRETS[2])
    tree = MemoryTree({"说明.txt": error})
    (node,) = tree.files
    body = read_file(tree, node).body
    assert isinstance(body, ReadFailure)
    assert type(error).__name__ in body.detail.zh
    assert not any(word in repr(body) for word in SECRETS)
