"""Whether two entries are one and the same person or project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from jlxx_check.checks.registry import FieldName, KindName, Parameters
from jlxx_check.model.package import Entry
from jlxx_check.text import Text
from jlxx_check.values.dates import may_agree
from jlxx_check.values.folding import fold_name, same_unit
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.identity_number import telling_id_number

#: Entries of one name that another is compared with: far more than any register has rows.
MOST_COMPARED = 200


class Identity(Parameters):
    """By what entries of a kind are known again.

    numbers: fields of which one that agrees is enough. units, dates: with the same name, one of
    these that agrees is enough.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "numbers": "号码类栏目，有一个一致即为同一人（项目）",
        "units": "单位类栏目，名称相同时有一个一致即可",
        "dates": "日期类栏目，名称相同时有一个一致即可",
    }

    kind: KindName
    numbers: tuple[FieldName, ...] = ()
    units: tuple[FieldName, ...] = ()
    dates: tuple[FieldName, ...] = ()


@frozen
class Sameness:
    """certain: they are one; False: they share a name, and nothing else could be compared."""

    certain: bool
    by: Text


def known_by(entry: Entry, want: Identity) -> list[tuple[str, str]]:
    """Keys of which two entries that ``sameness`` finds anything in share at least one."""
    numbers = [(field, telling_id_number(entry.text(field))) for field in want.numbers]
    keys = [(field, number) for field, number in numbers if number]
    return [*keys, ("", fold_name(entry.name))]


def sameness(
    first: Entry, second: Entry, want: Identity, aliases: Mapping[str, str]
) -> Sameness | None:
    """What speaks for two entries being one; None where they are two."""
    if first.kind != want.kind or second.kind != want.kind:
        return None
    for field in want.numbers:
        one = telling_id_number(first.text(field))
        if one and one == telling_id_number(second.text(field)):
            return Sameness(True, Text(f"{field}相同", f"the same {field}"))
    if fold_name(first.name) != fold_name(second.name):
        return None
    compared = [(field, _same_units(first, second, field, aliases)) for field in want.units] + [
        (field, _same_dates(first, second, field)) for field in want.dates
    ]
    for field, same in compared:
        if same:
            return Sameness(True, Text(f"名称和{field}相同", f"the same name and {field}"))
    if all(same is None for _, same in compared):
        return Sameness(False, Text("名称相同", "the same name"))
    return None


def _same_units(first: Entry, second: Entry, field: str, aliases: Mapping[str, str]) -> bool | None:
    one, two = first.text(field), second.text(field)
    return same_unit(one, two, aliases) if one and two else None


def _same_dates(first: Entry, second: Entry, field: str) -> bool | None:
    one, two = first.value(field), second.value(field)
    return may_agree(one.text, two.text, one.kind, two.kind) if one and two else None
