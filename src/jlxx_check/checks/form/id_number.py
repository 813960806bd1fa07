"""Whether an ID-card number is a true one and agrees with the form's other answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import PositiveInt

from jlxx_check.checks.form.answers import answer, judged_each
from jlxx_check.checks.register.register_values import breaking_row, listed_value
from jlxx_check.checks.registry import FieldName, Parameters, check
from jlxx_check.model.outcome import Outcome, Status, failed, not_applicable, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Words
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.text import Text, same
from jlxx_check.values.dates import WrittenDate, readings
from jlxx_check.values.folding import fold
from jlxx_check.values.identity_number import IdFault, IdNumber, read_id_number
from jlxx_check.values.moments import chinese_day, day_of, years_between

#: Forms that offer both sexes have them ticked, in front (☑女) or behind (女√).
_TICKS = "√✓✔☑■☒●"
_BOXES = "□○☐"
_SEX = re.compile("[男女]")
_TICKED_BEFORE = re.compile(f"[{_TICKS}]([男女])")
_TICKED_BEHIND = re.compile(f"([男女])[{_TICKS}]")


class IdNumberFields(Parameters):
    """What an ID-card number is held against.

    field, sex, born: the fields of the number, the sex and the date of birth. none: what
    stands in the first where no number is given. youngest: years at the deadline that a person
    put forward has.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "field": "身份证号栏",
        "sex": "性别栏",
        "born": "出生年月栏",
        "none": "没有号码时填写的内容",
        "youngest": "截止日时最小多少岁",
    }

    field: FieldName
    sex: FieldName
    born: FieldName
    none: Words = ()
    youngest: PositiveInt = 16


def _listed(entry: Entry, pack: Pack, want: IdNumberFields) -> Iterator[Outcome]:
    """The register's number, where the form has none or another one."""
    stated = entry.form.text(want.field) if entry.form else ""
    for listed in listed_value(entry, want.field):
        if fold(listed.text) in {fold(word) for word in (*want.none, stated)}:
            continue
        number = read_id_number(listed.text)
        asked = Text("18位有效身份证号", "a valid number of 18 characters")
        if isinstance(number, IdFault):
            why = Text(
                f"不是有效的身份证号：{number.detail.zh}",
                f"no valid ID-card number: {number.detail.en}",
            )
            yield breaking_row(entry, listed, why, asked)
        elif years_between(number.born, day_of(pack.deadline)) < want.youngest:
            yield breaking_row(entry, listed, _too_young(want), asked)
        else:
            yield from _row_differs(entry, number, want)


def _too_young(want: IdNumberFields) -> Text:
    return Text(
        f"按号码到报送截止日期不满{want.youngest}周岁",
        f"which makes the person less than {want.youngest} years of age",
    )


def _row_differs(entry: Entry, number: IdNumber, want: IdNumberFields) -> Iterator[Outcome]:
    """The row's own sex and date of birth against its number."""
    for listed in listed_value(entry, want.sex):
        if _sex(listed.text) not in (None, number.sex):
            why = Text(
                f"而同一行的身份证号显示为“{number.sex}”",
                f"but its ID-card number says {number.sex}",
            )
            yield breaking_row(entry, listed, why, Text("与身份证号一致", "as the number says"))
    for listed in listed_value(entry, want.born):
        born = readings(listed.text, listed.kind)
        if born and not _may_be(born, number):
            day = chinese_day(number.born)
            why = Text(
                f"而同一行的身份证号显示为{day}", f"but its ID-card number says {number.born}"
            )
            yield breaking_row(entry, listed, why, Text("与身份证号一致", "as the number says"))


@check(
    "form.id-number",
    zh="填写了身份证号的，号码有效，且与性别、出生年月一致。",
    without_form=_listed,
)
def id_number(form: Form, entry: Entry, pack: Pack, want: IdNumberFields) -> Iterator[Outcome]:
    """An ID-card number, where given, is valid and agrees with sex and date of birth.

    A register that says another number is judged, too.
    """
    fields = (want.field, want.sex, want.born)
    judged = judged_each(form, fields, lambda said: _stated(said, pack, want))
    stated = list(judged)
    listed = list(_listed(entry, pack, want))
    if listed and stated and stated[0].status is Status.NOT_APPLICABLE:
        stated = []
    yield from (*stated, *listed)


def _stated(form: Form, pack: Pack, want: IdNumberFields) -> Iterator[Outcome]:
    given = answer(form, want.field, pack, want.none)
    if not isinstance(given, Value):
        yield not_applicable()
        return
    number = read_id_number(given.text)
    if isinstance(number, IdFault):
        yield failed(
            Text(
                f"“{want.field}”不是有效的身份证号：{number.detail.zh}。",
                f"“{want.field}” is no valid ID-card number: {number.detail.en}.",
            ),
            where=given.where,
            expected=Text("18位有效身份证号", "a valid number of 18 characters"),
            observed=same(given.text),
        )
        return
    if years_between(number.born, day_of(pack.deadline)) < want.youngest and not _tells_birth(
        form, pack, want
    ):
        why = _too_young(want)
        yield failed(
            Text(f"“{want.field}”{why.zh}，请核实。", f"“{want.field}”: {why.en}."),
            where=given.where,
            observed=same(given.text),
        )
        return
    faults = [*_sex_differs(number, form, pack, want), *_birth_differs(number, form, pack, want)]
    yield from faults or [passed()]


def _tells_birth(form: Form, pack: Pack, want: IdNumberFields) -> bool:
    """Whether the form gives a date of birth, which is then judged by itself."""
    said = answer(form, want.born, pack)
    return isinstance(said, Value) and bool(readings(said.text, said.kind))


def _sex_differs(
    number: IdNumber, form: Form, pack: Pack, want: IdNumberFields
) -> Iterator[Outcome]:
    """The number's 17th digit tells the sex (GB 11643-1999)."""
    said = answer(form, want.sex, pack)
    if isinstance(said, Value) and _sex(said.text) not in (None, number.sex):
        yield failed(
            Text(
                f"“{want.sex}”填的是“{said.text}”，而身份证号显示为“{number.sex}”。",
                f"“{want.sex}” says “{said.text}”, but the ID-card number says “{number.sex}”.",
            ),
            where=said.where,
            expected=same(number.sex),
            observed=same(said.text),
        )


def _may_be(born: tuple[WrittenDate, ...], number: IdNumber) -> bool:
    return any(each.earliest <= number.born <= each.latest for each in born)


def _sex(text: str) -> str | None:
    """男 or 女, by the tick where the form offers both; None where the text does not say."""
    written = re.sub("[()]", "", fold(text))
    ticked = _TICKED_BEFORE if written[:1] in _TICKS + _BOXES else _TICKED_BEHIND
    named = (
        ticked.findall(written) if len(set(_SEX.findall(written))) > 1 else _SEX.findall(written)
    )
    return named[0] if len(set(named)) == 1 else None


def _birth_differs(
    number: IdNumber, form: Form, pack: Pack, want: IdNumberFields
) -> Iterator[Outcome]:
    """The number's digits 7 to 14 tell the day of birth (GB 11643-1999)."""
    said = answer(form, want.born, pack)
    if not isinstance(said, Value):
        return
    born = readings(said.text, said.kind)
    # One that cannot be read is told of where the form is held to be complete.
    if born and not _may_be(born, number):
        yield failed(
            Text(
                f"“{want.born}”填的是“{said.text}”，而身份证号显示为{chinese_day(number.born)}。",
                f"“{want.born}” says “{said.text}”, but the ID-card number says "
                f"{number.born.isoformat()}.",
            ),
            where=said.where,
            expected=same(number.born.isoformat()),
            observed=same(said.text),
        )
