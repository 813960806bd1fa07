"""Deadlines with and without an hour."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from jlxx_check.checks.package.received_by import received_by
from jlxx_check.model.outcome import Status
from jlxx_check.model.package import Package
from jlxx_check.packs import load_source

DAY = date(2026, 3, 6)
HOUR = datetime(2026, 3, 6, 18, 0)  # noqa: DTZ001  # China time, as a pack writes it


@pytest.mark.parametrize(
    ("deadline", "received", "status"),
    [
        (DAY, date(2026, 3, 6), Status.PASS),
        (DAY, date(2026, 3, 7), Status.FAIL),
        (DAY, datetime(2026, 3, 6, 23, 59), Status.PASS),  # noqa: DTZ001
        (DAY, datetime(2026, 3, 7, 0, 0), Status.FAIL),  # noqa: DTZ001
        (HOUR, date(2026, 3, 5), Status.PASS),
        (HOUR, date(2026, 3, 6), Status.NOT_JUDGED),
        (HOUR, date(2026, 3, 7), Status.FAIL),
        (HOUR, datetime(2026, 3, 6, 18, 0), Status.PASS),  # noqa: DTZ001
        (HOUR, datetime(2026, 3, 6, 18, 1), Status.FAIL),  # noqa: DTZ001
        (HOUR, datetime(2026, 3, 6, 10, 0, tzinfo=UTC), Status.PASS),
        (HOUR, datetime(2026, 3, 6, 10, 1, tzinfo=UTC), Status.FAIL),
        (HOUR, None, Status.NOT_JUDGED),
    ],
)
def test_received_by(deadline: date, received: date | None, status: Status) -> None:
    pack = load_source("jilin-2023").pack.model_copy(update={"due": deadline})
    package = Package("p", "p", "folder", received, {}, (), (), ())
    assert [outcome.status for outcome in received_by(package, pack)] == [status]


def test_says_how_to_give_the_hour() -> None:
    pack = load_source("jilin-2023").pack.model_copy(update={"due": HOUR})
    package = Package("p", "p", "folder", DAY, {}, (), (), ())
    (outcome,) = received_by(package, pack)
    assert outcome.message is not None
    assert "--received 2026-03-06T10:00" in outcome.message.zh
    assert outcome.fix is not None
    assert "钟点" in outcome.fix.zh
