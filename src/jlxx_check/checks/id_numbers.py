"""An ID-card number and the form's other answers about the same person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jlxx_check.checks.answers import answer
from jlxx_check.checks.parameters import FieldName, Parameters
from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Outcome, failed, not_applicable, passed
from jlxx_check.model.pack import Words
from jlxx_check.model.package import Form, Value
from jlxx_check.model.text import Text, same
from jlxx_check.values.dates import read_date
from jlxx_check.values.folding import fold
from jlxx_check.values.id_number import IdFault, IdNumber, read_id_number
from jlxx_check.values.moments import chinese_day

#: Forms that offer both sexes have them ticked, in front (☑女) or behind (女√).
_TICKS = "√✓✔☑■☒●"
_BOXES = "□○☐"
_SEX = re.compile("[男女]")
_TICKED_BEFORE = re.compile(f"[{_TICKS}]([男女])")
_TICKED_BEHIND = re.compile(f"([男女])[{_TICKS}]")


class IdNumberFields(Parameters):
    """The fields that hold the number, the sex and the date of birth.

    none: what stands in the first where no number is given.
    """

    field: FieldName
    sex: FieldName
    born: FieldName
    none: Words = ()


@check("form.id-number")
def id_number(form: Form, want: IdNumberFields) -> Iterator[Outcome]:
    """An ID-card number, where given, is valid and agrees with sex and date of birth."""
    given = answer(form, want.field, want.none)
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
    faults = [*_sex_differs(number, form, want), *_birth_differs(number, form, want)]
    yield from faults or [passed()]


def _sex_differs(number: IdNumber, form: Form, want: IdNumberFields) -> Iterator[Outcome]:
    """The number's 17th digit tells the sex (GB 11643-1999)."""
    said = answer(form, want.sex)
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


def _sex(text: str) -> str | None:
    """男 or 女, by the tick where the form offers both; None where the text does not say."""
    written = re.sub("[()]", "", fold(text))
    ticked = _TICKED_BEFORE if written[:1] in _TICKS + _BOXES else _TICKED_BEHIND
    named = (
        ticked.findall(written) if len(set(_SEX.findall(written))) > 1 else _SEX.findall(written)
    )
    return named[0] if len(set(named)) == 1 else None


def _birth_differs(number: IdNumber, form: Form, want: IdNumberFields) -> Iterator[Outcome]:
    """The number's digits 7 to 14 tell the day of birth (GB 11643-1999)."""
    said = answer(form, want.born)
    if not isinstance(said, Value):
        return
    born = read_date(said.text, said.kind)
    if born is None:
        yield failed(
            Text(
                f"“{want.born}”填的是“{said.text}”，读不出日期，无法与身份证号核对。",
                f"“{want.born}” says “{said.text}”, which cannot be read as a date and cannot be "
                "held against the ID-card number.",
            ),
            where=said.where,
            expected=same(number.born.isoformat()),
            observed=same(said.text),
        )
    elif not born.earliest <= number.born <= born.latest:
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
