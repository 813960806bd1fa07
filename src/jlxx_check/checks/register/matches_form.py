"""Whether a register's row says what the entry's form says, spelling and format folded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar

from jlxx_check.checks.dialling import undiallable
from jlxx_check.checks.first_steps import COMPARE_BY_EYE, ONE_REGISTER
from jlxx_check.checks.form.answers import apart, judged_each, scan_unread
from jlxx_check.checks.register.row_pairs import row_said
from jlxx_check.checks.registry import FieldName, Parameters, check
from jlxx_check.forms.fillers import is_error
from jlxx_check.model.nouns import FORM, REGISTER, REGISTERS
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, Package, Row, Value
from jlxx_check.text import Text, same
from jlxx_check.values.count_words import Mode
from jlxx_check.values.counts import Figure, read_attendance
from jlxx_check.values.dates import may_agree
from jlxx_check.values.folding import (
    fold,
    fold_name,
    same_unit_in_short,
    unit_in_short,
)
from jlxx_check.values.phones import fold_phone, same_phone

#: What stands between the units that run a project together.
_UNITS = re.compile(r"[、,，;；/\n]")
#: Whether two values say the same; None where they cannot be compared for certain.
Comparison = Callable[[Value, Value], bool | None]


class SameFields(Parameters):
    """The fields compared, by what they hold. One that either side lacks is left out."""

    zh: ClassVar[Mapping[str, str]] = {
        "units": "单位类栏目",
        "phones": "电话类栏目",
        "dates": "日期类栏目",
        "counts": "数量类栏目",
    }

    units: tuple[FieldName, ...] = ()
    phones: tuple[FieldName, ...] = ()
    dates: tuple[FieldName, ...] = ()
    counts: tuple[FieldName, ...] = ()


@check("register.matches-form", zh="登记表的一行与推介表写的单位、电话、日期、人次一致。")
def matches_form(
    row: Row, form: Form, package: Package, pack: Pack, want: SameFields
) -> Iterator[Outcome]:
    """A row and its form say the same of unit, telephone, date and attendance."""
    if form.scan:
        yield replace(scan_unread(form), file=form.path)
        return
    aliases = pack.unit_aliases()
    comparisons: tuple[tuple[tuple[str, ...], Comparison], ...] = (
        (want.units, lambda a, b: _units(a.text, b.text, aliases)),
        (want.phones, _phones),
        (want.dates, _dates),
        (want.counts, lambda a, b: _counts(a.text, b.text)),
    )
    for fields, comparison in comparisons:
        for field in fields:
            compared = partial(_compared, row, field=field, comparison=comparison, package=package)
            yield from judged_each(form, [field], compared)


def _is_said(value: Value) -> bool:
    return bool(value.text.strip()) and not is_error(value.text)


def _compared(
    row: Row, form: Form, *, field: str, comparison: Comparison, package: Package
) -> Iterator[Outcome]:
    listed, stated = row.values.get(field), form.values.get(field)
    if listed and stated and _is_said(listed) and _is_said(stated):
        yield _said_of(row, form, listed, stated, comparison, package)


def _said_of(
    row: Row, form: Form, listed: Value, stated: Value, comparison: Comparison, package: Package
) -> Outcome:
    alike = _alike(listed, stated, comparison)
    if alike:
        return passed(file=row.register)
    field = listed.label
    if alike is None:
        return not_judged(
            Text(
                f"{REGISTER}与{FORM}的“{field}”写法不同，读不准，请人工核对。",
                f"“{field}” is written differently in {REGISTER} and {FORM} and cannot be read for "
                "certain.",
            ),
            file=row.register,
            fix=COMPARE_BY_EYE,
        )
    rivals = _rival_rows(package, row)
    if any(_alike(rival.values.get(field), stated, comparison) for rival in rivals):
        return not_judged(
            Text(
                f"几份{REGISTER}的“{field}”不一致，先确定以哪一份{REGISTER}为准，再与{FORM}核对。",
                f"The {REGISTERS} differ in “{field}”; settle which one holds before it "
                "is compared "
                f"with the {FORM}.",
            ),
            file=row.register,
            fix=ONE_REGISTER,
        )
    in_row, in_form = apart(listed.text, stated.text)
    place = row_said(row, listed.where)
    why = undiallable(listed.text) if comparison is _phones else None
    wrong = Text(f"（{why.zh}）", f" ({why.en})") if why else same("")
    return failed(
        Text(
            f"“{field}”不一致：{REGISTER}{place.zh}为“{in_row}”{wrong.zh}，{FORM}为“{in_form}”。",
            f"“{field}” differs: the {REGISTER}'s {place.en} says “{in_row}”{wrong.en}, the "
            f"{FORM} “{in_form}”.",
        ),
        file=row.register,
        where=listed.where,
        expected=Text(f"与{FORM}一致", f"the same as in the {FORM}"),
        observed=same(in_row),
        related=(form.path,),
    )


def _alike(listed: Value | None, stated: Value, comparison: Comparison) -> bool | None:
    if listed is None:
        return False
    return fold(listed.text) == fold(stated.text) or comparison(listed, stated)


def _rival_rows(package: Package, row: Row) -> Iterator[Row]:
    """Rows of the same name in another register of the kind: that they differ is its finding."""
    own = next((item for item in package.registers if row in item.rows), None)
    for register in package.registers:
        if own is not None and register is not own and register.kind == own.kind:
            name = fold_name(row.name)
            yield from (rival for rival in register.rows if fold_name(rival.name) == name)


def _units(a: str, b: str, aliases: Mapping[str, str]) -> bool:
    """One may add a post or a department, its district, or another unit to what the other names."""
    ours, theirs = ([unit for unit in _UNITS.split(text) if _bare(unit)] for text in (a, b))
    few, many = sorted((ours, theirs), key=len)
    if len(many) > 1 and few:
        return all(any(_unit(one, other, aliases) for other in many) for one in few)
    return _unit(a, b, aliases)


def _unit(a: str, b: str, aliases: Mapping[str, str]) -> bool:
    first, second = (_bare(a), _bare(b))
    begins = any(
        len(said) > 1 and whole.startswith(said)
        for one, other in ((first, second), (second, first))
        for whole, said in (
            *((whole, other) for whole in unit_in_short(one)),
            *((other, said) for said in unit_in_short(one)),
        )
    )
    return begins or same_unit_in_short(a, b, aliases)


def _bare(text: str) -> str:
    return "".join(sign for sign in fold_name(text) if sign.isalnum())


def _phones(a: Value, b: Value) -> bool | None:
    """None where one is no telephone number that can be read."""
    if same_phone(a.text, b.text):
        return True
    read = fold_phone(a.text) and fold_phone(b.text)
    return False if read else _digits(a.text) == _digits(b.text)


def _digits(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isdigit())


def _dates(a: Value, b: Value) -> bool | None:
    return may_agree(a.text, b.text, a.kind, b.kind)


def _counts(a: str, b: str) -> bool | None:
    """The same figures, one of several, or the sum of both ways of taking part.

    Figures that both sides give of the same year and the same way have to agree.
    """
    first, second = read_attendance(a), read_attendance(b)
    if not first or not second:
        return None
    ours, theirs = _by_place(first), _by_place(second)
    common = ours.keys() & theirs.keys()
    if common:
        return all(ours[key] & theirs[key] for key in common)
    ways = [{figure.mode for figure in figures} for figures in (first, second)]
    if Mode.UNSAID not in ways[0] | ways[1] and not ways[0] & ways[1]:
        return False
    return bool(_said(first) & _said(second))


def _by_place(figures: tuple[Figure, ...]) -> dict[tuple[int | None, Mode, bool], set[int]]:
    """Figures by what they are of: year, way of taking part, over years or not."""
    found: dict[tuple[int | None, Mode, bool], set[int]] = {}
    for figure in figures:
        found.setdefault((figure.year, figure.mode, figure.total), set()).add(figure.value)
    return found


def _said(figures: tuple[Figure, ...]) -> set[int]:
    return {figure.value for figure in figures} | {sum(figure.value for figure in figures)}
