"""Yearly attendance as people write it in forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """Where people took part."""

    OFFLINE = "offline"
    ONLINE = "online"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of attendance.

    year: the year it is of, None where unsaid. total: over several years, so no yearly figure.
    text: as written.
    """

    value: int
    year: int | None
    mode: Mode
    total: bool
    text: str


def read_attendance(text: str) -> tuple[Figure, ...] | None:
    """Every figure in the text; None where it cannot be read for certain."""
    match = re.fullmatch(r"\s*(\d{1,3}(?:,\d{3})+|\d+)\s*(?:人次|人)?\s*", text)
    if not match:
        return None
    return (Figure(int(match[1].replace(",", "")), None, Mode.UNSAID, False, text.strip()),)
