"""Several units' material in one folder, taken for one package: no fault, but a reader should know.

Nothing is as telling as registers: a unit has one for each kind. Where folders or archives beside
each other have one of the same kind each, with nobody in common, they are of several units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jlxx_check.model.package import Register
from jlxx_check.model.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.ordering import natural_key

#: So many are named; the others are counted.
_NAMED = 5


def several_units(registers: Iterable[Register], wrappers: Sequence[str]) -> Text | None:
    """A note on the units, None where all may well be of one. wrappers: folders that hold all."""
    named: dict[str, dict[str, set[str]]] = {}
    for register in registers:
        parts = register.path.split("/")[len(wrappers) :]
        names = {fold_name(row.name) for row in register.rows if row.name}
        if len(parts) > 1 and names:
            named.setdefault(register.kind, {}).setdefault(parts[0], set()).update(names)
    for units in named.values():
        if len(units) > 1 and sum(map(len, units.values())) == len(set().union(*units.values())):
            return _note(sorted(units, key=natural_key))
    return None


def _note(units: Sequence[str]) -> Text:
    more = len(units) > _NAMED
    zh, en = "、".join(units[:_NAMED]), ", ".join(units[:_NAMED])
    return Text(
        f"这里像是{len(units)}个单位的材料（{zh}{'等' if more else ''}），却当作一个材料包检查了。"
        "如果是几个单位的，请用 jlxx-check batch 逐个检查。",
        f"This looks like the material of {len(units)} units ({en}{' …' if more else ''}), and was "
        "judged as one package. If so, use jlxx-check batch, which judges each by itself.",
    )
