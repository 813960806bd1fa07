"""Whether something has been going on as long as asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar, Self

from pydantic import Field, NonNegativeInt, model_validator

from jlxx_check.checks.form.answers import answer, judged_each, unanswered
from jlxx_check.checks.register.register_values import breaking_row, listed_value
from jlxx_check.checks.registry import FieldName, Parameters, check
from jlxx_check.model.outcome import Level, Outcome, Status, failed, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Moment
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.text import Text, same
from jlxx_check.values.dates import WrittenDate, read_date, readings, when_begun
from jlxx_check.values.moments import chinese_day, day_of, months_before
from jlxx_check.values.unclear_dates import may_be, unclear_readings


class Age(Parameters):
    """years, months: how long it has been going on, added together, at the deadline or ``day``."""

    zh: ClassVar[Mapping[str, str]] = {
        "field": "写有开始日期的栏目",
        "years": "多少整年，从那一天往回算",
        "months": "多少整月，从那一天往回算，与years相加",
        "day": "算到哪一天；不写为截止日",
    }

    field: FieldName = Field(description="the field with the day on which it began")
    years: NonNegativeInt = Field(0, le=150, description="whole years, counted back from the day")
    months: NonNegativeInt = Field(
        0, le=1200, description="whole months, counted back from the day"
    )
    day: Moment | None = Field(
        None, description="the day at which it is so old; left out: the deadline"
    )

    @model_validator(mode="after")
    def _some(self) -> Self:
        if not self.years and not self.months:
            raise ValueError(Text("years和months至少写一个", "years or months has to be given"))
        return self

    def last(self, pack: Pack) -> date:
        """The last day on which it can have begun."""
        return months_before(self.at(pack), 12 * self.years + self.months)

    def at(self, pack: Pack) -> date:
        """The day at which it is so old."""
        return day_of(self.day or pack.deadline)

    def said(self) -> Text:
        """How long: 2年, 1年6个月."""
        years, months = self.years, self.months
        zh = (f"{years}年" if years else "") + (f"{months}个月" if months else "")
        counted = ((years, "year"), (months, "month"))
        en = (f"{number} {unit}{'s' * (number != 1)}" for number, unit in counted if number)
        return Text(zh, " and ".join(en))

    def until(self, pack: Pack) -> Text:
        """The day in a sentence."""
        if self.day is None:
            return Text("报送截止日期", "the deadline")
        return Text(chinese_day(self.at(pack)), self.at(pack).isoformat())


def _listed(entry: Entry, pack: Pack, want: Age) -> Iterator[Outcome]:
    """What the register says breaks the rule."""
    last = want.last(pack)
    for listed in listed_value(entry, want.field):
        fault = _fault(_begun(listed, pack, want), last, pack, want)
        if fault is not None and fault[0] is None:
            asked = Text(f"不晚于{last.isoformat()}", f"{last.isoformat()} or earlier")
            yield breaking_row(entry, listed, fault[1], asked)


@check(
    "form.age",
    zh="表上的日期距截止日（或指定的一天）满规定的年、月；能否满足说不准的为提醒。",
    without_form=_listed,
)
def age(form: Form, entry: Entry, pack: Pack, want: Age) -> Iterator[Outcome]:
    """The date lies far enough before the deadline; a date that may or may not is a warning.

    A register that says another date is judged, too.

    Example::

        check: form.age
        with: {field: 启动时间, months: 6}
    """
    judged = judged_each(form, [want.field], lambda said: _stated(said, pack, want))
    stated = list(judged)
    yield from stated
    if not any(item.status is Status.FAIL and item.level is None for item in stated):
        yield from _listed(entry, pack, want)


def _stated(form: Form, pack: Pack, want: Age) -> Iterator[Outcome]:
    started = answer(form, want.field, pack)
    if not isinstance(started, Value):
        yield unanswered(started)
        return
    last = want.last(pack)
    if len(readings(started.text, started.kind)) > 1 and _begun(started, pack, want) is None:
        yield review(_century(started, want), where=started.where, observed=same(started.text))
        return
    begun = _begun(started, pack, want)
    unclear = unclear_readings(started.text, when_begun(want.at(pack))) if begun is None else ()
    if unclear:
        yield review(
            _unclear(started, want, unclear), where=started.where, observed=same(started.text)
        )
        return
    fault = _fault(begun, last, pack, want)
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


def _century(value: Value, want: Age) -> Text:
    return Text(
        f"“{want.field}”填的是“{value.text}”，年份只有两位，看不出是哪一年，请核对并写成四位年份。",
        f"“{want.field}” says “{value.text}”, a year of two figures that may be of either century: "
        "look it up, and write all four.",
    )


def _unclear(value: Value, want: Age, told: tuple[Text, ...]) -> Text:
    return Text(
        f"“{want.field}”填的是“{value.text}”，{may_be(told).zh}。",
        f"“{want.field}” says “{value.text}”, {may_be(told).en}.",
    )


def _begun(value: Value, pack: Pack, want: Age) -> WrittenDate | None:
    return read_date(value.text, value.kind, when_begun(want.at(pack)))


def _fault(
    written: WrittenDate | None, last: date, pack: Pack, want: Age
) -> tuple[Level | None, Text] | None:
    """What is wrong with the date and at which level (None: the rule's); None where it holds."""
    if written is None:
        return Level.WARNING, Text("读不出日期，请写明年月日", "which cannot be read as a date")
    if written.latest <= last:
        return None
    until, long = want.until(pack), want.said()
    if written.earliest > want.at(pack):
        return None, Text(f"晚于{until.zh}", f"which lies after {until.en}")
    if written.earliest > last:
        return None, Text(
            f"到{until.zh}不满{long.zh}", f"which is less than {long.en} before {until.en}"
        )
    return Level.WARNING, Text(
        f"看不出到{until.zh}是否满{long.zh}，请写明到日",
        f"which may or may not be {long.en} before {until.en}",
    )
