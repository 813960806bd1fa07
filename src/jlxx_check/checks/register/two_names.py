"""An entry and its row under two names: whether they agree, and which name is to be written."""

from __future__ import annotations

from jlxx_check.checks.register.row_pairs import row_said
from jlxx_check.forms.likeness import Likeness
from jlxx_check.model.nouns import FORM, REGISTER
from jlxx_check.model.outcome import Outcome, failed, passed
from jlxx_check.model.pack_parts import KindSpec
from jlxx_check.model.package import Entry, Row
from jlxx_check.text import Text, same
from jlxx_check.values.folding import fold_name, one_character_apart
from jlxx_check.values.title_likeness import abbreviates, title_likeness

IF_TWO = Text(
    f"如果不是同一个，请分别补交材料、补登{REGISTER}。",
    " If they are two, hand in what each of them lacks.",
)


def same_name(entry: Entry, row: Row, spec: KindSpec, likeness: Likeness) -> Outcome:
    """Whether an entry and its row say the same name; what to write where they do not."""
    if not entry.row_differs:
        return passed(entry=entry.id, file=row.register)
    material = entry.form.names[0] if entry.form and len(entry.form.names) == 1 else entry.name
    place, cell = row_said(row), row.values.get(spec.name or "")
    by = _by_what(entry, row, spec, likeness)
    zh, en = (f"（{by.zh}，按同一个核对）", f" ({by.en}: taken for one)") if by else ("", "")
    return failed(
        Text(
            f"{REGISTER}{place.zh}写作“{row.name}”，材料中是“{material}”，名称不一致{zh}。",
            f"The {REGISTER}'s {place.en} says “{row.name}”, the material “{material}”{en}.",
        ),
        entry=entry.id,
        file=row.register,
        where=(cell.where if cell else "") or row.where,
        expected=same(material),
        observed=same(row.name),
        fix=_write_alike(material, row, entry.text(spec.unit) if spec.unit else "", by),
        related=(entry.form.path,) if entry.form else (),
    )


def _write_alike(material: str, row: Row, unit: str, by: Text | None) -> Text:
    """Which name to write; one that is but the unit's is no way out."""
    names = [name for name in (material, row.name) if fold_name(name) != fold_name(unit)]
    two = IF_TWO if by else same("")
    if len(names) == 1:
        return Text(
            f"请核实后统一写法：{REGISTER}、{FORM}和文件夹都写“{names[0]}”。{two.zh}",
            f"Settle the name and write “{names[0]}” in {REGISTER}, {FORM} and folder.{two.en}",
        )
    return Text(
        f"请核实后统一写法：{REGISTER}、{FORM}和文件夹都写“{material}”，或都写“{row.name}”。{two.zh}",
        f"Settle the name and write it alike in {REGISTER}, {FORM} and folder: “{material}” or "
        f"“{row.name}”.{two.en}",
    )


def _by_what(entry: Entry, row: Row, spec: KindSpec, likeness: Likeness) -> Text | None:
    """What made them one although their names have nothing in common; None where these have."""
    names = entry.name, row.name
    if one_character_apart(*names) or title_likeness(*names) or abbreviates(*names):
        return None
    return likeness.said(spec, entry.form, row) if entry.form else None
