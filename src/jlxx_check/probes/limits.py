"""What is said of a file that exceeds an input limit.

The limits themselves stand as ``MAX_…`` in the probe that holds them, each with its reason;
``docs/limits.md`` lists them all.
"""

from __future__ import annotations

from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.model.text import Text


def beyond(what: Text, found: str, limit: str) -> Unreadable:
    """An input limit that is exceeded, with the number found and the limit."""
    return Unreadable(
        Cause.LIMIT,
        Text(
            f"{what.zh}为 {found}，超过可读取的上限 {limit}。",
            f"{what.en}: {found}, more than the limit of {limit}.",
        ),
    )
