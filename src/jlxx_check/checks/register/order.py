"""The rows of a register are numbered 1, 2, 3, with no gap and no repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from jlxx_check.checks.first_steps import (
    FILL_REGISTER,
    READABLE_REGISTER,
    SAVE_RESULTS,
)
from jlxx_check.checks.register.row_pairs import (
    parts_of,
    ranked,
    register_kinds,
    register_spec,
    row_said,
    unsaved,
)
from jlxx_check.checks.registry import check
from jlxx_check.checks.unseen import may_be_unread, no_results
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.nouns import REGISTER
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package, Register
from jlxx_check.text import Text, joined, same
from jlxx_check.values.folding import fold_name
from jlxx_check.values.late_patterns import late_pattern

#: More are counted only: one wrong row moves all that follow.
_MOST_TOLD = 5


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


#: 01王建国, 3、李秀英, 第2号 赵大勇; neither 2023年 nor 7月8日 nor 3-8活动.
_IN_FRONT = late_pattern(
    r"\s*(?:第|no\.?\s*)?0*([1-9]\d{0,2})(?![\d年月日届期期岁%]|\s*[-.—~～]\s*\d)", re.IGNORECASE
)


@check("register.folder-numbers", zh="文件夹前面的编号与登记表的序号一致。")
def folder_numbers(package: Package, pack: Pack) -> Iterator[Outcome]:
    """Folders that are numbered as the register is bear the numbers of their rows.

    That is where all of a kind's own folders lie side by side, each with a number of its own out of
    the register's. While the register's own numbers are wrong nothing can be held against them.
    """
    for kind in register_kinds(pack):
        register = package.main_register(kind)
        if register is None or register_spec(pack, kind).order is None:
            continue
        numbers = _in_front(package, kind, register)
        if not numbers or not ranked(package, pack, register):
            continue
        wrong = [(entry, number) for entry, number in numbers if entry.order != number]
        yield _misnumbered(pack.kinds[kind].title, register, wrong) if wrong else passed()


def _in_front(package: Package, kind: str, register: Register) -> list[tuple[Entry, int]]:
    """Who has a row, and the number of the folder; [] where the folders are no such series."""
    here = {row.key for row in register.rows}
    greatest = max((row.order or 0 for row in register.rows), default=0)
    found: list[tuple[Entry, int]] = []
    homes = [entry for entry in package.of_kind(kind) if entry.folder is not None]
    for entry in homes:
        name = file_name(entry.folder or "")
        match = _IN_FRONT.match(name)
        if match is None or fold_name(name).startswith(fold_name(entry.name)):
            return []
        found.append((entry, int(match[1])))
    numbers = {number for _, number in found}
    above = {(entry.folder or "").rpartition("/")[0] for entry in homes}
    series = len(found) > 1 and len(numbers) == len(found) and max(numbers) <= greatest
    if not series or len(above) > 1:
        return []
    return [(entry, number) for entry, number in found if entry.row and entry.row.key in here]


def _misnumbered(title: Text, register: Register, wrong: list[tuple[Entry, int]]) -> Outcome:
    told = [
        Text(
            f"文件夹“{file_name(entry.folder or '')}”在{REGISTER}里是序号{entry.order}",
            f"the folder “{file_name(entry.folder or '')}” is no. {entry.order} there",
        )
        for entry, _ in wrong
    ]
    listed = joined(told[:_MOST_TOLD], zh="，", en="; ")
    left = len(told) - _MOST_TOLD
    more = Text(f"，另有{left}个", f"; and {left} more") if left > 0 else same("")
    return failed(
        Text(
            f"{title.zh}的文件夹编号与{REGISTER}的序号不一致：{listed.zh}{more.zh}。",
            f"The folders of {title.en} are numbered otherwise than the {REGISTER}: "
            f"{listed.en}{more.en}.",
        ),
        file=register.path,
        expected=same("、".join(f"{entry.order:02d}" for entry, _ in wrong)),
        observed=same("、".join(f"{number:02d}" for _, number in wrong)),
    )


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
        fix=_how_to_number(register, label),
    )


def _how_to_number(register: Register, label: str) -> Text:
    """Rows that are but out of sequence are moved; where numbers lack or repeat, all are anew."""
    if sorted(row.order or 0 for row in register.rows) == [*range(1, len(register.rows) + 1)]:
        return Text(
            f"“{label}”就是排名：请把各行整行移动到位，不要改写“{label}”。",
            f"“{label}” is the rank: move whole rows into their places and leave the numbers.",
        )
    return Text(
        f"“{label}”就是排名：请按想好的排名，从1开始依次重新编号。",
        f"“{label}” is the rank: number the rows anew from 1 on, in the ranking that is meant.",
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
