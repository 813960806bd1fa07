"""How long something has been going on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import PositiveInt

from jlxx_check.checks.answers import answer
from jlxx_check.checks.parameters import FieldName, Parameters
from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Level, Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, Value
from jlxx_check.model.text import Text, same
from jlxx_check.values.dates import WrittenDate, read_date
from jlxx_check.values.moments import chinese_day, day_of


class Age(Parameters):
    """years: how many, counted back from the deadline."""

    field: FieldName
    years: PositiveInt


@check("form.age")
def age(form: Form, pack: Pack, want: Age) -> Iterator[Outcome]:
    """The date lies far enough before the deadline; a date that may or may not is a warning."""
    started = answer(form, want.field)
    if not isinstance(started, Value):
        yield not_judged(started)
        return
    last = years_before(pack.deadline, want.years)
    fault = _fault(read_date(started.text, started.kind), last, pack, want.years)
    if fault is None:
        yield passed()
        return
    level, why = fault
    yield failed(
        Text(
            f"“{want.field}”填的是“{started.text}”，{why.zh}（应不晚于{chinese_day(last)}）。",
            f"“{want.field}” says “{started.text}”, {why.en} (asked: {last.isoformat()} or "
            "earlier).",
        ),
        level=level,
        where=started.where,
        expected=Text(f"不晚于{last.isoformat()}", f"{last.isoformat()} or earlier"),
        observed=same(started.text),
    )


def _fault(
    written: WrittenDate | None, last: date, pack: Pack, years: int
) -> tuple[Level | None, Text] | None:
    """What is wrong with the date and at which level (None: the rule's); None where it holds."""
    if written is None:
        return Level.WARNING, Text("读不出日期，请写明年月日", "which cannot be read as a date")
    if written.latest <= last:
        return None
    if written.earliest > day_of(pack.deadline):
        return None, Text("晚于报送截止日期", "which lies after the deadline")
    if written.earliest > last:
        return None, Text(
            f"到报送截止日期不满{years}年", f"which is less than {years} years before the deadline"
        )
    return Level.WARNING, Text(
        f"看不出到报送截止日期是否满{years}年，请写明到日",
        f"which may or may not be {years} years before the deadline",
    )


def years_before(deadline: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes the 28th."""
    day = day_of(deadline)
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
