"""What is planted in the sample of mistakes: the findings that its report must have."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Planted:
    """One mistake. entry: id in the report; file: path, both as the finding has them."""

    rule: str
    level: str
    entry: str | None
    file: str | None
    what: str
