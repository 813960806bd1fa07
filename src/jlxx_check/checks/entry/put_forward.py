"""Everybody whom a package puts forward, and whether their number is certain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jlxx_check.checks.first_steps import READABLE_REGISTER, SAME_NAMES, UNIT_BY_UNIT
from jlxx_check.checks.likely import likely
from jlxx_check.checks.register.row_pairs import (
    blocked_register,
    of_several_units,
    pair,
    rows_without_entry,
)
from jlxx_check.model.nouns import PUT_FORWARD, REGISTER
from jlxx_check.model.outcome import Outcome, not_judged
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package
from jlxx_check.text import Text, joined
from jlxx_check.values.folding import fold_name


def listed_only(package: Package, kind: str) -> tuple[Entry, ...]:
    """Put forward by a row, or by a form shared with others, yet without material of their own."""
    rows = rows_without_entry(package, kind)
    known = {fold_name(row.name) for row in rows}
    known |= {fold_name(entry.name) for entry in package.of_kind(kind)}
    shared = {
        fold_name(name): name
        for form in package.shared_forms
        if form.kind == kind
        for name in form.names
    }
    return (
        *(Entry("", kind, row.name, row.order, False, (), row=row) for row in rows),
        *(
            Entry("", kind, name, None, False, ())
            for folded, name in shared.items()
            if folded not in known
        ),
    )


def everybody(package: Package, kinds: Sequence[str]) -> Iterator[Entry]:
    """The entries of the kinds, then those who are only listed, whose id is ""."""
    for kind in kinds:
        yield from package.of_kind(kind)
        yield from listed_only(package, kind)


def titles(pack: Pack, kinds: Sequence[str]) -> Text:
    """The kinds' titles in a sentence."""
    return joined((pack.kinds[kind].title for kind in kinds), zh="和", en=" and ")


def counter(pack: Pack, kinds: Sequence[str]) -> str:
    """The Chinese measure word: people are 名, anything else is 个."""
    return "名" if all(pack.kinds[kind].person for kind in kinds) else "个"


def uncertain(
    package: Package,
    pack: Pack,
    kinds: Sequence[str],
    holds: Callable[[int, int], bool],
    *,
    over: bool = False,
) -> Outcome | None:
    """Why the number is not certain: several units, an unread register, rows that fit no entry.

    holds: whether the rule holds for every number from the first to the second, both included.
    over: there are too many already, whatever a register that cannot be read says.
    """
    several = of_several_units(package)
    if several is not None:
        return not_judged(several, fix=UNIT_BY_UNIT)
    title = titles(pack, kinds)
    for kind in kinds:
        blocked = blocked_register(package, kind)
        if blocked is not None and not over:
            return not_judged(
                Text(
                    f"{title.zh}的{REGISTER}读不出来，无法确定一共{PUT_FORWARD}了多少。",
                    f"The {REGISTER} of {title.en} cannot be read, so the number is not certain.",
                ),
                file=blocked.path,
                fix=READABLE_REGISTER,
            )
    return _unmatched(package, pack, kinds, holds, title)


def _unmatched(
    package: Package,
    pack: Pack,
    kinds: Sequence[str],
    holds: Callable[[int, int], bool],
    title: Text,
) -> Outcome | None:
    """Rows and entries that may be each other's make the number smaller than it looks."""
    pairs = {kind: pair(package, kind) for kind in kinds}
    most = sum(1 for _ in everybody(package, kinds))
    fewest = most
    for kind, alone in pairs.items():
        twins = len(likely(package, pack, kind).twins) if alone.bare_rows else 0
        fewest -= min(len(alone.bare_entries), len(alone.bare_rows)) + twins
    if fewest >= most or holds(fewest, most):
        return None
    rows = [row for alone in pairs.values() for row in alone.bare_rows]
    entries = sum(len(alone.bare_entries) for alone in pairs.values())
    return not_judged(
        Text(
            f"{title.zh}的{REGISTER}和材料有对不上的（{len(rows)}行没有材料，"
            f"{entries}份材料不在{REGISTER}中），统一名称后才能确定一共{PUT_FORWARD}了多少。",
            f"Rows and material of {title.en} do not match ({len(rows)} rows "
            f"without material, {entries} without a row); the number is "
            "certain once the names agree.",
        ),
        file=rows[0].register,
        fix=SAME_NAMES,
    )
