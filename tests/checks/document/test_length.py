from __future__ import annotations

import pytest

from jlxx_check.checks.document.length import length
from jlxx_check.checks.lengths import TextLength
from jlxx_check.model.document import Document
from jlxx_check.model.outcome import Level, Status

WANT = TextLength(about=1500, holds=0.2, warns=0.4)


def varied(words: int) -> str:
    """Text that repeats nothing."""
    return "".join(chr(0x4E00 + number) for number in range(words))


@pytest.mark.parametrize(
    ("words", "status", "level"),
    [
        (1500, Status.PASS, None),
        (1200, Status.PASS, None),
        (1800, Status.PASS, None),
        (1199, Status.FAIL, Level.WARNING),
        (1801, Status.FAIL, Level.WARNING),
        (900, Status.FAIL, Level.WARNING),
        (2100, Status.FAIL, Level.WARNING),
        (899, Status.FAIL, None),
        (2101, Status.FAIL, None),
        (0, Status.FAIL, None),
    ],
)
def test_a_fifth_holds_and_two_fifths_warn(words: int, status: Status, level: Level | None) -> None:
    (outcome,) = length(Document((), varied(words)), WANT)
    assert (outcome.status, outcome.level) == (status, level)


def test_a_scan_has_no_text_to_count() -> None:
    (outcome,) = length(Document((), "", has_text=False, pictures=2), WANT)
    assert outcome.status is Status.NOT_JUDGED
