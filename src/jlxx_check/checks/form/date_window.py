"""Whether a date that a form states lies between two days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import ClassVar, Self

from pydantic import Field, PositiveInt, model_validator

from jlxx_check.checks.form.said import Fault, judged_field
from jlxx_check.checks.registry import FieldName, Parameters, check
from jlxx_check.model.outcome import Level, Outcome
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Moment
from jlxx_check.model.package import Entry, Value
from jlxx_check.text import Text
from jlxx_check.values.dates import WrittenDate, read_date, when_begun, when_born
from jlxx_check.values.moments import chinese_day, day_of, months_before
from jlxx_check.values.unclear_dates import may_be, unclear_readings

#: Between the two ends of a range; a plain dash may be a date's own.
_TO = re.compile(r"[至到~～—–]+")


class DateWindow(Parameters):
    """The days between which a date lies, both included; at least one of them is given."""

    zh: ClassVar[Mapping[str, str]] = {
        "field": "日期或起止时间的栏目",
        "first": "最早一天，含当天",
        "last": "最晚一天，含当天",
        "within_months": "最晚一天（或截止日）往前多少个月以内",
        "birth": "是不是出生日期（两位的年份按此认定世纪）",
    }

    field: FieldName = Field(description="the field with the date, or with a range of days")
    first: Moment | None = Field(None, description="the first day, included")
    last: Moment | None = Field(None, description="the last day, included")
    within_months: PositiveInt | None = Field(
        None, le=1200, description="whole months before the last day (or the deadline) that count"
    )
    birth: bool = Field(
        False, description="whether it is a date of birth, which tells the century of 68.3"
    )

    @model_validator(mode="after")
    def _window(self) -> Self:
        if self.first is None and self.last is None and self.within_months is None:
            raise ValueError(
                Text(
                    "first、last、within_months至少写一个",
                    "first, last or within_months has to be given",
                )
            )
        if self.first is not None and self.within_months is not None:
            raise ValueError(
                Text(
                    "first和within_months说的是同一件事，只能写一个",
                    "first and within_months are two ways to say one thing",
                )
            )
        if self.first and self.last and day_of(self.last) < day_of(self.first):
            raise ValueError(Text("last早于first", "last is before first"))
        return self


@check("form.date", zh="日期在规定的时间段内；只写到年、月而说不准的为提醒。")
def date_window(entry: Entry, pack: Pack, want: DateWindow) -> Iterator[Outcome]:
    """The date lies in the window; one to the month or the year that straddles it is a warning.

    Of a range (2022年5月1日至2023年1月3日) both ends are judged.

    Example::

        check: form.date
        with: {field: 举办时间, first: 2022-01-01, last: 2022-12-31}
    """
    until = day_of(want.last or pack.deadline)
    first = day_of(want.first) if want.first else None
    last = day_of(want.last) if want.last else None
    if want.within_months is not None:
        first, last = months_before(until, want.within_months) + timedelta(days=1), until
    asked = _asked(first, last)
    within = when_born(until) if want.birth else when_begun(until)

    def find(value: Value) -> Fault | None:
        written = read_date(value.text, value.kind, within)
        if written is None:
            told = unclear_readings(value.text, within)
            if told:
                return Fault(may_be(told), asked, Level.REVIEW)
            return Fault(_UNREADABLE, asked, Level.WARNING)
        end = _end(value, within) or written
        before = first is not None and written.earliest < first
        after = last is not None and end.latest > last
        if not before and not after:
            return None
        if (first is not None and written.latest < first) or (
            last is not None and end.earliest > last
        ):
            return Fault(Text(f"应为{asked.zh}", f"it has to be {asked.en}"), asked)
        return Fault(
            Text(
                f"看不出是否为{asked.zh}，请写明到日",
                f"whether that is {asked.en} does not show; give the day",
            ),
            asked,
            Level.WARNING,
        )

    yield from judged_field(entry, want.field, pack, find)


def _end(value: Value, within: tuple[date, date]) -> WrittenDate | None:
    """The end of a range, where it names its year; 至今 and 至3日 do not."""
    parts = _TO.split(value.text)
    return read_date(parts[-1], within=within) if len(parts) > 1 else None


def _asked(first: date | None, last: date | None) -> Text:
    if first is None:
        assert last is not None
        return Text(f"{chinese_day(last)}及以前", f"{last.isoformat()} or earlier")
    if last is None:
        return Text(f"{chinese_day(first)}及以后", f"{first.isoformat()} or later")
    return Text(
        f"{chinese_day(first)}至{chinese_day(last)}",
        f"from {first.isoformat()} to {last.isoformat()}",
    )


_UNREADABLE = Text("读不出日期，请写明年月日", "which cannot be read as a date")
