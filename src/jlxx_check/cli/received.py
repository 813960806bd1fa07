"""``--received``: the day, or the minute, that a package arrived, in China time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from jlxx_check.cli.problems import CallProblem
from jlxx_check.model.text import Text
from jlxx_check.values.moments import CHINA

_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?")


def read_received(text: str) -> date | datetime:
    """A date, or a date with a time. Raises CallProblem where it is written otherwise."""
    if text.strip().lower() == "today":
        return datetime.now(UTC).astimezone(CHINA).date()
    try:
        if not _WRITTEN.fullmatch(text.strip()):
            raise ValueError(text)
        if "T" in text:
            return datetime.fromisoformat(text.strip())
        return date.fromisoformat(text.strip())
    except ValueError:
        raise CallProblem(
            Text(
                f"--received 的“{text}”不是日期。请写成 2023-07-08、2023-07-08T17:30 或 today。",
                f"--received: “{text}” is no date. Write 2023-07-08, 2023-07-08T17:30 or today.",
            )
        ) from None
