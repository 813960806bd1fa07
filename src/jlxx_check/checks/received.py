"""When the package arrived, against the notice's last day or hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package
from jlxx_check.model.text import Text, same
from jlxx_check.values.moments import day_of, in_china, stamp


@check("package.received-by")
def received_by(package: Package, pack: Pack) -> Iterator[Outcome]:
    """The package arrived on or before the pack's deadline.

    A deadline with an hour needs the hour of arrival only on its own day: a package that came on
    that day, with no hour given, is not judged.
    """
    deadline = in_china(pack.deadline)
    if package.received is None:
        yield not_judged(_unsaid(deadline))
        return
    received = in_china(package.received)
    late = _is_late(received, deadline)
    if late is None:
        yield not_judged(_without_hour(deadline))
    elif late:
        at, until = stamp(received), stamp(deadline)
        yield failed(
            Text(
                f"材料于{at}收到，晚于截止时间{until}。",
                f"The package was received on {at}, after the deadline {until}.",
            ),
            expected=Text(f"{until}及以前", f"by {until}"),
            observed=same(at),
        )
    else:
        yield passed()


def _unsaid(deadline: date) -> Text:
    example = f"--received {day_of(deadline).isoformat()}"
    return Text(
        f"没有给出收到材料的日期，是否按时报送没有判断。请加上收到日期，例如：{example}。",
        "No date received was given, so whether it came in time was not judged. Give it, "
        f"for example: {example}.",
    )


def _without_hour(deadline: date) -> Text:
    until, example = stamp(deadline), f"--received {day_of(deadline).isoformat()}T10:00"
    return Text(
        f"截止时间是{until}，只给了收到日期、没有给钟点，无法判断。请写明钟点，例如：{example}。",
        f"The deadline is {until}; the date received has no hour, so this was not judged. Give "
        f"the hour, for example: {example}.",
    )


def _is_late(received: date, deadline: date) -> bool | None:
    """Whether it came after the deadline; None where only the hour could tell."""
    if isinstance(received, datetime) and isinstance(deadline, datetime):
        return received > deadline
    if isinstance(deadline, datetime) and received == deadline.date():
        return None
    return day_of(received) > day_of(deadline)
