"""What is said where a kind has more than one register, in files or in sheets of one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jlxx_check.checks.first_steps import ONE_REGISTER
from jlxx_check.checks.register.row_pairs import row_said
from jlxx_check.model.nouns import REGISTER, REGISTERS
from jlxx_check.model.outcome import Level, Outcome, failed, not_judged
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package, Register, Row
from jlxx_check.text import Text
from jlxx_check.values.folding import fold, fold_name


def several(package: Package, pack: Pack, kind: str) -> Iterator[Outcome]:
    """A second register that says the same is a warning; one that differs is the error."""
    title, first = pack.kinds[kind].title, package.main_register(kind)
    number = len(package.registers_of(kind))
    assert first is not None
    for register in package.registers_of(kind):
        yield from versions_differ(pack, register)
    for other in package.registers_of(kind):
        if other is first:
            continue
        broken = next((item for item in (first, other) if item.problem is not None), None)
        if broken is not None:
            yield not_judged(
                Text(
                    f"{title.zh}有两份{REGISTER}，其中一份读不出来，无法比较。",
                    f"There are two {REGISTERS} of {title.en}; one cannot be read and compared.",
                ),
                file=broken.path,
                fix=ONE_REGISTER,
            )
            continue
        differing = _difference(first, other.rows, other.columns)
        if differing is None:
            said = Text("内容相同，只交一份即可", "they say the same, and one is enough")
        else:
            said = Text(f"内容不一致：{differing.zh}", f"they differ: {differing.en}")
        yield failed(
            Text(
                f"{title.zh}有不止一份{REGISTER}，{said.zh}。",
                f"There is more than one {REGISTER} of {title.en}; {said.en}.",
            ),
            level=Level.WARNING if differing is None else None,
            file=other.path,
            expected=Text(f"1份{REGISTER}", f"1 {REGISTER}"),
            observed=Text(f"{number}份", str(number)),
            fix=Text(f"请只保留最终的一份{REGISTER}。", f"Keep the final {REGISTER} alone."),
            related=(first.path,),
        )


def versions_differ(pack: Pack, register: Register) -> Iterator[Outcome]:
    """Sheets of one file that say most of the register once more, and something else."""
    title = pack.kinds[register.kind].title
    for rows in register.versions:
        sheet = rows[0].where.rpartition("!")[0]
        differing = _difference(register, rows, register.columns)
        if differing is None:
            said = Text(
                "只是写法不同，只留一份即可", "they differ in spelling alone, and one is enough"
            )
        else:
            said = Text(f"内容不一致：{differing.zh}", f"they differ: {differing.en}")
        yield failed(
            Text(
                f"{title.zh}的{REGISTER}文件里，工作表“{sheet}”又是一份{REGISTER}，{said.zh}。"
                "这张工作表没有计入。",
                f"In the file of the {REGISTER} of {title.en} the sheet “{sheet}” is another one; "
                f"{said.en}. That sheet was not counted.",
            ),
            level=Level.WARNING if differing is None else None,
            file=register.path,
            where=rows[0].where,
            expected=Text(f"1份{REGISTER}", f"1 {REGISTER}"),
            observed=Text(f"{1 + len(register.versions)}份", str(1 + len(register.versions))),
            fix=Text(
                f"请只保留最终的一份{REGISTER}，删去文件里其他的工作表。",
                f"Keep the final {REGISTER} alone, and take the other sheets out of the file.",
            ),
        )


def _difference(first: Register, others: Sequence[Row], columns: Sequence[str]) -> Text | None:
    """The first place where two registers say different things, None where they say the same."""
    if len(first.rows) != len(others):
        one, two = len(first.rows), len(others)
        return Text(f"一份{one}行，一份{two}行", f"{one} rows in one, {two} in the other")
    common = [label for label in first.columns if label in columns]
    for row, twin in zip(first.rows, others, strict=True):
        said = row_said(row)
        if fold_name(row.name) != fold_name(twin.name):
            return Text(
                f"{said.zh}一份是“{row.name}”，一份是“{twin.name}”",
                f"{said.en} is “{row.name}” in one and “{twin.name}” in the other",
            )
        for label in common:
            if fold(row.text(label)) != fold(twin.text(label)):
                return Text(f"{said.zh}“{label}”不同", f"“{label}” of {said.en}")
    return None
