"""The rows of a register are numbered 1, 2, 3, with no gap and no repeat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jlxx_check.checks.first_steps import (
    FILL_REGISTER,
    READABLE_REGISTER,
    SAVE_RESULTS,
)
from jlxx_check.checks.register.row_pairs import (
    parts_of,
    register_kinds,
    register_spec,
    row_said,
    unsaved,
)
from jlxx_check.checks.registry import check
from jlxx_check.checks.unseen import may_be_unread, no_results
from jlxx_check.model.nouns import REGISTER
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package, Register
from jlxx_check.text import Text, joined, same


@check("register.order", zh="登记表的序号从1起连续，没有空号和重号。")
def order(package: Package, pack: Pack) -> Iterator[Outcome]:
    """The rows are numbered 1, 2, 3 … with no gap and no repeat."""
    judged: set[tuple[str, str]] = set()
    for kind in register_kinds(pack):
        register = package.main_register(kind)
        if register is None:
            continue
        spec = register_spec(pack, kind)
        column = spec.order
        if column is None:
            continue
        of_file = (register.path, pack.kinds[kind].register_ or "")
        if of_file in judged:
            continue
        parts = parts_of(package, pack, register)
        if any(part.kind != kind for part in parts) and not all(map(_runs, parts)):
            # Kinds that share a register may be numbered through, or each by itself.
            judged.add(of_file)
            rows = sorted((row for part in parts for row in part.rows), key=lambda row: row.number)
            register = replace(register, rows=tuple(rows))
        cells = [row.values[column] for row in register.rows if unsaved(row, [column])]
        if register.problem is not None:
            yield not_judged(register.problem.detail, file=register.path, fix=READABLE_REGISTER)
        elif cells:
            yield not_judged(no_results(cells), file=register.path, fix=SAVE_RESULTS)
        elif spec.fields[column].required and _has_unnumbered(register):
            yield not_judged(
                Text(
                    f"“{column}”没有填全，无法核对顺序。",
                    f"“{column}” is not filled in everywhere, so the order was not judged.",
                ),
                file=register.path,
                fix=FILL_REGISTER,
            )
        elif register.rows:
            yield may_be_unread(package.facts[register.path].body, _in_order(register, column))


def _runs(register: Register) -> bool:
    return all(row.order == place for place, row in enumerate(register.rows, 1))


def _has_unnumbered(register: Register) -> bool:
    return any(not row.order_text.strip() for row in register.rows)


def _in_order(register: Register, label: str) -> Outcome:
    wrong = [row for place, row in enumerate(register.rows, 1) if row.order != place]
    if not wrong:
        return passed(file=register.path)
    last, row = len(register.rows), wrong[0]
    asked = "1" if last == 1 else f"1–{last}"
    written = [item.order_text.strip() for item in register.rows]
    found = Text(
        "、".join(text or "空" for text in written),
        ", ".join(text or "empty" for text in written),
    )
    faults = joined(_faults(register), zh="，")
    place = row_said(row)
    return failed(
        Text(
            f"{REGISTER}的“{label}”应从1到{last}依次连续，从{place.zh}起不符（{faults.zh}）。",
            f"“{label}” of the {REGISTER} has to run from 1 to {last}; it goes wrong from "
            f"{place.en} on ({faults.en}).",
        ),
        file=register.path,
        where=row.values[label].where if label in row.values else row.where,
        expected=same(asked),
        observed=found,
    )


def _faults(register: Register) -> list[Text]:
    """What is wrong with the numbers, in words."""
    numbers = [row.order for row in register.rows]
    there = [number for number in numbers if number is not None]
    gaps = sorted(set(range(1, len(numbers) + 1)) - set(there))
    twice = sorted({number for number in there if there.count(number) > 1})
    said = []
    if gaps:
        joined = "、".join(map(str, gaps))
        said.append(Text(f"缺{joined}", f"missing: {', '.join(map(str, gaps))}"))
    if twice:
        joined = "、".join(map(str, twice))
        said.append(Text(f"{joined}重复", f"repeated: {', '.join(map(str, twice))}"))
    return said or [Text("次序颠倒", "out of sequence")]
