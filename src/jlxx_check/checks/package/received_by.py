"""Whether the package arrived by the notice's last day or hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Lack, Outcome, failed, not_applicable, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package
from jlxx_check.text import Text, same
from jlxx_check.values.moments import day_of, in_china, said_moment, stamp


@check("package.received-by", zh="材料在截止时间之前收到。", apart=True)
def received_by(package: Package, pack: Pack) -> Iterator[Outcome]:
    """The package arrived on or before the pack's deadline.

    A deadline with an hour needs the hour of arrival only on its own day: a package that came on
    that day, with no hour given, is not judged. A notice without a deadline asks nothing.
    """
    if pack.due is None:
        yield not_applicable()
        return
    deadline = in_china(pack.due)
    if package.received is None:
        yield not_judged(_unsaid(deadline), fix=_SAY_WHEN, lack=Lack.CALLER)
        return
    received = in_china(package.received)
    late = _is_late(received, deadline)
    if late is None:
        why = _without_hour(deadline, said_moment(pack.due))
        yield not_judged(why, fix=_SAY_HOUR, lack=Lack.CALLER)
    elif late:
        at, until = stamp(received), said_moment(pack.due)
        yield failed(
            Text(
                f"材料于{at}收到，晚于截止时间{until.zh}。",
                f"The package was received on {at}, after the deadline {until.en}.",
            ),
            expected=Text(f"{until.zh}及以前", f"by {until.en}"),
            observed=same(at),
        )
    else:
        yield passed()


#: The message has an example of this notice's own.
_SAY_WHEN = Text(
    "请加上 --received 和实际收到的日期，再检查一次。",
    "Check again with --received and the day it really came.",
)
_SAY_HOUR = Text(
    "请在 --received 的日期后面写上实际收到的钟点，再检查一次。",
    "Check again with the hour that it really came behind the day, with --received.",
)


def _unsaid(deadline: date) -> Text:
    example = f"--received {day_of(deadline).isoformat()}"
    return Text(
        f"没有给出收到材料的日期，是否按时报送没有判断。请加上收到日期，例如：{example}。",
        "No date received was given, so whether it came in time was not judged. Give it, "
        f"for example: {example}.",
    )


def _without_hour(deadline: date, until: Text) -> Text:
    example = f"--received {day_of(deadline).isoformat()}T10:00"
    return Text(
        f"截止时间是{until.zh}，只给了收到日期、没有给钟点，无法判断。请写明钟点，例如：{example}。",
        f"The deadline is {until.en}; the date received has no hour, so this was not judged. Give "
        f"the hour, for example: {example}.",
    )


def _is_late(received: date, deadline: date) -> bool | None:
    """Whether it came after the deadline; None where only the hour could tell."""
    if isinstance(received, datetime) and isinstance(deadline, datetime):
        return received > deadline
    if isinstance(deadline, datetime) and received == deadline.date():
        return None
    return day_of(received) > day_of(deadline)
