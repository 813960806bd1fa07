"""Whether a person is as old, or as young, as asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import ClassVar, Self

from pydantic import Field, PositiveInt, model_validator

from jlxx_check.checks.form.said import Fault, judged_field, said_of
from jlxx_check.checks.registry import FieldName, Parameters, check
from jlxx_check.model.outcome import Level, Outcome
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Moment
from jlxx_check.model.package import Entry, Value
from jlxx_check.text import Text, joined
from jlxx_check.values.dates import WrittenDate, read_date, readings, when_born
from jlxx_check.values.identity_number import IdNumber, read_id_number
from jlxx_check.values.moments import chinese_day, day_of, years_before
from jlxx_check.values.unclear_dates import may_be, unclear_readings


class PersonAge(Parameters):
    """How old somebody is in full years (周岁); at least one of the limits is given."""

    zh: ClassVar[Mapping[str, str]] = {
        "born": "出生日期的栏目",
        "id_number": "身份证号的栏目；号码有效的按号码算，准确到日",
        "at_least": "至少多少周岁，含本数",
        "at_most": "至多多少周岁，含本数",
        "under": "不满多少周岁，不含本数",
        "day": "算到哪一天；不写为截止日",
    }

    born: FieldName = Field(description="the field with the date of birth")
    id_number: FieldName | None = Field(
        None, description="the field with the ID-card number; a valid one tells the day exactly"
    )
    at_least: PositiveInt | None = Field(
        None, le=150, description="the fewest full years, included"
    )
    at_most: PositiveInt | None = Field(None, le=150, description="the most full years, included")
    under: PositiveInt | None = Field(
        None,
        le=150,
        description="full years that have not been reached yet (under 60: 59 and 364 days)",
    )
    day: Moment | None = Field(
        None, description="the day at which it is so; left out: the deadline"
    )

    @model_validator(mode="after")
    def _limited(self) -> Self:
        if self.at_least is None and self.at_most is None and self.under is None:
            raise ValueError(
                Text(
                    "at_least、at_most、under至少写一个",
                    "at_least, at_most or under has to be given",
                )
            )
        if self.at_most is not None and self.under is not None:
            raise ValueError(
                Text(
                    "at_most和under说的是同一件事，只能写一个",
                    "at_most and under are two ways to say one thing",
                )
            )
        if self.at_least is not None and (self.beyond or 999) <= self.at_least:
            raise ValueError(Text("上限小于at_least", "the upper limit is below at_least"))
        return self

    @property
    def beyond(self) -> int | None:
        """Full years at which somebody is too old; None: never."""
        return self.under if self.at_most is None else self.at_most + 1

    def asked(self) -> Text:
        """What is asked, in short."""
        said = []
        if self.at_least is not None:
            said.append(Text(f"满{self.at_least}周岁", f"{self.at_least} years of age or more"))
        if self.under is not None:
            said.append(Text(f"不满{self.under}周岁", f"under {self.under} years of age"))
        if self.at_most is not None:
            said.append(Text(f"不超过{self.at_most}周岁", f"{self.at_most} years of age at most"))
        return joined(said, zh="、", en=", ")


@check("form.person-age", zh="本人到截止日（或指定的一天）的周岁符合要求。")
def person_age(entry: Entry, pack: Pack, want: PersonAge) -> Iterator[Outcome]:
    """The person is as old as asked at the deadline, or at a day of its own.

    By a valid ID-card number, else by the date of birth; one given to the month or the year that
    may lie on either side of the line is a warning.

    Example::

        check: form.person-age
        with: {born: 出生年月, id_number: 身份证号, at_least: 16, under: 60}
    """
    given = said_of(entry, want.id_number, pack) if want.id_number else None
    exact = given is not None and isinstance(read_id_number(given.text), IdNumber)
    field = want.id_number if exact and want.id_number else want.born

    def find(value: Value) -> Fault | None:
        return _fault(value, pack, want, by_number=exact)

    yield from judged_field(entry, field, pack, find)


def _fault(value: Value, pack: Pack, want: PersonAge, *, by_number: bool) -> Fault | None:
    day, asked = day_of(want.day or pack.deadline), want.asked()
    if by_number:
        number = read_id_number(value.text)
        # Another number in the register, and none that is valid, is the number's own rule's.
        born = WrittenDate(number.born, number.born, "") if isinstance(number, IdNumber) else None
        if born is None:
            return None
    else:
        born = read_date(value.text, value.kind, when_born(day))
    if born is None:
        if readings(value.text, value.kind):
            return Fault(_CENTURY, asked, Level.WARNING)
        if told := unclear_readings(value.text, when_born(day)):
            return Fault(may_be(told), asked, Level.REVIEW)
        return Fault(_UNREADABLE, asked, Level.WARNING)
    return _beyond(born, day, want, asked)


def _beyond(born: WrittenDate, day: date, want: PersonAge, asked: Text) -> Fault | None:
    """Where the birth lies to the limits: outside, inside, or on both sides of one."""
    at = Text(chinese_day(day), day.isoformat())
    if born.earliest > day:
        return Fault(Text(f"晚于{at.zh}", f"which lies after {at.en}"), asked)
    unsure: Text | None = None
    if want.at_least is not None:
        last = years_before(day, want.at_least)
        why = Text(
            f"到{at.zh}不满{want.at_least}周岁（应在{chinese_day(last)}及以前出生）",
            f"under {want.at_least} years of age on {at.en} (born by {last.isoformat()} is asked)",
        )
        if born.earliest > last:
            return Fault(why, asked)
        if born.latest > last:
            unsure = Text(f"是否满{want.at_least}周岁", f"is {want.at_least} years of age")
    if want.beyond is not None:
        first = years_before(day, want.beyond) + timedelta(days=1)
        over = want.under if want.under is not None else want.at_most
        word = "已满" if want.under is not None else "已超过"
        why = Text(
            f"到{at.zh}{word}{over}周岁（应在{chinese_day(first)}及以后出生）",
            f"{'not under' if want.under else 'over'} {over} years of age on {at.en} (born on "
            f"{first.isoformat()} or later is asked)",
        )
        if born.latest < first:
            return Fault(why, asked)
        if born.earliest < first:
            unsure = Text(f"是否{word[1:]}{over}周岁", f"is past {over} years of age")
    if unsure is None:
        return None
    return Fault(
        Text(
            f"看不出到{at.zh}{unsure.zh}，请写明到日",
            f"whether that {unsure.en} on {at.en} does not show; give the day",
        ),
        asked,
        Level.WARNING,
    )


_CENTURY = Text(
    "年份只有两位，看不出是哪一年，请写成四位年份",
    "a year of two figures that may be of either century; write all four",
)
_UNREADABLE = Text("读不出日期，请写明年月日", "which cannot be read as a date")
