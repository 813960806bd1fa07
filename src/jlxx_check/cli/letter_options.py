"""What a call says of the letter: read, and held against what it cannot be.

Raises CallProblem for what is written wrongly, or makes no sense beside the rest of the call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.options import CheckOptions
from jlxx_check.reporters.report_options import Options
from jlxx_check.text import Text
from jlxx_check.values.moments import chinese_day, day_of, in_china

if TYPE_CHECKING:
    from jlxx_check.api import RulePack
    from jlxx_check.cli.desk_options import DeskOptions
    from jlxx_check.model.report import Report
    from jlxx_check.values.typed_moments import Moment, NotAMoment

#: A notice is done with in less; a day farther from its deadline is a slip.
_A_YEAR = timedelta(days=365)


def letter(
    given: CheckOptions | DeskOptions,
    formats: Sequence[str],
    pack: RulePack,
    received: Moment | None,
    today: date,
) -> Options:
    """What the letter says that no package can tell.

    formats: those that are written. received: the day for all packages of the call, if given.
    """
    mend_by, words = given.mend_by, {"--contact": given.contact, "--signed-by": given.signed_by}
    for name, value in {"--mend-by": mend_by, **words}.items():
        if value is not None and "docx" not in formats:
            raise CallProblem(
                Text(
                    f"{name} 只用于通知，请同时写 --format docx --output 通知.docx。",
                    f"{name} is for the letter: add --format docx --output letter.docx.",
                )
            )
    for name, value in words.items():
        if value is not None and not value.strip():
            raise CallProblem(Text(f"{name} 后面没有内容。", f"{name} is empty."))
    said = Options(contact=given.contact, signed_by=given.signed_by)
    if mend_by is None:
        return said
    from jlxx_check.values.typed_moments import NotAMoment, read_day

    try:
        day = read_day(mend_by, year=pack.pack.deadline.year, today=today)
    except NotAMoment as error:
        raise no_moment("--mend-by", error) from None
    _require_possible(day, day_of(pack.pack.deadline), received)
    return replace(said, mend_by=day)


def no_moment(option: str, error: NotAMoment) -> CallProblem:
    """That an option's words are no day."""
    return CallProblem(Text(f"{option} 的{error.text.zh}", f"{option}: {error.text.en}"))


def _require_possible(day: date, deadline: date, received: Moment | None) -> None:
    """Raises CallProblem for a day by which nobody can mend anything."""
    came = None if received is None else day_of(in_china(received))
    if came is not None and day < came:
        raise CallProblem(
            Text(
                f"--mend-by 的补正期限 {day} 早于收到日期 {came}，请核对两个日期。",
                f"--mend-by {day} is before the day received, {came}: check both days.",
            )
        )
    if abs(day - deadline) > _A_YEAR:
        raise CallProblem(
            Text(
                f"--mend-by 的补正期限 {day} 与通知的截止日期 {deadline} 相差一年以上，"
                "请核对年份。",
                f"--mend-by {day} is more than a year from the notice's deadline, {deadline}: "
                "check the year.",
            )
        )


def doubts_on_mending(day: date | None, pack: RulePack | None, today: date) -> tuple[Text, ...]:
    """What a person should look at again before letters go out; nothing for a usual day."""
    if day is None or pack is None:
        return ()
    deadline = day_of(pack.pack.deadline)
    shown = chinese_day(day)
    if day < deadline:
        return (
            Text(
                f"请留意：补正期限{shown}早于报送截止日期{chinese_day(deadline)}，照此写入通知。",
                f"Mind: the day by which to mend, {day}, is before the notice's deadline, "
                f"{deadline}; the letters say so.",
            ),
        )
    # Of a notice that is long done with the days are past, and nobody needs to be told.
    if day < today <= deadline + _A_YEAR:
        return (
            Text(
                f"请留意：补正期限{shown}已经过去（今天是{chinese_day(today)}），照此写入通知。",
                f"Mind: the day by which to mend, {day}, is past (today is {today}); the letters "
                "say so.",
            ),
        )
    return ()


def full_name(report: Report, pack: RulePack | None) -> str | None:
    """The unit that a package's name is, as the pack has it; None where it lists no such unit."""
    from jlxx_check.batch.unit_names import Units  # late: only a letter is addressed

    return Units(pack.pack).unit(report.package.name) if pack else None
