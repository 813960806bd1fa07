"""What a register's row says, under the labels of the form."""

from __future__ import annotations

import re

from jlxx_check.forms.labels import LabelBook
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import FieldSpec
from jlxx_check.model.package import Row
from jlxx_check.unit.blank_forms import part_label


def form_values(pack: Pack, form: str, row: Row, unit: str) -> dict[str, str]:
    """The texts for a form by its fields, and by ``part_label`` where parts have cells.

    A column is known for a field by its name or another spelling. unit: goes where the form asks
    who hands in, unless the row says so itself.
    """
    fields = pack.forms[form].fields
    book = LabelBook(fields)
    values: dict[str, str] = {}
    for column, value in row.values.items():
        mark = book.find(column)
        if mark is not None and value.text.strip():
            values.setdefault(mark.field, value.text.strip())
    for name in pack.sender.fields:
        if name in fields and name != pack.kinds[pack.kinds_of_form(form)[0]].unit:
            values.setdefault(name, unit)
    for name, spec in fields.items():
        if spec.label_parts and name in values:
            parts = _parts(spec, values[name])
            values |= {part_label(name, part): text for part, text in parts.items()}
    return values


def _parts(spec: FieldSpec, text: str) -> dict[str, str]:
    """``线下1200人次，线上3000人次`` in its parts; {} where it does not name them."""
    found = {}
    for part in spec.parts:
        match = re.search(rf"{re.escape(part)}\D{{0,6}}?(\d[^，,；;、\n]*)", text)
        if match:
            found[part] = match[1].strip()
    return found
