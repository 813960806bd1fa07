"""Names held to a template: what each of its slots may hold, and what is said of a wrong name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, PositiveInt, model_validator

from jlxx_check.checks.registry import FieldName, Parameters
from jlxx_check.model.outcome import Outcome, failed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Value
from jlxx_check.text import Text, joined, same
from jlxx_check.values.dates import WrittenDate, read_date
from jlxx_check.values.name_template import (
    Filling,
    Part,
    date_pattern,
    levels_of,
    misfits,
    number_pattern,
    plain,
    slots_of,
    value_shown,
)
from jlxx_check.values.phones import fold_phone

#: Slots that no field of a form is asked for.
NAME, UNIT, SENDER, NUMBER = "name", "unit", "sender", "number"
_OWN = frozenset({NAME, UNIT, SENDER, NUMBER})
_TITLES = {
    NAME: Text("名称", "name"),
    UNIT: Text("单位", "unit"),
    SENDER: Text("报送单位", "sending unit"),
    NUMBER: Text("序号", "number"),
}
_SHAPES = {
    "any": ".+?",
    "digits": r"\d",
    "letters": "[a-z]",
    "alphanumeric": "[a-z0-9]",
    "date": r"(?:19|20)\d{2}[-./_年]?\d{1,2}(?:[-./_月]?\d{1,2})?[日号月]?",
    "phone": r"(?:1[3-9]\d-?\d{4}-?\d{4}|(?:0\d{2,3}-?)?[2-9]\d{6,7})",
}
_DATES = r"^YYYY(?:[-._]?MM(?:[-._]?DD)?|年MM月(?:DD日)?)$"
_WHOLE = frozenset({"any", "date", "phone"})


class Shape(Parameters):
    """What a slot holds that no field tells.

    sort: digits, letters, alphanumeric, date, phone or any. length: characters, exactly.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "sort": "digits数字、letters字母、alphanumeric字母数字、date日期、phone电话、any任意",
        "length": "正好多少个字符",
    }

    sort: Literal["any", "digits", "letters", "alphanumeric", "date", "phone"] = "any"
    length: PositiveInt | None = None

    @property
    def pattern(self) -> str:
        """Of what may stand there."""
        one = _SHAPES[self.sort]
        if self.sort in _WHOLE:
            return one if self.length is None else f".{{{self.length}}}"
        return f"{one}{{{self.length}}}" if self.length else f"{one}+"


def _sound(template: str) -> str:
    slots_of(template)
    return template


Template = Annotated[str, AfterValidator(_sound)]


class Shapes(Parameters):
    """shapes: what stands in a slot that no field tells, by the slot's name."""

    zh: ClassVar[Mapping[str, str]] = {"shapes": "栏目以外的各部分是什么样子，以花括号里的名字为键"}

    shapes: dict[str, Shape] = Field({})


class OfFields(Shapes):
    """fields: the fields of form or register in the template. dates: how a day is written.

    In the template ``{field}`` is a field's value, ``{name}`` the entry's name, ``{unit}`` its
    unit, ``{sender}`` the unit that hands in, ``{number}`` any number; ``+`` means one behind the
    other, with any sign between them or none.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "fields": "模板中用到的表格栏目",
        "dates": "日期的写法：YYYYMMDD、YYYY-MM-DD、YYYYMM等；核对时各种写法都认",
    }

    fields: tuple[FieldName, ...] = ()
    dates: Annotated[str, Field(pattern=_DATES)] = "YYYYMMDD"


class Named(OfFields):
    """template: how the name is made up, ``{姓名}-{出生日期}``."""

    zh: ClassVar[Mapping[str, str]] = {
        "template": "名称的模板，如“{姓名}-{出生日期}.jpg”；“+”表示依次相连，中间有无符号都可以"
    }

    template: Template

    @model_validator(mode="after")
    def _slots_are_known(self) -> Self:
        known_slots(self.template, {*_OWN, *self.fields, *self.shapes})
        return self


def known_slots(template: str, known: Iterable[str]) -> None:
    """Raises ValueError where the template has a slot that nothing fills."""
    unknown = [slot for slot in slots_of(template) if slot not in set(known)]
    if unknown:
        raise ValueError(
            Text(
                f"模板中的{{{unknown[0]}}}没有写进fields或shapes",
                f"{{{unknown[0]}}} of the template is in neither fields nor shapes",
            )
        )


def fillings_of(
    template: str, entry: Entry | None, sender: str, pack: Pack, want: OfFields
) -> dict[str, Filling]:
    """What may stand in each slot of the template, by what form and register say of the entry."""
    slots = dict.fromkeys(slots_of(template))
    return {slot: _filling(slot, entry, sender, pack, want) for slot in slots}


def _filling(slot: str, entry: Entry | None, sender: str, pack: Pack, want: OfFields) -> Filling:
    if slot in want.shapes:
        return Filling(shape=want.shapes[slot].pattern)
    if slot == NUMBER:
        return Filling(shape=r"\d+")
    if slot == SENDER:
        return filling_of_sender(sender, pack)
    if entry is None:
        return Filling()
    kind = pack.kinds[entry.kind]
    if slot == NAME:
        return of_texts([entry.name], near=not kind.person)
    label = (kind.unit or "") if slot == UNIT else slot
    values = [
        value
        for source in (entry.form, entry.row)
        for value in [source.values.get(label) if source else None]
        if value is not None and value.text.strip()
    ]
    return _of_values(values, want.dates, strict=kind.person and label == kind.name)


def filling_of_sender(sender: str, pack: Pack) -> Filling:
    """A slot for the unit that hands in, by any name that the notice knows it by."""
    for unit in pack.units:
        if sender in (unit.name, *unit.aliases):
            return of_texts([unit.name, *unit.aliases], near=True)
    return of_texts([sender], near=True)


def of_texts(texts: Sequence[str], *, near: bool) -> Filling:
    """A slot for any of these texts."""
    values = tuple(dict.fromkeys(plain(text) for text in texts if plain(text)))
    shown = next((text.strip() for text in texts if text.strip()), "")
    return Filling(exact=tuple(map(re.escape, values)), near=near, shown=shown, values=values)


def _of_values(values: Sequence[Value], dates: str, *, strict: bool) -> Filling:
    """A slot for what form and register say: a date, a telephone number, else a text."""
    days = [day for value in values for day in [read_date(value.text, value.kind)] if day]
    if days and len(days) == len(values):
        return Filling(
            shape=_SHAPES["date"],
            exact=tuple(_day_pattern(day, dates) for day in days),
            shown=_written(days[0], dates),
            told=values[0].text.strip(),
        )
    phones = [number for value in values for number in sorted(fold_phone(value.text))]
    if phones and all(re.fullmatch(r"[\d\s()（）+、，,;；/-]+", value.text) for value in values):
        numbers = tuple(number_pattern(number) for number in phones)
        return Filling(shape=_SHAPES["phone"], exact=numbers, shown=phones[0])
    return of_texts([value.text for value in values], near=not strict)


def _day_pattern(day: WrittenDate, dates: str) -> str:
    """A date as precise as both the form and the template have it."""
    first, last = day.earliest, day.latest
    month = first.month if (first.year, first.month) == (last.year, last.month) else None
    exact = first.day if first == last and "D" in dates else None
    return date_pattern(first.year, month, exact)


def _written(day: WrittenDate, dates: str) -> str:
    """The date for the right name; "" where the form does not tell it so exactly."""
    first, last = day.earliest, day.latest
    known = first == last if "D" in dates else (first.year, first.month) == (last.year, last.month)
    if not known:
        return ""
    said = dates.replace("YYYY", f"{first.year:04}").replace("MM", f"{first.month:02}")
    return said.replace("DD", f"{first.day:02}")


def as_people_say(template: str) -> Text:
    """The template without its braces: 姓名-出生日期."""
    return joined((joined(map(_said, level), "", "") for level in levels_of(template)), "/", "/")


def _said(part: Part) -> Text:
    return same(part) if isinstance(part, str) else _titled(part.name)


def _titled(slot: str) -> Text:
    return _TITLES.get(slot) or same(slot)


def wrong_name(
    what: Text,
    template: str,
    pairs: Sequence[tuple[Sequence[Part], str]],
    fillings: Mapping[str, Filling],
) -> Outcome:
    """The finding on a name. pairs: each level of the template with the name that stands there."""
    shown = "/".join(name for _, name in pairs if name)
    right = joined((_right(level, fillings) for level, _ in pairs), "/", "/")
    pattern = as_people_say(template)
    wrong = [misfits(level, name, fillings) for level, name in pairs]
    if None in wrong:
        why = Text(f"不是“{pattern.zh}”的写法", f"is not made up as “{pattern.en}”")
    else:
        said = [(slot, value) for found in wrong for slot, value in found or ()]
        why = joined(
            [
                _differs(_titled(slot), value, fillings[slot].told or fillings[slot].shown)
                for slot, value in said
            ],
            "；",
            "; ",
        )
    return failed(
        Text(
            f"{what.zh}“{shown}”{why.zh}，应为“{right.zh}”。",
            f"The {what.en} “{shown}” {why.en}; it has to be “{right.en}”.",
        ),
        expected=right,
        observed=same(shown),
        fix=Text(f"请改名为“{right.zh}”。", f"Rename it to “{right.en}”."),
    )


def _differs(slot: Text, found: str, told: str) -> Text:
    return Text(
        f"其中{slot.zh}是“{found}”，表中是“{told}”",
        f"has “{found}” for {slot.en}, where the form has “{told}”",
    )


def _right(level: Sequence[Part], fillings: Mapping[str, Filling]) -> Text:
    """The name as it would be right; what is not known stands as the slot's name."""
    return joined((_filled(part, fillings) for part in level), "", "")


def _filled(part: Part, fillings: Mapping[str, Filling]) -> Text:
    if isinstance(part, str):
        return same(part)
    shown = value_shown(fillings[part.name])
    title = _titled(part.name)
    return same(shown) if shown else Text(f"〔{title.zh}〕", f"[{title.en}]")
