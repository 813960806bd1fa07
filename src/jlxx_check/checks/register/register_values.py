"""Whether a register's own values hold, by the rules of the form's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jlxx_check.checks.form.answers import apart, shortened
from jlxx_check.checks.register.row_pairs import row_said
from jlxx_check.model.nouns import FORM, REGISTER
from jlxx_check.model.outcome import Level, Outcome, failed
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import FieldSpec
from jlxx_check.model.package import Entry, Value
from jlxx_check.text import Text, same


def listed_value(entry: Entry, field: str) -> Iterator[Value]:
    """What the entry's row says under the label, where it says anything."""
    value = entry.row.values.get(field) if entry.row else None
    if value is not None and value.text.strip():
        yield value


def register_fields(entry: Entry, pack: Pack) -> Mapping[str, FieldSpec]:
    """The fields that the entry's register has, by label."""
    kind = pack.kinds[entry.kind]
    base = kind.special_of or entry.kind
    spec = pack.registers.get(pack.kinds[base].register_ or "")
    return spec.fields if spec else {}


def breaking_row(
    entry: Entry, listed: Value, why: Text, asked: Text, level: Level | None = None
) -> Outcome:
    """The row's value breaks the rule, while the form's does not; both are shown.

    level: None for the rule's.
    """
    row = entry.row
    assert row is not None
    place = row_said(row, listed.where)
    stated = entry.form.text(listed.label) if entry.form else ""
    said, stated = map(shortened, apart(listed.text, stated) if stated else (listed.text, ""))
    form = Text(
        f"{FORM}填的是“{stated}”，请核实哪一个正确" if stated else f"{FORM}看不出这一栏",
        f"the {FORM} says “{stated}”; settle which is right"
        if stated
        else f"the {FORM} does not tell",
    )
    return failed(
        Text(
            f"{REGISTER}{place.zh}的“{listed.label}”填的是“{said}”，{why.zh}；{form.zh}。",
            f"The {REGISTER} says “{said}” in {place.en} under “{listed.label}”: {why.en}; "
            f"{form.en}.",
        ),
        level=level,
        file=row.register,
        where=listed.where,
        expected=asked,
        observed=same(said),
        related=(entry.form.path,) if entry.form else (),
    )
