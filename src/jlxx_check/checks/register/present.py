"""A register is there once, and its cells are filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import Field

from jlxx_check.checks.first_steps import (
    READABLE_REGISTER,
    SAVE_RESULTS,
    UNIT_BY_UNIT,
)
from jlxx_check.checks.form.answers import is_filled, shortened
from jlxx_check.checks.register.more_registers import several, versions_differ
from jlxx_check.checks.register.row_pairs import (
    entry_of,
    of_several_units,
    register_kinds,
    register_spec,
    row_said,
    unsaved,
)
from jlxx_check.checks.registry import FieldName, Parameters, check
from jlxx_check.checks.unseen import (
    NONE,
    called_so,
    may_be_called_so,
    may_be_unread,
    may_be_unseen,
    no_results,
)
from jlxx_check.model.contents import Reader
from jlxx_check.model.facts import ReadFailure, Unreadable
from jlxx_check.model.kind_lookup import EXTENSIONS, contents_read_by, extension
from jlxx_check.model.nouns import FULL_REGISTER, PUT_FORWARD, REGISTER
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package, Reason, Register, Row
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text, same
from jlxx_check.values.folding import fold_name

#: Formats whose tables are read: where these show none, there is none.
_WITH_TABLES = contents_read_by(Reader.WORD, Reader.OLD_WORD, Reader.WORKBOOK)
_NO_TABLE = Text(
    f"{REGISTER}是PDF或文本文件，程序无法可靠地分出各行，请人工核对，或另存为 .xlsx 后报送。",
    f"The {REGISTER} is a PDF or a text file whose rows cannot be told "
    "apart by machine; read it by "
    "eye, or hand it in as .xlsx.",
)


@check("register.present", zh="有材料的类别各有且只有一份登记表。")
def present(package: Package, pack: Pack) -> Iterator[Outcome]:
    """There is exactly one register for each kind of entry that has any."""
    for kind in register_kinds(pack):
        registers = package.registers_of(kind)
        if len(registers) == 1:
            (only,) = registers
            broken = only.problem
            if broken:
                yield not_judged(broken.detail, file=only.path, fix=READABLE_REGISTER)
            elif only.versions:
                yield from versions_differ(pack, only)
            else:
                yield passed(file=only.path)
        elif registers and (units := of_several_units(package)):
            yield not_judged(units, file=registers[0].path, fix=UNIT_BY_UNIT)
        elif registers:
            yield from several(package, pack, kind)
        elif any(package.of_kind(kind)):
            yield _absent(package, pack, kind)


def _absent(package: Package, pack: Pack, kind: str) -> Outcome:
    title = pack.kinds[kind].title
    scans = _scans(package, pack, kind)
    if scans:
        return review(
            Text(
                f"{title.zh}的{REGISTER}只有扫描件，请对照各{PUT_FORWARD}对象逐行核对。",
                f"The {REGISTER} of {title.en} is there only as a scan: hold its rows against the "
                "entries.",
            ),
            file=scans[0],
        )
    missing = failed(
        Text(
            f"没有找到{title.zh}的{FULL_REGISTER}。",
            f"No {REGISTER} of {title.en} was found.",
        ),
        expected=Text(f"1份{REGISTER}", f"1 {REGISTER}"),
        observed=NONE,
        fix=Text(f"请补交{FULL_REGISTER}。", f"Hand in the {REGISTER}."),
    )
    words = [word for role in pack.playing(Plays.REGISTER) for word in pack.roles[role].words]
    unseen = may_be_unseen(package, missing, by_text=True)
    return may_be_called_so(unseen, called_so(package, words))


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


class Columns(Parameters):
    """Which columns every row has to have filled."""

    zh: ClassVar[Mapping[str, str]] = {
        "all_but": "除这些栏以外，规则包列出的各栏都要填；不写则只看必填的栏",
    }

    all_but: tuple[FieldName, ...] | None = Field(
        None,
        description="every column of the register that the pack names but these; left out: the "
        "columns that the pack calls required",
    )


@check("register.complete", zh="登记表每一行该填的都填了；缺一栏只说一次。")
def complete(package: Package, pack: Pack, want: Columns) -> Iterator[Outcome]:
    """Every row has its required cells filled; a missing column is one finding.

    Example::

        check: register.complete
        with: {all_but: [序号, 备注]}
    """
    heads: set[tuple[str, str]] = set()
    for kind in register_kinds(pack):
        register = package.main_register(kind)
        if register is None:
            continue
        fields = register_spec(pack, kind).fields
        wanted = [
            label
            for label, field in fields.items()
            if (field.required if want.all_but is None else label not in want.all_but)
        ]
        # What is wrong with the head of a register that kinds share is said once.
        head = (register.path, pack.kinds[kind].register_ or "")
        said = head in heads
        heads.add(head)
        if register.problem is not None:
            if not said:
                yield _unread(package, register)
            continue
        body = package.facts[register.path].body
        absent = [label for label in wanted if label not in register.columns]
        if len(absent) > 1 and absent == wanted:
            if not said:
                yield may_be_unread(body, _without_header(register, absent))
            continue
        for label in absent if not said else ():
            yield may_be_unread(body, _without_column(register, label))
        present = [label for label in wanted if label in register.columns]
        for row in register.rows:
            yield from _row_complete(package, pack, kind, row, present)
        cells = [row.values[label] for row in register.rows for label in unsaved(row, present)]
        if cells:
            yield not_judged(no_results(cells), file=register.path, fix=SAVE_RESULTS)


def _without_column(register: Register, label: str) -> Outcome:
    return failed(
        Text(f"{REGISTER}没有“{label}”一列。", f"The {REGISTER} has no column “{label}”."),
        file=register.path,
        expected=Text(f"有“{label}”一列", f"a column “{label}”"),
        observed=NONE,
    )


def _without_header(register: Register, wanted: list[str]) -> Outcome:
    """Where none of the columns is there, it is the header row that is missing: one mistake."""
    named = "、".join(f"“{label}”" for label in wanted)
    return failed(
        Text(
            f"{REGISTER}没有表头，找不到{named}等栏目。",
            f"The {REGISTER} has no header row: none of {named} is there.",
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
    if mistyped or isinstance(facts.body, Unreadable | ReadFailure):
        return not_judged(problem.detail, file=register.path, fix=READABLE_REGISTER)
    if facts.content not in _WITH_TABLES:
        return not_judged(_NO_TABLE, file=register.path, fix=READABLE_REGISTER)
    said = problem.detail
    return failed(
        Text(
            f"{REGISTER}读不出各行内容：{said.zh}",
            f"The {REGISTER}'s rows cannot be read: {said.en}",
        ),
        file=register.path,
        observed=said,
    )


def _row_complete(
    package: Package, pack: Pack, kind: str, row: Row, wanted: list[str]
) -> Iterator[Outcome]:
    entry = entry_of(package, row)
    owner = entry.id if entry else None
    fields = register_spec(pack, kind).fields
    without_result = unsaved(row, wanted)
    wanted = [label for label in wanted if label not in without_result]
    empty = [
        label for label in wanted if not is_filled(row.text(label), label, fields[label], pack)
    ]
    name = f"“{row.name}”" if row.name else ""
    for label in empty:
        value = row.values.get(label)
        said = shortened(row.text(label)) if any(map(str.isalnum, row.text(label))) else ""
        only = Text(f"，只写了“{said}”", f" but for “{said}”") if said else same("")
        place = row_said(row, value.where if value else "")
        wrong = failed(
            Text(
                f"{REGISTER}{place.zh}{name}的“{label}”没有填写{only.zh}。",
                f"The {REGISTER}'s {place.en}{name and f', {name}'}: “{label}” is empty{only.en}.",
            ),
            entry=owner,
            file=row.register,
            where=value.where if value else row.where,
            expected=Text("已填写", "filled in"),
            observed=same(said) if said else Text("空", "empty"),
        )
        yield may_be_unread(package.facts[row.register].body, wrong)
    if not empty and not without_result:
        yield passed(entry=owner, file=row.register)
