"""A register is there once, its cells are filled, its rows are numbered."""

from __future__ import annotations

from collections.abc import Iterator

from jlxx_check.checks.answers import is_filled
from jlxx_check.checks.register_rows import (
    entry_of,
    main_register,
    register_kinds,
    register_spec,
)
from jlxx_check.checks.registry import check
from jlxx_check.checks.unseen import may_be_unseen
from jlxx_check.model.facts import Crashed, Unreadable
from jlxx_check.model.formats import EXTENSIONS, extension
from jlxx_check.model.outcome import Level, Outcome, failed, not_judged, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package, Reason, Register, Row
from jlxx_check.model.text import Text, joined, same
from jlxx_check.values.folding import fold, fold_name


@check("register.present")
def present(package: Package, pack: Pack) -> Iterator[Outcome]:
    """There is exactly one register for each kind of entry that has any."""
    for kind in register_kinds(pack):
        registers = package.registers_of(kind)
        if len(registers) == 1:
            (only,) = registers
            broken = only.problem
            yield not_judged(broken.detail, file=only.path) if broken else passed(file=only.path)
        elif registers:
            yield from _several(package, pack, kind)
        elif any(package.of_kind(kind)):
            yield _absent(package, pack, kind)


def _absent(package: Package, pack: Pack, kind: str) -> Outcome:
    title = pack.kinds[kind].title
    scans = _scans(package, pack, kind)
    if scans:
        return review(
            Text(
                f"{title.zh}的登记表只有扫描件，请对照各推介对象逐行核对。",
                f"The register of {title.en} is there only as a scan: hold its rows against the "
                "entries.",
            ),
            file=scans[0],
        )
    missing = failed(
        Text(
            f"没有找到{title.zh}的推介登记表。",
            f"No register of {title.en} was found.",
        ),
        expected=Text("1份登记表", "1 register"),
        observed=Text("没有", "none"),
        fix=Text("请补交推介登记表。", "Hand in the register."),
    )
    return may_be_unseen(package, missing)


def _scans(package: Package, pack: Pack, kind: str) -> list[str]:
    """Scans of registers that are this kind's, or that tell no kind."""
    found = []
    for item in package.unassigned:
        if item.reason is Reason.REGISTER_SCAN:
            path = fold_name(item.path)
            told = {
                name
                for name in register_kinds(pack)
                if any(fold_name(word) in path for word in pack.kinds[name].words)
            }
            if not told or kind in told:
                found.append(item.path)
    return found


def _several(package: Package, pack: Pack, kind: str) -> Iterator[Outcome]:
    """A second register that says the same is a warning; one that differs is the error."""
    title, first = pack.kinds[kind].title, main_register(package, kind)
    number = len(package.registers_of(kind))
    assert first is not None
    for other in package.registers_of(kind):
        if other is first:
            continue
        broken = next((item for item in (first, other) if item.problem is not None), None)
        if broken is not None:
            yield not_judged(
                Text(
                    f"{title.zh}有两份登记表，其中一份读不出来，无法比较。",
                    f"There are two registers of {title.en}; one cannot be read and compared.",
                ),
                file=broken.path,
            )
            continue
        differing = _difference(first, other)
        if differing is None:
            said = Text("内容相同，只交一份即可", "they say the same, and one is enough")
        else:
            said = Text(f"内容不一致：{differing.zh}", f"they differ: {differing.en}")
        yield failed(
            Text(
                f"{title.zh}有不止一份登记表，{said.zh}。",
                f"There is more than one register of {title.en}; {said.en}.",
            ),
            level=Level.WARNING if differing is None else None,
            file=other.path,
            expected=Text("1份登记表", "1 register"),
            observed=Text(f"{number}份", str(number)),
            fix=Text("请只保留最终的一份登记表。", "Keep the final register alone."),
            related=(first.path,),
        )


def _difference(first: Register, other: Register) -> Text | None:
    """The first place where two registers say different things, None where they say the same."""
    if len(first.rows) != len(other.rows):
        one, two = len(first.rows), len(other.rows)
        return Text(f"一份{one}行，一份{two}行", f"{one} rows in one, {two} in the other")
    common = [label for label in first.columns if label in other.columns]
    for row, twin in zip(first.rows, other.rows, strict=True):
        number = row.number
        if fold_name(row.name) != fold_name(twin.name):
            return Text(
                f"第{number}行一份是“{row.name}”，一份是“{twin.name}”",
                f"row {number} is “{row.name}” in one and “{twin.name}” in the other",
            )
        for label in common:
            if fold(row.text(label)) != fold(twin.text(label)):
                return Text(f"第{number}行“{label}”不同", f"“{label}” of row {number}")
    return None


@check("register.complete")
def complete(package: Package, pack: Pack) -> Iterator[Outcome]:
    """Every row has its required cells filled; a missing column is one finding."""
    for kind in register_kinds(pack):
        register = main_register(package, kind)
        if register is None:
            continue
        fields = register_spec(pack, kind).fields
        wanted = [label for label, field in fields.items() if field.required]
        if register.problem is not None:
            yield _unread(package, register)
            continue
        absent = [label for label in wanted if label not in register.columns]
        if len(absent) > 1 and absent == wanted:
            yield _without_header(register, absent)
            continue
        for label in absent:
            yield _without_column(register, label)
        present = [label for label in wanted if label in register.columns]
        for row in register.rows:
            yield from _row_complete(package, row, present)


def _without_column(register: Register, label: str) -> Outcome:
    return failed(
        Text(f"登记表没有“{label}”一列。", f"The register has no column “{label}”."),
        file=register.path,
        expected=Text(f"有“{label}”一列", f"a column “{label}”"),
        observed=Text("没有", "none"),
    )


def _without_header(register: Register, wanted: list[str]) -> Outcome:
    """Where none of the columns is there, it is the header row that is missing: one mistake."""
    named = "、".join(f"“{label}”" for label in wanted)
    return failed(
        Text(
            f"登记表没有表头，找不到{named}等栏目。",
            f"The register has no header row: none of {named} is there.",
        ),
        file=register.path,
        expected=Text(f"有{named}各列", f"columns {named}"),
        observed=Text("没有表头", "no header row"),
    )


def _unread(package: Package, register: Register) -> Outcome:
    """A file that opens as what it says, yet holds no table of a register, is this rule's."""
    problem = register.problem
    assert problem is not None
    facts = package.facts[register.path]
    promised = EXTENSIONS.get(extension(facts.path))
    mistyped = promised is not None and facts.content not in promised
    if mistyped or isinstance(facts.body, Unreadable | Crashed):
        return not_judged(problem.detail, file=register.path)
    said = problem.detail
    return failed(
        Text(f"登记表读不出各行内容：{said.zh}", f"The register's rows cannot be read: {said.en}"),
        file=register.path,
        observed=said,
    )


def _row_complete(package: Package, row: Row, wanted: list[str]) -> Iterator[Outcome]:
    entry = entry_of(package, row)
    owner = entry.id if entry else None
    empty = [label for label in wanted if not is_filled(row.text(label))]
    name = f"（{row.name}）" if row.name else ""
    for label in empty:
        value = row.values.get(label)
        yield failed(
            Text(
                f"登记表第{row.number}行{name}的“{label}”没有填写。",
                f"Row {row.number} of the register ({row.name or 'no name'}): “{label}” is empty.",
            ),
            entry=owner,
            file=row.register,
            where=value.where if value else row.where,
            expected=Text("已填写", "filled in"),
            observed=Text("空", "empty"),
        )
    if not empty:
        yield passed(entry=owner, file=row.register)


@check("register.order")
def order(package: Package, pack: Pack) -> Iterator[Outcome]:
    """The rows are numbered 1, 2, 3 … with no gap and no repeat."""
    for kind in register_kinds(pack):
        register = main_register(package, kind)
        if register is None:
            continue
        spec = register_spec(pack, kind)
        if register.problem is not None:
            yield not_judged(register.problem.detail, file=register.path)
        elif spec.fields[spec.order].required and _has_unnumbered(register):
            yield not_judged(
                Text(
                    f"“{spec.order}”没有填全，无法核对顺序。",
                    f"“{spec.order}” is not filled in everywhere, so the order was not judged.",
                ),
                file=register.path,
            )
        elif register.rows:
            yield _in_order(register, spec.order)


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
    return failed(
        Text(
            f"登记表的“{label}”应从1到{last}依次连续，第{row.number}行起不符（{faults.zh}）。",
            f"“{label}” of the register has to run from 1 to {last}; it goes wrong from row "
            f"{row.number} on ({faults.en}).",
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
