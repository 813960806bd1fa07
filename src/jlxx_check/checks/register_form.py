"""A register's row against the form of the same entry, spelling and format folded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jlxx_check.checks.answers import SCAN
from jlxx_check.checks.parameters import FieldName, Parameters
from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, Package, Row, Value
from jlxx_check.model.text import Text, same
from jlxx_check.values.counts import Figure, Mode, read_attendance
from jlxx_check.values.dates import read_date
from jlxx_check.values.folding import fold, fold_name, same_unit, unit_aliases
from jlxx_check.values.masking import mask, mask_pair
from jlxx_check.values.phones import fold_phone, same_phone

#: Whether two values say the same; None where they cannot be compared for certain.
Comparison = Callable[[Value, Value], bool | None]


class SameFields(Parameters):
    """The fields compared, by what they hold. One that either side lacks is left out."""

    units: tuple[FieldName, ...] = ()
    phones: tuple[FieldName, ...] = ()
    dates: tuple[FieldName, ...] = ()
    counts: tuple[FieldName, ...] = ()


@check("register.matches-form")
def matches_form(
    row: Row, form: Form, package: Package, pack: Pack, want: SameFields
) -> Iterator[Outcome]:
    """A row and its form say the same of unit, telephone, date and attendance."""
    if form.scan:
        yield not_judged(SCAN, file=form.path)
        return
    aliases = unit_aliases(pack.units)
    comparisons: tuple[tuple[tuple[str, ...], Comparison], ...] = (
        (want.units, lambda a, b: _units(a.text, b.text, aliases)),
        (want.phones, lambda a, b: _phones(a.text, b.text)),
        (want.dates, _dates),
        (want.counts, lambda a, b: _counts(a.text, b.text)),
    )
    for fields, comparison in comparisons:
        for field in fields:
            listed, stated = row.values.get(field), form.values.get(field)
            if listed and stated and listed.text.strip() and stated.text.strip():
                yield _compared(row, form, listed, stated, comparison, package)


def _compared(
    row: Row, form: Form, listed: Value, stated: Value, comparison: Comparison, package: Package
) -> Outcome:
    alike = _alike(listed, stated, comparison)
    if alike:
        return passed(file=row.register)
    field = listed.label
    if alike is None:
        return not_judged(
            Text(
                f"登记表与推介表的“{field}”写法不同，读不准，请人工核对。",
                f"“{field}” is written differently in register and form and cannot be read for "
                "certain.",
            ),
            file=row.register,
        )
    rivals = _rival_rows(package, row)
    if any(_alike(rival.values.get(field), stated, comparison) for rival in rivals):
        return not_judged(
            Text(
                f"几份登记表的“{field}”不一致，先确定以哪一份登记表为准，再与推介表核对。",
                f"The registers differ in “{field}”; settle which one holds before it is compared "
                "with the form.",
            ),
            file=row.register,
        )
    in_row, in_form = _shown(listed.text, stated.text)
    return failed(
        Text(
            f"“{field}”不一致：登记表第{row.number}行为“{in_row}”，推介表为“{in_form}”。",
            f"“{field}” differs: row {row.number} of the register says “{in_row}”, the form "
            f"“{in_form}”.",
        ),
        file=row.register,
        where=listed.where,
        expected=same(in_form),
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


def _shown(a: str, b: str) -> tuple[str, str]:
    """Values that would look alike once masked are masked here, so that the difference shows."""
    a, b = " ".join(a.split()), " ".join(b.split())
    return mask_pair(a, b) if mask(a) == mask(b) else (a, b)


def _units(a: str, b: str, aliases: Mapping[str, str]) -> bool:
    """One may add a post or a department to the unit that the other names."""
    short, long = sorted((_bare(a), _bare(b)), key=len)
    return same_unit(a, b, aliases) or (len(short) > 1 and long.startswith(short))


def _bare(text: str) -> str:
    return "".join(sign for sign in fold_name(text) if sign.isalnum())


def _phones(a: str, b: str) -> bool | None:
    """None where one is no telephone number that can be read."""
    if same_phone(a, b):
        return True
    return False if fold_phone(a) and fold_phone(b) else _digits(a) == _digits(b)


def _digits(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isdigit())


def _dates(a: Value, b: Value) -> bool | None:
    first, second = read_date(a.text, a.kind), read_date(b.text, b.kind)
    if first is None or second is None:
        return None
    return first.earliest <= second.latest and second.earliest <= first.latest


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
    return bool(_said(first) & _said(second))


def _by_place(figures: tuple[Figure, ...]) -> dict[tuple[int | None, Mode, bool], set[int]]:
    """Figures by what they are of: year, way of taking part, over years or not."""
    found: dict[tuple[int | None, Mode, bool], set[int]] = {}
    for figure in figures:
        found.setdefault((figure.year, figure.mode, figure.total), set()).add(figure.value)
    return found


def _said(figures: tuple[Figure, ...]) -> set[int]:
    return {figure.value for figure in figures} | {sum(figure.value for figure in figures)}
