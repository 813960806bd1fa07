"""Dates as people write them in forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from jlxx_check.model.document import CellKind


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written. earliest, latest: the first and last day that it may mean.

    ended: the text is a range that names its end. text: as written, outer spaces stripped.
    """

    earliest: date
    latest: date
    text: str
    ended: bool = False


def read_date(text: str, kind: CellKind = CellKind.TEXT) -> WrittenDate | None:
    """The date, or the start of a range; None where it cannot be read for certain."""
    match = re.match(r"\s*(\d{4})[年./-](\d{1,2})(?:[月./-](\d{1,2}))?", text)
    if not match:
        return None
    year, month = int(match[1]), int(match[2])
    try:
        if match[3]:
            day = date(year, month, int(match[3]))
            return WrittenDate(day, day, text.strip())
        first = date(year, month, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return WrittenDate(first, last, text.strip())
    except (ValueError, OverflowError):
        return None
